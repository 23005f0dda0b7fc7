/* mado-form-template-private.h - what the files that read a template share
 *
 * Layer: print, not for others.  Threads: that of the MadoFormFonts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "mado-form-template.h"

G_BEGIN_DECLS

/* What the walk over the elements carries. */
typedef struct
{
  MadoFormTemplate *template;
  MadoFormFonts *fonts;
  const char *file; /* name for messages */
} MadoFormReading;

/** mado_form_reading_refuse: sets %MADO_PRINT_ERROR_TEMPLATE, the file before it.  Returns: %FALSE.
 */
gboolean mado_form_reading_refuse (const MadoFormReading *self, GError **error, const char *format,
                                   ...) G_GNUC_PRINTF (3, 4);

/** mado_form_reading_attribute: Returns: (transfer full) (nullable) */
char *mado_form_reading_attribute (xmlNode *node, const char *name);

/** mado_form_reading_box: reads place and style of the rect @node, whose id is @id. */
gboolean mado_form_reading_box (const MadoFormReading *self, xmlNode *node, const char *id,
                                const MadoFormField *field, MadoFormBox *box, GError **error);

/** mado_form_reading_rows: reads <rect id="rows">: the area that the rows share. */
gboolean mado_form_reading_rows (const MadoFormReading *self, xmlNode *node, GError **error);

G_END_DECLS
