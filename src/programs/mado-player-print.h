/* mado-player-print.h - a letter of inquiry and its reply sheet on paper, for the player
 *
 * A batch of one, as the book of letters prints many.
 * Layer: programs and tests.  Threads: main; iterates the default main context until it is done.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/** mado_player_print_letter: follows the job to its end.  Returns: %FALSE with what the printer or
 *   the form had against it, %G_IO_ERROR_FAILED when nobody can say whether it came out. */
gboolean mado_player_print_letter (MadoDesk *desk, gint64 inquiry_id, GError **error);

G_END_DECLS
