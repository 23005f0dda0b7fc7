/* mado-desk-stops.h - what an imported change of resident data stops: running cases and letters
 *
 * What a change meets lies in the record until it was dealt with, so a program that ended in
 * between goes on at its next start.  Sources: LAW 12; domain.md 3.3 (VOID), 9 #21.
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-deed.h"
#include "mado-register-change.h"

/** mado_desk_tell_changes: looks for running cases that a change has met, and tells each: it stops
 *   at once or as soon as it is known what card and CA have done.  Main thread. */
void mado_desk_tell_changes (MadoDesk *self);

/** mado_desk_void_letter: the letter serves no more: its person's data changed; in the deed's
 *   transaction. */
gboolean mado_desk_void_letter (MadoDeed *deed, const MadoChangeStop *stop, GError **error);
