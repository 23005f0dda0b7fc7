/* mado-form-list.h - which forms there are, and which fields each one has
 *
 * Layer: print.  Threads: any (constant tables).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_FORM_APPLICATION,      /* 電子証明書新規発行／更新申請書, A4 */
  MADO_FORM_CERTIFICATE_COPY, /* 電子証明書の写し, A4 */
  MADO_FORM_RECEIPT,          /* 領収書, A5 landscape */
  MADO_FORM_REVOCATION, /* 電子証明書失効申請／利用者署名符号漏えい等届出書, A4 */
  MADO_FORM_PASSWORD_REQUEST,  /* 暗証番号変更・初期化・ロック解除申請書, A4 */
  MADO_FORM_POWER_OF_ATTORNEY, /* 委任状, A4 */
  MADO_FORM_INQUIRY,           /* 照会書, A4, for an envelope with a window */
  MADO_FORM_INQUIRY_REPLY,     /* 回答書, A4 */
  MADO_FORM_ADDRESS_LABELS,    /* 宛名ラベル, A4, twelve on a sheet */
  MADO_FORM_LEDGER,        /* 電子証明書交付記録簿, A4 landscape, any number of rows */
  MADO_FORM_CLAIM_SLIP,    /* 受付票（引換票）, A5 */
  MADO_FORM_REFUSAL,       /* 不受理通知, A4 */
  MADO_FORM_GUIDE,         /* 利用のご案内, A4 */
  MADO_FORM_EXPIRY_NOTICE, /* 有効期間満了のお知らせ, A4, for an envelope with a window */
  MADO_FORM_LAPSE_LIST,    /* 異動等失効一覧, A4 landscape, any number of rows */
  MADO_FORM_REVOCATION_SLIP, /* 失効通知票: when the CA recorded it, A5 */
  MADO_FORM_N_KINDS
} MadoFormKind;

/* The first two say what must be there, the others of what kind it is; without one of those the
 * field is text, in a <rect id="field-ID">. */
typedef enum
{
  MADO_FORM_FIELD_OPTIONAL = 0,      /* a template may leave it out */
  MADO_FORM_FIELD_REQUIRED = 1 << 0, /* each template must have it */
  MADO_FORM_FIELD_FILLED = 1 << 1,   /* must have a value when the page is drawn */
  MADO_FORM_FIELD_CHECK = 1 << 2,    /* a box to tick: MADO_FORM_CHECK or nothing */
  MADO_FORM_FIELD_QR = 1 << 3,       /* a QR code, 12 mm square at least */
  MADO_FORM_FIELD_ROW = 1 << 4,      /* a column of the row that repeats: <g id="row"> */
  MADO_FORM_FIELD_PAGE = 1 << 5,     /* 1／3: the form numbers its pages itself */
  MADO_FORM_FIELD_PART = 1 << 6,     /* <g id="part-ID">: shown when MADO_FORM_CHECK is set */
} MadoFormFieldFlags;

#define MADO_FORM_FIELD_KINDS                                                                      \
  (MADO_FORM_FIELD_CHECK | MADO_FORM_FIELD_QR | MADO_FORM_FIELD_ROW | MADO_FORM_FIELD_PAGE         \
   | MADO_FORM_FIELD_PART)

typedef struct
{
  const char *id; /* in the template: the same with "field-" before it */
  MadoFormFieldFlags flags;
} MadoFormField;

typedef struct
{
  const char *name; /* of the template's file, without ".svg" */
  const MadoFormField *fields;
  gsize n_fields;
} MadoFormList;

/** mado_form_list_get: Returns: (transfer none): the table of one form. */
const MadoFormList *mado_form_list_get (MadoFormKind kind);

/** mado_form_list_find: Returns: (nullable): the row of @id, without "field-". */
const MadoFormField *mado_form_list_find (const MadoFormList *list, const char *id);

/** mado_form_list_has_rows: whether the form is a list: any number of rows, over pages. */
gboolean mado_form_list_has_rows (const MadoFormList *list);

/** mado_form_kind_find: Returns: whether @name ("receipt") is a form, which is then in @kind. */
gboolean mado_form_kind_find (const char *name, MadoFormKind *kind);

G_END_DECLS
