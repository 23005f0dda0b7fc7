/* mado-citizen-password.h - the resident types a password: a new one twice, one in force once
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-catalogue.h"
#include "mado-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CITIZEN_PASSWORD (mado_citizen_password_get_type ())
G_DECLARE_FINAL_TYPE (MadoCitizenPassword, mado_citizen_password, MADO, CITIZEN_PASSWORD, GtkWidget)

/* What the resident is asked for. */
typedef enum
{
  MADO_PASSWORD_CHOOSE,  /* a new one, twice the same */
  MADO_PASSWORD_PRESENT, /* the one in force, once: each wrong one costs a try */
  MADO_PASSWORD_PROVE,   /* the one just chosen, once more */
} MadoPasswordPurpose;

/* Signals:
 *   "chosen" (): it is there, of both entries the same: fetch with mado_citizen_password_take()
 *   "say" (char *text): for the screen reader */

void mado_citizen_password_set_language (MadoCitizenPassword *self, MadoLanguage language);

/** mado_citizen_password_set_purpose: @tries_left: 0..15, told where a try may be spent; -1: not
 *   known */
void mado_citizen_password_set_purpose (MadoCitizenPassword *self, MadoPasswordPurpose purpose,
                                        int tries_left);

/** mado_citizen_password_set_mixed: whether the office takes only passwords with both letters and
 *   digits. */
void mado_citizen_password_set_mixed (MadoCitizenPassword *self, gboolean mixed);

/** mado_citizen_password_reset: wipes both entries and begins anew. */
void mado_citizen_password_reset (MadoCitizenPassword *self);

/** mado_citizen_password_take: Returns: (transfer full) (nullable): what was chosen. */
MadoSecret *mado_citizen_password_take (MadoCitizenPassword *self);

/** mado_citizen_password_set_reason: @reason: (nullable): why the password is asked for again, in
 *   the page's language; shown as long as nothing about the entry itself is to be said. */
void mado_citizen_password_set_reason (MadoCitizenPassword *self, const char *reason);

G_END_DECLS
