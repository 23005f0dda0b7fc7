/* mado-citizen-items.h - the four items as the certificate will have them, for the resident
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"
#include "mado-catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CITIZEN_ITEMS (mado_citizen_items_get_type ())
G_DECLARE_FINAL_TYPE (MadoCitizenItems, mado_citizen_items, MADO, CITIZEN_ITEMS, GtkWidget)

/** mado_citizen_items_show: shows the register's items of @data with their substitutes. */
void mado_citizen_items_show (MadoCitizenItems *self, const MadoCase *data, MadoLanguage language);

G_END_DECLS
