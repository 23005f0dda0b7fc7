/* mado-desk-object.h - the inside of the desk, for the files that make it up
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-private.h"
#include "mado-devices.h"

typedef struct _MadoNight MadoNight;   /* mado-desk-night.c */
typedef struct _MadoOutage MadoOutage; /* mado-desk-transact.c */

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
  gboolean forms_warm;        /* what a first print has to load was asked for */
  GListStore *runs;           /* owned, of MadoRun */
  MadoOperatorInfo *operator; /* owned, nullable */
  GPtrArray *operators;       /* owned, of MadoOperatorInfo */
  MadoDevices *devices;       /* owned, nullable before the desk is open */
  MadoNight *night;           /* owned, nullable: waits for midnight */
  MadoOutage *outage;         /* owned, nullable: of the record; the database worker's */
  MadoToday today;
  MadoDbCommitHook commit_hook; /* of tests */
  gpointer commit_hook_data;
  gboolean closing;
  gboolean look_up;        /* the record can only be read */
  gint64 next_try;         /* for look-up: monotonic µs, when a password may be tried again */
  GHashTable *wrong_tries; /* owned: operator -> passwords in a row; for look-up */
  GThread *owner;          /* the main thread */
};

/* Copies what the screens need of a stored operator; free with mado_operator_info_free(). */
MadoOperatorInfo *mado_operator_info_new (const MadoOperator *from);
void mado_operator_info_free (gpointer info);

/* Today's totals as the database has them; on its worker. */
gboolean mado_desk_count_today (MadoDesk *self, MadoToday *today, GError **error);

/* Lets another program work on the database. */
void mado_desk_release_lock (MadoDesk *self);

void mado_night_free (MadoNight *self);

/* Says that a day has ended and what was over has been dealt with. */
void mado_desk_tell_day (MadoDesk *self);

/* Says that the lamp of @kind changed; a MadoDeviceChanged whose data is the desk. */
void mado_desk_tell_device (guint kind, gpointer desk);
