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
  MADO_FORM_N_KINDS
} MadoFormKind;

typedef enum
{
  MADO_FORM_FIELD_OPTIONAL = 0,      /* a template may leave it out */
  MADO_FORM_FIELD_REQUIRED = 1 << 0, /* each template must have it */
  MADO_FORM_FIELD_FILLED = 1 << 1,   /* must have a value when the page is drawn */
} MadoFormFieldFlags;

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

G_END_DECLS
