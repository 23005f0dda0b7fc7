/* mado-player.h - plays clerk and resident of a scenario on a run, without a screen
 *
 * Layer: programs (madoguchictl play, demonstrations) and tests.  Threads: main.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"
#include "mado-scenario.h"

G_BEGIN_DECLS

typedef struct
{
  guint retries;           /* how often a stopped row is tried again before the player gives up */
  gboolean sheet_is_there; /* what the clerk finds when a print is doubtful */
  const char *until;       /* nullable: the row at which the player stops, before its word */
  /* Called whenever the run enters a row or stops; nullable. */
  void (*tell) (MadoRun *run, gpointer data);
  gpointer tell_data;
  /* The reply that is brought, from mado_player_send_letter(); nullable. */
  const char *letter;
} MadoPlayerOptions;

/**
 * mado_player_play:
 *
 * Fills every form and says every word until the run has ended or waits where the scenario ends, or
 * @options->until, or until a row has stopped more than @options->retries times.  Iterates the
 * default main context. Returns: whether the case ended in the scenario's row ("done" unless it
 * says otherwise); the run's problem says why not. */
gboolean mado_player_play (MadoRun *run, const MadoScenario *scenario,
                           const MadoPlayerOptions *options);

G_END_DECLS
