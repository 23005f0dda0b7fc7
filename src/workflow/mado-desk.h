/* mado-desk.h - the counter: its workers, its parts, its operator and its running cases
 *
 * Layer: workflow.  Threads: main thread, but for what says otherwise.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-clock.h"
#include "mado-office-profile.h"
#include "mado-secret.h"
#include "mado-worker.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_DESK_ERROR (mado_desk_error_quark ())
GQuark mado_desk_error_quark (void);
typedef enum
{
  MADO_DESK_ERROR_SECOND_COPY, /* another copy of the program works on this database */
  MADO_DESK_ERROR_SIGN_IN,     /* unknown operator or wrong password */
  MADO_DESK_ERROR_LOCKED,      /* too many wrong passwords */
  MADO_DESK_ERROR_NO_OPERATOR, /* nobody is registered yet */
  MADO_DESK_ERROR_NOT_SIGNED_IN,
  MADO_DESK_ERROR_NO_SUCH_CASE,
  MADO_DESK_ERROR_LOOK_UP, /* mado_desk_is_look_up(): nothing is entered here */
} MadoDeskError;

/* A live lamp. */
typedef enum
{
  MADO_LAMP_UNKNOWN, /* not looked at yet */
  MADO_LAMP_OK,      /* ● */
  MADO_LAMP_WARN,    /* ▲ works, needs a hand soon */
  MADO_LAMP_BAD,     /* ■ does not work */
} MadoLamp;

typedef enum
{
  MADO_DEVICE_READER,
  MADO_DEVICE_CARD,
  MADO_DEVICE_CA,
  MADO_DEVICE_PRINTER,
  MADO_DEVICE_RECORD, /* the database and its disk */
} MadoDeviceKind;
#define MADO_N_DEVICES 5

typedef struct
{
  MadoLamp lamp;
  GQuark domain; /* of the problem; 0 when there is none */
  int code;      /* within that domain */
  char *detail;  /* owned, nullable: a name or a number to show: "Virtual PCD 00 00", "0.8" */
} MadoDevice;

/* What today looks like on the home screen. */
typedef struct
{
  guint opened, done, receipts;
  guint amount_yen;
} MadoToday;

typedef struct
{
  char *operator_id;  /* owned */
  char *display_name; /* owned */
  char *role;         /* owned: "clerk", "supervisor", "auditor" */
} MadoOperatorInfo;

#define MADO_TYPE_DESK (mado_desk_get_type ())
G_DECLARE_FINAL_TYPE (MadoDesk, mado_desk, MADO, DESK, GObject)

/* Signals:
 *   "device-changed" (guint kind): read it with mado_desk_get_device()
 *   "today-changed" ()
 *   "day-changed" (): midnight is over, mado-desk-night.h */

typedef struct _MadoRun MadoRun;

/** mado_desk_is_training: prints bear 訓練, card, CA and printer are simulated. */
gboolean mado_desk_is_training (MadoDesk *self);

/**
 * mado_desk_is_look_up:
 *
 * Once open: this account cannot write the record (mado_db_may_write()), so the program only looks
 * things up.  Search, history, lists and running cases work, the latter as they stood at the
 * opening; whatever would write is refused with %MADO_DESK_ERROR_LOOK_UP, and no event of what was
 * looked up can be stored.  It keeps no lock: another program may work on the record meanwhile. */
gboolean mado_desk_is_look_up (MadoDesk *self);

/** mado_desk_get_office: Returns: (transfer none): "○○市 市民課", from the profile. */
const char *mado_desk_get_office (MadoDesk *self);
/** mado_desk_get_counter: Returns: (transfer none): "窓口１", from the settings. */
const char *mado_desk_get_counter (MadoDesk *self);

/** mado_desk_get_profile: Returns: (transfer none): the office's numbers and documents. */
const MadoOfficeProfile *mado_desk_get_profile (MadoDesk *self);

MadoClock *mado_desk_get_clock (MadoDesk *self);
const MadoDevice *mado_desk_get_device (MadoDesk *self, MadoDeviceKind kind);
const MadoToday *mado_desk_get_today (MadoDesk *self);

/** mado_desk_check_devices: looks at every device once more now (F5, F8). */
void mado_desk_check_devices (MadoDesk *self);

/**
 * mado_desk_open_async:
 *
 * Opens the database on its worker, loads the running cases, starts watching the devices.  A record
 * that cannot be written opens for look-up.
 * Errors: %MADO_DB_ERROR, %MADO_DESK_ERROR_SECOND_COPY. */
void mado_desk_open_async (MadoDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean mado_desk_open_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/**
 * mado_desk_close:
 *
 * Before the last reference is dropped when the program ends: an action that runs comes to its end
 * and is stored, but the next one does not begin.  The desk itself goes when that is done: iterate
 * the main context until it has been finalized. */
void mado_desk_close (MadoDesk *self);

/** mado_desk_stay: takes mado_desk_close() back: the program does not end after all.  A step that
 *   did not begin meanwhile waits for F12. */
void mado_desk_stay (MadoDesk *self);

/**
 * mado_desk_end:
 * @self: (transfer full): the program's own reference
 *
 * mado_desk_close(), and then iterates the main context until the desk has been finalized: calls
 * that are still on their way hold it.  The last thing a program does. */
void mado_desk_end (MadoDesk *self);

/**
 * mado_desk_sign_in_async:
 * @password: (transfer full): wiped when the call ends
 *
 * Checks the operator's password (Argon2id, on the database's worker: about 0.2 s).  For look-up,
 * where no wrong try can be counted in the record, one try a second is answered, and after five
 * wrong ones in a row the operator is locked until the program is started anew.  Who can read the
 * file has the hashes anyway: what protects them is Argon2id. */
void mado_desk_sign_in_async (MadoDesk *self, const char *operator_id, MadoSecret *password,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean mado_desk_sign_in_finish (MadoDesk *self, GAsyncResult *result, guint *tries_left,
                                   GError **error);
void mado_desk_sign_out (MadoDesk *self);
/** mado_desk_get_operator: Returns: (transfer none) (nullable): who is signed in. */
const MadoOperatorInfo *mado_desk_get_operator (MadoDesk *self);
/** mado_desk_get_operators: Returns: (transfer none) (element-type MadoOperatorInfo): who may sign
 * in. */
GPtrArray *mado_desk_get_operators (MadoDesk *self);

/** mado_desk_list_operators_async: reads anew who may sign in: an administrator registers operators
 *   while the program runs. */
void mado_desk_list_operators_async (MadoDesk *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_desk_list_operators_finish (MadoDesk *self, GAsyncResult *result, GError **error);

/** mado_desk_get_runs: Returns: (transfer none): GListModel of MadoRun: the running cases. */
GListModel *mado_desk_get_runs (MadoDesk *self);

/** mado_desk_start_async: opens a new case of @procedure ("issue"). */
void mado_desk_start_async (MadoDesk *self, const char *procedure, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) */
MadoRun *mado_desk_start_finish (MadoDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
