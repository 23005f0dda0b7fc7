/* mado-look.h - what a measured value of a device means: one answer for the live lamps and for the
 * diagnosis
 *
 * Layer: workflow, not for others.  Threads: any (pure).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-print-state.h"
#include "mado-reader-watch.h"

/* Every function writes a new value; give it to mado_device_clear() in the end. */

/* @slot: (nullable): NULL: the service does not list the reader. */
void mado_look_at_reader (const char *name, const MadoSlot *slot, MadoDevice *found);
void mado_look_at_card (const MadoSlot *slot, MadoDevice *found);
/* The service itself does not answer. */
void mado_look_at_no_service (MadoDevice *reader);
void mado_look_at_printer (const char *name, MadoPrintState state, MadoDevice *found);
/* @problem: (nullable): what the CA's ping came back with. */
void mado_look_at_ca (const GError *problem, gint64 took_us, MadoDevice *found);
/* @problem: (nullable): why it could not be measured. */
void mado_look_at_disk (const GError *problem, guint64 free_mb, MadoDevice *found);

/* The same finding from a GError. */
void mado_look_at_error (const GError *problem, MadoDevice *found);

/* Free space of the file system that holds the file @path, in MB; FALSE with MADO_DB_ERROR_IO. */
gboolean mado_look_free_mb (const char *path, guint64 *free_mb, GError **error);

void mado_device_clear (MadoDevice *self);
