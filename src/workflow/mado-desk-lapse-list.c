/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-lapse-list.h"

#include "mado-case-form.h"
#include "mado-desk-private.h"
#include "mado-lapse.h"
#include "mado-office-form.h"
#include "mado-print-record.h"
#include "mado-register-change.h"

#include <string.h>

#define INTERVAL_MS 250

typedef struct
{
  MadoDesk *desk;          /* owned */
  MadoPrintRecord *record; /* owned */
} List;

static void
list_free (gpointer data)
{
  List *list = data;

  mado_print_record_free (list->record);
  g_object_unref (list->desk);
  g_free (list);
}

typedef struct
{
  MadoDesk *desk;  /* not owned */
  GPtrArray *rows; /* owned, of MadoChangeRevocation */
} Loading;

/* All pages of the list; what is merely noted (a minor correction) or another person's is not
 * ended, and not for the governor. */
static gboolean
is_listed (const MadoChangeRevocation *row)
{
  return row->state != MADO_CHANGE_REVOCATION_NOTED && row->state != MADO_CHANGE_REVOCATION_DROPPED
         && row->state != MADO_CHANGE_REVOCATION_DOUBTFUL;
}

static gboolean
load_on_worker (gpointer data, GError **error)
{
  Loading *loading = data;
  guint offset = 0, n = 0;

  do
    {
      g_autoptr (GPtrArray) page
          = mado_change_revocation_list (mado_desk_get_db (loading->desk), -1, offset, error);

      if (page == NULL)
        return FALSE;
      n = page->len;
      offset += n;
      for (guint i = 0; i < n; i++)
        {
          MadoChangeRevocation *row = g_steal_pointer (&g_ptr_array_index (page, i));

          if (is_listed (row))
            g_ptr_array_add (loading->rows, row);
          else
            mado_change_revocation_free (row);
        }
      g_ptr_array_set_free_func (page, NULL);
    }
  while (n > 0);
  return TRUE;
}

static char *
format_day (guint packed)
{
  GDate day;

  g_date_clear (&day, 1);
  if (!g_date_valid_dmy ((GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                         (GDateYear) (packed / 10000)))
    return g_strdup ("");
  g_date_set_dmy (&day, (GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                  (GDateYear) (packed / 10000));
  return mado_case_form_day (mado_clock_instant (&day, 0, 0, 0));
}

/* The first of the words that files use for it: 転出. */
static char *
event_word (const char *kind)
{
  const MadoChangeKind *found = mado_change_kind_find (kind);

  return found != NULL ? g_strndup (found->words, strcspn (found->words, " ")) : g_strdup (kind);
}

/* As the governor reads it; what was stored names the laws by their abbreviations here. */
static const char *
article_of (const MadoChangeRevocation *row)
{
  MadoRegisterEvent event;

  return mado_lapse_find (row->kind, &event) ? mado_lapse_row (event)->article_ja : row->article;
}

static gboolean
add_row (MadoForm *form, guint number, const MadoChangeRevocation *row, GError **error)
{
  gboolean done = row->state == MADO_CHANGE_REVOCATION_DONE;
  g_autofree char *count = g_strdup_printf ("%u", number);
  g_autofree char *birth = format_day (row->birth);
  g_autofree char *event = event_word (row->kind);
  g_autofree char *changed = format_day (row->changed_on);
  g_autofree char *handled = done ? mado_case_form_moment (row->changed_at) : g_strdup ("");
  g_autofree char *revoked
      = row->revoked_at != 0 ? mado_case_form_moment (row->revoked_at) : g_strdup ("");
  const char *name = row->known_name != NULL ? row->known_name : row->name;
  const MadoFormValue values[] = { { "number", count },
                                   { "name", name },
                                   { "birth-date", birth },
                                   { "certificate-serial", row->serial },
                                   { "event", event },
                                   { "changed-on", changed },
                                   { "article", article_of (row) },
                                   { "handled-at", handled },
                                   { "revoked-at", revoked } };

  return mado_form_add_row (form, values, G_N_ELEMENTS (values), error);
}

/* From the first change to the last. */
static char *
period_of (GPtrArray *rows)
{
  guint first = G_MAXUINT, last = 0;
  g_autofree char *from = NULL, *to = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const MadoChangeRevocation *row = g_ptr_array_index (rows, i);

      first = MIN (first, row->changed_on);
      last = MAX (last, row->changed_on);
    }
  from = format_day (first);
  to = format_day (last);
  return g_strdup_printf ("%sから%sまで", from, to);
}

static gboolean
fill (MadoForm *form, GPtrArray *rows, const MadoDeskParts *parts, GError **error)
{
  g_autofree char *count = g_strdup_printf ("%u 件", rows->len);
  g_autofree char *period = period_of (rows);
  g_autofree char *printed = mado_case_form_day (mado_clock_now (parts->clock));
  const MadoFormValue values[]
      = { { "period", period }, { "count", count }, { "printed-at", printed } };

  mado_form_mark_missing (form);
  if (!mado_form_fill (form, values, G_N_ELEMENTS (values), error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!add_row (form, i + 1, g_ptr_array_index (rows, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
record (const List *list, MadoForm *form, guint n_rows, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("\"rows\":%u", n_rows);

  return mado_print_record_intend (list->record, form, detail, error);
}

static void
free_row (gpointer row)
{
  mado_change_revocation_free (row);
}

static GPtrArray *
make_list (guint letter, gpointer data, GError **error)
{
  const List *list = data;
  MadoDesk *desk = list->desk;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  Loading loading = { desk, rows };
  g_autoptr (MadoForm) form = NULL;
  MadoFormFonts *fonts;
  GPtrArray *sheets;

  if (!mado_worker_call (mado_desk_get_db_worker (desk), load_on_worker, &loading, error)
      || (fonts = mado_desk_get_fonts (desk, error)) == NULL)
    return NULL;
  form = mado_office_form_new (fonts, MADO_FORM_LAPSE_LIST, mado_desk_get_parts (desk), error);
  if (form == NULL || !fill (form, rows, mado_desk_get_parts (desk), error)
      || !record (list, form, rows->len, error))
    return NULL;
  sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (sheets, g_steal_pointer (&form));
  return sheets;
}

MadoPrintBatch *
mado_desk_print_lapse_list (MadoDesk *self)
{
  const MadoDeskParts *parts = mado_desk_get_parts (self);
  List *list = g_new (List, 1);
  const MadoBatchOrder order = { .title = "list of certificates that changes end",
                                 .n_letters = 1,
                                 .letters_per_job = 1,
                                 .created_at = mado_clock_now (parts->clock),
                                 .interval_ms = INTERVAL_MS,
                                 .make = make_list,
                                 .data = list,
                                 .destroy = list_free };
  MadoPrintBatch *batch;

  *list = (List){ g_object_ref (self), mado_print_record_new (self, MADO_FORM_LAPSE_LIST) };
  batch
      = mado_print_batch_new (mado_desk_get_worker (self, MADO_BY_PRINTER), parts->printer, &order);
  mado_print_record_follow (list->record, batch);
  return batch;
}
