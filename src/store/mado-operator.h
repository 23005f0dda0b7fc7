/* mado-operator.h - who may sign in, with what role, and the check of the password
 *
 * Layer: store.  Threads: the database's worker; Argon2id takes some 0.2 s on purpose.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"
#include "mado-secret.h"

G_BEGIN_DECLS

#define MADO_OPERATOR_TRIES 5        /* wrong passwords in a row before the operator is locked */
#define MADO_OPERATOR_PASSWORD_MIN 8 /* bytes */

typedef struct
{
  char *operator_id;  /* owned */
  char *display_name; /* owned */
  char *role;         /* owned: "clerk", "supervisor", "auditor" */
  guint failed_tries;
} MadoOperator;

void mado_operator_free (MadoOperator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOperator, mado_operator_free)

typedef enum
{
  MADO_SIGN_IN_OK,
  MADO_SIGN_IN_WRONG, /* unknown operator or wrong password: not told apart */
  MADO_SIGN_IN_LOCKED,
} MadoSignIn;

/** mado_operator_add: stores an operator with the Argon2id hash of @password. */
gboolean mado_operator_add (MadoDb *db, const char *operator_id, const char *display_name,
                            const char *role, const MadoSecret *password, gint64 now,
                            GError **error);

/** mado_operator_set_password: also releases the lock. */
gboolean mado_operator_set_password (MadoDb *db, const char *operator_id,
                                     const MadoSecret *password, GError **error);

/**
 * mado_operator_sign_in:
 * @result: (out)
 * @tries_left: (out): 0..%MADO_OPERATOR_TRIES; the full number for an unknown operator
 * @found: (out) (transfer full) (nullable): with %MADO_SIGN_IN_OK
 *
 * Counts a wrong try before it answers, and clears the count after a right one. */
gboolean mado_operator_sign_in (MadoDb *db, const char *operator_id, const MadoSecret *password,
                                MadoSignIn *result, guint *tries_left, MadoOperator **found,
                                GError **error);

/** mado_operator_name: Returns: (transfer full): what papers call the operator; the id of one that
 *   is not there.  %NULL with %MADO_DB_ERROR. */
char *mado_operator_name (MadoDb *db, const char *operator_id, GError **error);

/** mado_operator_list: Returns: (transfer full) (element-type MadoOperator) */
GPtrArray *mado_operator_list (MadoDb *db, GError **error);

G_END_DECLS
