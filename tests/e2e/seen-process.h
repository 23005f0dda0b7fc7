/* seen-process.h - a program whose memory the test may read although it forbids that to everybody
 *
 * madoguchi makes itself undumpable at its start, and from then on only a process with
 * CAP_SYS_PTRACE could open its memory, which in many containers not even root has.  So the test
 * opens the memory of its child in the one moment when everybody may: after exec() and before the
 * program's first instruction, where PTRACE_TRACEME stops it.  The descriptor stays good, the
 * program runs on untouched and untraced.  Works the same for root and for ordinary users.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SeenProcess SeenProcess;

/** seen_process_start: @argv: absolute path and arguments; @log: for standard output and error. */
SeenProcess *seen_process_start (const char *const *argv, const char *log);

/** seen_process_get_pid: Returns: its process id. */
GPid seen_process_get_pid (SeenProcess *self);

/**
 * seen_process_search:
 * @needles: %NULL at the end
 *
 * Reads all memory that the program can have written, as it is now.
 * Returns: how often one of @needles stands in it; each place is told on standard error. */
guint seen_process_search (SeenProcess *self, GBytes *const *needles);

/** seen_process_count_bytes: Returns: how many bytes the last search read. */
gsize seen_process_count_bytes (SeenProcess *self);

/** seen_process_is_closed: Returns: whether the program keeps its memory from others of its own
 *  user, as /proc shows it by the owner of its entries. */
gboolean seen_process_is_closed (SeenProcess *self);

/** seen_process_end: sends @signal, waits (30 s at most).  Returns: its wait status. */
int seen_process_end (SeenProcess *self, int signal);

G_END_DECLS
