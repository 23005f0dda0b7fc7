/* mado-pane-list.h - for each row of a procedure: which work pane, and what it tells the clerk
 *
 * Layer: ui.  Threads: any (constant table).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_WORK_RECEPTION,  /* the form as the applicant wrote it */
  MADO_WORK_REVIEW,     /* the same once more, against the signed form */
  MADO_WORK_REPLY,      /* the letter's number and the nine checks of its reply */
  MADO_WORK_IDENTITY,   /* identity papers */
  MADO_WORK_COMPARE,    /* form, register and certificate side by side */
  MADO_WORK_CONSENT,    /* substitute characters */
  MADO_WORK_LOSS,       /* what a renewal costs */
  MADO_WORK_FOUND,      /* a certificate that was looked up */
  MADO_WORK_PROGRESS,   /* a device works, or the resident does */
  MADO_WORK_HAND,       /* something goes over the counter: check boxes only */
  MADO_WORK_GROUND,     /* why and which certificate is to be revoked */
  MADO_WORK_REVOCATION, /* the certificate before and after; the last digits are typed */
  MADO_WORK_END,
  MADO_N_WORKS
} MadoWorkKind;

typedef struct
{
  const char *state; /* name of the matrix row */
  MadoWorkKind kind;
  const char *heading; /* N_() */
  const char *task;    /* N_(): what the clerk does or waits for */
  const char *next;    /* N_(): the same in few words, for the counter home */
  const char *confirm; /* N_(): label of F12; NULL: nothing to confirm */
  guint usual_s[2];    /* usual range of seconds; 0 0: not a wait */
  guint most_s;        /* longest; 0: no limit known */
  const char *basis;   /* N_(): the article that this step rests on; nullable */
} MadoPaneRow;

/* The rows of one procedure that differ from the shared ones. */
typedef struct
{
  const char *procedure; /* id of the matrix: "revoke" */
  const MadoPaneRow *rows;
  guint n_rows;
} MadoPaneRows;

/**
 * mado_pane_list_find:
 * @procedure: id of the case's procedure
 * @state: name of the matrix row
 *
 * Returns: the procedure's own row of that state, else the shared one; the programmer's mistake
 *   row when there is neither. */
const MadoPaneRow *mado_pane_list_find (const char *procedure, const char *state);

/** mado_pane_list_find_of_run: the row of the run's procedure and state. */
const MadoPaneRow *mado_pane_list_find_of_run (MadoRun *run);

/** mado_pane_list_has: whether @state of @procedure has a row. */
gboolean mado_pane_list_has (const char *procedure, const char *state);

G_END_DECLS
