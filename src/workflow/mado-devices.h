/* mado-devices.h - the live lamps: reader, card, CA, printer, record
 *
 * Layer: workflow, not for others.  Threads: main; the questions run on the workers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-private.h"

typedef struct _MadoDevices MadoDevices;
typedef void (*MadoDeviceChanged) (guint kind, gpointer data);

/** mado_devices_new: @desk outlives it.  Asks every device at once, then again and again. */
MadoDevices *mado_devices_new (MadoDesk *desk, MadoDeviceChanged changed, gpointer data);
void mado_devices_free (MadoDevices *self);

const MadoDevice *mado_devices_get (MadoDevices *self, MadoDeviceKind kind);

/** mado_devices_take: what the diagnosis found just now. */
void mado_devices_take (MadoDevices *self, MadoDeviceKind kind, const MadoDevice *found);

/** mado_devices_check: asks CA, printer and record once more now. */
void mado_devices_check (MadoDevices *self);
