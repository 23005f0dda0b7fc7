/* walk.h - what the walks share: which procedures are walked, on which world, with which promise
 *
 * A walk strikes one procedure at each of its points (every transaction, every APDU, every message)
 * and asks afterwards whether what the procedure promises still holds.  A new procedure is one row
 * of walk-table.c and one promise.  The world it starts from (say, a certificate that was
 * issued) is played once a procedure and copied for each point.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk-fixture.h"

#define WALK_BEFORE_MAX 3

/* What a proxy brings to it. */
typedef enum
{
  WALK_NO_LETTER, /* the resident comes in person */
  WALK_LETTER,    /* a reply to a letter of inquiry that was mailed before, that day */
  WALK_SLIP,      /* the same with the password in a sealed slip */
} WalkLetter;

/* What a procedure touches: a kind of point that is missing is then a fault of the walk. */
enum
{
  WALK_CARD = 1 << 0,        /* sends APDUs */
  WALK_CARD_WRITES = 1 << 1, /* changes the card */
  WALK_CA_WRITES = 1 << 2,   /* changes the CA's records */
  WALK_PRINTS = 1 << 3,      /* has a print for which the clerk may have to look */
};

typedef struct
{
  const char *procedure, *scenario;
} WalkCase;

typedef struct
{
  const char *name;                 /* argument of the walks: "issue" */
  WalkCase walked;                  /* "issue", "takahashi" */
  WalkCase before[WALK_BEFORE_MAX]; /* cases that have ended well before; {0} behind the last */
  guint days_later;                 /* between those and the walked one */
  WalkLetter letter;                /* then the promise of walk-letter.c holds as well */
  void (*world) (DeskFixture *);    /* nullable: changes card or CA before it, parts are open */
  guint touches;
  guint n_apdus, n_updates; /* what it sends; another figure is another protocol: look at it anew */
  guint n_messages;         /* CMP messages that are struck: the desk's ping, its own, one more */
  void (*promise) (DeskFixture *);         /* after the case has ended as done */
  void (*waiting) (DeskFixture *);         /* nullable: while the CA does not answer at all */
  void (*left) (DeskFixture *, MadoRun *); /* the resident went with the card; with WALK_CARD */
} Walk;

/* Returns: the row of walk-table.c, NULL behind the last. */
const Walk *walk_at (guint i);

/* One process's share of a walk. */
typedef struct
{
  const Walk *walk;
  char *template_folder; /* owned: copy it with desk_fixture_copy() */
  guint slice, slices;   /* every slices-th point from slice */
} WalkPlan;

/* main() of a walk.  Arguments: SLICE SLICES PROCEDURE...; "0 1 issue" is all of it. */
int walk_main (int argc, char **argv, const char *kind, void (*test) (const WalkPlan *plan));

/* Sets what the walk wants of a fixture that is not open yet.  @life: 0 before, 1 after a restart.
 */
void walk_set_fixture (const Walk *walk, DeskFixture *fixture, guint life);

MadoRun *walk_start (const Walk *walk, DeskFixture *fixture);
gboolean walk_play (const Walk *walk, MadoRun *run, const MadoPlayerOptions *options);

/* Asserts the promise and the record. */
void walk_assert_promise (const Walk *walk, DeskFixture *fixture);
/* Asserts what holds when the resident went with the card and @run ended so. */
void walk_assert_left (const Walk *walk, DeskFixture *fixture, MadoRun *run);
