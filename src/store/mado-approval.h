/* mado-approval.h - what a second person was asked, what was shown, and what the answer was
 *
 * Nobody confirms oneself: the database says so, too.  A confirmation serves one deed.
 * Source: domain.md 9 #11; needs.md R6.
 *
 * Layer: store.  Threads: the database's worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

G_BEGIN_DECLS

#define MADO_APPROVAL_ERROR (mado_approval_error_quark ())
GQuark mado_approval_error_quark (void);
typedef enum
{
  MADO_APPROVAL_ERROR_SELF,          /* nobody confirms oneself: fetch another person */
  MADO_APPROVAL_ERROR_ROLE,          /* the other person is no supervisor */
  MADO_APPROVAL_ERROR_ANSWERED,      /* it was answered before: ask anew */
  MADO_APPROVAL_ERROR_NOT_CONFIRMED, /* not confirmed, for another deed, or used: ask */
} MadoApprovalError;

typedef enum
{
  MADO_APPROVAL_ASKED,
  MADO_APPROVAL_CONFIRMED,
  MADO_APPROVAL_REFUSED,
  MADO_APPROVAL_WITHDRAWN,
  MADO_APPROVAL_EXPIRED,
} MadoApprovalOutcome;

typedef struct
{
  gint64 approval_id; /* 0 before it is stored */
  char *what;         /* owned: "unlock", "proxy", "hold", "waiver", "reprint", "inquiry" */
  gint64 case_id;     /* 0: none */
  gint64 inquiry_id;  /* 0: none */
  char *asked_by;     /* owned: operator id */
  gint64 asked_at;
  char *shown_before, *shown_after; /* owned: JSON facts without personal data */
  MadoApprovalOutcome outcome;
  char *confirmed_by; /* owned, nullable: who answered */
  gint64 confirmed_at;
  char *reason; /* owned, nullable: a code */
  gint64 used_at;
} MadoApproval;

void mado_approval_free (MadoApproval *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoApproval, mado_approval_free)

const char *mado_approval_outcome_to_string (MadoApprovalOutcome outcome);

/** mado_approval_ask: stores the question of @self (outcome ASKED), inside the caller's
 *   transaction; fills in the id. */
gboolean mado_approval_ask (MadoApproval *self, MadoDb *db, GError **error);

/**
 * mado_approval_answer:
 * @outcome: CONFIRMED, REFUSED or WITHDRAWN; the last by the one who asked
 * @role: of the one who answers: "supervisor" for CONFIRMED and REFUSED
 *
 * Inside the caller's transaction.  Errors: %MADO_APPROVAL_ERROR. */
gboolean mado_approval_answer (MadoApproval *self, MadoDb *db, MadoApprovalOutcome outcome,
                               const char *operator_id, const char *role, const char *reason,
                               gint64 now, GError **error);

/**
 * mado_approval_use:
 *
 * The deed is done now, in the caller's transaction: the confirmation serves no other.
 * Errors: %MADO_APPROVAL_ERROR_NOT_CONFIRMED unless it was confirmed for @what of that case or
 * letter and not used yet. */
gboolean mado_approval_use (MadoDb *db, gint64 approval_id, const char *what, gint64 case_id,
                            gint64 inquiry_id, gint64 now, GError **error);

/** mado_approval_load: Returns: (transfer full): %NULL with %MADO_DB_ERROR; QUERY: none. */
MadoApproval *mado_approval_load (MadoDb *db, gint64 approval_id, GError **error);

/** mado_approval_load_of_case: Returns: (transfer full) (element-type MadoApproval): in order. */
GPtrArray *mado_approval_load_of_case (MadoDb *db, gint64 case_id, GError **error);

G_END_DECLS
