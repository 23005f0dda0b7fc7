/* mado-player-letter.h - the first visit of a scenario that brings a reply
 *
 * Layer: programs and tests.  Threads: main; each call iterates the default main context until it
 * is done.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"
#include "mado-scenario.h"

G_BEGIN_DECLS

/**
 * mado_player_send_letter:
 *
 * The first visit of the scenario's person or proxy: a letter is asked for, printed and mailed.
 * Returns: (transfer full) (nullable): its number. */
char *mado_player_send_letter (MadoDesk *desk, const MadoScenario *scenario, GError **error);

/** mado_player_copy_secret: Returns: (transfer full): calls take a password, scenarios keep it. */
MadoSecret *mado_player_copy_secret (const MadoSecret *secret);

G_END_DECLS
