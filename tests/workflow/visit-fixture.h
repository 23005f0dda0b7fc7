/* visit-fixture.h - a person at the desk of service-fixture: a case of a scenario, or a second
 * visit with a mailed letter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service-fixture.h"

#include "mado-desk-inquiry.h"

typedef struct
{
  Service *service;
  MadoScenario *scenario; /* owned; its second person is the desk's supervisor */
  char *letter;           /* owned, nullable: its number */
} Visit;

/* Reads the scenario and has its letter mailed, where it has one. */
void visit_begin (Visit *visit, Service *service, const char *scenario);
void visit_end (Visit *visit);

/* A new case of the scenario's procedure. */
MadoRun *visit_start (Visit *visit);
/* Returns: whether it ended as done. @until: (nullable): row at which to stop */
gboolean visit_play_until (Visit *visit, MadoRun *run, const char *until);
gboolean visit_play (Visit *visit, MadoRun *run);
/* Says it and waits for what comes of it. */
void visit_post (MadoRun *run, MadoOutcome outcome);

MadoInquiryView *visit_look (Visit *visit);
void visit_assert_state (Visit *visit, MadoLetterState state);
guint visit_count (Visit *visit, const char *code, const char *outcome, const char *reason);

/* --- one case of a first issue, with a desk of its own --- */

typedef struct
{
  Service service;
  MadoScenario *scenario; /* owned: takahashi */
  MadoRun *run;           /* owned */
} Desk;

/* Of g_test_add(): the case is begun.  What service.fixture.prepare says is done before. */
void desk_set_up (Desk *desk, gconstpointer data);
void desk_tear_down (Desk *desk, gconstpointer data);
/* The program ended and begins again; the case is still there. */
void desk_restart (Desk *desk);

/* The name of the row in which the case stands. */
const char *desk_row (const Desk *desk);
/* Iterates until the run stands in @name; the test's time limit is the limit. */
void desk_wait_for (Desk *desk, const char *name);
/* Posts, and waits until the run is idle. */
void desk_post (Desk *desk, MadoOutcome outcome);
/* Returns: whether it ended as done. @until: (nullable): row at which to stop */
gboolean desk_play (Desk *desk, const char *until);
void desk_wait_idle (Desk *desk);
guint desk_count (Desk *desk, const char *code, const char *outcome);
