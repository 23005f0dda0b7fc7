/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-qr.h"

#include <qrencode.h>

#define QUIET_ZONE 4     /* modules on each side */
#define MODULE_MIN 0.936 /* points; a third of a millimetre */

struct _MadoFormQr
{
  QRcode *code;  /* owned */
  double module; /* points */
  double x, y;   /* of the first module */
};

static QRcode *
encode (const char *text)
{
  return QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
}

MadoFormQr *
mado_form_qr_new (const MadoFormBox *box, const char *id, const char *text, GError **error)
{
  g_autoptr (MadoFormQr) self = g_new0 (MadoFormQr, 1);
  double side = MIN (box->width, box->height);

  self->code = encode (text);
  if (self->code != NULL)
    self->module = side / (self->code->width + 2 * QUIET_ZONE);
  if (self->module < MODULE_MIN)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TOO_LONG,
                   "Field %s: %ld characters make a QR code too fine for its box", id,
                   g_utf8_strlen (text, -1));
      return NULL;
    }
  self->x = box->x + (box->width - side) / 2 + QUIET_ZONE * self->module;
  self->y = box->y + (box->height - side) / 2 + QUIET_ZONE * self->module;
  return g_steal_pointer (&self);
}

void
mado_form_qr_free (MadoFormQr *self)
{
  g_clear_pointer (&self->code, QRcode_free);
  g_free (self);
}

void
mado_form_qr_get_ink (const MadoFormQr *self, double *x, double *y, double *width, double *height)
{
  *x = self->x;
  *y = self->y;
  *width = *height = self->code->width * self->module;
}

static gboolean
is_dark (const MadoFormQr *self, int column, int row)
{
  return column < self->code->width && (self->code->data[row * self->code->width + column] & 1);
}

/* Neighbours in a row become one rectangle, and all of them one path: drawn one by one, viewers
 * would show white hairlines between them. */
void
mado_form_qr_draw (const MadoFormQr *self, cairo_t *cr)
{
  cairo_new_path (cr);
  for (int row = 0; row < self->code->width; row++)
    for (int column = 0; column < self->code->width; column++)
      {
        int n = 0;

        while (is_dark (self, column + n, row))
          n++;
        if (n > 0)
          cairo_rectangle (cr, self->x + column * self->module, self->y + row * self->module,
                           n * self->module, self->module);
        column += n;
      }
  cairo_fill (cr);
}
