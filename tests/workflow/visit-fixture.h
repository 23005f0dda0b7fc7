/* visit-fixture.h - a second visit at the desk of service-fixture: a scenario and its mailed letter
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
