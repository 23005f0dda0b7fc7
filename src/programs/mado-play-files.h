/* mado-play-files.h - what a play leaves: certificates, events and times
 *
 * Layer: programs.  Threads: main; waits for the workers.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

G_BEGIN_DECLS

/** mado_play_files_leave: prints the times of @run's case and writes certificate.pem, ca.pem,
 *   events.jsonl and timing.json.
 * @out: (nullable): the folder; without one nothing is written
 * @cpu_us: processor time of the play, µs
 * Returns: %FALSE with %G_FILE_ERROR, or with the domain of the part that could not be read. */
gboolean mado_play_files_leave (const char *out, gint64 cpu_us, MadoDesk *desk, MadoRun *run,
                                GError **error);

G_END_DECLS
