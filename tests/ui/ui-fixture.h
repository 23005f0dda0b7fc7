/* ui-fixture.h - a desk on simulated card, CA and printer that nobody has opened yet
 *
 * Names for tests that drive the window through AT-SPI (tests/e2e): every control's accessible name
 * is its label (a check box: the text of the check), key-bar buttons are "LABEL KEY" ("New case
 * F2"), fields are named by their label ("Furigana", "Name in the register"), the password fields
 * "Password", "Choose the password for your signature" and "Enter the same password once more",
 * the rows of the counter home begin with the case number, windows are "TITLE — Madoguchi" and
 * "Resident's screen" until something is announced: then the announcement.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-case.h"
#include "mado-db.h"
#include "mado-desk-parts.h"
#include "mado-scenario.h"
#include "mado-sim-printer.h"
#include "mado-sim-reader.h"

#define UI_FIXTURE_OPERATOR "sato"
#define UI_FIXTURE_PASSWORD "windows-1"

typedef struct
{
  char *folder; /* owned */
  MadoClock *clock;
  MadoSimCard *card;
  MadoSimReader *reader;
  MadoAuthority *authority;
  MadoSimPrinter *printer;
  MadoDesk *desk;
} UiFixture;

void ui_fixture_set_up (UiFixture *self);
void ui_fixture_tear_down (UiFixture *self);

/* The program ended and begins again: another desk on the same record. */
void ui_fixture_restart (UiFixture *self);

/* Returns: (transfer full): the first running case as the record has it, read by a connection of
 * its own. */
MadoCase *ui_fixture_load_case (UiFixture *self);

/* Returns: (transfer full): another connection to the record. */
MadoDb *ui_fixture_open_record (UiFixture *self);

/* Runs the main loop until @done says so; fails after @seconds. */
void ui_fixture_wait (gboolean (*done) (gpointer data), gpointer data, guint seconds);

/* Returns: (transfer full): tests/scenarios/@name.ini */
MadoScenario *ui_fixture_load_scenario (const char *name);

/* Says what the clerk and the resident of tests/scenarios/@scenario would say, until @run stands in
 * @state or has ended. */
void ui_fixture_advance (MadoRun *run, const char *scenario, const char *state);

/* The same without a main loop of its own: one word, if one can be said now.  Returns: whether the
 * state is reached. */
gboolean ui_fixture_say (MadoRun *run, const char *scenario, const char *state);
