/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-type-size.h"

#define USUAL_DPI (96 * PANGO_SCALE)

gboolean
mado_type_size_is_large (GtkWidget *widget)
{
  int dpi = USUAL_DPI;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > USUAL_DPI * 5 / 4;
}
