/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-operator.h"

#include "mado-query.h"

#include <sodium.h>
#include <string.h>

/* A hash of nothing that anybody knows: an unknown operator costs as much time as a known one. */
#define NOBODYS_PASSWORD "nobody"

void
mado_operator_free (MadoOperator *self)
{
  g_free (self->operator_id);
  g_free (self->display_name);
  g_free (self->role);
  g_free (self);
}

/* --- what may be registered --- */

static gboolean
is_id (const char *text)
{
  return g_ascii_isalnum (text[0]) && strlen (text) <= MADO_OPERATOR_ID_MAX
         && text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789._-")] == '\0';
}

/* It stands in the sign-in list and, parted by tabs, in what madoguchictl prints. */
static gboolean
is_name (const char *text)
{
  gboolean blank = TRUE;

  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > MADO_OPERATOR_NAME_MAX)
    return FALSE;
  for (; *text != '\0'; text = g_utf8_find_next_char (text, NULL))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (text)))
        return FALSE;
      blank &= g_unichar_isspace (g_utf8_get_char (text));
    }
  return !blank;
}

MadoOperatorFault
mado_operator_check (const char *operator_id, const char *display_name, const char *role)
{
  static const char *const roles[] = { "clerk", "supervisor", "auditor", NULL };

  if (!is_id (operator_id))
    return MADO_OPERATOR_FAULT_ID;
  if (g_str_equal (operator_id, MADO_OPERATOR_ADMINISTRATOR))
    return MADO_OPERATOR_FAULT_RESERVED;
  if (!is_name (display_name))
    return MADO_OPERATOR_FAULT_NAME;
  return g_strv_contains (roles, role) ? MADO_OPERATOR_SOUND : MADO_OPERATOR_FAULT_ROLE;
}

MadoOperatorFault
mado_operator_check_password (const MadoSecret *password)
{
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (password, &n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isprint ((char) bytes[i]))
      return MADO_OPERATOR_FAULT_SIGNS;
  if (n_bytes > MADO_OPERATOR_PASSWORD_MAX)
    return MADO_OPERATOR_FAULT_LONG;
  return n_bytes < MADO_OPERATOR_PASSWORD_MIN ? MADO_OPERATOR_FAULT_SHORT : MADO_OPERATOR_SOUND;
}

/* --- passwords --- */

static void
hash_password (const void *password, gsize n_password, char hash[crypto_pwhash_STRBYTES])
{
  if (sodium_init () < 0
      || crypto_pwhash_str_alg (hash, password, n_password, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13)
             != 0)
    g_error ("no memory for Argon2id");
}

static void
hash_secret (const MadoSecret *password, char hash[crypto_pwhash_STRBYTES])
{
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (password, &n_bytes);

  hash_password (bytes, n_bytes, hash);
}

gboolean
mado_operator_add (MadoDb *db, const char *operator_id, const char *display_name, const char *role,
                   const MadoSecret *password, gint64 now, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "operator/insert", error);
  char hash[crypto_pwhash_STRBYTES];

  if (query == NULL)
    return FALSE;
  hash_secret (password, hash);
  mado_query_bind_text (query, "operator_id", operator_id);
  mado_query_bind_text (query, "display_name", display_name);
  mado_query_bind_text (query, "role", role);
  mado_query_bind_text (query, "password_hash", hash);
  mado_query_bind_integer (query, "created_at", now);
  return mado_query_run (query, error);
}

gboolean
mado_operator_set_password (MadoDb *db, const char *operator_id, const MadoSecret *password,
                            GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "operator/set-password", error);
  char hash[crypto_pwhash_STRBYTES];
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  hash_secret (password, hash);
  mado_query_bind_text (query, "operator_id", operator_id);
  mado_query_bind_text (query, "password_hash", hash);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  if (!has_row)
    g_set_error (error, MADO_DB_ERROR, MADO_DB_ERROR_CONSTRAINT, "there is no operator %s",
                 operator_id);
  return has_row;
}

static gboolean
set_failed (MadoDb *db, const char *operator_id, guint failed_tries, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "operator/set-failed", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "operator_id", operator_id);
  mado_query_bind_integer (query, "failed_tries", failed_tries);
  return mado_query_run (query, error);
}

static MadoOperator *
from_row (MadoQuery *query)
{
  MadoOperator *self = g_new0 (MadoOperator, 1);

  self->operator_id = g_strdup (mado_query_get_text (query, "operator_id"));
  self->display_name = g_strdup (mado_query_get_text (query, "display_name"));
  self->role = g_strdup (mado_query_get_text (query, "role"));
  self->failed_tries = (guint) mado_query_get_integer (query, "failed_tries");
  return self;
}

static gboolean
load (MadoDb *db, const char *operator_id, MadoOperator **found, char **hash, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "operator/by-id", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "operator_id", operator_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *found = has_row ? from_row (query) : NULL;
  *hash = has_row ? g_strdup (mado_query_get_text (query, "password_hash")) : NULL;
  return TRUE;
}

gboolean
mado_operator_find (MadoDb *db, const char *operator_id, MadoOperator **found, GError **error)
{
  g_autofree char *hash = NULL;

  return load (db, operator_id, found, &hash, error);
}

static gboolean
matches (const char *hash, const MadoSecret *password)
{
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (password, &n_bytes);

  return crypto_pwhash_str_verify (hash, (const char *) bytes, n_bytes) == 0;
}

static gboolean
answer_unknown (MadoSignIn *result, guint *tries_left)
{
  char hash[crypto_pwhash_STRBYTES];

  hash_password (NOBODYS_PASSWORD, sizeof NOBODYS_PASSWORD - 1, hash);
  *result = MADO_SIGN_IN_WRONG;
  *tries_left = MADO_OPERATOR_TRIES;
  return TRUE;
}

gboolean
mado_operator_sign_in (MadoDb *db, const char *operator_id, const MadoSecret *password,
                       MadoSignIn *result, guint *tries_left, MadoOperator **found, GError **error)
{
  g_autoptr (MadoOperator) candidate = NULL;
  g_autofree char *hash = NULL;
  const gboolean counts = !mado_db_is_read_only (db);
  guint failed;

  *found = NULL;
  if (!load (db, operator_id, &candidate, &hash, error))
    return FALSE;
  if (candidate == NULL)
    return answer_unknown (result, tries_left);
  failed = candidate->failed_tries;
  *tries_left = MADO_OPERATOR_TRIES - MIN (failed, MADO_OPERATOR_TRIES);
  *result = MADO_SIGN_IN_LOCKED;
  if (*tries_left == 0)
    return TRUE;
  if (counts && !set_failed (db, operator_id, failed + 1, error))
    return FALSE;
  if (!matches (hash, password))
    {
      *tries_left -= counts ? 1 : 0;
      *result = *tries_left == 0 ? MADO_SIGN_IN_LOCKED : MADO_SIGN_IN_WRONG;
      return TRUE;
    }
  *tries_left = MADO_OPERATOR_TRIES;
  *result = MADO_SIGN_IN_OK;
  *found = g_steal_pointer (&candidate);
  return !counts || set_failed (db, operator_id, 0, error);
}

char *
mado_operator_name (MadoDb *db, const char *operator_id, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "operator/by-id", error);
  gboolean has_row;

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "operator_id", operator_id);
  if (!mado_query_next (query, &has_row, error))
    return NULL;
  return g_strdup (has_row ? mado_query_get_text (query, "display_name") : operator_id);
}

GPtrArray *
mado_operator_list (MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "operator/all", error);
  g_autoptr (GPtrArray) operators
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_operator_free);
  gboolean has_row = TRUE;

  while (query != NULL && has_row)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (operators, from_row (query));
    }
  return query != NULL ? g_steal_pointer (&operators) : NULL;
}
