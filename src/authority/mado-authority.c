/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-authority-private.h"

#define DEFAULT_CONFIRM_MINUTES                                                                    \
  30 /* a card is written in seconds; a counter breaks off in minutes */

G_DEFINE_FINAL_TYPE (MadoAuthority, mado_authority, G_TYPE_OBJECT)

/* clang-format off */
static const struct { const char *name; MadoFault fault; } fault_names[] = {
  { "silent-before", MADO_FAULT_SILENT_BEFORE },
  { "silent-after",  MADO_FAULT_SILENT_AFTER  },
  { "twice",         MADO_FAULT_TWICE         },
  { "replay",        MADO_FAULT_REPLAY        },
  { "error",         MADO_FAULT_ERROR         },
  { "wrong-signer",  MADO_FAULT_WRONG_SIGNER  },
  { "other-signer",  MADO_FAULT_OTHER_SIGNER  },
  { "garbage",       MADO_FAULT_GARBAGE       },
  { "wait",          MADO_FAULT_WAIT          },
  { "wrong-key",     MADO_FAULT_WRONG_KEY     },
  { "wrong-sex",     MADO_FAULT_WRONG_SEX     },
};
/* clang-format on */

/* One call from outside, carried out on the worker. */
typedef struct
{
  MadoAuthority *self;
  const char *text, *certificate_path, *key_path;
  const MadoAuthorityRa *ra;
  GBytes *request, *bytes;
  GPtrArray *list;
  guint n;
  MadoFault fault;
  const MadoAuthorityHours *hours;
  void (*hook) (gboolean, gpointer);
  gpointer hook_data;
} Call;

gboolean
mado_fault_from_name (const char *name, MadoFault *fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fault_names); i++)
    if (g_str_equal (fault_names[i].name, name))
      {
        *fault = fault_names[i].fault;
        return TRUE;
      }
  return FALSE;
}

void
mado_authority_entry_free (MadoAuthorityEntry *self)
{
  g_free (self->serial);
  g_free (self->municipality);
  g_free (self->state);
  g_free (self);
}

static gboolean
open_on_worker (gpointer data, GError **error)
{
  Call *call = data;
  MadoAuthority *self = call->self;
  g_autofree char *path = g_build_filename (call->text, "authority.db", NULL);

  if (!mado_files_read (self, call->text, error))
    return FALSE;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_FILES,
                                     "the directory lacks its database");
  self->ca_der = mado_names_der (self->ca);
  self->db = mado_db_open (path, mado_records_schema (), error);
  return self->db != NULL && mado_records_load (self, error);
}

MadoAuthority *
mado_authority_open (const char *dir, MadoClock *clock, GError **error)
{
  g_autoptr (MadoAuthority) self = g_object_new (MADO_TYPE_AUTHORITY, NULL);
  Call call = { .self = self, .text = dir };

  self->clock = g_object_ref (clock);
  if (mado_worker_call (self->worker, open_on_worker, &call, error))
    return g_steal_pointer (&self);
  return NULL;
}

static gboolean
add_ra_on_worker (gpointer data, GError **error)
{
  Call *call = data;
  MadoAuthority *self = call->self;
  g_autoptr (EVP_PKEY) key = mado_files_make_ec_key ();
  g_autoptr (X509) x509 = key != NULL ? mado_files_make_ra (self, call->ra, key) : NULL;

  if (x509 == NULL)
    return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_KEYS, "no key for the desk");
  return mado_files_write_pair (call->certificate_path, call->key_path, x509, key, error)
         && mado_records_add_ra (self->db, x509, call->ra->municipality,
                                 mado_clock_now (self->clock), error);
}

gboolean
mado_authority_add_ra (MadoAuthority *self, const MadoAuthorityRa *ra, const char *certificate_path,
                       const char *key_path, GError **error)
{
  Call call
      = { .self = self, .ra = ra, .certificate_path = certificate_path, .key_path = key_path };

  return mado_worker_call (self->worker, add_ra_on_worker, &call, error);
}

static MadoFault
take_fault (MadoAuthority *self)
{
  gpointer number = GUINT_TO_POINTER (++self->n_messages);
  MadoFault fault = (MadoFault) GPOINTER_TO_INT (g_hash_table_lookup (self->faults, number));

  g_hash_table_remove (self->faults, number);
  return fault;
}

/* The right answer, or what a bad day makes of it. */
static GBytes *
answer_with_fault (MadoAuthority *self, GBytes *request, MadoFault fault, GError **error)
{
  g_autoptr (GBytes) answer = NULL;

  if (fault == MADO_FAULT_GARBAGE)
    return g_bytes_new_static ("garbage", 7);
  if (fault != MADO_FAULT_SILENT_BEFORE)
    answer = mado_cmp_answer (self, request, fault);
  if (fault == MADO_FAULT_TWICE)
    {
      g_clear_pointer (&answer, g_bytes_unref);
      answer = mado_cmp_answer (self, request, MADO_FAULT_NONE);
    }
  if (fault == MADO_FAULT_SILENT_BEFORE || fault == MADO_FAULT_SILENT_AFTER)
    mado_authority_set_error (error, MADO_AUTHORITY_ERROR_SILENCE, "a fault for tests: no answer");
  else if (answer == NULL)
    mado_authority_set_error (error, MADO_AUTHORITY_ERROR_NOT_CMP, "not a CMP message");
  if (fault == MADO_FAULT_SILENT_BEFORE || fault == MADO_FAULT_SILENT_AFTER || answer == NULL)
    return NULL;
  if (fault == MADO_FAULT_REPLAY && self->previous_answer != NULL)
    return g_bytes_ref (self->previous_answer);
  g_clear_pointer (&self->previous_answer, g_bytes_unref);
  self->previous_answer = g_bytes_ref (answer);
  return g_steal_pointer (&answer);
}

static gboolean
transfer_on_worker (gpointer data, GError **error)
{
  Call *call = data;

  if (!mado_records_sweep (call->self, error))
    return FALSE;
  call->bytes = answer_with_fault (call->self, call->request, take_fault (call->self), error);
  return call->bytes != NULL;
}

GBytes *
mado_authority_transfer (GBytes *request, gint64 budget_us, GCancellable *cancellable,
                         gboolean *sent, gpointer authority, GError **error)
{
  MadoAuthority *self = authority;
  Call call = { .self = self, .request = request };

  *sent = FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  *sent = TRUE;
  mado_worker_call (self->worker, transfer_on_worker, &call, error);
  return call.bytes;
}

static gboolean
sweep_on_worker (gpointer data, GError **error)
{
  return mado_records_sweep (((Call *) data)->self, error);
}

gboolean
mado_authority_sweep (MadoAuthority *self, GError **error)
{
  Call call = { .self = self };

  return mado_worker_call (self->worker, sweep_on_worker, &call, error);
}

static gboolean
set_minutes_on_worker (gpointer data, GError **error)
{
  Call *call = data;

  call->self->confirm_minutes = call->n;
  return TRUE;
}

void
mado_authority_set_confirm_minutes (MadoAuthority *self, guint minutes)
{
  Call call = { .self = self, .n = minutes };

  mado_worker_call (self->worker, set_minutes_on_worker, &call, NULL);
}

static gboolean
set_hours_on_worker (gpointer data, GError **error)
{
  Call *call = data;

  call->self->hours = *call->hours;
  return TRUE;
}

void
mado_authority_set_hours (MadoAuthority *self, const MadoAuthorityHours *hours)
{
  Call call = { .self = self, .hours = hours };

  mado_worker_call (self->worker, set_hours_on_worker, &call, NULL);
}

static gboolean
set_ocsp_url_on_worker (gpointer data, GError **error)
{
  Call *call = data;

  g_free (call->self->ocsp_url);
  call->self->ocsp_url = g_strdup (call->text);
  return TRUE;
}

void
mado_authority_set_ocsp_url (MadoAuthority *self, const char *url)
{
  Call call = { .self = self, .text = url };

  mado_worker_call (self->worker, set_ocsp_url_on_worker, &call, NULL);
}

static gboolean
answer_ocsp_on_worker (gpointer data, GError **error)
{
  Call *call = data;

  call->bytes = mado_ocsp_answer (call->self, call->request);
  return call->bytes != NULL
         || mado_authority_set_error (error, MADO_AUTHORITY_ERROR_KEYS,
                                      "the OCSP answer could not be made");
}

GBytes *
mado_authority_answer_ocsp (MadoAuthority *self, GBytes *request, GError **error)
{
  Call call = { .self = self, .request = request };

  mado_worker_call (self->worker, answer_ocsp_on_worker, &call, error);
  return call.bytes;
}

static gboolean
make_crl_on_worker (gpointer data, GError **error)
{
  Call *call = data;
  g_autofree char *first = NULL;

  if (call->text == NULL)
    first = mado_records_first_municipality (call->self, error);
  if (call->text == NULL && first == NULL)
    return FALSE;
  call->bytes = mado_crl_make (call->self, call->text != NULL ? call->text : first, error);
  return call->bytes != NULL;
}

GBytes *
mado_authority_make_crl (MadoAuthority *self, const char *municipality, GError **error)
{
  Call call = { .self = self, .text = municipality };

  mado_worker_call (self->worker, make_crl_on_worker, &call, error);
  return call.bytes;
}

GBytes *
mado_authority_get_ca_certificate (MadoAuthority *self)
{
  return self->ca_der;
}

static gboolean
list_on_worker (gpointer data, GError **error)
{
  Call *call = data;

  call->list = mado_records_list (call->self, error);
  return call->list != NULL;
}

GPtrArray *
mado_authority_list (MadoAuthority *self, GError **error)
{
  Call call = { .self = self };

  mado_worker_call (self->worker, list_on_worker, &call, error);
  return call.list;
}

/* The CA's own CMP signer to the letter, but for the key and who signed it. */
static X509 *
make_stranger (MadoAuthority *self, EVP_PKEY *key)
{
  g_autoptr (X509) x509 = X509_dup (self->cmp);

  if (x509 != NULL && X509_set_pubkey (x509, key) == 1 && X509_sign (x509, key, EVP_sha256 ()) > 0)
    return g_steal_pointer (&x509);
  return NULL;
}

static gboolean
make_false_signer (MadoAuthority *self, MadoFault fault, GError **error)
{
  const MadoAuthorityRa nobody = { .municipality = "nobody", .without_purpose = TRUE };
  EVP_PKEY *key = mado_files_make_ec_key ();

  X509_free (self->false_signer);
  EVP_PKEY_free (self->false_signer_key);
  self->false_signer_key = key;
  self->false_signer = NULL;
  if (key != NULL)
    self->false_signer = fault == MADO_FAULT_WRONG_SIGNER ? make_stranger (self, key)
                                                          : mado_files_make_ra (self, &nobody, key);
  return self->false_signer != NULL
         || mado_authority_set_error (error, MADO_AUTHORITY_ERROR_KEYS, "no false signer");
}

static gboolean
set_fault_on_worker (gpointer data, GError **error)
{
  Call *call = data;
  MadoAuthority *self = call->self;

  if ((call->fault == MADO_FAULT_WRONG_SIGNER || call->fault == MADO_FAULT_OTHER_SIGNER)
      && !make_false_signer (self, call->fault, error))
    return FALSE;
  g_hash_table_insert (self->faults, GUINT_TO_POINTER (self->n_messages + call->n),
                       GINT_TO_POINTER (call->fault));
  return TRUE;
}

void
mado_authority_set_fault (MadoAuthority *self, guint n, MadoFault fault)
{
  Call call = { .self = self, .n = n, .fault = fault };

  mado_worker_call (self->worker, set_fault_on_worker, &call, NULL);
}

static gboolean
set_hook_on_worker (gpointer data, GError **error)
{
  Call *call = data;

  mado_db_set_commit_hook (call->self->db, call->hook, call->hook_data);
  return TRUE;
}

void
mado_authority_set_commit_hook (MadoAuthority *self, void (*hook) (gboolean, gpointer),
                                gpointer data)
{
  Call call = { .self = self, .hook = hook, .hook_data = data };

  mado_worker_call (self->worker, set_hook_on_worker, &call, NULL);
}

static gboolean
close_on_worker (gpointer data, GError **error)
{
  MadoAuthority *self = data;

  g_clear_pointer (&self->transactions, g_hash_table_unref);
  g_clear_pointer (&self->db, mado_db_close);
  return TRUE;
}

static void
mado_authority_finalize (GObject *object)
{
  MadoAuthority *self = MADO_AUTHORITY (object);

  mado_worker_call (self->worker, close_on_worker, self, NULL);
  g_clear_object (&self->worker);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->ca_der, g_bytes_unref);
  X509_free (self->ca);
  X509_free (self->cmp);
  X509_free (self->false_signer);
  EVP_PKEY_free (self->ca_key);
  EVP_PKEY_free (self->cmp_key);
  EVP_PKEY_free (self->false_signer_key);
  g_free (self->prefecture);
  g_free (self->ocsp_url);
  g_hash_table_unref (self->faults);
  g_clear_pointer (&self->previous_answer, g_bytes_unref);
  G_OBJECT_CLASS (mado_authority_parent_class)->finalize (object);
}

static void
mado_authority_class_init (MadoAuthorityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_authority_finalize;
}

static void
mado_authority_init (MadoAuthority *self)
{
  self->worker = mado_worker_new ("authority");
  self->confirm_minutes = DEFAULT_CONFIRM_MINUTES;
  self->ocsp_url = g_strdup (MADO_AUTHORITY_OCSP);
  self->faults = g_hash_table_new (g_direct_hash, g_direct_equal);
  mado_cmp_transactions_init (self);
}
