/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables: which values each form has.  The order is that of reading, and of the page's text. */
#include "config.h"

#include "mado-form-list-private.h"

/* What the statute asks for: 電子署名に係る地方公共団体の認証業務に関する法律 3(2), 9(2), 10(2)
 * with 7 (name, birth, sex, address, date), its ordinance 4 (alias of foreign residents) and 5
 * (proxies).  The rest is office use.  No form has a field for a password: what nobody can fill
 * in by program is never in a file, a spool or a log. */

#define OPTIONAL MADO_FORM_FIELD_OPTIONAL
#define REQUIRED MADO_FORM_FIELD_REQUIRED
#define FILLED (MADO_FORM_FIELD_REQUIRED | MADO_FORM_FIELD_FILLED)
#define TICK (MADO_FORM_FIELD_REQUIRED | MADO_FORM_FIELD_CHECK)
#define QR (MADO_FORM_FIELD_REQUIRED | MADO_FORM_FIELD_FILLED | MADO_FORM_FIELD_QR)
#define COLUMN (MADO_FORM_FIELD_REQUIRED | MADO_FORM_FIELD_ROW)
#define SPARE_COLUMN MADO_FORM_FIELD_ROW
#define PAGE (MADO_FORM_FIELD_REQUIRED | MADO_FORM_FIELD_PAGE)
#define PART MADO_FORM_FIELD_PART

/* clang-format off */
/* Who applies, as the statute wants it. */
#define APPLICANT                                                                                  \
  { "applied-on", REQUIRED }, { "kana", REQUIRED }, { "name", REQUIRED }, { "alias", REQUIRED },   \
  { "birth-date", REQUIRED }, { "sex", REQUIRED }, { "address", REQUIRED }, { "phone", REQUIRED }

/* 代理人欄: the statutory representative or the proxy */
#define PROXY                                                                                      \
  { "proxy-statutory", TICK }, { "proxy-voluntary", TICK }, { "proxy-name", REQUIRED },            \
  { "proxy-relation", REQUIRED }, { "proxy-address", REQUIRED }, { "proxy-phone", REQUIRED }

static const MadoFormField application_fields[] = {
  { "title",              FILLED   }, /* both from the office profile: they differ by town */
  { "form-number",        FILLED   },
  { "addressee",          FILLED   }, /* ○○県知事　殿 */
  { "via",                FILLED   }, /* （経由：○○市長） */
  { "case-number",        FILLED   }, /* 受付番号 */
  { "kind-new",           TICK     }, /* check marks: MADO_FORM_CHECK */
  { "kind-renew",         TICK     },
  { "kind-reissue",       TICK     }, /* revoked, then new */
  APPLICANT,
  PROXY,
  { "notice-confirmed",   TICK     }, /* check mark: 利用上の注意 */
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

static const MadoFormField revocation_fields[] = {
  { "title",              FILLED   },
  { "form-number",        FILLED   },
  { "addressee",          FILLED   },
  { "via",                FILLED   },
  { "case-number",        FILLED   },
  { "kind-request",       TICK     }, /* 失効申請, LAW 9 */
  { "kind-report",        TICK     }, /* 漏えい等届出, LAW 10 */
  { "reason-unneeded",    TICK     }, /* V1 */
  { "reason-leaked",      TICK     }, /* V2 */
  { "reason-lost",        TICK     }, /* V3 */
  { "reason-broken",      TICK     }, /* V4 */
  { "happened-on",        REQUIRED },
  APPLICANT,
  { "certificate-serial", REQUIRED }, /* where it is known */
  { "card-brought",       TICK     },
  { "card-absent",        TICK     },
  PROXY,
  { "received-at",        REQUIRED }, /* from here: 事務処理欄 */
  { "revoked-at",         REQUIRED }, /* the CA's record: the moment of legal effect, LAW 15 */
  { "documents",          REQUIRED },
  { "inquiry-number",     REQUIRED },
  { "four-items-checked", REQUIRED },
  { "reason-code",        REQUIRED },
  { "clerk",              REQUIRED },
  { "checker",            REQUIRED },
  { "office-note",        OPTIONAL },
};

/* LAW 11, 15(1) no. 1: it ends when it is recorded, so both times stand on it. */
static const MadoFormField revocation_slip_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "case-number",        FILLED   },
  { "received-at",        FILLED   },
  { "revoked-at",         FILLED   },
  { "name",               FILLED   },
  { "procedure",          FILLED   },
  { "reason",             FILLED   },
  { "certificate-serial", FILLED   },
  { "fee",                FILLED   },
  { "issued-by",          FILLED   },
  { "contact",            FILLED   },
  { "clerk",              REQUIRED },
  { "reprint",            REQUIRED },
};

static const MadoFormField password_request_fields[] = {
  { "title",              FILLED   },
  { "form-number",        FILLED   },
  { "addressee",          FILLED   }, /* the mayor: the CA has no part in it */
  { "case-number",        FILLED   },
  { "kind-change",        TICK     },
  { "kind-reset",         TICK     },
  { "kind-unlock",        TICK     },
  APPLICANT,
  PROXY,
  { "notice-confirmed",   TICK     },
  { "received-at",        REQUIRED },
  { "card-valid",         REQUIRED },
  { "documents",          REQUIRED },
  { "inquiry-number",     REQUIRED },
  { "four-items-checked", REQUIRED },
  { "tries-left",         REQUIRED }, /* before the work */
  { "result",             REQUIRED },
  { "clerk",              REQUIRED },
  { "checker",            REQUIRED },
  { "office-note",        OPTIONAL },
};

static const MadoFormField power_of_attorney_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "addressee",          FILLED   },
  { "granted-on",         REQUIRED },
  { "agent-name",         REQUIRED }, /* 受任者 */
  { "agent-address",      REQUIRED },
  { "agent-birth-date",   REQUIRED },
  { "matter-issue",       TICK     }, /* 委任事項: one procedure, not "everything" */
  { "matter-renew",       TICK     },
  { "matter-revoke",      TICK     },
  { "matter-password",    TICK     },
  { "reason",             REQUIRED },
  { "name",               REQUIRED }, /* 委任者 */
  { "address",            REQUIRED },
  { "birth-date",         REQUIRED },
  { "phone",              REQUIRED },
  { "inquiry-number",     REQUIRED },
};

/* The only address is the register's: the letter cannot be sent elsewhere. */
static const MadoFormField inquiry_fields[] = {
  { "postal-code",        OPTIONAL },
  { "address",            FILLED   },
  { "name",               FILLED   },
  { "mail-class",         OPTIONAL }, /* 転送不要・簡易書留 */
  { "form-number",        FILLED   },
  { "inquiry-number",     FILLED   },
  { "qr",                 QR       }, /* of the inquiry's number */
  { "mailed-on",          FILLED   },
  { "sender",             FILLED   },
  { "title",              FILLED   },
  { "request",            FILLED   }, /* 申請内容 */
  { "requested-on",       FILLED   },
  { "agent",              PART     }, /* shown on the proxy's route */
  { "agent-name",         REQUIRED },
  { "agent-address",      REQUIRED },
  { "due",                FILLED   }, /* 回答期限 */
  { "bring",              FILLED   }, /* 持参するもの */
  { "contact",            FILLED   }, /* 心当たりがない場合の連絡先 */
};

/* Filled in by hand, but for what identifies the letter. */
static const MadoFormField inquiry_reply_fields[] = {
  { "title",              FILLED   },
  { "form-number",        FILLED   },
  { "addressee",          FILLED   },
  { "inquiry-number",     FILLED   },
  { "qr",                 QR       },
  { "due",                FILLED   },
  { "request",            FILLED   },
  { "replied-on",         REQUIRED },
  { "did-apply",          TICK     },
  { "did-not-apply",      TICK     },
  { "agent",              PART     },
  { "agent-name",         REQUIRED },
  { "did-entrust",        TICK     },
  { "did-not-entrust",    TICK     },
  { "name",               REQUIRED },
  { "address",            REQUIRED },
  { "birth-date",         REQUIRED },
  { "password-box",       PART     }, /* where the applicant writes, and covers, the password */
  { "second-password-box", PART    }, /* a change: the new one below the present one */
  { "password-rule",      REQUIRED }, /* which password, and the profile's rule */
};

static const MadoFormField address_labels_fields[] = {
  { "postal-code",        SPARE_COLUMN },
  { "address",            COLUMN       },
  { "name",               COLUMN       },
  { "honorific",          COLUMN       }, /* 様, so that an unused label stays white */
  { "mail-class",         SPARE_COLUMN },
  { "reference",          SPARE_COLUMN }, /* number of the letter */
};

static const MadoFormField ledger_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "office",             FILLED   },
  { "period",             FILLED   },
  { "count",              REQUIRED },
  { "fee-total",          REQUIRED },
  { "printed-at",         OPTIONAL },
  { "number",             COLUMN   }, /* 連番 */
  { "delivered-on",       COLUMN   },
  { "kind",               COLUMN   },
  { "name",               COLUMN   },
  { "certificate-serial", COLUMN   },
  { "not-after",          COLUMN   },
  { "identified-by",      COLUMN   },
  { "fee",                COLUMN   },
  { "clerk",              COLUMN   },
  { "page",               PAGE     },
};

static const MadoFormField claim_slip_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "case-number",        FILLED   },
  { "qr",                 QR       }, /* of the case: one scan resumes it */
  { "name",               FILLED   },
  { "procedure",          FILLED   },
  { "received-at",        FILLED   },
  { "reason",             FILLED   }, /* why it cannot be finished today */
  { "come-from",          FILLED   },
  { "come-until",         REQUIRED },
  { "bring",              FILLED   },
  { "issued-by",          FILLED   },
  { "contact",            FILLED   },
  { "clerk",              REQUIRED },
  { "reprint",            REQUIRED },
};

static const MadoFormField refusal_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "case-number",        FILLED   },
  { "decided-on",         FILLED   },
  { "name",               FILLED   },
  { "issued-by",          FILLED   },
  { "procedure",          FILLED   },
  { "received-on",        REQUIRED },
  { "reason",             FILLED   },
  { "reason-code",        REQUIRED },
  { "article",            FILLED   }, /* 根拠 */
  { "bring",              FILLED   }, /* what to bring, what to do */
  { "until",              REQUIRED },
  { "appeal",             OPTIONAL }, /* 教示, the office's own wording */
  { "contact",            FILLED   },
  { "clerk",              REQUIRED },
  { "reprint",            REQUIRED },
};

static const MadoFormField guide_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "name",               REQUIRED },
  { "not-after",          FILLED   },
  { "renewal-from",       FILLED   },
  { "password-rule",      FILLED   }, /* from the profile, as are the next two */
  { "password-tries",     FILLED   },
  { "card-pin-rule",      FILLED   },
  { "software",           REQUIRED }, /* where reader lists and the client software are found */
  { "hours",              REQUIRED },
  { "contact",            FILLED   },
  { "issued-by",          FILLED   },
};

static const MadoFormField expiry_notice_fields[] = {
  { "postal-code",        OPTIONAL },
  { "address",            FILLED   },
  { "name",               FILLED   },
  { "form-number",        OPTIONAL },
  { "notice-number",      REQUIRED },
  { "issued-on",          FILLED   },
  { "sender",             FILLED   },
  { "title",              FILLED   },
  { "not-after",          FILLED   }, /* in large type */
  { "certificate-serial", REQUIRED },
  { "renewal-from",       FILLED   },
  { "fee",                FILLED   },
  { "bring",              FILLED   },
  { "hours",              REQUIRED },
  { "contact",            FILLED   },
};

/* LAW 12: what the governor records. */
static const MadoFormField lapse_list_fields[] = {
  { "title",              FILLED   },
  { "form-number",        OPTIONAL },
  { "addressee",          FILLED   },
  { "office",             FILLED   },
  { "period",             FILLED   },
  { "count",              REQUIRED },
  { "printed-at",         OPTIONAL },
  { "number",             COLUMN   },
  { "name",               COLUMN   },
  { "birth-date",         COLUMN   },
  { "certificate-serial", COLUMN   },
  { "event",              COLUMN   }, /* 異動の事由 */
  { "changed-on",         COLUMN   },
  { "article",            COLUMN   }, /* 根拠 */
  { "handled-at",         SPARE_COLUMN }, /* when the desk had it revoked */
  { "revoked-at",         COLUMN   }, /* recorded by the CA: the legal effect, LAW 15(1) no. 1 */
  { "page",               PAGE     },
};

#define LIST(name, fields) { name, fields, G_N_ELEMENTS (fields) }

const MadoFormList mado_form_lists[MADO_FORM_N_KINDS] = {
  [MADO_FORM_APPLICATION]         = LIST ("application", application_fields),
  [MADO_FORM_CERTIFICATE_COPY]    = LIST ("certificate-copy", certificate_copy_fields),
  [MADO_FORM_RECEIPT]             = LIST ("receipt", receipt_fields),
  [MADO_FORM_REVOCATION]          = LIST ("revocation", revocation_fields),
  [MADO_FORM_PASSWORD_REQUEST]    = LIST ("password-request", password_request_fields),
  [MADO_FORM_POWER_OF_ATTORNEY]   = LIST ("power-of-attorney", power_of_attorney_fields),
  [MADO_FORM_INQUIRY]             = LIST ("inquiry", inquiry_fields),
  [MADO_FORM_INQUIRY_REPLY]       = LIST ("inquiry-reply", inquiry_reply_fields),
  [MADO_FORM_ADDRESS_LABELS]      = LIST ("address-labels", address_labels_fields),
  [MADO_FORM_LEDGER]              = LIST ("ledger", ledger_fields),
  [MADO_FORM_CLAIM_SLIP]          = LIST ("claim-slip", claim_slip_fields),
  [MADO_FORM_REFUSAL]             = LIST ("refusal", refusal_fields),
  [MADO_FORM_GUIDE]               = LIST ("guide", guide_fields),
  [MADO_FORM_EXPIRY_NOTICE]       = LIST ("expiry-notice", expiry_notice_fields),
  [MADO_FORM_LAPSE_LIST]          = LIST ("lapse-list", lapse_list_fields),
  [MADO_FORM_REVOCATION_SLIP]     = LIST ("revocation-slip", revocation_slip_fields),
};
/* clang-format on */
