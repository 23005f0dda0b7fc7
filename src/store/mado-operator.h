/* mado-operator.h - who may sign in, with what role, and the check of the password
 *
 * Layer: store.  Threads: the database's worker; Argon2id takes some 0.2 s on purpose.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"
#include "mado-secret.h"

G_BEGIN_DECLS

#define MADO_OPERATOR_TRIES 5        /* wrong passwords in a row before the operator is locked */
#define MADO_OPERATOR_PASSWORD_MIN 8 /* characters */
/* Characters; what the window's field holds, ui/mado-secret-entry. */
#define MADO_OPERATOR_PASSWORD_MAX 64
#define MADO_OPERATOR_ID_MAX 32   /* characters; ours */
#define MADO_OPERATOR_NAME_MAX 64 /* characters; ours */
/* Who acts in the record when an operator is added or changed: no operator's id. */
#define MADO_OPERATOR_ADMINISTRATOR "administrator"

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

typedef enum
{
  MADO_OPERATOR_SOUND,
  MADO_OPERATOR_FAULT_ID,       /* not 1..32 of a-z 0-9 . _ - with a letter or digit first */
  MADO_OPERATOR_FAULT_RESERVED, /* %MADO_OPERATOR_ADMINISTRATOR */
  MADO_OPERATOR_FAULT_NAME,     /* blank, over 64 characters, control characters, not UTF-8 */
  MADO_OPERATOR_FAULT_ROLE,     /* none of the three */
  MADO_OPERATOR_FAULT_SHORT,    /* a password under the least */
  MADO_OPERATOR_FAULT_LONG,     /* one that the window's field does not hold */
  MADO_OPERATOR_FAULT_SIGNS,    /* one with what the window's field does not take: not ASCII */
  MADO_OPERATOR_N_FAULTS,
} MadoOperatorFault;

/** mado_operator_check: Returns: what is wrong with a new operator, the first that is found. */
MadoOperatorFault mado_operator_check (const char *operator_id, const char *display_name,
                                       const char *role);
/** mado_operator_check_password: Returns: what is wrong with a new password. */
MadoOperatorFault mado_operator_check_password (const MadoSecret *password);

/**
 * mado_operator_find:
 * @found: (out) (transfer full) (nullable): %NULL: nobody has that id
 *
 * Returns: %FALSE with %MADO_DB_ERROR. */
gboolean mado_operator_find (MadoDb *db, const char *operator_id, MadoOperator **found,
                             GError **error);

/** mado_operator_add: stores an operator with the Argon2id hash of @password; an id that is taken
 *   is %MADO_DB_ERROR_CONSTRAINT. */
gboolean mado_operator_add (MadoDb *db, const char *operator_id, const char *display_name,
                            const char *role, const MadoSecret *password, gint64 now,
                            GError **error);

/** mado_operator_set_password: also releases the lock; an id that nobody has is
 *   %MADO_DB_ERROR_CONSTRAINT. */
gboolean mado_operator_set_password (MadoDb *db, const char *operator_id,
                                     const MadoSecret *password, GError **error);

/**
 * mado_operator_sign_in:
 * @result: (out)
 * @tries_left: (out): 0..%MADO_OPERATOR_TRIES; the full number for an unknown operator
 * @found: (out) (transfer full) (nullable): with %MADO_SIGN_IN_OK
 *
 * Counts a wrong try before it answers, and clears the count after a right one.  With a database
 * that can only be read nothing is counted: the caller bounds the tries. */
gboolean mado_operator_sign_in (MadoDb *db, const char *operator_id, const MadoSecret *password,
                                MadoSignIn *result, guint *tries_left, MadoOperator **found,
                                GError **error);

/** mado_operator_name: Returns: (transfer full): what papers call the operator; the id of one that
 *   is not there.  %NULL with %MADO_DB_ERROR. */
char *mado_operator_name (MadoDb *db, const char *operator_id, GError **error);

/** mado_operator_list: Returns: (transfer full) (element-type MadoOperator) */
GPtrArray *mado_operator_list (MadoDb *db, GError **error);

G_END_DECLS
