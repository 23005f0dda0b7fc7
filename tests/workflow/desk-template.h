/* desk-template.h - what the openings of a desk fixture share: who signs in, when, with which keys
 *
 * For the files of the desk fixture only.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-fonts.h"
#include "mado-secret.h"
#include "mado-sim-card.h"

#define DESK_TEMPLATE_NOW 1795654800 /* 2026-11-26 (Thursday) 10:00 in Japan */
#define DESK_TEMPLATE_OPERATOR "sato"
#define DESK_TEMPLATE_SUPERVISOR "suzuki" /* with the same password */

/* NULL until desk_fixture_warm(). */
extern MadoFormFonts *desk_template_fonts;

/* Returns: (transfer full): the operator's password. */
MadoSecret *desk_template_password (void);
MadoSecret *desk_template_secret (const char *text);

/* Prepares the next DESK_FIXTURE_KEYS keys that @card "generates", from the pool's key @first on.
 */
void desk_template_give_keys (MadoSimCard *card, guint first);
