/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-letter-sheets.h"

#include "mado-case-form.h"
#include "mado-desk-private.h"
#include "mado-inquiry-rule.h"
#include "mado-inquiry.h"
#include "mado-office-form.h"
#include "mado-procedure.h"

/* --- the letter, from the database --- */

typedef struct
{
  MadoDesk *desk;
  gint64 inquiry_id;
  MadoInquiry *letter; /* owned by the caller afterwards */
} Loading;

static gboolean
load_on_worker (gpointer data, GError **error)
{
  Loading *loading = data;

  loading->letter
      = mado_inquiry_load (mado_desk_get_db (loading->desk), loading->inquiry_id, error);
  return loading->letter != NULL;
}

static MadoInquiry *
load (MadoDesk *desk, gint64 inquiry_id, GError **error)
{
  Loading loading = { .desk = desk, .inquiry_id = inquiry_id };

  if (!mado_worker_call (mado_desk_get_db_worker (desk), load_on_worker, &loading, error))
    return NULL;
  return loading.letter;
}

/* --- values --- */

typedef struct
{
  MadoForm *form;
  GError *error; /* the first that came up */
} Filling;

static void
put (Filling *filling, const char *id, const char *text)
{
  if (filling->error == NULL && text != NULL && *text != '\0'
      && mado_form_has_field (filling->form, id))
    mado_form_set (filling->form, id, text, &filling->error);
}

/* @text: (transfer full) */
static void
put_taken (Filling *filling, const char *id, char *text)
{
  put (filling, id, text);
  g_free (text);
}

static const char *
request_text (const MadoInquiry *letter)
{
  static const char *const texts[MADO_N_LETTER_PURPOSES] = {
    [MADO_LETTER_FOR_ISSUE] = "電子証明書の新規発行",
    [MADO_LETTER_FOR_RENEW] = "電子証明書の更新",
    [MADO_LETTER_FOR_REVOKE] = "電子証明書の失効",
    [MADO_LETTER_FOR_PASSWORD] = "暗証番号の変更・初期化・ロック解除",
  };

  MadoProcedure procedure;

  if (letter->procedure != NULL && mado_procedure_find (letter->procedure, &procedure))
    return mado_procedure_get (procedure)->title_ja;
  return texts[letter->purpose];
}

static const char *
mail_text (const MadoOfficeProfile *profile)
{
  static const char *const texts[MADO_N_MAIL_CLASSES] = {
    [MADO_MAIL_ORDINARY] = "転送不要",
    [MADO_MAIL_SIMPLE_REGISTERED] = "転送不要・簡易書留",
    [MADO_MAIL_REGISTERED] = "転送不要・書留",
  };

  return texts[profile->mail_class];
}

/* What the second visit asks for (REG 5(1), 6(1); domain.md 3.1, 3.4). */
static char *
bring_text (const MadoInquiry *letter, const MadoOfficeProfile *profile)
{
  GString *text = g_string_new (NULL);
  gboolean proxy = letter->route == MADO_LETTER_BY_PROXY;

  g_string_append (text, proxy ? "・この照会書と、すべて記入した回答書（封をしたまま）\n"
                               : "・この照会書と、すべて記入した回答書\n");
  if (letter->purpose != MADO_LETTER_FOR_REVOKE)
    g_string_append (text, "・本人の住民基本台帳カード\n");
  if (proxy)
    {
      g_string_append_printf (text, "・委任状と印鑑登録証明書（発行から%uか月以内のもの）\n",
                              profile->seal_certificate_months);
      g_string_append (text, "・代理人の本人確認書類（運転免許証、旅券など写真付きのもの）\n"
                             "・本人の健康保険証、年金手帳など");
    }
  else
    g_string_append (text, "・健康保険証、年金手帳などのうち二つ");
  return g_string_free (text, FALSE);
}

static char *
due_text (const MadoDeskParts *parts)
{
  g_autoptr (GDate) today = mado_clock_today (parts->clock);
  GDate due;

  mado_inquiry_due (parts->profile, today, &due);
  return mado_case_form_day (mado_clock_instant (&due, 0, 0, 0));
}

/* Both sheets know these; each has only some of them. */
static void
put_letter (Filling *filling, const MadoInquiry *letter, const MadoDeskParts *parts)
{
  put (filling, "inquiry-number", letter->number);
  put (filling, "qr", letter->number);
  put (filling, "request", request_text (letter));
  put_taken (filling, "due", due_text (parts));
  if (letter->agent == NULL)
    return;
  put (filling, "agent", MADO_FORM_CHECK);
  put (filling, "agent-name", letter->agent->name);
  put (filling, "agent-address", letter->agent->address);
}

static gboolean
writes_password (const MadoInquiry *letter)
{
  return letter->route == MADO_LETTER_BY_PROXY && letter->purpose != MADO_LETTER_FOR_REVOKE;
}

/* Which password is to be written, by what the letter was asked for; the office's rule otherwise.
 */
static void
put_password (Filling *filling, const MadoInquiry *letter, const MadoOfficeProfile *profile)
{
  static const struct
  {
    const char *procedure, *which;
  } texts[] = {
    { "renew", "いまカードに設定されている暗証番号。更新後も同じものを使います" },
    { "reissue", "いまカードに設定されている暗証番号。発行後も同じものを使います" },
    { "change_password", "上の段にいまの暗証番号、下の段に新しい暗証番号" },
    { "issue", "これから設定する暗証番号" },
    { "reset_password", "新しい暗証番号" },
    { "unlock", "新しい暗証番号" },
  };
  g_autofree char *rule = mado_office_form_password_rule (profile);

  put (filling, "password-box", MADO_FORM_CHECK);
  if (g_strcmp0 (letter->procedure, "change_password") == 0)
    put (filling, "second-password-box", MADO_FORM_CHECK);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (texts[i].procedure, letter->procedure) == 0)
      put_taken (filling, "password-rule", g_strdup_printf ("%s（%s）", texts[i].which, rule));
}

static void
put_own (Filling *filling, MadoFormKind kind, const MadoInquiry *letter, const MadoDeskParts *parts)
{
  if (kind == MADO_FORM_INQUIRY_REPLY)
    {
      if (writes_password (letter))
        put_password (filling, letter, parts->profile);
      return; /* name, address and birth date are the applicant's to write */
    }
  put (filling, "name", letter->person->name);
  put (filling, "address", letter->person->address);
  put (filling, "mail-class", mail_text (parts->profile));
  put_taken (filling, "mailed-on", mado_case_form_day (mado_clock_now (parts->clock)));
  put_taken (filling, "requested-on", mado_case_form_day (letter->received_at));
  put_taken (filling, "bring", bring_text (letter, parts->profile));
}

static MadoForm *
new_form (MadoDesk *desk, MadoFormKind kind, GError **error)
{
  MadoFormFonts *fonts = mado_desk_get_fonts (desk, error);

  return fonts != NULL ? mado_office_form_new (fonts, kind, mado_desk_get_parts (desk), error)
                       : NULL;
}

static gboolean
add_sheet (GPtrArray *sheets, MadoDesk *desk, MadoFormKind kind, const MadoInquiry *letter,
           GError **error)
{
  const MadoDeskParts *parts = mado_desk_get_parts (desk);
  g_autoptr (MadoForm) form = new_form (desk, kind, error);
  Filling filling = { .form = form };

  if (form == NULL)
    return FALSE;
  put_letter (&filling, letter, parts);
  put_own (&filling, kind, letter, parts);
  if (filling.error != NULL)
    {
      g_propagate_error (error, filling.error);
      return FALSE;
    }
  g_ptr_array_add (sheets, g_steal_pointer (&form));
  return TRUE;
}

static gboolean
has_person (const MadoInquiry *letter, GError **error)
{
  if (letter->person != NULL)
    return TRUE;
  g_set_error_literal (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_INCOMPLETE,
                       "the letter's person was erased");
  return FALSE;
}

GPtrArray *
mado_letter_sheets_new (MadoDesk *desk, gint64 inquiry_id, GError **error)
{
  g_autoptr (MadoInquiry) letter = load (desk, inquiry_id, error);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);

  if (letter == NULL || !has_person (letter, error)
      || !add_sheet (sheets, desk, MADO_FORM_INQUIRY, letter, error)
      || !add_sheet (sheets, desk, MADO_FORM_INQUIRY_REPLY, letter, error))
    return NULL;
  return g_steal_pointer (&sheets);
}

static gboolean
add_label (MadoForm *form, MadoDesk *desk, gint64 inquiry_id, GError **error)
{
  const MadoOfficeProfile *profile = mado_desk_get_parts (desk)->profile;
  g_autoptr (MadoInquiry) letter = load (desk, inquiry_id, error);

  if (letter == NULL || !has_person (letter, error))
    return FALSE;
  {
    const MadoFormValue values[] = { { "address", letter->person->address },
                                     { "name", letter->person->name },
                                     { "honorific", "様" },
                                     { "mail-class", mail_text (profile) },
                                     { "reference", letter->number } };

    return mado_form_add_row (form, values, G_N_ELEMENTS (values), error);
  }
}

GPtrArray *
mado_letter_labels_new (MadoDesk *desk, const gint64 *inquiry_ids, guint n, GError **error)
{
  g_autoptr (MadoForm) form = new_form (desk, MADO_FORM_ADDRESS_LABELS, error);
  GPtrArray *sheets;

  if (form == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!add_label (form, desk, inquiry_ids[i], error))
      return NULL;
  sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (sheets, g_steal_pointer (&form));
  return sheets;
}
