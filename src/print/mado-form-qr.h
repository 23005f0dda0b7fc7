/* mado-form-qr.h - a short text as a QR code, drawn in a box
 *
 * Layer: print.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-text.h"

G_BEGIN_DECLS

typedef struct _MadoFormQr MadoFormQr;

/**
 * mado_form_qr_new:
 * @id: for the error's message
 * @text: UTF-8; capital letters, digits and hyphens make the smallest code
 *
 * Level M (15 % of the code may be soiled), with the quiet zone of four modules inside the box.
 * Source: ISO/IEC 18004:2015, 6.3.8 (quiet zone), table 7 (capacity).
 *
 * Returns: (transfer full) (nullable): %NULL with %MADO_PRINT_ERROR_TOO_LONG when a module would be
 *   smaller than a third of a millimetre, which hand scanners do not read. */
MadoFormQr *mado_form_qr_new (const MadoFormBox *box, const char *id, const char *text,
                              GError **error);
void mado_form_qr_free (MadoFormQr *self);

/** mado_form_qr_get_ink: the square of the code without its quiet zone, in points. */
void mado_form_qr_get_ink (const MadoFormQr *self, double *x, double *y, double *width,
                           double *height);

/** mado_form_qr_draw: in the page's points; the colour is the context's. */
void mado_form_qr_draw (const MadoFormQr *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormQr, mado_form_qr_free)

G_END_DECLS
