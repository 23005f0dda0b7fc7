/* mado-form-private.h - what a form consists of, for the files that fill and draw it
 *
 * Layer: print, not for others.  Threads: as MadoForm.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-qr.h"
#include "mado-form-template.h"
#include "mado-form.h"

G_BEGIN_DECLS

typedef struct
{
  char *value;        /* owned; as it is printed */
  guint n_marked;     /* characters of it that are 〓 */
  MadoFormText *text; /* owned; NULL for a QR code and a part */
  MadoFormQr *qr;     /* owned; NULL for all else */
} MadoFormFilled;

struct _MadoForm
{
  GObject parent_instance;
  MadoFormFonts *fonts;       /* owned */
  MadoFormTemplate *template; /* owned */
  GHashTable *filled;         /* owned; id -> MadoFormFilled, both owned */
  GPtrArray *rows;            /* owned; GHashTable of id -> text, all owned */
  guint n_marked_in_rows;
  gboolean marks; /* prints 〓 for what the fonts lack */
  gboolean training;
};

/** mado_form_row_box: moves the @box of a column from the first row to row @i of a page. */
MadoFormBox mado_form_row_box (MadoForm *self, const MadoFormBox *box, guint i);

/** mado_form_register_resource: makes templates and sample values known; as often as one likes. */
void mado_form_register_resource (void);

G_END_DECLS
