/* window-world.h - all that stands around the real window: desk, reader, card, CA and printer
 *
 * madoguchi-training holds pcscd with the virtual reader, madoguchi-card, madoguchi-ca over HTTP
 * and ippeveprinter; desktop-harness holds display and buses.  madoguchi itself is started by hand,
 * so that a test can kill it.  Everything lives below one temporary folder and ends with it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seen-process.h"
#include "window-driver.h"

G_BEGIN_DECLS

typedef struct
{
  DesktopHarness *desktop; /* owned */
  WindowDriver *driver;    /* owned */
  char *folder;            /* owned: temporary; the training folder is "desk" in it */
  char *training;          /* owned: path of the training folder */
  char *control;           /* owned: path of the card's control socket */
  GSubprocess *supervisor; /* owned */
  SeenProcess *program;    /* owned, nullable: madoguchi */
  WindowThing *heading;    /* owned, nullable: the label that says which step this is */
  guint n_cards, n_cases, days_ahead;
} WindowWorld;

/** window_world_set_up: @characters: see desktop_harness_start(). */
WindowWorld *window_world_new (const char *characters);
void window_world_free (WindowWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WindowWorld, window_world_free)

/** window_world_begin_anew: ends the training session and begins another one in its folder, in
 * which desk and authority live @days ahead of the machine's clock. */
void window_world_begin_anew (WindowWorld *self, guint days);
/** window_world_now: Returns: (transfer full): their time, in seconds since 1970. */
char *window_world_now (WindowWorld *self);

/** window_world_find_part: Returns: the process of the part of the desk with this name. */
GPid window_world_find_part (WindowWorld *self, const char *name);
/** window_world_find_authority: Returns: the process of madoguchi-ca. */
GPid window_world_find_authority (WindowWorld *self);

/** window_world_start_program: madoguchi in Japanese, until it is on the accessibility bus. */
void window_world_start_program (WindowWorld *self);
/** window_world_end_program: Returns: the wait status. */
int window_world_end_program (WindowWorld *self, int signal);

/** window_world_control: a command to madoguchi-card (mado-sim-control.h), which must say ok.
 *  Returns: (transfer full): the answer. */
char *window_world_control (WindowWorld *self, const char *command);
/** window_world_new_card: pulls the resident's card and puts a blank one in. */
void window_world_new_card (WindowWorld *self);

/** window_world_run: a program of the world that judges from outside; at most 60 s.
 *  Returns: (transfer full): what it wrote. */
char *window_world_run (WindowWorld *self, const char *const *argv, int *exit_status);
/** window_world_path: Returns: (transfer full): @name below the temporary folder. */
char *window_world_path (WindowWorld *self, const char *name);
/** window_world_built: Returns: (transfer full): path of a built program. */
char *window_world_built (const char *name);

G_END_DECLS
