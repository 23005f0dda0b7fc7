/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The authority's database.  Each effect is one transaction that is on the disk (WAL,
 * synchronous=FULL) before the message that tells of it leaves. */
#include "config.h"

#include "mado-authority-private.h"

#include "mado-query.h"
#include "mado-txn.h"

#include <openssl/rand.h>
#include <string.h>

GResource *mado_authority_sql_get_resource (void);
void mado_authority_sql_register_resource (void);

static const MadoDbSchema schema = { .migrations = "/jp/madoguchi/sql/authority/migrations",
                                     .queries = "/jp/madoguchi/sql/authority/queries" };

const MadoDbSchema *
mado_records_schema (void)
{
  static gsize registered; /* twice before its first use would be a circle in GLib's list */

  if (g_once_init_enter (&registered))
    {
      mado_authority_sql_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return &schema;
}

void
mado_ra_free (MadoRa *self)
{
  X509_free (self->certificate);
  g_free (self->municipality);
  g_free (self);
}

gboolean
mado_records_create (MadoDb *db, const char *prefecture, GError **error)
{
  guint8 salt[32];
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MadoQuery) query = mado_query_new (db, "authority/insert", error);

  if (query == NULL)
    return FALSE;
  if (RAND_bytes (salt, sizeof salt) != 1)
    return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_KEYS, "no randomness");
  bytes = g_bytes_new (salt, sizeof salt);
  mado_query_bind_text (query, "prefecture", prefecture);
  mado_query_bind_bytes (query, "salt", bytes);
  return mado_query_run (query, error);
}

gboolean
mado_records_load (MadoAuthority *self, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "authority/get", error);
  g_autoptr (GBytes) salt = NULL;
  gboolean has_row = FALSE;

  if (query == NULL || !mado_query_next (query, &has_row, error))
    return FALSE;
  salt = has_row ? mado_query_get_bytes (query, "salt") : NULL;
  if (salt == NULL || g_bytes_get_size (salt) != sizeof self->salt)
    return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_FILES,
                                     "the database does not belong to an authority");
  self->prefecture = g_strdup (mado_query_get_text (query, "prefecture"));
  memcpy (self->salt, g_bytes_get_data (salt, NULL), sizeof self->salt);
  return TRUE;
}

gboolean
mado_records_add_ra (MadoDb *db, X509 *ra, const char *municipality, gint64 now, GError **error)
{
  const ASN1_OCTET_STRING *id = X509_get0_subject_key_id (ra);
  g_autoptr (GBytes) key_id
      = g_bytes_new (ASN1_STRING_get0_data (id), (gsize) ASN1_STRING_length (id));
  g_autoptr (GBytes) der = mado_names_der (ra);
  g_autoptr (MadoQuery) query = mado_query_new (db, "ra/insert", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_bytes (query, "key_id", key_id);
  mado_query_bind_bytes (query, "certificate", der);
  mado_query_bind_text (query, "municipality", municipality);
  mado_query_bind_integer (query, "added_at", now);
  return mado_query_run (query, error);
}

MadoRa *
mado_records_find_ra (MadoAuthority *self, GBytes *key_id)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "ra/get", NULL);
  g_autoptr (GBytes) der = NULL;
  g_autoptr (MadoRa) ra = NULL;
  gboolean has_row = FALSE;
  const guint8 *at;

  if (query == NULL)
    return NULL;
  mado_query_bind_bytes (query, "key_id", key_id);
  if (!mado_query_next (query, &has_row, NULL) || !has_row)
    return NULL;
  ra = g_new0 (MadoRa, 1);
  der = mado_query_get_bytes (query, "certificate");
  at = g_bytes_get_data (der, NULL);
  ra->certificate = d2i_X509 (NULL, &at, (long) g_bytes_get_size (der));
  ra->municipality = g_strdup (mado_query_get_text (query, "municipality"));
  return ra->certificate != NULL ? g_steal_pointer (&ra) : NULL;
}

char *
mado_records_first_municipality (MadoAuthority *self, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "ra/first", error);
  gboolean has_row = FALSE;

  if (query == NULL || !mado_query_next (query, &has_row, error))
    return NULL;
  if (has_row)
    return g_strdup (mado_query_get_text (query, "municipality"));
  mado_authority_set_error (error, MADO_AUTHORITY_ERROR_UNKNOWN, "no desk is registered");
  return NULL;
}

/* Reads the one number of a query and ends it. */
static gboolean
read_count (MadoQuery *query, gint64 *n)
{
  gboolean has_row = FALSE;

  if (!mado_query_next (query, &has_row, NULL) || !has_row)
    return FALSE;
  *n = mado_query_get_integer (query, "n");
  return TRUE;
}

static void
bind_nullable (MadoQuery *query, const char *parameter, const char *text)
{
  if (text != NULL)
    mado_query_bind_text (query, parameter, text);
  else
    mado_query_bind_null (query, parameter);
}

/* Both values of the person who asks, see mado-authority-request.c. */
static void
bind_person (MadoQuery *query, const MadoRequest *request)
{
  g_autoptr (GBytes) person = g_bytes_new_static (request->person, sizeof request->person);
  g_autoptr (GBytes) typed
      = g_bytes_new_static (request->person_typed, sizeof request->person_typed);

  mado_query_bind_bytes (query, "person", person);
  mado_query_bind_bytes (query, "person_typed", typed);
}

static gboolean
is_person (GBytes *stored, const MadoRequest *request)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (stored, &n_bytes);

  return n_bytes == sizeof request->person
         && (memcmp (bytes, request->person, n_bytes) == 0
             || memcmp (bytes, request->person_typed, n_bytes) == 0);
}

static gboolean
count_live (MadoAuthority *self, const MadoRequest *request, gint64 now, gint64 *n)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/live-of-person", NULL);

  if (query == NULL)
    return FALSE;
  bind_person (query, request);
  mado_query_bind_integer (query, "now", now);
  bind_nullable (query, "replaced", request->replaces);
  return read_count (query, n);
}

static gboolean
count_strangers (MadoAuthority *self, const MadoRequest *request, gint64 *n)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/others-with-key", NULL);
  g_autoptr (GBytes) spki = g_bytes_new_static (request->spki, sizeof request->spki);

  if (query == NULL)
    return FALSE;
  mado_query_bind_bytes (query, "spki", spki);
  bind_person (query, request);
  return read_count (query, n);
}

/* Only a certificate in force of the same person can be replaced: everything else is a first issue
 * or somebody else's. */
static gboolean
may_replace (MadoAuthority *self, const MadoRequest *request, gint64 now, MadoRefusal *refusal)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/get", NULL);
  g_autoptr (GBytes) person = NULL;
  gboolean has_row = FALSE;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", request->replaces);
  if (!mado_query_next (query, &has_row, NULL))
    return FALSE;
  person = has_row ? mado_query_get_bytes (query, "person") : NULL;
  *refusal = (MadoRefusal){ OSSL_CMP_PKIFAILUREINFO_badCertId,
                            "no certificate of this person has that number" };
  if (person == NULL || !is_person (person, request))
    return FALSE;
  *refusal = (MadoRefusal){ OSSL_CMP_PKIFAILUREINFO_certRevoked,
                            "the certificate to be replaced is not in force" };
  return g_str_equal (mado_query_get_text (query, "state"), "active")
         && mado_query_get_integer (query, "not_after") >= now;
}

gboolean
mado_records_may_issue (MadoAuthority *self, const MadoRequest *request, gint64 now,
                        MadoRefusal *refusal)
{
  gint64 n_live = 0, n_strangers = 0;

  *refusal = (MadoRefusal){ OSSL_CMP_PKIFAILUREINFO_systemFailure, "records cannot be read" };
  if (request->replaces != NULL && !may_replace (self, request, now, refusal))
    return FALSE;
  *refusal = (MadoRefusal){ OSSL_CMP_PKIFAILUREINFO_systemFailure, "records cannot be read" };
  if (!count_live (self, request, now, &n_live) || !count_strangers (self, request, &n_strangers))
    return FALSE;
  if (n_live > 0)
    *refusal = (MadoRefusal){ OSSL_CMP_PKIFAILUREINFO_duplicateCertReq,
                              "this person has a certificate that is neither revoked nor over" };
  else if (n_strangers > 0)
    *refusal = (MadoRefusal){ OSSL_CMP_PKIFAILUREINFO_incorrectData,
                              "this key was certified for somebody else" };
  return n_live == 0 && n_strangers == 0;
}

static void
bind_certificate (MadoQuery *query, const MadoRequest *request, X509 *x509, gint64 now,
                  gint64 not_after)
{
  g_autofree char *serial = mado_names_serial (X509_get0_serialNumber (x509));
  g_autoptr (GBytes) der = mado_names_der (x509);
  g_autoptr (GBytes) spki = g_bytes_new_static (request->spki, sizeof request->spki);
  g_autoptr (GBytes) person = g_bytes_new_static (request->person, sizeof request->person);

  mado_query_bind_text (query, "serial", serial);
  mado_query_bind_bytes (query, "der", der);
  mado_query_bind_bytes (query, "spki", spki);
  mado_query_bind_bytes (query, "person", person);
  mado_query_bind_text (query, "municipality", request->municipality);
  mado_query_bind_integer (query, "issued_at", now);
  mado_query_bind_integer (query, "not_after", not_after);
  bind_nullable (query, "replaces", request->replaces);
}

/* Runs one changing query in a transaction of its own. */
static gboolean
commit (MadoAuthority *self, MadoQuery *query, GError **error)
{
  g_autoptr (MadoTxn) txn = mado_txn_begin (self->db, error);

  return txn != NULL && mado_query_run (query, error) && mado_txn_commit (txn, error);
}

gboolean
mado_records_insert (MadoAuthority *self, const MadoRequest *request, X509 *x509, gint64 now,
                     gint64 not_after, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/insert", error);

  if (query == NULL)
    return FALSE;
  bind_certificate (query, request, x509, now, not_after);
  return commit (self, query, error);
}

/* (transfer full) (nullable): a column of the certificate with @serial. */
static char *
read_column (MadoAuthority *self, const char *serial, const char *column)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/get", NULL);
  gboolean has_row = FALSE;

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "serial", serial);
  if (!mado_query_next (query, &has_row, NULL) || !has_row)
    return NULL;
  return g_strdup (mado_query_get_text (query, column));
}

char *
mado_records_municipality_of (MadoAuthority *self, const char *serial)
{
  return read_column (self, serial, "municipality");
}

/* One act: what is replaced ends when the new one begins, so that never two are in force. */
static gboolean
confirm_and_replace (MadoAuthority *self, const char *serial, GError **error)
{
  g_autoptr (MadoQuery) end = mado_query_new (self->db, "certificate/revoke-replaced", error);
  g_autoptr (MadoQuery) begin
      = end != NULL ? mado_query_new (self->db, "certificate/confirm", error) : NULL;
  g_autoptr (MadoTxn) txn = begin != NULL ? mado_txn_begin (self->db, error) : NULL;
  gint64 now = mado_clock_now (self->clock);

  if (txn == NULL)
    return FALSE;
  mado_query_bind_text (end, "serial", serial);
  mado_query_bind_integer (end, "at", now);
  mado_query_bind_text (begin, "serial", serial);
  mado_query_bind_integer (begin, "at", now);
  return mado_query_run (end, error) && mado_query_run (begin, error)
         && mado_txn_commit (txn, error);
}

gboolean
mado_records_confirm (MadoAuthority *self, const char *serial, GError **error)
{
  g_autofree char *state = read_column (self, serial, "state");

  if (g_strcmp0 (state, "active") == 0)
    return TRUE; /* the same confirmation again */
  return g_strcmp0 (state, "unconfirmed") == 0 && confirm_and_replace (self, serial, error);
}

gboolean
mado_records_find_revocation (MadoAuthority *self, const char *serial, MadoRevocationRecord *record)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/get", NULL);
  gboolean has_row = FALSE;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", serial);
  if (!mado_query_next (query, &has_row, NULL) || !has_row
      || mado_query_is_null (query, "revoked_at"))
    return FALSE;
  record->at = mado_query_get_integer (query, "revoked_at");
  record->reason = (int) mado_query_get_integer (query, "reason");
  return TRUE;
}

MadoStanding
mado_records_get_standing (MadoAuthority *self, const char *serial, MadoRevocationRecord *record)
{
  g_autofree char *state = read_column (self, serial, "state");

  if (g_strcmp0 (state, "active") == 0)
    return MADO_STANDING_GOOD;
  if (g_strcmp0 (state, "revoked") == 0 && mado_records_find_revocation (self, serial, record))
    return MADO_STANDING_REVOKED;
  return MADO_STANDING_UNKNOWN;
}

gboolean
mado_records_revoke (MadoAuthority *self, const char *serial, int reason, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/revoke", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", serial);
  mado_query_bind_integer (query, "at", mado_clock_now (self->clock));
  mado_query_bind_integer (query, "reason", reason);
  return commit (self, query, error);
}

static gboolean
count_overdue (MadoAuthority *self, gint64 issued_before, gint64 *n, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/count-overdue", error);
  gboolean has_row = FALSE;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "issued_before", issued_before);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *n = mado_query_get_integer (query, "n");
  return TRUE;
}

gboolean
mado_records_sweep (MadoAuthority *self, GError **error)
{
  gint64 now = mado_clock_now (self->clock), n = 0;
  gint64 issued_before = now - (gint64) self->confirm_minutes * 60;
  g_autoptr (MadoQuery) query = NULL;

  if (!count_overdue (self, issued_before, &n, error))
    return FALSE;
  if (n == 0)
    return TRUE; /* nothing to write for the common case */
  query = mado_query_new (self->db, "certificate/revoke-overdue", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "issued_before", issued_before);
  mado_query_bind_integer (query, "at", now);
  return commit (self, query, error);
}

static MadoAuthorityEntry *
new_entry (MadoQuery *row)
{
  MadoAuthorityEntry *entry = g_new0 (MadoAuthorityEntry, 1);

  entry->serial = g_strdup (mado_query_get_text (row, "serial"));
  entry->municipality = g_strdup (mado_query_get_text (row, "municipality"));
  entry->state = g_strdup (mado_query_get_text (row, "state"));
  entry->issued_at = mado_query_get_integer (row, "issued_at");
  entry->not_after = mado_query_get_integer (row, "not_after");
  entry->reason
      = mado_query_is_null (row, "reason") ? -1 : (int) mado_query_get_integer (row, "reason");
  return entry;
}

GPtrArray *
mado_records_list (MadoAuthority *self, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (self->db, "certificate/list", error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (
      (GDestroyNotify) (void (*) (void)) mado_authority_entry_free);
  gboolean has_row = FALSE;

  if (query == NULL)
    return NULL;
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, new_entry (query));
    }
}
