/* harness-process.h - the programs that a test starts and ends, by their process ids
 *
 * What is started ends with the test program, also when that crashes.  Every wait has an end;
 * failures end the test program.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * harness_process_start:
 * @argv: program and arguments, %NULL at the end; found in PATH
 * @log: file for standard output and error
 * @fd: (transfer full): becomes 3 in the program; -1 for none */
GSubprocess *harness_process_start (const char *const *argv, const char *log, int fd);

/** harness_process_read_line: Returns: (transfer full): the line that somebody writes to @fd. */
char *harness_process_read_line (int fd, int timeout_ms);

/** harness_process_wait: until @is_true; asks again every 50 ms while the main loop runs. */
void harness_process_wait (gboolean (*is_true) (gpointer data), gpointer data, int timeout_ms,
                           const char *what);

/** harness_process_end: @process: (transfer full) (nullable): SIGTERM, after 10 s SIGKILL. */
void harness_process_end (GSubprocess *process);

/** harness_process_remove_folder: @folder below the system's folder for temporary files. */
void harness_process_remove_folder (const char *folder);

G_END_DECLS
