/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters of inquiry: their rows */
#include "config.h"

#include "mado-inquiry-private.h"

#include "mado-inquiry-number.h"
#include "mado-met-people.h"
#include "mado-query.h"
#include "mado-search.h"

static guint
pack_date (const MadoWareki *date)
{
  return date->year * 10000u + date->month * 100u + date->day;
}

static gboolean
next_number (MadoInquiry *self, MadoDb *db, guint year, guint *counter, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/next-counter", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "year", year);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *counter = (guint) mado_query_get_integer (query, "counter");
  if (*counter > MADO_INQUIRY_COUNTER_MAX)
    {
      g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT,
                           "the year's numbers are used up");
      return FALSE;
    }
  g_free (self->number);
  self->number = mado_inquiry_number_format (year, *counter);
  return TRUE;
}

static gboolean
insert_row (MadoInquiry *self, MadoDb *db, guint year, guint counter, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/insert", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "year", year);
  mado_query_bind_integer (query, "counter", counter);
  mado_query_bind_text (query, "number", self->number);
  mado_query_bind_text (query, "purpose", mado_inquiry_purpose_to_string (self->purpose));
  mado_query_bind_text (query, "procedure", self->procedure);
  mado_query_bind_text (query, "route", mado_inquiry_route_to_string (self->route));
  mado_query_bind_text (query, "state", mado_letter_state_to_string (self->state));
  mado_query_bind_integer (query, "received_at", self->received_at);
  mado_query_bind_text (query, "received_by", self->received_by);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  self->inquiry_id = mado_query_get_integer (query, "inquiry_id");
  return TRUE;
}

static gboolean
insert_person (const MadoInquiry *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/insert-person", error);
  const MadoFourItems *person = self->person;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "inquiry_id", self->inquiry_id);
  mado_query_bind_text (query, "name", person->name);
  mado_query_bind_text (query, "kana", person->kana != NULL ? person->kana : "");
  mado_query_bind_text (query, "alias", person->alias);
  mado_query_bind_text (query, "address", person->address);
  mado_query_bind_integer (query, "birth", pack_date (&person->birth));
  mado_query_bind_integer (query, "birth_era", person->birth.era);
  mado_query_bind_integer (query, "sex", person->sex);
  return mado_query_run (query, error);
}

static gboolean
insert_agent (const MadoInquiry *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = NULL;

  if (self->agent == NULL)
    return TRUE;
  query = mado_query_new (db, "inquiry/insert-agent", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "inquiry_id", self->inquiry_id);
  mado_query_bind_text (query, "name", self->agent->name);
  mado_query_bind_text (query, "address", self->agent->address);
  mado_query_bind_text (query, "relation", self->agent->relation);
  return mado_query_run (query, error);
}

gboolean
mado_inquiry_insert (MadoInquiry *self, MadoDb *db, guint year, gint64 now, const char *operator_id,
                     GError **error)
{
  guint counter;

  self->state = MADO_LETTER_RECEIVED;
  self->received_at = self->entered_at = now;
  g_free (self->received_by);
  self->received_by = g_strdup (operator_id);
  return next_number (self, db, year, &counter, error)
         && insert_row (self, db, year, counter, error) && insert_person (self, db, error)
         && insert_agent (self, db, error) && mado_search_index_inquiry (self, db, error);
}

static void
bind_or_null (MadoQuery *query, const char *parameter, gint64 value)
{
  if (value != 0)
    mado_query_bind_integer (query, parameter, value);
  else
    mado_query_bind_null (query, parameter);
}

gboolean
mado_inquiry_update (const MadoInquiry *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/update", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "inquiry_id", self->inquiry_id);
  mado_query_bind_text (query, "state", mado_letter_state_to_string (self->state));
  mado_query_bind_integer (query, "entered_at", self->entered_at);
  mado_query_bind_integer (query, "letters", self->letters);
  mado_query_bind_integer (query, "presentations", self->presentations);
  bind_or_null (query, "printed_at", self->printed_at);
  bind_or_null (query, "mailed_at", self->mailed_at);
  bind_or_null (query, "due_on", self->due_on);
  mado_query_bind_text (query, "mail_class", mado_letter_mail_to_string (self->mail_class));
  mado_query_bind_text (query, "tracking", self->tracking);
  bind_or_null (query, "returned_at", self->returned_at);
  bind_or_null (query, "replied_at", self->replied_at);
  bind_or_null (query, "verified_at", self->verified_at);
  bind_or_null (query, "closed_at", self->closed_at);
  mado_query_bind_text (query, "reason", self->reason);
  mado_query_bind_integer (query, "curable", self->curable);
  bind_or_null (query, "case_id", self->case_id);
  return mado_query_run (query, error);
}

static MadoFourItems *
person_from_row (MadoQuery *query)
{
  guint birth = (guint) mado_query_get_integer (query, "birth");
  const MadoWareki date
      = { (MadoEra) mado_query_get_integer (query, "birth_era"), (guint16) (birth / 10000),
          (guint8) (birth / 100 % 100), (guint8) (birth % 100) };
  MadoFourItems *person;

  if (mado_query_is_null (query, "name"))
    return NULL; /* erased when its time was over */
  person = mado_four_items_new (mado_query_get_text (query, "name"),
                                mado_query_get_text (query, "kana"),
                                mado_query_get_text (query, "address"), &date,
                                (MadoSex) mado_query_get_integer (query, "sex"));
  person->alias = g_strdup (mado_query_get_text (query, "alias"));
  return person;
}

static MadoInquiryAgent *
agent_from_row (MadoQuery *query)
{
  if (mado_query_is_null (query, "agent_name"))
    return NULL;
  return mado_inquiry_agent_new (mado_query_get_text (query, "agent_name"),
                                 mado_query_get_text (query, "agent_address"),
                                 mado_query_get_text (query, "agent_relation"));
}

static void
fill_times (MadoInquiry *self, MadoQuery *query)
{
  self->entered_at = mado_query_get_integer (query, "entered_at");
  self->received_at = mado_query_get_integer (query, "received_at");
  self->printed_at = mado_query_get_integer (query, "printed_at");
  self->mailed_at = mado_query_get_integer (query, "mailed_at");
  self->due_on = (guint) mado_query_get_integer (query, "due_on");
  self->returned_at = mado_query_get_integer (query, "returned_at");
  self->replied_at = mado_query_get_integer (query, "replied_at");
  self->verified_at = mado_query_get_integer (query, "verified_at");
  self->closed_at = mado_query_get_integer (query, "closed_at");
}

static MadoInquiry *
from_row (MadoQuery *query)
{
  MadoInquiry *self
      = mado_inquiry_new (mado_inquiry_purpose_from_string (mado_query_get_text (query, "purpose")),
                          mado_inquiry_route_from_string (mado_query_get_text (query, "route")),
                          person_from_row (query), agent_from_row (query));

  self->inquiry_id = mado_query_get_integer (query, "inquiry_id");
  self->procedure
      = mado_inquiry_purpose_of (mado_query_get_text (query, "procedure"), &self->purpose);
  self->number = g_strdup (mado_query_get_text (query, "number"));
  self->state = mado_inquiry_state_from_string (mado_query_get_text (query, "state"));
  self->received_by = g_strdup (mado_query_get_text (query, "received_by"));
  self->letters = (guint) mado_query_get_integer (query, "letters");
  self->presentations = (guint) mado_query_get_integer (query, "presentations");
  self->mail_class = mado_letter_mail_from_string (mado_query_get_text (query, "mail_class"));
  self->tracking = g_strdup (mado_query_get_text (query, "tracking"));
  self->reason = g_strdup (mado_query_get_text (query, "reason"));
  self->curable = mado_query_get_integer (query, "curable") != 0;
  self->case_id = mado_query_get_integer (query, "case_id");
  fill_times (self, query);
  return self;
}

static MadoInquiry *
load_by (MadoQuery *query, GError **error)
{
  gboolean has_row;

  if (!mado_query_next (query, &has_row, error))
    return NULL;
  if (has_row)
    return from_row (query);
  g_set_error_literal (error, MADO_DB_ERROR, MADO_DB_ERROR_QUERY, "no such letter");
  return NULL;
}

MadoInquiry *
mado_inquiry_load (MadoDb *db, gint64 inquiry_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/by-id", error);

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "inquiry_id", inquiry_id);
  return load_by (query, error);
}

MadoInquiry *
mado_inquiry_load_by_number (MadoDb *db, const char *number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/by-number", error);

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "number", number);
  return load_by (query, error);
}

static MadoQuery *
query_open (MadoDb *db, const MadoPersonKey *key, GError **error)
{
  MadoQuery *query = mado_query_new (db, "inquiry/open-of-person", error);

  if (query != NULL)
    mado_person_bind (query, key);
  return query;
}

static gboolean
is_of (MadoQuery *query, const MadoPersonKey *key)
{
  return mado_person_match (key, mado_query_get_text (query, "name"),
                            mado_query_get_text (query, "kana"))
         == MADO_PERSON_SAME;
}

gboolean
mado_inquiry_find_open (const MadoInquiry *self, MadoDb *db, char **number, GError **error)
{
  g_autoptr (MadoPersonKey) key = mado_person_key_new_of (self->person);
  g_autoptr (MadoQuery) query = query_open (db, key, error);
  gboolean has_row = query != NULL;

  while (has_row)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (has_row
          && mado_inquiry_purpose_from_string (mado_query_get_text (query, "purpose"))
                 == self->purpose
          && mado_query_get_integer (query, "inquiry_id") != self->inquiry_id && is_of (query, key))
        {
          *number = g_strdup (mado_query_get_text (query, "number"));
          return TRUE;
        }
    }
  if (query != NULL)
    *number = NULL;
  return query != NULL;
}

GArray *
mado_inquiry_list_open_of_person (MadoDb *db, const MadoPersonKey *key, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MadoQuery) query = query_open (db, key, error);
  gboolean has_row = TRUE;

  if (query == NULL)
    return NULL;
  for (;;)
    {
      gint64 inquiry_id;

      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      inquiry_id = mado_query_get_integer (query, "inquiry_id");
      if (is_of (query, key))
        g_array_append_val (ids, inquiry_id);
    }
}

gboolean
mado_inquiry_count_of_agent (const MadoInquiry *self, MadoDb *db, gint64 since, guint *persons,
                             GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/agent-since", error);
  g_autofree char *name_key = self->agent != NULL ? mado_person_fold (self->agent->name) : NULL;
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "name_key", name_key);
  mado_query_bind_integer (query, "since", since);
  mado_query_bind_integer (query, "inquiry_id", self->inquiry_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *persons = (guint) mado_query_get_integer (query, "persons");
  return TRUE;
}

gboolean
mado_inquiry_count (MadoDb *db, guint today, MadoInquiryCounts *counts, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/count-by-state", error);
  MadoInquiryCounts found = { 0 };
  gboolean has_row = TRUE;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "today", today);
  while (has_row)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      found.letters[mado_inquiry_state_from_string (mado_query_get_text (query, "state"))]
          = (guint) mado_query_get_integer (query, "letters");
      found.overdue += (guint) mado_query_get_integer (query, "overdue");
    }
  *counts = found;
  return TRUE;
}
