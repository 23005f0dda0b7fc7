/* mado-citizen-password.h - the resident chooses a password, twice the same
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-catalogue.h"
#include "mado-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CITIZEN_PASSWORD (mado_citizen_password_get_type ())
G_DECLARE_FINAL_TYPE (MadoCitizenPassword, mado_citizen_password, MADO, CITIZEN_PASSWORD, GtkWidget)

/* Signals:
 *   "chosen" (): both entries agree: fetch with mado_citizen_password_take()
 *   "say" (char *text): for the screen reader */

void mado_citizen_password_set_language (MadoCitizenPassword *self, MadoLanguage language);

/** mado_citizen_password_reset: wipes both entries and begins anew. */
void mado_citizen_password_reset (MadoCitizenPassword *self);

/** mado_citizen_password_take: Returns: (transfer full) (nullable): what was chosen. */
MadoSecret *mado_citizen_password_take (MadoCitizenPassword *self);

/** mado_citizen_password_set_reason: @reason: (nullable): why the password is asked for again, in
 *   the page's language; shown as long as nothing about the entry itself is to be said. */
void mado_citizen_password_set_reason (MadoCitizenPassword *self, const char *reason);

G_END_DECLS
