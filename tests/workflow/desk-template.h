/* desk-template.h - what the openings of a desk fixture share: who signs in, when
 *
 * For the files of the desk fixture only.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

#define DESK_TEMPLATE_NOW 1795654800 /* 2026-11-26 (Thursday) 10:00 in Japan */
#define DESK_TEMPLATE_OPERATOR "sato"
#define DESK_TEMPLATE_SUPERVISOR "suzuki" /* with the same password */

/* Returns: (transfer full): the operator's password. */
MadoSecret *desk_template_password (void);
MadoSecret *desk_template_secret (const char *text);
