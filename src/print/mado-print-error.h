/* mado-print-error.h - what can go wrong between a form's values and the paper
 *
 * Layer: print.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_PRINT_ERROR (mado_print_error_quark ())
GQuark mado_print_error_quark (void);

/* A code for what the operator must do.  The message names ids, files and code points, never
 * a person's data. */
typedef enum
{
  MADO_PRINT_ERROR_FONT,          /* install the Debian package that the message names */
  MADO_PRINT_ERROR_TEMPLATE,      /* mend the office's template: the message has file and id */
  MADO_PRINT_ERROR_FIELD,         /* the template has no place for this value */
  MADO_PRINT_ERROR_GLYPH,         /* no form font has this character: agree on a substitute */
  MADO_PRINT_ERROR_TOO_LONG,      /* does not fit at 6 pt: shorten, or widen the template */
  MADO_PRINT_ERROR_INCOMPLETE,    /* a value that this form must show was not given */
  MADO_PRINT_ERROR_DRAWING,       /* cairo or librsvg failed: memory */
  MADO_PRINT_ERROR_NO_SERVICE,    /* start the print service; nothing was sent */
  MADO_PRINT_ERROR_UNKNOWN_QUEUE, /* choose another printer in the settings; nothing was sent */
  MADO_PRINT_ERROR_REJECTED,      /* the queue takes no jobs: release it; nothing was sent */
  MADO_PRINT_ERROR_UNSURE, /* the service fell silent: look at the printer before repeating */
  MADO_PRINT_ERROR_FOLDER, /* the folder for PDF files cannot be written */
  MADO_PRINT_N_ERRORS
} MadoPrintError;

G_END_DECLS
