/* mado-desk-object.h - the fields of a desk, and what its own files share
 *
 * mado-desk.c: the object, events and new cases.  mado-desk-open.c: lock, database, running cases.
 * mado-desk-sign-in.c: who works here.
 * Layer: workflow, for the mado-desk*.c files only.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-private.h"
#include "mado-devices.h"

struct _MadoDesk
{
  GObject parent_instance;
  MadoDeskParts *parts;                                           /* owned */
  MadoWorker *db_worker, *card_worker, *ca_worker, *print_worker; /* owned */
  MadoDb *db;                                                     /* owned; the database worker's */
  int lock_fd;                /* held as long as the desk is open; -1 before */
  char *session;              /* owned: this run of the program */
  char *office;               /* owned: "○○市 市民課" */
  MadoFormFonts *fonts;       /* owned, nullable; the printer worker's */
  GListStore *runs;           /* owned, of MadoRun */
  MadoOperatorInfo *operator; /* owned, nullable */
  GPtrArray *operators;       /* owned, of MadoOperatorInfo */
  MadoDevices *devices;       /* owned, nullable before the desk is open */
  MadoToday today;
  MadoDbCommitHook commit_hook; /* of tests */
  gpointer commit_hook_data;
  gboolean closing;
  GThread *owner; /* the main thread */
};

/* The day's numbers, on the database's worker. */
gboolean mado_desk_count_today (MadoDesk *self, MadoToday *today, GError **error);

void mado_desk_operator_info_free (gpointer info);
MadoOperatorInfo *mado_desk_operator_info_new (const MadoOperator *from);
