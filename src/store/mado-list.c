/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-list.h"

#include "mado-clock.h"
#include "mado-met-people.h"
#include "mado-query.h"
#include "mado-search.h"

/* What a list's queries ask for. */
#define SPAN (1u << 0)      /* :from, :to */
#define MATCH (1u << 1)     /* :match */
#define PERSON (1u << 2)    /* :birth, :kana_key, :name_key */
#define UNNOTICED (1u << 3) /* :unnoticed */
#define STATE (1u << 4)     /* :state */

/* clang-format off */
static const struct { const char *count, *page; guint asks; } lists[MADO_N_LIST_KINDS] = {
  [MADO_LIST_CASES]          = { "list/cases-count",       "list/cases-page",       SPAN             },
  [MADO_LIST_CASE_SEARCH]    = { "search/case-count",      "search/case-page",      MATCH            },
  [MADO_LIST_OF_PERSON]      = { "list/of-person-count",   "list/of-person-page",   PERSON           },
  [MADO_LIST_EXPIRING]       = { "list/expiring-count",    "list/expiring-page",    SPAN | UNNOTICED },
  [MADO_LIST_INQUIRIES]      = { "list/inquiries-count",   "list/inquiries-page",   STATE            },
  [MADO_LIST_INQUIRY_SEARCH] = { "search/inquiry-count",   "search/inquiry-page",   MATCH            },
  [MADO_LIST_PERSON_SEARCH]  = { "search/person-count",    "search/person-page",    MATCH            },
  [MADO_LIST_LAPSES]         = { "list/lapses-count",      "list/lapses-page",      STATE            },
  [MADO_LIST_CERTIFICATE_SEARCH] = { "search/certificate-count", "search/certificate-page", MATCH  },
};
/* clang-format on */

MadoListKey *
mado_list_key_new (MadoListKind kind)
{
  MadoListKey *self = g_new0 (MadoListKey, 1);

  self->kind = kind;
  self->to = G_MAXINT64;
  return self;
}

MadoListKey *
mado_list_key_copy (const MadoListKey *self)
{
  MadoListKey *copy = g_new (MadoListKey, 1);

  *copy = *self;
  copy->text = g_strdup (self->text);
  copy->kana = g_strdup (self->kana);
  copy->name = g_strdup (self->name);
  copy->state = g_strdup (self->state);
  return copy;
}

void
mado_list_key_free (MadoListKey *self)
{
  g_free (self->text);
  g_free (self->kana);
  g_free (self->name);
  g_free (self->state);
  g_free (self);
}

void
mado_list_key_set_month (MadoListKey *self, guint year, guint month)
{
  GDate day;

  g_return_if_fail (g_date_valid_dmy (1, (GDateMonth) month, (GDateYear) year));
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, (GDateMonth) month, (GDateYear) year);
  self->from = mado_clock_instant (&day, 0, 0, 0);
  g_date_add_months (&day, 1);
  self->to = mado_clock_instant (&day, 0, 0, 0);
}

void
mado_list_key_set_day (MadoListKey *self, guint packed)
{
  GDate day;

  g_return_if_fail (g_date_valid_dmy ((GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                                      (GDateYear) (packed / 10000)));
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                  (GDateYear) (packed / 10000));
  self->from = mado_clock_instant (&day, 0, 0, 0);
  g_date_add_days (&day, 1);
  self->to = mado_clock_instant (&day, 0, 0, 0);
}

void
mado_list_row_free (MadoListRow *self)
{
  g_free (self->number);
  g_free (self->subject);
  g_free (self->state);
  g_free (self->ending);
  g_free (self->name);
  g_free (self->kana);
  g_free (self->serial);
  g_free (self->serial_state);
  g_free (self);
}

static void
bind_person (MadoQuery *query, const MadoListKey *key)
{
  g_autoptr (MadoPersonKey) person
      = mado_person_key_new (key->birth, key->name != NULL ? key->name : "", key->kana);

  mado_person_bind (query, person);
}

static void
bind_key (MadoQuery *query, const MadoListKey *key, const char *match)
{
  guint asks = lists[key->kind].asks;

  if ((asks & SPAN) != 0)
    {
      mado_query_bind_integer (query, "from", key->from);
      mado_query_bind_integer (query, "to", key->to);
    }
  if ((asks & MATCH) != 0)
    mado_query_bind_text (query, "match", match);
  if ((asks & PERSON) != 0)
    bind_person (query, key);
  if ((asks & UNNOTICED) != 0)
    mado_query_bind_integer (query, "unnoticed", key->unnoticed != FALSE);
  if ((asks & STATE) != 0)
    mado_query_bind_text (query, "state", key->state);
}

/* The expression of a search; @nothing: (out): whether there is nothing to look for. */
static char *
expression_of (const MadoListKey *key, gboolean *nothing)
{
  gboolean searches = (lists[key->kind].asks & MATCH) != 0;
  char *match
      = searches && key->text != NULL ? mado_search_expression (key->text, key->loose) : NULL;

  *nothing = searches && match == NULL;
  return match;
}

gboolean
mado_list_count (MadoDb *db, const MadoListKey *key, guint *n_rows, GError **error)
{
  g_autoptr (MadoQuery) query = NULL;
  g_autofree char *match = NULL;
  gboolean has_row, nothing;

  match = expression_of (key, &nothing);
  if (nothing)
    {
      *n_rows = 0;
      return TRUE;
    }
  query = mado_query_new (db, lists[key->kind].count, error);
  if (query == NULL)
    return FALSE;
  bind_key (query, key, match);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *n_rows = (guint) mado_query_get_integer (query, "n");
  return TRUE;
}

static MadoListRow *
from_row (MadoQuery *query)
{
  MadoListRow *self = g_new0 (MadoListRow, 1);

  self->id = mado_query_get_integer (query, "id");
  self->number = g_strdup (mado_query_get_text (query, "number"));
  self->subject = g_strdup (mado_query_get_text (query, "subject"));
  self->state = g_strdup (mado_query_get_text (query, "state"));
  self->ending = g_strdup (mado_query_get_text (query, "ending"));
  self->opened_at = mado_query_get_integer (query, "opened_at");
  self->closed_at = mado_query_get_integer (query, "closed_at");
  self->name = g_strdup (mado_query_get_text (query, "name"));
  self->kana = g_strdup (mado_query_get_text (query, "kana"));
  self->birth = (guint) mado_query_get_integer (query, "birth");
  self->serial = g_strdup (mado_query_get_text (query, "serial"));
  self->serial_state = g_strdup (mado_query_get_text (query, "serial_state"));
  self->ends = mado_query_get_integer (query, "ends");
  self->noticed_at = mado_query_get_integer (query, "noticed_at");
  return self;
}

static gboolean
read_rows (MadoQuery *query, GPtrArray *rows, GError **error)
{
  gboolean has_row;

  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_ptr_array_add (rows, from_row (query));
    }
}

GPtrArray *
mado_list_read (MadoDb *db, const MadoListKey *key, guint offset, GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_list_row_free);
  g_autoptr (MadoQuery) query = NULL;
  g_autofree char *match = NULL;
  gboolean nothing;

  match = expression_of (key, &nothing);
  if (nothing)
    return g_steal_pointer (&rows);
  query = mado_query_new (db, lists[key->kind].page, error);
  if (query == NULL)
    return NULL;
  bind_key (query, key, match);
  mado_query_bind_integer (query, "limit", MADO_LIST_PAGE);
  mado_query_bind_integer (query, "offset", offset);
  return read_rows (query, rows, error) ? g_steal_pointer (&rows) : NULL;
}

gboolean
mado_list_note_notice (MadoDb *db, const char *serial, gint64 now, const char *operator_id,
                       GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "list/notice", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", serial);
  mado_query_bind_integer (query, "printed_at", now);
  mado_query_bind_text (query, "printed_by", operator_id);
  return mado_query_run (query, error);
}
