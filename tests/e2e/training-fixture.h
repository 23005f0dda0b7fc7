/* training-fixture.h - what a test needs to work at the desk of madoguchi-training
 *
 * The test program starts itself again under madoguchi-training, so the supervisor is a part of
 * what is tested.  Failures end the test program.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

/** training_fixture_enter: outside a training session replaces this process by madoguchi-training
 *   with this program as its command, and does not return. @options: (nullable): more options of
 *   madoguchi-training, NULL at the end. */
void training_fixture_enter (char **argv, const char *const *options);

/** training_fixture_leave: removes the folder, except the lock that the session still holds. */
void training_fixture_leave (void);

/** Returns: (transfer full): @name in the training folder; in the folder for the test's files. */
char *training_fixture_desk (const char *name);
char *training_fixture_file (const char *name);
/** Returns: (transfer full): one of our built programs. */
char *training_fixture_program (const char *name);

/** training_fixture_run: at most 60 s.  Returns: (transfer full): stdout and stderr; fails unless
 *   the exit status is @status. */
char *training_fixture_run (int status, const char *const *argv);
/** The same with exit status 0 and a shell-like list of arguments. */
char *training_fixture_say (const char *program, ...) G_GNUC_NULL_TERMINATED;

/** training_fixture_start: Returns: (transfer full): @argv with its stdout in a pipe. */
GSubprocess *training_fixture_start (const char *const *argv);

/** training_fixture_control: one command to madoguchi-card; fails unless it says ok. */
void training_fixture_control (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** training_fixture_service: process id of the session's child whose name is @name. */
pid_t training_fixture_service (const char *name);

/** training_fixture_wait: until @check is true; fails after 30 s. */
void training_fixture_wait (gboolean (*check) (gpointer data), gpointer data, const char *what);

G_END_DECLS
