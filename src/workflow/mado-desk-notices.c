/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-notices.h"

#include "mado-case-form.h"
#include "mado-case.h"
#include "mado-desk-deed.h"
#include "mado-fee.h"
#include "mado-list.h"
#include "mado-money.h"
#include "mado-office-form.h"
#include "mado-renewal.h"

#define INTERVAL_MS 250 /* between questions about a job: a notice takes seconds */

/* --- whose --- */

typedef struct
{
  guint year, month;
  gboolean unnoticed;
  GPtrArray *notices; /* owned, nullable: the result */
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->notices, g_ptr_array_unref);
  g_free (listing);
}

static void
notice_free (gpointer data)
{
  MadoNotice *notice = data;

  g_free (notice->serial);
  g_free (notice->number);
  g_free (notice);
}

static void
add_notice (GPtrArray *notices, const MadoListRow *row)
{
  MadoNotice *notice = g_new0 (MadoNotice, 1);

  notice->case_id = row->id;
  notice->serial = g_strdup (row->serial);
  notice->number = g_strdup (row->number);
  notice->ends = row->ends;
  g_ptr_array_add (notices, notice);
}

static gboolean
list_notices (MadoDeed *deed, GError **error)
{
  Listing *listing = deed->data;
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_EXPIRING);
  guint n_before;

  mado_list_key_set_month (key, listing->year, listing->month);
  key->unnoticed = listing->unnoticed;
  listing->notices = g_ptr_array_new_with_free_func (notice_free);
  do
    {
      g_autoptr (GPtrArray) rows = mado_list_read (deed->db, key, listing->notices->len, error);

      if (rows == NULL)
        return FALSE;
      n_before = listing->notices->len;
      for (guint i = 0; i < rows->len; i++)
        add_notice (listing->notices, g_ptr_array_index (rows, i));
    }
  while (listing->notices->len > n_before && listing->notices->len < MADO_NOTICES_MAX);
  return TRUE;
}

void
mado_desk_list_notices_async (MadoDesk *self, guint year, guint month, gboolean unnoticed,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->year = year;
  listing->month = month;
  listing->unnoticed = unnoticed;
  mado_desk_do (self, MADO_DEED_READS, list_notices, listing, listing_free,
                mado_desk_list_notices_async, cancellable, callback, user_data);
}

GPtrArray *
mado_desk_list_notices_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  Listing *listing = mado_desk_did (self, result, mado_desk_list_notices_async, error);

  return listing != NULL ? g_steal_pointer (&listing->notices) : NULL;
}

/* --- the sheet --- */

typedef struct
{
  MadoDesk *desk; /* owned */
  GPtrArray *notices;
} Batch;

typedef struct
{
  MadoDesk *desk;
  gint64 case_id;
  MadoCase *of; /* owned by the caller afterwards */
} Loading;

static gboolean
load_on_worker (gpointer data, GError **error)
{
  Loading *loading = data;

  loading->of = mado_case_load (mado_desk_get_db (loading->desk), loading->case_id, error);
  return loading->of != NULL;
}

static MadoCase *
load (MadoDesk *desk, gint64 case_id, GError **error)
{
  Loading loading = { .desk = desk, .case_id = case_id };

  if (!mado_worker_call (mado_desk_get_db_worker (desk), load_on_worker, &loading, error))
    return NULL;
  return loading.of;
}

/* When renewal opens, until when, and what to bring (MIC page Q7; domain.md 1.2, 5.5): papers by
 * the rules of the last day on which the holder may come. */
static gboolean
fill_dates (MadoForm *form, const MadoNotice *notice, const MadoDeskParts *parts, GError **error)
{
  g_autoptr (GDate) today = mado_clock_today (parts->clock);
  g_autoptr (GDate) last = mado_clock_date_of (notice->ends);
  g_autofree char *ends = mado_case_form_day (notice->ends);
  g_autofree char *issued = mado_case_form_day (mado_clock_now (parts->clock));
  MadoFee fee = mado_fee_ask (parts->profile, MADO_PROCEDURE_RENEW, today, NULL, FALSE);
  g_autofree char *yen = mado_money_yen (fee.yen);
  g_autofree char *papers = mado_form_texts_bring (
      parts->profile->form_texts, mado_office_profile_rule_set (parts->profile, last));
  g_autofree char *bring = g_strdup_printf (
      "%s\n・電子証明書の暗証番号（窓口で入力していただきます）\n・手数料 %s", papers, yen);
  g_autofree char *opens = NULL, *window = NULL;
  MadoRenewal renewal;

  mado_renewal_ask (parts->profile, last, today, &renewal);
  opens = mado_case_form_day (mado_clock_instant (&renewal.opens, 0, 0, 0));
  window = g_strdup_printf ("%sから%sまで", opens, ends);
  {
    const MadoFormValue values[] = {
      { "issued-on", issued },    { "not-after", ends }, { "certificate-serial", notice->serial },
      { "renewal-from", window }, { "fee", yen },        { "bring", bring }
    };

    return mado_form_fill (form, values, G_N_ELEMENTS (values), error);
  }
}

static gboolean
fill_person (MadoForm *form, const MadoNotice *notice, const MadoCase *of, GError **error)
{
  const MadoFourItems *items = of->register_items != NULL ? of->register_items : of->form;
  g_autofree char *number = g_strconcat ("E-", notice->number, NULL);

  if (items == NULL)
    {
      g_set_error_literal (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_INCOMPLETE,
                           "the holder's name and address were erased");
      return FALSE;
    }
  {
    const MadoFormValue values[]
        = { { "name", items->name }, { "address", items->address }, { "notice-number", number } };

    return mado_form_fill (form, values, G_N_ELEMENTS (values), error);
  }
}

static GPtrArray *
make_notice (guint letter, gpointer data, GError **error)
{
  const Batch *batch = data;
  const MadoNotice *notice = g_ptr_array_index (batch->notices, letter);
  const MadoDeskParts *parts = mado_desk_get_parts (batch->desk);
  g_autoptr (MadoCase) of = load (batch->desk, notice->case_id, error);
  MadoFormFonts *fonts = of != NULL ? mado_desk_get_fonts (batch->desk, error) : NULL;
  g_autoptr (MadoForm) form
      = fonts != NULL ? mado_office_form_new (fonts, MADO_FORM_EXPIRY_NOTICE, parts, error) : NULL;
  GPtrArray *sheets;

  if (form == NULL || !fill_person (form, notice, of, error)
      || !fill_dates (form, notice, parts, error))
    return NULL;
  sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (sheets, g_steal_pointer (&form));
  return sheets;
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_object_unref (batch->desk);
  g_ptr_array_unref (batch->notices);
  g_free (batch);
}

MadoPrintBatch *
mado_desk_print_notices (MadoDesk *self, GPtrArray *notices)
{
  const MadoDeskParts *parts = mado_desk_get_parts (self);
  Batch *batch = g_new0 (Batch, 1);
  const MadoBatchOrder order = { .title = "notices of certificates that end",
                                 .n_letters = notices->len,
                                 .letters_per_job = 1,
                                 .created_at = mado_clock_now (parts->clock),
                                 .interval_ms = INTERVAL_MS,
                                 .make = make_notice,
                                 .data = batch,
                                 .destroy = batch_free };

  batch->desk = g_object_ref (self);
  batch->notices = g_ptr_array_ref (notices);
  return mado_print_batch_new (mado_desk_get_worker (self, MADO_BY_PRINTER), parts->printer,
                               &order);
}
