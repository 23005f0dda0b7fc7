/* mado-inquiry-private.h - what the files of a letter share
 *
 * Layer: store, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiry.h"

/* Of stored words; anything else aborts, since the database lets nothing else in. */
MadoLetterState mado_inquiry_state_from_string (const char *name);
MadoLetterPurpose mado_inquiry_purpose_from_string (const char *name);
MadoLetterRoute mado_inquiry_route_from_string (const char *name);
MadoLetterMail mado_letter_mail_from_string (const char *name);
