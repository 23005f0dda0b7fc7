/* desk-fixture.h - a desk with simulated card, CA and printer in a folder of its own
 *
 * Everything that a dead process leaves lies in the folder, so a second fixture on the same folder
 * is the machine after a restart.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-certificate-row.h"
#include "mado-desk-parts.h"
#include "mado-player.h"
#include "mado-sim-clock.h"
#include "mado-sim-printer.h"
#include "mado-sim-reader.h"

typedef struct _DeskFixture DeskFixture;

struct _DeskFixture
{
  /* Set by the test before it opens. */
  void (*prepare) (DeskFixture *fixture, gpointer data); /* nullable: parts made, desk not open */
  gpointer data;
  const char *ca_certificate; /* nullable: file in the folder that the desk trusts instead */
  guint first_key;            /* which of the prepared keys this opening's card generates first */
  gboolean shipped_forms;     /* prints the program's own forms, not the plain ones */
  guint cases_before;         /* that have ended before the one that is asserted */
  guint days_later;           /* than the template's day */

  char *folder; /* owned */
  MadoClock *clock;
  MadoSimCard *card;
  MadoSimReader *reader;
  MadoAuthority *authority;
  MadoSimPrinter *printer;
  MadoDesk *desk;
};

#define DESK_FIXTURE_KEYS 2          /* prepared ones that one opening uses up */
#define DESK_FIXTURE_OWN_KEYS 100000 /* as first_key: the card computes its keys */

/* Draws each form once, so that children that are made later have the glyphs: for tests that make
 * hundreds. */
void desk_fixture_warm (void);

/* A folder with an authority, a blank card and an operator; made once, copied for each test. */
char *desk_fixture_make_template (void);
char *desk_fixture_copy (const char *template_folder);
void desk_fixture_remove (const char *folder);

/* Opens everything in @folder and signs the clerk in. */
void desk_fixture_open (DeskFixture *fixture, const char *folder);
/* The same without opening the desk and without the clerk. */
void desk_fixture_open_parts (DeskFixture *fixture, const char *folder);
void desk_fixture_close (DeskFixture *fixture);

/* A new case, or the one that is running. */
MadoRun *desk_fixture_start (DeskFixture *fixture);
MadoRun *desk_fixture_start_procedure (DeskFixture *fixture, const char *procedure);
MadoRun *desk_fixture_running (DeskFixture *fixture);

MadoScenario *desk_fixture_scenario (const char *name);

/* Asserts the promise of a finished issuance: exactly one certificate in force, one receipt, one
 * ledger row; card, CA and desk hold the same bytes. */
void desk_fixture_assert_issued (DeskFixture *fixture);

/* Returns: (transfer full): serial of the one certificate in force at the CA, NULL for none; fails
 * when there are two. */
char *desk_fixture_serial_in_force (DeskFixture *fixture);

/* Returns: (transfer full): serial of the certificate that the card shows, NULL for none. */
char *desk_fixture_serial_on_card (DeskFixture *fixture);

/* Returns: how often the desk has the certificates of case @case_id in @state. */
guint desk_fixture_count_certificates (DeskFixture *fixture, gint64 case_id,
                                       MadoCertificateState state);

/* Asserts of the record: numbered without gap, and no word of the person of "takahashi" in it. */
void desk_fixture_assert_record (DeskFixture *fixture);

/* Returns: (transfer full): what the card says of itself at the counter. */
MadoCardState *desk_fixture_read_card (DeskFixture *fixture);

/* How often an event stands in the record. @code, @outcome, @reason: (nullable): any. */
guint desk_fixture_count_events (DeskFixture *fixture, const char *code, const char *outcome,
                                 const char *reason);

/* Returns: (transfer full) (element-type MadoEvent): the whole record. */
GPtrArray *desk_fixture_load_events (DeskFixture *fixture);

/* Cases that were ever opened. */
guint desk_fixture_count_cases (DeskFixture *fixture);

/* Asserts that no receipt and no ledger row were written. */
void desk_fixture_assert_no_money (DeskFixture *fixture);

/* Asserts that nothing is in force anywhere and no money was taken. */
void desk_fixture_assert_nothing (DeskFixture *fixture);
