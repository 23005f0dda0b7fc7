/* mado-device-list.h - live lamps of reader, card, authority, printer and record
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_DEVICE_LIST (mado_device_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoDeviceList, mado_device_list, MADO, DEVICE_LIST, GtkWidget)

/** mado_device_list_set_desk: follows the devices of @desk. */
void mado_device_list_set_desk (MadoDeviceList *self, MadoDesk *desk);

G_END_DECLS
