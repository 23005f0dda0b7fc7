/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the row of a case: inserting, updating, loading, finding */
#include "config.h"

#include "mado-case-private.h"

#include "mado-query.h"
#include "mado-search.h"

#include <string.h>

#define CASES_A_DAY_MAX 999

/* clang-format off */
static const char *const endings[] = {
  [MADO_ENDING_NONE] = NULL, [MADO_ENDING_DONE] = "done", [MADO_ENDING_REFUSED] = "refused",
  [MADO_ENDING_WITHDRAWN] = "withdrawn", [MADO_ENDING_STOPPED] = "stopped",
};
static const char *const cash_names[] = {
  [MADO_CASH_NOT_DUE] = "not-due", [MADO_CASH_DUE] = "due", [MADO_CASH_TAKEN] = "taken",
  [MADO_CASH_WAIVED] = "waived",
};
static const char *const applicants[] = {
  [MADO_APPLICANT_SELF] = "self", [MADO_APPLICANT_STATUTORY] = "statutory",
  [MADO_APPLICANT_VOLUNTARY] = "voluntary",
};
/* clang-format on */

static guint
index_of (const char *const *names, gsize n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return 0;
}

static MadoHolder
holder_from_string (const char *name)
{
  for (guint i = MADO_HOLDER_NOBODY; i <= MADO_HOLDER_SAFE; i++)
    if (g_strcmp0 (mado_holder_to_string ((MadoHolder) i), name) == 0)
      return (MadoHolder) i;
  return MADO_HOLDER_NOBODY;
}

static char *
join_checks (const MadoCase *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (self->checks, i));
  return g_string_free (text, FALSE);
}

static gboolean
next_number (MadoCase *self, MadoDb *db, guint day, GError **error)
{
  g_autofree char *day_text = g_strdup_printf ("%08u", day);
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/last-number", error);
  const char *last;
  gboolean has_row;
  guint64 n = 1;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "day", day_text);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  last = mado_query_get_text (query, "number");
  if (last != NULL)
    n = g_ascii_strtoull (strchr (last, '-') + 1, NULL, 10) + 1;
  if (n > CASES_A_DAY_MAX)
    {
      g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT,
                           "the day's case numbers are used up");
      return FALSE;
    }
  g_free (self->number);
  self->number = g_strdup_printf ("%s-%03u", day_text, (guint) n);
  return TRUE;
}

static gboolean
insert_row (MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/insert", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "number", self->number);
  mado_query_bind_text (query, "procedure", self->procedure);
  mado_query_bind_text (query, "state", self->state);
  mado_query_bind_integer (query, "opened_at", self->opened_at);
  mado_query_bind_text (query, "opened_by", self->opened_by);
  mado_query_bind_text (query, "applicant_kind", applicants[self->applicant]);
  mado_query_bind_text (query, "card_holder", mado_holder_to_string (self->card_holder));
  mado_query_bind_text (query, "form_holder", mado_holder_to_string (self->form_holder));
  mado_query_bind_text (query, "cash", cash_names[self->cash]);
  mado_query_bind_text (query, "ticket", self->ticket);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  self->case_id = mado_query_get_integer (query, "case_id");
  return TRUE;
}

gboolean
mado_case_insert (MadoCase *self, MadoDb *db, guint day, GError **error)
{
  return next_number (self, db, day, error) && insert_row (self, db, error)
         && mado_case_update (self, db, error);
}

static void
bind_or_null (MadoQuery *query, const char *parameter, gint64 value)
{
  if (value != 0)
    mado_query_bind_integer (query, parameter, value);
  else
    mado_query_bind_null (query, parameter);
}

static void
bind_case (MadoQuery *query, const MadoCase *self)
{
  g_autofree char *checks = join_checks (self);

  mado_query_bind_integer (query, "case_id", self->case_id);
  mado_query_bind_text (query, "state", self->state);
  mado_query_bind_integer (query, "entered_at", self->entered_at);
  bind_or_null (query, "closed_at", self->closed_at);
  mado_query_bind_text (query, "ending", endings[self->ending]);
  mado_query_bind_text (query, "problem_domain", self->problem_domain);
  mado_query_bind_integer (query, "problem_code", self->problem_code);
  mado_query_bind_text (query, "applicant_kind", applicants[self->applicant]);
  mado_query_bind_integer (query, "foreign_resident", self->foreign);
  mado_query_bind_integer (query, "adult_ward", self->adult_ward);
  mado_query_bind_integer (query, "authority", self->authority);
  mado_query_bind_integer (query, "authority_issued_on", self->authority_issued_on);
  mado_query_bind_integer (query, "card_photo", self->card_photo);
  mado_query_bind_integer (query, "card_photo_matches", self->card_photo_matches);
  mado_query_bind_integer (query, "card_checked", self->card_checked);
  mado_query_bind_integer (query, "card_expires_on", self->card_expires_on);
  mado_query_bind_text (query, "checks", checks);
  mado_query_bind_text (query, "card_holder", mado_holder_to_string (self->card_holder));
  mado_query_bind_text (query, "form_holder", mado_holder_to_string (self->form_holder));
  mado_query_bind_text (query, "cash", cash_names[self->cash]);
  mado_query_bind_text (query, "card_id", self->card_id);
  mado_query_bind_text (query, "spki_sha256", self->spki_sha256);
  mado_query_bind_bytes (query, "csr", self->csr);
  mado_query_bind_text (query, "serial", self->serial);
  mado_query_bind_text (query, "ticket", self->ticket);
}

static gboolean
update_row (const MadoCase *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/update", error);

  if (query == NULL)
    return FALSE;
  bind_case (query, self);
  return mado_query_run (query, error);
}

gboolean
mado_case_update (const MadoCase *self, MadoDb *db, GError **error)
{
  return update_row (self, db, error) && mado_case_save_persons (self, db, error)
         && mado_case_save_documents (self, db, error) && mado_case_save_facts (self, db, error)
         && mado_case_save_agent (self, db, error) && mado_search_index_case (self, db, error);
}

static void
fill_from_row (MadoCase *self, MadoQuery *query)
{
  g_auto (GStrv) checks = g_strsplit (mado_query_get_text (query, "checks"), " ", -1);

  self->case_id = mado_query_get_integer (query, "case_id");
  self->number = g_strdup (mado_query_get_text (query, "number"));
  self->state = g_strdup (mado_query_get_text (query, "state"));
  self->entered_at = mado_query_get_integer (query, "entered_at");
  self->opened_at = mado_query_get_integer (query, "opened_at");
  self->opened_by = g_strdup (mado_query_get_text (query, "opened_by"));
  self->closed_at = mado_query_get_integer (query, "closed_at");
  self->ending = (MadoEnding) index_of (endings, G_N_ELEMENTS (endings),
                                        mado_query_get_text (query, "ending"));
  self->problem_domain = g_strdup (mado_query_get_text (query, "problem_domain"));
  self->problem_code = (int) mado_query_get_integer (query, "problem_code");
  self->applicant = (MadoApplicant) index_of (applicants, G_N_ELEMENTS (applicants),
                                              mado_query_get_text (query, "applicant_kind"));
  self->foreign = mado_query_get_integer (query, "foreign_resident") != 0;
  self->adult_ward = mado_query_get_integer (query, "adult_ward") != 0;
  self->authority = (int) mado_query_get_integer (query, "authority");
  self->authority_issued_on = (guint) mado_query_get_integer (query, "authority_issued_on");
  self->card_photo = mado_query_get_integer (query, "card_photo") != 0;
  self->card_photo_matches = mado_query_get_integer (query, "card_photo_matches") != 0;
  self->card_checked = mado_query_get_integer (query, "card_checked") != 0;
  self->card_expires_on = (guint) mado_query_get_integer (query, "card_expires_on");
  self->card_holder = holder_from_string (mado_query_get_text (query, "card_holder"));
  self->form_holder = holder_from_string (mado_query_get_text (query, "form_holder"));
  self->cash = (MadoCash) index_of (cash_names, G_N_ELEMENTS (cash_names),
                                    mado_query_get_text (query, "cash"));
  self->card_id = g_strdup (mado_query_get_text (query, "card_id"));
  self->spki_sha256 = g_strdup (mado_query_get_text (query, "spki_sha256"));
  self->csr = mado_query_get_bytes (query, "csr");
  self->serial = g_strdup (mado_query_get_text (query, "serial"));
  self->ticket = g_strdup (mado_query_get_text (query, "ticket"));
  for (gsize i = 0; checks[i] != NULL; i++)
    if (checks[i][0] != '\0')
      mado_case_set_check (self, checks[i], TRUE);
}

static MadoCase *
load_by (MadoQuery *query, GError **error)
{
  g_autoptr (MadoCase) self = NULL;
  gboolean has_row;

  if (!mado_query_next (query, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY, "no such case");
      return NULL;
    }
  self = mado_case_new (mado_query_get_text (query, "procedure"));
  fill_from_row (self, query);
  return g_steal_pointer (&self);
}

static MadoCase *
load_rest (MadoCase *taken, MadoDb *db, GError **error)
{
  g_autoptr (MadoCase) self = taken;

  if (self == NULL || !mado_case_load_persons (self, db, error)
      || !mado_case_load_documents (self, db, error) || !mado_case_load_facts (self, db, error)
      || !mado_case_load_agent (self, db, error))
    return NULL;
  return g_steal_pointer (&self);
}

MadoCase *
mado_case_load (MadoDb *db, gint64 case_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/by-id", error);

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "case_id", case_id);
  return load_rest (load_by (query, error), db, error);
}

MadoCase *
mado_case_load_by_number (MadoDb *db, const char *number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/by-number", error);

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "number", number);
  return load_rest (load_by (query, error), db, error);
}

static GArray *
list_open (MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/open", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = TRUE;

  while (query != NULL && has_row)
    {
      gint64 case_id;

      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      case_id = mado_query_get_integer (query, "case_id");
      g_array_append_val (ids, case_id);
    }
  return query != NULL ? g_steal_pointer (&ids) : NULL;
}

GPtrArray *
mado_case_load_open (MadoDb *db, GError **error)
{
  g_autoptr (GArray) ids = list_open (db, error);
  g_autoptr (GPtrArray) cases
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_case_free);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      MadoCase *loaded = mado_case_load (db, g_array_index (ids, gint64, i), error);

      if (loaded == NULL)
        return NULL;
      g_ptr_array_add (cases, loaded);
    }
  return g_steal_pointer (&cases);
}

gboolean
mado_case_meet_open (const MadoCase *self, MadoDb *db, MadoMetPeople *met, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "case/open-of-person", error);
  g_autoptr (MadoPersonKey) key = mado_person_key_new_of (self->form);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", self->case_id);
  return mado_met_people_read (met, query, key, "number", error);
}
