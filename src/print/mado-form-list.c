/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-list.h"

/* Statute: 電子署名に係る地方公共団体の認証業務に関する法律 3(2), 7 (name, birth, sex, address,
 * date of application), its ordinance 4 (alias of foreign residents).  The rest is office use. */

#define OPTIONAL MADO_FORM_FIELD_OPTIONAL
#define REQUIRED MADO_FORM_FIELD_REQUIRED
#define FILLED (MADO_FORM_FIELD_REQUIRED | MADO_FORM_FIELD_FILLED)

/* clang-format off */
static const MadoFormField application_fields[] = {
  { "title",              FILLED   }, /* both from the office profile: they differ by town */
  { "form-number",        FILLED   },
  { "addressee",          FILLED   }, /* ○○県知事　殿 */
  { "via",                FILLED   }, /* （経由：○○市長） */
  { "case-number",        FILLED   }, /* 受付番号 */
  { "kind-new",           REQUIRED }, /* check marks: MADO_FORM_CHECK */
  { "kind-renew",         REQUIRED },
  { "kind-reissue",       REQUIRED }, /* revoked, then new */
  { "applied-on",         REQUIRED },
  { "kana",               REQUIRED },
  { "name",               REQUIRED },
  { "alias",              REQUIRED }, /* 通称 */
  { "birth-date",         REQUIRED },
  { "sex",                REQUIRED },
  { "address",            REQUIRED },
  { "phone",              REQUIRED },
  { "proxy-statutory",    REQUIRED }, /* check marks */
  { "proxy-voluntary",    REQUIRED },
  { "proxy-name",         REQUIRED },
  { "proxy-relation",     REQUIRED },
  { "proxy-address",      REQUIRED },
  { "proxy-phone",        REQUIRED },
  { "notice-confirmed",   REQUIRED }, /* check mark: 利用上の注意 */
  { "received-at",        REQUIRED }, /* from here: 事務処理欄 */
  { "card-valid",         REQUIRED },
  { "card-photo",         REQUIRED },
  { "documents",          REQUIRED }, /* codes, and whether the numbers were noted */
  { "inquiry-number",     REQUIRED },
  { "four-items-checked", REQUIRED },
  { "substitutes",        REQUIRED },
  { "certificate-serial", REQUIRED },
  { "not-after",          REQUIRED },
  { "fee",                REQUIRED },
  { "receipt-number",     REQUIRED },
  { "clerk",              REQUIRED },
  { "checker",            REQUIRED },
  { "office-note",        OPTIONAL },
};

static const MadoFormField certificate_copy_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "case-number",        FILLED   },
  { "certificate-serial", FILLED   },
  { "issuer",             FILLED   }, /* ○○県知事 */
  { "not-before",         FILLED   },
  { "not-after",          FILLED   }, /* in large type: holders do not know when it ends */
  { "name",               FILLED   },
  { "alias",              REQUIRED },
  { "birth-date",         FILLED   },
  { "sex",                FILLED   },
  { "address",            FILLED   },
  { "substitutes",        FILLED   }, /* 「なし」 or which position of what */
  { "key-algorithm",      FILLED   },
  { "key-usage",          FILLED   },
  { "ca-fingerprint",     FILLED   },
  { "issued-by",          FILLED   }, /* the counter that hands it over */
  { "contact",            REQUIRED }, /* whom to call when the card is lost */
  { "reprint",            REQUIRED },
};

static const MadoFormField receipt_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "receipt-number",     FILLED   },
  { "paid-on",            FILLED   },
  { "name",               FILLED   },
  { "amount",             FILLED   },
  { "purpose",            FILLED   }, /* 但し書 */
  { "revenue-of",         FILLED   }, /* 歳入の帰属 */
  { "issued-by",          FILLED   },
  { "clerk",              FILLED   }, /* 取扱者 */
  { "case-number",        FILLED   },
  { "reprint",            REQUIRED },
};

static const MadoFormList lists[MADO_FORM_N_KINDS] = {
  [MADO_FORM_APPLICATION]      = { "application", application_fields,
                                   G_N_ELEMENTS (application_fields) },
  [MADO_FORM_CERTIFICATE_COPY] = { "certificate-copy", certificate_copy_fields,
                                   G_N_ELEMENTS (certificate_copy_fields) },
  [MADO_FORM_RECEIPT]          = { "receipt", receipt_fields, G_N_ELEMENTS (receipt_fields) },
};
/* clang-format on */

const MadoFormList *
mado_form_list_get (MadoFormKind kind)
{
  g_assert ((guint) kind < MADO_FORM_N_KINDS);
  return &lists[kind];
}

const MadoFormField *
mado_form_list_find (const MadoFormList *list, const char *id)
{
  for (gsize i = 0; i < list->n_fields; i++)
    if (g_str_equal (list->fields[i].id, id))
      return &list->fields[i];
  return NULL;
}
