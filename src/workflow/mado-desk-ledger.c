/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-ledger.h"

#include "mado-case-form.h"
#include "mado-desk-private.h"
#include "mado-ledger.h"
#include "mado-money.h"
#include "mado-office-form.h"
#include "mado-print-record.h"
#include "mado-wareki.h"

#define INTERVAL_MS 250
#define NO_ROWS_JA "この期間の交付はありません。"

typedef struct
{
  MadoDesk *desk;          /* owned */
  guint from, to;          /* YYYYMMDD */
  MadoPrintRecord *record; /* owned */
} Period;

static void
period_free (gpointer data)
{
  Period *period = data;

  mado_print_record_free (period->record);
  g_object_unref (period->desk);
  g_free (period);
}

/* --- a window of the rows, from the database --- */

typedef struct
{
  const Period *period;
  gint64 after;
  guint limit;
  GPtrArray *rows; /* owned by the caller afterwards */
} Loading;

static gboolean
load_on_worker (gpointer data, GError **error)
{
  Loading *loading = data;
  const Period *period = loading->period;

  loading->rows = mado_ledger_list (mado_desk_get_db (period->desk), period->from, period->to,
                                    loading->after, loading->limit, error);
  return loading->rows != NULL;
}

/* --- values --- */

static char *
format_day (guint packed)
{
  GDate day;
  MadoWareki wareki;

  g_date_clear (&day, 1);
  if (!g_date_valid_dmy ((GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                         (GDateYear) (packed / 10000)))
    return g_strdup ("");
  g_date_set_dmy (&day, (GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                  (GDateYear) (packed / 10000));
  wareki = mado_wareki_from_date (&day);
  return mado_wareki_format (&wareki, MADO_WAREKI_PLAIN);
}

/* What the narrow column has room for; a procedure of a later version is shown by its id. */
static const char *
kind_text (const char *procedure)
{
  static const char *const kinds[][2]
      = { { "issue", "新規" }, { "renew", "更新" }, { "reissue", "失効して新規" } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i][0], procedure))
      return kinds[i][1];
  return procedure;
}

static gboolean
add_row (MadoForm *form, const MadoLedgerEntry *row, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->number);
  g_autofree char *delivered = format_day (row->delivered_on);
  g_autofree char *not_after = format_day (row->valid_to);
  g_autofree char *fee = row->waived ? g_strdup ("免除") : mado_money_yen (row->amount_yen);
  g_auto (GStrv) documents = g_strsplit (row->identified_by, " ", -1);
  g_autofree char *identified = g_strjoinv ("＋", documents);
  const MadoFormValue values[] = { { "number", number },
                                   { "delivered-on", delivered },
                                   { "kind", kind_text (row->procedure) },
                                   { "name", row->name },
                                   { "certificate-serial", row->serial },
                                   { "not-after", not_after },
                                   { "identified-by", identified },
                                   { "fee", fee },
                                   { "clerk", row->clerk } };

  return mado_form_add_row (form, values, G_N_ELEMENTS (values), error);
}

typedef struct
{
  guint n_rows;
  guint64 yen;
} Sum;

static gboolean
add_rows (MadoForm *form, const Period *period, Sum *sum, GError **error)
{
  Loading loading = { .period = period, .limit = mado_form_get_rows_per_page (form) };
  guint n;

  do
    {
      g_autoptr (GPtrArray) rows = NULL;

      if (!mado_worker_call (mado_desk_get_db_worker (period->desk), load_on_worker, &loading,
                             error))
        return FALSE;
      rows = g_steal_pointer (&loading.rows);
      n = rows->len;
      for (guint i = 0; i < n; i++)
        {
          const MadoLedgerEntry *row = g_ptr_array_index (rows, i);

          if (!add_row (form, row, error))
            return FALSE;
          loading.after = row->number;
          sum->n_rows++;
          sum->yen += row->amount_yen;
        }
    }
  while (n == loading.limit);
  return TRUE;
}

static gboolean
fill_head (MadoForm *form, const Period *period, const Sum *sum, GError **error)
{
  g_autofree char *from = format_day (period->from);
  g_autofree char *to = format_day (period->to);
  g_autofree char *span
      = period->from == period->to ? g_strdup (from) : g_strdup_printf ("%sから%sまで", from, to);
  g_autofree char *printed
      = mado_case_form_moment (mado_clock_now (mado_desk_get_parts (period->desk)->clock));
  g_autofree char *count = g_strdup_printf ("%u 件", sum->n_rows);
  g_autofree char *total = mado_money_yen (sum->yen);
  const MadoFormValue values[] = {
    { "period", span }, { "count", count }, { "fee-total", total }, { "printed-at", printed }
  };

  return mado_form_fill (form, values, G_N_ELEMENTS (values), error);
}

static gboolean
record (const Period *period, MadoForm *form, const Sum *sum, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("\"from\":%u,\"to\":%u,\"rows\":%u", period->from,
                                             period->to, sum->n_rows);

  return mado_print_record_intend (period->record, form, detail, error);
}

static gboolean
fill (MadoForm *form, const Period *period, GError **error)
{
  const MadoFormValue none = { "name", NO_ROWS_JA };
  Sum sum = { 0 };

  mado_form_mark_missing (form);
  if (!add_rows (form, period, &sum, error)
      || (sum.n_rows == 0 && !mado_form_add_row (form, &none, 1, error)))
    return FALSE;
  return fill_head (form, period, &sum, error) && record (period, form, &sum, error);
}

static GPtrArray *
make_ledger (guint letter, gpointer data, GError **error)
{
  const Period *period = data;
  MadoFormFonts *fonts = mado_desk_get_fonts (period->desk, error);
  g_autoptr (MadoForm) form = NULL;
  GPtrArray *sheets;

  if (fonts == NULL)
    return NULL;
  form = mado_office_form_new (fonts, MADO_FORM_LEDGER, mado_desk_get_parts (period->desk), error);
  if (form == NULL || !fill (form, period, error))
    return NULL;
  sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (sheets, g_steal_pointer (&form));
  return sheets;
}

MadoPrintBatch *
mado_desk_print_ledger (MadoDesk *self, guint from, guint to)
{
  const MadoDeskParts *parts = mado_desk_get_parts (self);
  Period *period = g_new (Period, 1);
  const MadoBatchOrder order = { .title = "ledger of issued certificates",
                                 .n_letters = 1,
                                 .letters_per_job = 1,
                                 .created_at = mado_clock_now (parts->clock),
                                 .interval_ms = INTERVAL_MS,
                                 .make = make_ledger,
                                 .data = period,
                                 .destroy = period_free };

  MadoPrintBatch *batch;

  *period
      = (Period){ g_object_ref (self), from, to, mado_print_record_new (self, MADO_FORM_LEDGER) };
  batch
      = mado_print_batch_new (mado_desk_get_worker (self, MADO_BY_PRINTER), parts->printer, &order);
  mado_print_record_follow (period->record, batch);
  return batch;
}
