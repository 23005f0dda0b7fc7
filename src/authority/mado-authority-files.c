/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The authority's directory: its keys and certificates as PEM files. */
#include "config.h"

#include "mado-authority-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <string.h>
#include <unistd.h>

#define CA_BITS 2048
#define SERVICE_YEARS 5 /* CMP signer and desks; the CA outlives them */
#define DAY_S 86400

static const int ca_usage[] = { 5, 6 };   /* keyCertSign, cRLSign */
static const int service_usage[] = { 0 }; /* digitalSignature */

EVP_PKEY *
mado_files_make_ec_key (void)
{
  return EVP_EC_gen ("P-256");
}

static gboolean
add_ca_extensions (X509 *x509)
{
  g_autoptr (X509_NAME) japanese = mado_names_new_japanese ();
  GENERAL_NAMES *alternative = mado_names_new_directory (japanese);
  BASIC_CONSTRAINTS *constraints = BASIC_CONSTRAINTS_new ();
  gboolean held;

  constraints->ca = 0xFF;
  /* The order of the real ones: card.md 4.2. */
  held = mado_names_add_key_usage (x509, ca_usage, G_N_ELEMENTS (ca_usage))
         && mado_names_add_extension (x509, NID_subject_alt_name, alternative, FALSE)
         && mado_names_add_extension (x509, NID_basic_constraints, constraints, TRUE)
         && mado_names_add_crl_point (x509, X509_get_subject_name (x509))
         && mado_names_add_key_ids (x509, NULL);
  GENERAL_NAMES_free (alternative);
  BASIC_CONSTRAINTS_free (constraints);
  return held;
}

static X509 *
make_ca (const char *prefecture, EVP_PKEY *key, gint64 now)
{
  g_autoptr (X509) x509 = X509_new ();
  g_autoptr (X509_NAME) name = mado_names_new_ca (prefecture);

  if (X509_set_version (x509, X509_VERSION_3) == 1 && mado_names_set_random_serial (x509)
      && X509_set_issuer_name (x509, name) == 1 && X509_set_subject_name (x509, name) == 1
      && mado_names_set_dates (x509, now, mado_names_last_instant (now, MADO_CA_YEARS))
      && X509_set_pubkey (x509, key) == 1 && add_ca_extensions (x509)
      && X509_sign (x509, key, EVP_sha256 ()) > 0)
    return g_steal_pointer (&x509);
  return NULL;
}

static gboolean
add_purpose (X509 *x509, int nid)
{
  EXTENDED_KEY_USAGE *usage = EXTENDED_KEY_USAGE_new ();
  gboolean held;

  sk_ASN1_OBJECT_push (usage, OBJ_nid2obj (nid));
  held = mado_names_add_extension (x509, NID_ext_key_usage, usage, FALSE);
  EXTENDED_KEY_USAGE_free (usage);
  return held;
}

/* @purpose: NID of the extended key usage, NID_undef for none. */
static X509 *
make_service (MadoAuthority *self, const X509_NAME *subject, EVP_PKEY *key, int purpose,
              gint64 not_after)
{
  g_autoptr (X509) x509 = X509_new ();

  if (X509_set_version (x509, X509_VERSION_3) == 1 && mado_names_set_random_serial (x509)
      && X509_set_issuer_name (x509, X509_get_subject_name (self->ca)) == 1
      && X509_set_subject_name (x509, subject) == 1
      && mado_names_set_dates (x509, mado_clock_now (self->clock), not_after)
      && X509_set_pubkey (x509, key) == 1
      && mado_names_add_key_usage (x509, service_usage, G_N_ELEMENTS (service_usage))
      && (purpose == NID_undef || add_purpose (x509, purpose))
      && mado_names_add_key_ids (x509, self->ca)
      && X509_sign (x509, self->ca_key, EVP_sha256 ()) > 0)
    return g_steal_pointer (&x509);
  return NULL;
}

X509 *
mado_files_make_ra (MadoAuthority *self, const MadoAuthorityRa *ra, EVP_PKEY *key)
{
  g_autoptr (X509_NAME) subject
      = mado_names_new_service (self->prefecture, ra->municipality, "Registration desk");
  gint64 now = mado_clock_now (self->clock);
  gint64 not_after = ra->valid_days > 0 ? now + (gint64) ra->valid_days * DAY_S
                                        : mado_names_last_instant (now, SERVICE_YEARS);

  return make_service (self, subject, key, ra->without_purpose ? NID_undef : NID_cmcRA, not_after);
}

static gboolean
write_new_file (const char *path, int mode, BIO *content, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  char *text;
  long n_text = BIO_get_mem_data (content, &text);
  gboolean held = fd >= 0 && write (fd, text, (size_t) n_text) == n_text && fsync (fd) == 0;

  if (fd >= 0)
    held = g_close (fd, NULL) && held;
  if (!held)
    mado_authority_set_error (error, MADO_AUTHORITY_ERROR_FILES,
                              "a file of the authority exists already or cannot be written");
  return held;
}

gboolean
mado_files_write_pair (const char *certificate_path, const char *key_path, X509 *x509,
                       EVP_PKEY *key, GError **error)
{
  g_autoptr (BIO) certificate = BIO_new (BIO_s_mem ());
  g_autoptr (BIO) secret = BIO_new (BIO_s_secmem ());

  if (PEM_write_bio_X509 (certificate, x509) != 1
      || PEM_write_bio_PKCS8PrivateKey (secret, key, NULL, NULL, 0, NULL, NULL) != 1)
    return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_KEYS, "a key cannot be encoded");
  return write_new_file (key_path, 0600, secret, error)
         && write_new_file (certificate_path, 0644, certificate, error);
}

static gboolean
read_pair (const char *dir, const char *stem, X509 **x509, EVP_PKEY **key, GError **error)
{
  g_autofree char *certificate_path = g_strdup_printf ("%s/%s.crt", dir, stem);
  g_autofree char *key_path = g_strdup_printf ("%s/%s.key", dir, stem);
  g_autoptr (BIO) certificate = BIO_new_file (certificate_path, "r");
  g_autoptr (BIO) secret = BIO_new_file (key_path, "r");

  if (certificate == NULL || secret == NULL)
    return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_FILES,
                                     "the directory lacks a certificate or a key");
  *x509 = PEM_read_bio_X509 (certificate, NULL, NULL, NULL);
  *key = PEM_read_bio_PrivateKey (secret, NULL, NULL, NULL);
  if (*x509 != NULL && *key != NULL && X509_check_private_key (*x509, *key) == 1)
    return TRUE;
  return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_KEYS,
                                   "a certificate and its key do not fit");
}

gboolean
mado_files_read (MadoAuthority *self, const char *dir, GError **error)
{
  return read_pair (dir, "ca", &self->ca, &self->ca_key, error)
         && read_pair (dir, "cmp", &self->cmp, &self->cmp_key, error);
}

static gboolean
is_free (const char *dir, GError **error)
{
  g_autoptr (GDir) open = NULL;

  if (g_mkdir_with_parents (dir, 0700) != 0)
    return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_FILES, g_strerror (errno));
  open = g_dir_open (dir, 0, NULL);
  if (open != NULL && g_dir_read_name (open) == NULL)
    return TRUE;
  return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_FILES,
                                   "the directory is not empty: nothing was changed");
}

static gboolean
make_and_write_keys (MadoAuthority *self, const char *dir, GError **error)
{
  g_autofree char *ca_crt = g_build_filename (dir, "ca.crt", NULL);
  g_autofree char *ca_key = g_build_filename (dir, "ca.key", NULL);
  g_autofree char *cmp_crt = g_build_filename (dir, "cmp.crt", NULL);
  g_autofree char *cmp_key = g_build_filename (dir, "cmp.key", NULL);
  g_autoptr (X509_NAME) name = mado_names_new_service (self->prefecture, NULL, "CMP service");
  gint64 now = mado_clock_now (self->clock);

  self->ca_key = EVP_RSA_gen (CA_BITS);
  self->cmp_key = mado_files_make_ec_key ();
  if (self->ca_key != NULL && self->cmp_key != NULL)
    self->ca = make_ca (self->prefecture, self->ca_key, now);
  if (self->ca != NULL)
    self->cmp = make_service (self, name, self->cmp_key, NID_cmcCA,
                              mado_names_last_instant (now, SERVICE_YEARS));
  if (self->cmp == NULL)
    return mado_authority_set_error (error, MADO_AUTHORITY_ERROR_KEYS, "no key could be made");
  return mado_files_write_pair (ca_crt, ca_key, self->ca, self->ca_key, error)
         && mado_files_write_pair (cmp_crt, cmp_key, self->cmp, self->cmp_key, error);
}

static gboolean
create_database (const char *dir, const char *prefecture, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "authority.db", NULL);
  g_autoptr (MadoDb) db = mado_db_open (path, mado_records_schema (), error);

  return db != NULL && mado_records_create (db, prefecture, error);
}

gboolean
mado_authority_create (const char *dir, const MadoAuthorityPlace *place, MadoClock *clock,
                       GError **error)
{
  g_autoptr (MadoAuthority) maker = NULL;
  g_autoptr (MadoAuthority) opened = NULL;
  g_autofree char *ra_crt = g_build_filename (dir, "ra.crt", NULL);
  g_autofree char *ra_key = g_build_filename (dir, "ra.key", NULL);

  if (!is_free (dir, error))
    return FALSE;
  maker = g_object_new (MADO_TYPE_AUTHORITY, NULL);
  maker->clock = g_object_ref (clock);
  maker->prefecture = g_strdup (place->prefecture);
  if (!make_and_write_keys (maker, dir, error) || !create_database (dir, place->prefecture, error))
    return FALSE;
  opened = mado_authority_open (dir, clock, error);
  return opened != NULL
         && mado_authority_add_ra (opened,
                                   &(MadoAuthorityRa){ .municipality = place->municipality },
                                   ra_crt, ra_key, error);
}
