/* mado-play-stop.h - says in words why a play stopped, and how to go on
 *
 * The sentences are those of the window: its table of problems and the rules' reasons.
 * Layer: programs.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

G_BEGIN_DECLS

/** mado_play_stop_describe: Returns: (transfer full): lines that say why @run does not go on: the
 *   problem's sentence, the case or the certificate that is in the way, and every reason of the
 *   rules with its article. */
char *mado_play_stop_describe (MadoRun *run);

/** mado_play_stop_describe_error: Returns: (transfer full): the same of what is no case's. */
char *mado_play_stop_describe_error (const GError *error);

/** mado_play_stop_is_refused: Returns: whether @run was refused before anything was done, so that
 *   there is nothing to go on with. */
gboolean mado_play_stop_is_refused (MadoRun *run);

G_END_DECLS
