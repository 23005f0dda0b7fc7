/* mado-register-change.h - imported changes, whom they meet, and the certificates that they end
 *
 * Which change ends a certificate is the rules' business (mado-lapse): their verdict comes as a
 * value and is kept with its article.  A person is met for sure when birth date, reading and name
 * all agree but for blanks and middle dots (mado-person.h); when only the birth date and one of the
 * others do, a person has to look before anything is revoked.  Likewise when the change is not of a
 * later day than what it meets, and may be in it already: the caller's rule says so.
 *
 * Layer: store.  Threads: the database's worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-change.h"
#include "mado-db.h"
#include "mado-four-items.h"
#include "mado-person.h"

G_BEGIN_DECLS

/* What a change finds, as it was drawn up from the register. */
typedef struct
{
  guint drawn_up_on;    /* YYYYMMDD: the certificate's first day; the day on which the case's items
                           were compared, else it was opened; or the letter was asked for */
  MadoFourItems *items; /* owned, nullable: as the register, else the form, has them */
} MadoChangeFound;

typedef enum
{
  MADO_CHANGE_MET,
  MADO_CHANGE_NOT_MET,   /* it is in what was drawn up */
  MADO_CHANGE_ASK_FIRST, /* a person has to compare */
} MadoChangeMeeting;

typedef MadoChangeMeeting (*MadoChangeRule) (const MadoChange *change,
                                             const MadoChangeFound *found);

/* What the rules say of a change. */
typedef struct
{
  gboolean ends;       /* certificates of the person end */
  gboolean minor;      /* a minor correction (JREG 21-2); not with @ends */
  gboolean stops;      /* running cases and letters of the person stop */
  int crl_reason;      /* with @ends: 3 or 5 */
  MadoChangeRule rule; /* nullable: whatever is found is met */
  const char *article; /* "LAW 12; JLAW 30-8(3)" */
} MadoChangeVerdict;

/* --- files --- */

typedef struct
{
  gint64 change_file_id;
  guint n_good, n_known, n_bad;
} MadoChangeFile;

/**
 * mado_change_file_begin:
 * @sha256: of the whole file, hexadecimal
 *
 * Inside the caller's transaction.  A file whose import was stopped goes on.
 * Errors: %MADO_CHANGE_ERROR_KNOWN when it was imported to its end before. */
gboolean mado_change_file_begin (MadoChangeFile *self, MadoDb *db, const char *sha256, gint64 now,
                                 const char *operator_id, GError **error);

/** mado_change_file_save: the counts so far; @state: "running", "stopped", "done". */
gboolean mado_change_file_save (const MadoChangeFile *self, MadoDb *db, const char *state,
                                GError **error);

/* --- changes --- */

/* What one row met. */
typedef struct
{
  gboolean known; /* an earlier row said the same: nothing was stored */
  gint64 change_id;
  guint n_certificates, n_cases, n_inquiries; /* met, also doubtful ones */
  guint n_noted; /* certificates that have the change already: noted beside it, and not met */
} MadoChangeMet;

/** mado_register_change_add: stores @change and what it meets, inside the caller's transaction.
 *   @met: (out) */
gboolean mado_register_change_add (MadoDb *db, const MadoChangeFile *file, const MadoChange *change,
                                   const MadoChangeVerdict *verdict, gint64 now,
                                   const char *operator_id, MadoChangeMet *met, GError **error);

/* A running case, or a letter, that a change stops. */
typedef struct
{
  gint64 change_id;
  gint64 id;     /* case_id or inquiry_id */
  char *number;  /* owned */
  char *kind;    /* owned: "death" … */
  char *article; /* owned */
  guint changed_on;
  gboolean sure;        /* else a person must compare first */
  gboolean same_person; /* not sure: the person is, and what is drawn up may have the change */
} MadoChangeStop;

MadoChangeStop *mado_change_stop_copy (const MadoChangeStop *self);
void mado_change_stop_free (MadoChangeStop *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoChangeStop, mado_change_stop_free)

typedef enum
{
  MADO_CHANGE_STOPS_CASE,
  MADO_CHANGE_STOPS_INQUIRY,
} MadoChangeStops;

/** mado_change_list_stops: Returns: (transfer full) (element-type MadoChangeStop): running cases,
 * or letters that can still serve, which nobody has handled yet. */
GPtrArray *mado_change_list_stops (MadoDb *db, MadoChangeStops what, GError **error);

/** mado_change_note_handled: it was stopped, or found to be another person's; inside the caller's
 *   transaction. */
gboolean mado_change_note_handled (MadoDb *db, MadoChangeStops what, gint64 change_id, gint64 id,
                                   gint64 now, GError **error);

/** mado_change_settle_case: every change that meets the case is handled now; inside the caller's
 *   transaction.  @met: (out): whether one was open. */
gboolean mado_change_settle_case (MadoDb *db, gint64 case_id, gint64 now, gboolean *met,
                                  GError **error);

/** mado_change_case_ended: the case ended before it could be stopped: what it issued goes on the
 *   governor's list; else as mado_change_settle_case(). */
gboolean mado_change_case_ended (MadoDb *db, gint64 case_id, gint64 now, const char *operator_id,
                                 gboolean *met, GError **error);

/** mado_change_moved_in: @day: (out): YYYYMMDD, when that person last moved in on @since or later,
 * 0: not (domain.md 7.2: a first card soon after moving in is a warning). */
gboolean mado_change_moved_in (MadoDb *db, const MadoPersonKey *key, guint since, guint *day,
                               GError **error);

/* --- certificates: the governor's list, and the batch that revokes them --- */

typedef enum
{
  MADO_CHANGE_REVOCATION_NOTED, /* a minor correction, or it is in the certificate: nothing is sent
                                 */
  MADO_CHANGE_REVOCATION_DOUBTFUL, /* a person must compare first */
  MADO_CHANGE_REVOCATION_PENDING,
  MADO_CHANGE_REVOCATION_SENT, /* written before it is sent; after a crash it is sent again
                                  (harmless) */
  MADO_CHANGE_REVOCATION_DONE,
  MADO_CHANGE_REVOCATION_FAILED,
  MADO_CHANGE_REVOCATION_DROPPED, /* another person's certificate */
  MADO_N_CHANGE_REVOCATION_STATES,
} MadoChangeRevocationState;

typedef struct
{
  gint64 id;
  gint64 change_id;
  char *serial; /* owned */
  MadoChangeRevocationState state;
  guint sends;
  char *problem;        /* owned, nullable: "domain/code" */
  gint64 changed_at;    /* when the desk noted the state */
  gint64 revoked_at;    /* when the CA recorded the revocation, its legal effect; 0: not yet */
  char *kind, *article; /* owned */
  guint changed_on;     /* YYYYMMDD */
  int crl_reason;       /* -1: none */
  char *case_number;    /* owned: of the case that issued it */
  gint64 not_after;
  char *name, *kana;             /* owned, nullable: as the file has the person */
  char *known_name, *known_kana; /* owned, nullable: as the certificate's case has it */
  guint birth;
  gint64 not_before;
  gboolean
      same_person; /* name, reading and birth date agree: doubtful is whether it has the change */
  char *new_name, *new_alias, *new_address; /* owned, nullable: after the change */
  guint new_birth, new_sex;                 /* 0: as before */
  char *known_address;                      /* owned, nullable */
} MadoChangeRevocation;

void mado_change_revocation_free (MadoChangeRevocation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoChangeRevocation, mado_change_revocation_free)

const char *mado_change_revocation_state_to_string (MadoChangeRevocationState state);

/** mado_change_revocation_list: @state: -1: all.  Returns: (transfer full) (element-type
 * MadoChangeRevocation): at most 100, oldest first. */
GPtrArray *mado_change_revocation_list (MadoDb *db, int state, guint offset, GError **error);

/** mado_change_revocation_count: @counts: (out caller-allocates): by state. */
gboolean mado_change_revocation_count (MadoDb *db, guint counts[MADO_N_CHANGE_REVOCATION_STATES],
                                       GError **error);

/** mado_change_revocation_load_next: @next: (out) (transfer full) (nullable): the first after
 * @after that must be sent: pending, or sent without an answer; %NULL: none */
gboolean mado_change_revocation_load_next (MadoDb *db, gint64 after, MadoChangeRevocation **next,
                                           GError **error);

/** mado_change_revocation_set_state: inside the caller's transaction.  @problem: (nullable) */
gboolean mado_change_revocation_set_state (MadoChangeRevocation *self, MadoDb *db,
                                           MadoChangeRevocationState state, const char *problem,
                                           gint64 now, const char *operator_id, GError **error);

/** mado_change_revocation_note_revoked: the CA has revoked it: the certificate's row and all rows
 * that wait for it follow; inside the caller's transaction. */
gboolean mado_change_revocation_note_revoked (const MadoChangeRevocation *self, MadoDb *db,
                                              gint64 revoked_at, gint64 now,
                                              const char *operator_id, GError **error);

/**
 * mado_change_revocation_decide:
 * @to: what a person found who compared a DOUBTFUL or FAILED one: PENDING: to be revoked; DROPPED:
 *   another person's; NOTED: the certificate has the change
 *
 * Returns: %FALSE with %MADO_DB_ERROR_CONSTRAINT when it was in another state. */
gboolean mado_change_revocation_decide (MadoDb *db, gint64 id, MadoChangeRevocationState from,
                                        MadoChangeRevocationState to, gint64 now,
                                        const char *operator_id, GError **error);

G_END_DECLS
