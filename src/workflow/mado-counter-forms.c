/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-counter-forms.h"

#include "mado-case-fact.h"
#include "mado-case-form.h"
#include "mado-counter.h"
#include "mado-office-form.h"

#include "mado-certificate-row.h"
#include "mado-certificate.h"
#include "mado-fee.h"
#include "mado-money.h"
#include "mado-operator.h"
#include "mado-reason-article.h"
#include "mado-receipt.h"
#include "mado-revocation-rule.h"
#include "mado-text.h"
#include "mado-words.h"

#define NONE_JA "なし"

/* What a form may need besides the case; filled on the database's worker. */
typedef struct
{
  MadoRun *run;
  const MadoCase *work;
  MadoReceipt receipt;
  MadoCertificateRow *row; /* owned, nullable */
  char *opened_by, *actor; /* owned: names of who received the case, and of who is there now */
} Facts;

static gboolean
gives_copy_again (const MadoCase *work)
{
  return g_str_equal (work->procedure, "copy");
}

/* The certificate that the case made, or whose copy it gives out again. */
static const char *
certificate_of (const MadoCase *work)
{
  return gives_copy_again (work) ? mado_case_get_fact (work, MADO_FACT_OLD_SERIAL) : work->serial;
}

static gboolean
load_on_worker (gpointer data, GError **error)
{
  Facts *facts = data;
  MadoDb *db = mado_desk_get_db (mado_run_get_desk (facts->run));

  facts->opened_by = mado_operator_name (db, facts->work->opened_by, error);
  facts->actor = facts->opened_by == NULL
                     ? NULL
                     : mado_operator_name (db, mado_run_get_actor (facts->run), error);
  if (facts->actor == NULL || !mado_receipt_load (db, facts->work->case_id, &facts->receipt, error))
    return FALSE;
  if (certificate_of (facts->work) == NULL)
    return TRUE;
  facts->row = mado_certificate_row_load (db, certificate_of (facts->work), error);
  return facts->row != NULL;
}

static void
facts_clear (Facts *facts)
{
  g_clear_pointer (&facts->row, mado_certificate_row_free);
  g_clear_pointer (&facts->opened_by, g_free);
  g_clear_pointer (&facts->actor, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

/* --- values --- */

typedef struct
{
  MadoForm *form;
  GError *error; /* the first that came up */
} Filling;

static void
put (Filling *filling, const char *id, const char *text)
{
  if (filling->error == NULL && text != NULL && mado_form_has_field (filling->form, id))
    mado_form_set (filling->form, id, text, &filling->error);
}

/* @text: (transfer full) */
static void
put_taken (Filling *filling, const char *id, char *text)
{
  put (filling, id, text);
  g_free (text);
}

static void
append_substitutes (GString *text, const char *what, const MadoCertificateText *certified)
{
  for (guint i = 0; i < certified->substitutes->len; i++)
    {
      const MadoSubstitute *one = g_ptr_array_index (certified->substitutes, i);

      if (text->len > 0)
        g_string_append (text, "、");
      g_string_append_printf (text, "%s%u文字目 %s→%s", what, one->position, one->original,
                              one->certified);
    }
}

/* Each of them, or @briefly how many. */
static char *
substitutes_text (const MadoCertificateItems *items, gboolean briefly)
{
  GString *text = g_string_new (NULL);

  if (briefly)
    g_string_append_printf (text, "氏名 %u字、住所 %u字（証明書の代替文字情報のとおり）",
                            items->name->substitutes->len, items->address->substitutes->len);
  else
    {
      append_substitutes (text, "氏名", items->name);
      append_substitutes (text, "住所", items->address);
    }
  if (text->len == 0)
    g_string_append (text, NONE_JA);
  return g_string_free (text, FALSE);
}

/* @flags: a digit a letter of @letters, 1 for a substitute. */
static void
append_flagged (GString *text, const char *what, const char *letters, const char *flags)
{
  for (guint i = 1; letters != NULL && *letters != '\0' && flags != NULL && *flags != '\0';
       i++, flags++, letters = mado_text_step (letters))
    if (*flags == '1')
      g_string_append_printf (text, "%s%s%u文字目 %.*s", text->len > 0 ? "、" : "", what, i,
                              (int) (mado_text_step (letters) - letters), letters);
}

/* The certificate knows where it has a substitute, but not instead of which letter. */
static char *
flagged_text (MadoCertificate *certificate)
{
  GString *text = g_string_new (NULL);

  append_flagged (text, "氏名", mado_certificate_get_holder (certificate, MADO_HOLDER_NAME),
                  mado_certificate_get_holder (certificate, MADO_HOLDER_NAME_FLAGS));
  append_flagged (text, "住所", mado_certificate_get_holder (certificate, MADO_HOLDER_ADDRESS),
                  mado_certificate_get_holder (certificate, MADO_HOLDER_ADDRESS_FLAGS));
  if (text->len == 0)
    g_string_append (text, NONE_JA);
  return g_string_free (text, FALSE);
}

/* An address may have so many that they do not fit: no paper waits for that. */
static void
put_substitutes (Filling *filling, const MadoCase *work)
{
  g_autoptr (MadoCertificateItems) items = mado_case_certificate_items (work);

  if (items == NULL) /* before the register's items are known */
    return;
  put_taken (filling, "substitutes", substitutes_text (items, FALSE));
  if (!g_error_matches (filling->error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TOO_LONG))
    return;
  g_clear_error (&filling->error);
  put_taken (filling, "substitutes", substitutes_text (items, TRUE));
}

/* --- what the case alone does not say --- */

static void
fill_application (Filling *filling, const Facts *facts)
{
  const MadoCase *work = facts->work;

  put_taken (filling, "fee",
             mado_money_yen (mado_counter_fee (mado_run_get_parts (facts->run), work)));
  put_substitutes (filling, work);
}

static void
fill_copy (Filling *filling, const Facts *facts)
{
  const MadoDeskParts *parts = mado_run_get_parts (facts->run);
  g_autoptr (MadoCertificate) certificate = NULL;

  if (facts->row == NULL)
    {
      g_set_error_literal (&filling->error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_INCOMPLETE,
                           "the case has no certificate");
      return;
    }
  certificate = mado_certificate_new (facts->row->der, &filling->error);
  if (certificate == NULL)
    return;
  put (filling, "certificate-serial", facts->row->serial);
  put_taken (filling, "issuer", g_strdup_printf ("%s知事", parts->profile->prefecture));
  put_taken (filling, "not-before", mado_case_form_day (facts->row->not_before));
  put_taken (filling, "not-after", mado_case_form_day (facts->row->not_after));
  put (filling, "name", mado_certificate_get_holder (certificate, MADO_HOLDER_NAME));
  put (filling, "address", mado_certificate_get_holder (certificate, MADO_HOLDER_ADDRESS));
  if (gives_copy_again (facts->work))
    put_taken (filling, "substitutes", flagged_text (certificate));
  else
    put_substitutes (filling, facts->work);
  put (filling, "key-algorithm", "RSA 2048 ビット、SHA-256");
  put (filling, "key-usage", "電子署名（署名用）");
  put (filling, "ca-fingerprint",
       mado_certificate_get_fingerprint (mado_ca_get_ca_certificate (parts->ca)));
}

/* A waived fee is a receipt of 0 yen that tells why. */
static char *
purpose_of (const MadoCase *work, const MadoOfficeProfile *profile)
{
  const char *waiver = mado_case_get_fact (work, MADO_FACT_WAIVER);

  return work->cash == MADO_CASH_WAIVED && waiver != NULL ? g_strdup_printf (
             "%s（免除：%s）", profile->receipt_purpose, mado_fee_waiver_title_ja (waiver))
                                                          : g_strdup (profile->receipt_purpose);
}

static void
fill_receipt (Filling *filling, const Facts *facts)
{
  const MadoOfficeProfile *profile = mado_run_get_parts (facts->run)->profile;

  put_taken (filling, "receipt-number", g_strdup_printf ("%05d", (int) facts->receipt.number));
  put_taken (filling, "paid-on", mado_case_form_day (facts->receipt.taken_at));
  put_taken (filling, "amount", mado_money_yen (facts->receipt.amount_yen));
  put_taken (filling, "purpose", purpose_of (facts->work, profile));
  put (filling, "revenue-of", profile->receipt_income);
  put (filling, "clerk", facts->actor);
}

/* --- revocation --- */

static char *
day_of_fact (const MadoCase *work, const char *name)
{
  guint day = (guint) mado_case_get_fact_number (work, name);
  g_autoptr (GDate) date = NULL;
  MadoWareki wareki;

  if (day == 0)
    return NULL;
  date = g_date_new_dmy ((GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                         (GDateYear) (day / 10000));
  wareki = mado_wareki_from_date (date);
  return mado_wareki_format (&wareki, MADO_WAREKI_GREGORIAN);
}

static const MadoRevocationRow *
ground_of (const MadoCase *work)
{
  MadoRevocationGround ground = MADO_REVOCATION_V1;
  const char *kind = mado_case_get_fact (work, MADO_FACT_KIND);

  return kind != NULL && mado_revocation_find (kind, &ground) ? mado_revocation_get (ground) : NULL;
}

static const char *
serial_of (const MadoCase *work)
{
  const char *serial = mado_case_get_fact (work, MADO_FACT_OLD_SERIAL);

  return serial != NULL ? serial : mado_case_get_fact (work, MADO_FACT_COPY_SERIAL);
}

static void
fill_revocation (Filling *filling, const Facts *facts)
{
  const MadoCase *work = facts->work;
  const MadoRevocationRow *ground = ground_of (work);
  gint64 revoked_at = mado_case_get_fact_number (work, MADO_FACT_REVOKED_AT);

  if (ground != NULL)
    put_taken (filling, "reason-code", g_strdup_printf ("%s %s", ground->id, ground->title_ja));
  put_taken (filling, "happened-on", day_of_fact (work, MADO_FACT_HAPPENED_ON));
  put (filling, "certificate-serial", serial_of (work));
  put_taken (filling, "received-at", mado_case_form_moment (work->opened_at));
  put_taken (filling, "revoked-at", revoked_at != 0 ? mado_case_form_moment (revoked_at) : NULL);
}

static void
fill_revocation_slip (Filling *filling, const Facts *facts)
{
  const MadoCase *work = facts->work;
  const MadoRevocationRow *ground = ground_of (work);

  put_taken (filling, "received-at", mado_case_form_moment (work->opened_at));
  put_taken (filling, "revoked-at",
             mado_case_form_moment (mado_case_get_fact_number (work, MADO_FACT_REVOKED_AT)));
  put (filling, "name", work->form->name);
  put (filling, "procedure",
       ground != NULL ? mado_procedure_get (ground->procedure)->title_ja : NULL);
  put (filling, "reason", ground != NULL ? ground->title_ja : NULL);
  put (filling, "certificate-serial", serial_of (work));
  put (filling, "fee", "かかりません");
  put (filling, "clerk", facts->actor);
}

/* --- slips for who goes home --- */

#define BRING_NOTHING_JA "とくにありません"

static gboolean
find_reason (const MadoCase *work, MadoReason *reason)
{
  const char *code = mado_case_get_fact (work, MADO_FACT_REASON);

  return code != NULL && mado_reason_find (code, reason);
}

static void
fill_claim_slip (Filling *filling, const Facts *facts)
{
  MadoReason found = MADO_N_REASONS;
  const MadoReasonRow *reason = find_reason (facts->work, &found) ? mado_reason_get (found) : NULL;
  const MadoOfficeProfile *profile = mado_run_get_parts (facts->run)->profile;
  guint fee = mado_counter_fee (mado_run_get_parts (facts->run), facts->work);
  g_autofree char *yen = mado_money_yen (fee);

  put_taken (filling, "reason",
             mado_words_of_run (facts->run, reason != NULL ? reason->sentence_ja
                                                           : "本日は手続を終えられません。"));
  put_taken (filling, "come-from",
             g_strdup_printf ("手続ができるようになりしだい。%s",
                              mado_form_texts_get (profile->form_texts, "hours_text")));
  put_taken (filling, "bring",
             fee > 0 ? g_strdup_printf ("・この票\n・住民基本台帳カード\n・手数料 %s", yen)
                     : g_strdup ("・この票\n・住民基本台帳カード"));
}

static void
fill_refusal (Filling *filling, const Facts *facts)
{
  MadoReason found = MADO_N_REASONS;
  const MadoReasonRow *reason = find_reason (facts->work, &found) ? mado_reason_get (found) : NULL;
  gint64 now = mado_clock_now (mado_run_get_parts (facts->run)->clock);

  put_taken (filling, "decided-on", mado_case_form_day (now));
  if (reason == NULL)
    return;
  put_taken (filling, "reason", mado_words_of_run (facts->run, reason->sentence_ja));
  put (filling, "article", mado_reason_article_in (found, facts->work->procedure).article_ja);
  put_taken (filling, "bring",
             mado_words_of_run (facts->run,
                                reason->bring_ja != NULL ? reason->bring_ja : BRING_NOTHING_JA));
}

/* clang-format off */
static const struct
{
  MadoFormKind kind;
  void (*fill) (Filling *filling, const Facts *facts); /* NULL: the case says it all */
  gboolean marks_reprints;
} forms[] = {
  { MADO_FORM_APPLICATION,       fill_application, FALSE },
  { MADO_FORM_CERTIFICATE_COPY,  fill_copy,        TRUE  },
  { MADO_FORM_RECEIPT,           fill_receipt,     TRUE  },
  { MADO_FORM_REVOCATION,        fill_revocation,  FALSE },
  { MADO_FORM_REVOCATION_SLIP,   fill_revocation_slip, TRUE },
  { MADO_FORM_PASSWORD_REQUEST,  NULL,             FALSE },
  { MADO_FORM_POWER_OF_ATTORNEY, NULL,             FALSE },
  { MADO_FORM_CLAIM_SLIP,        fill_claim_slip,  FALSE },
  { MADO_FORM_REFUSAL,           fill_refusal,     FALSE },
};
/* clang-format on */

static void
fill (Filling *filling, gsize form, const Facts *facts, guint copy)
{
  if (!mado_case_form_fill (filling->form, forms[form].kind, facts->work, &filling->error))
    return;
  put (filling, "clerk", facts->opened_by);
  if (forms[form].fill != NULL)
    forms[form].fill (filling, facts);
  if (gives_copy_again (facts->work))
    copy += 1 + (guint) mado_case_get_fact_number (facts->work, MADO_FACT_REPRINTS);
  if (copy > 1 && forms[form].marks_reprints && filling->error == NULL)
    mado_form_set_reprint (filling->form, copy - 1, &filling->error);
}

static gsize
find_form (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (mado_form_list_get (forms[i].kind)->name, name))
      return i;
  g_assert_not_reached ();
}

gboolean
mado_counter_form_is_marked (const char *form)
{
  return forms[find_form (form)].marks_reprints;
}

MadoForm *
mado_counter_form_new (MadoRun *run, const MadoCase *work, const char *form, guint copy,
                       GError **error)
{
  MadoDesk *desk = mado_run_get_desk (run);
  const MadoDeskParts *parts = mado_run_get_parts (run);
  g_auto (Facts) facts = { .run = run, .work = work };
  g_autoptr (MadoForm) sheet = NULL;
  MadoFormFonts *fonts = mado_desk_get_fonts (desk, error);
  Filling filling = { 0 };

  if (fonts == NULL
      || !mado_worker_call (mado_desk_get_db_worker (desk), load_on_worker, &facts, error))
    return NULL;
  sheet = mado_office_form_new (fonts, forms[find_form (form)].kind, parts, error);
  if (sheet == NULL)
    return NULL;
  filling.form = sheet;
  mado_form_mark_missing (sheet);
  fill (&filling, find_form (form), &facts, copy);
  if (filling.error == NULL)
    return g_steal_pointer (&sheet);
  g_propagate_error (error, filling.error);
  return NULL;
}

/* Dates and numbers in every field, so that each face is there in each size with its commonest
 * characters; a tick where there is no room for them. */
static void
fill_with_samples (MadoForm *form, const MadoFormList *list)
{
  for (gsize i = 0; i < list->n_fields; i++)
    if (mado_form_has_field (form, list->fields[i].id)
        && !mado_form_set (form, list->fields[i].id, "0123456789年月日", NULL))
      mado_form_set (form, list->fields[i].id, MADO_FORM_CHECK, NULL);
}

/* In full size to a document that nobody gets: cairo keeps its glyphs by size. */
static void
print_nowhere (MadoForm *form, MadoFormKind kind, gboolean training)
{
  g_autoptr (GBytes) document = NULL;

  fill_with_samples (form, mado_form_list_get (kind));
  mado_form_set_training (form, training);
  document = mado_form_render_pdf (form, 0, NULL);
}

void
mado_counter_forms_warm_up (MadoDesk *desk)
{
  const MadoDeskParts *parts = mado_desk_get_parts (desk);
  MadoFormFonts *fonts = mado_desk_get_fonts (desk, NULL);

  for (gsize i = 0; fonts != NULL && i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (MadoForm) form = mado_form_new (fonts, forms[i].kind, parts->forms, NULL);

      if (form != NULL)
        print_nowhere (form, forms[i].kind, parts->training);
    }
}
