/* show-office.h - an office's books with something in them, to be looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

/* Fills the books of @desk: certificates that end this month, changes of their holders, letters of
 * inquiry on their way.  Somebody is signed in.  Iterates the main context until it is done. */
void show_office_fill (MadoDesk *desk);
