/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ca-fixture.h"

#include "prepared-keys.h"

#include <glib/gstdio.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>

struct _CaClock
{
  GObject parent_instance;
  gint64 now; /* read on several threads, set between calls */
};

static void ca_clock_iface_init (MadoClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CaClock, ca_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CLOCK, ca_clock_iface_init))

const MadoCsrSubject ca_subject = { .prefecture = "Hokkaido-ken",
                                    .municipality = "Kutchan-cho",
                                    .common_name = "2013030110000000001KUTCHAN01" };
const MadoCsrHolder ca_holder = { .name = "山田　太郎",
                                  .name_flags = "00000",
                                  .birth = "319800217",
                                  .sex = "1",
                                  .address = "北海道虻田郡倶知安町北１条東３丁目３",
                                  .address_flags = "000000000000000000" };

static gint64
clock_now (MadoClock *clock)
{
  return CA_CLOCK (clock)->now;
}

static gint64
clock_monotonic (MadoClock *clock)
{
  return CA_CLOCK (clock)->now * G_USEC_PER_SEC;
}

static void
ca_clock_iface_init (MadoClockInterface *iface)
{
  iface->now = clock_now;
  iface->monotonic = clock_monotonic;
}

static void
ca_clock_class_init (CaClockClass *klass)
{
}

static void
ca_clock_init (CaClock *self)
{
  self->now = CA_START;
}

void
ca_clock_set (CaClock *self, gint64 unix_s)
{
  self->now = unix_s;
}

void
ca_clock_advance (CaClock *self, gint64 seconds)
{
  self->now += seconds;
}

static EVP_PKEY *keys[2];

static void
free_keys (void)
{
  EVP_PKEY_free (keys[0]);
  EVP_PKEY_free (keys[1]);
}

EVP_PKEY *
ca_fixture_key (guint which)
{
  g_assert_cmpuint (which, <, G_N_ELEMENTS (keys));
  if (keys[0] == NULL && keys[1] == NULL)
    atexit (free_keys);
  if (keys[which] == NULL)
    keys[which] = prepared_key_new (which);
  g_assert_nonnull (keys[which]);
  return keys[which];
}

GBytes *
ca_fixture_spki (guint which)
{
  guint8 *der = NULL;
  int n_der = i2d_PUBKEY (ca_fixture_key (which), &der);
  GBytes *bytes = g_bytes_new (der, (gsize) n_der);

  OPENSSL_free (der);
  return bytes;
}

/* As the card does: PKCS#1 v1.5 over the bytes as given. */
GBytes *
ca_fixture_sign (guint which, GBytes *digest_info)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (ca_fixture_key (which), NULL);
  guint8 signature[256];
  gsize n_signature = sizeof signature, n_info;
  const guint8 *info = g_bytes_get_data (digest_info, &n_info);

  g_assert_cmpint (EVP_PKEY_sign_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING), ==, 1);
  g_assert_cmpint (EVP_PKEY_sign (context, signature, &n_signature, info, n_info), ==, 1);
  EVP_PKEY_CTX_free (context);
  return g_bytes_new (signature, n_signature);
}

GBytes *
ca_fixture_csr (guint which, const MadoCsrSubject *subject, const MadoCsrHolder *holder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) spki = ca_fixture_spki (which);
  g_autoptr (MadoCsr) csr = mado_csr_new (spki, subject != NULL ? subject : &ca_subject,
                                          holder != NULL ? holder : &ca_holder, &error);
  g_autoptr (GBytes) signature = NULL;
  GBytes *der;

  g_assert_no_error (error);
  signature = ca_fixture_sign (which, mado_csr_get_digest_info (csr));
  der = mado_csr_finish (csr, signature, &error);
  g_assert_no_error (error);
  return der;
}

/* Finds the authority at each message: it may have been restarted since. */
static GBytes *
transfer (GBytes *request, gint64 budget_us, GCancellable *cancellable, gboolean *sent,
          gpointer data, GError **error)
{
  CaFixture *self = data;

  *sent = FALSE;
  if (self->line_is_cut)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "the line is cut");
      return NULL;
    }
  return mado_authority_transfer (request, budget_us, cancellable, sent, self->authority, error);
}

char *
ca_fixture_path (CaFixture *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

MadoCaCmp *
ca_fixture_new_desk (CaFixture *self, const char *ra_stem, const char *ca_path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own_ca = ca_fixture_path (self, "ca.crt");
  g_autofree char *crt = g_strdup_printf ("%s/%s.crt", self->dir, ra_stem != NULL ? ra_stem : "ra");
  g_autofree char *key = g_strdup_printf ("%s/%s.key", self->dir, ra_stem != NULL ? ra_stem : "ra");
  MadoCaSettings settings = { .ca_certificate = ca_path != NULL ? ca_path : own_ca,
                              .ra_certificate = crt,
                              .ra_key = key,
                              .timeout_ms = 10000,
                              .transfer = transfer,
                              .transfer_data = self };
  MadoCaCmp *desk = mado_ca_cmp_new (&settings, MADO_CLOCK (self->clock), &error);

  g_assert_no_error (error);
  return desk;
}

static void
open_authority (CaFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->authority = mado_authority_open (self->dir, MADO_CLOCK (self->clock), &error);
  g_assert_no_error (error);
}

/* Making keys takes most of a test's time: one authority is made a process, and copied. */
static char *template_dir;

static void
remove_template (void)
{
  ca_fixture_remove_dir (template_dir);
  g_free (template_dir);
}

static void
make_template (void)
{
  const MadoAuthorityPlace place = { .prefecture = "Hokkaido-ken", .municipality = "Kutchan-cho" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CaClock) clock = g_object_new (CA_TYPE_CLOCK, NULL);

  template_dir = g_dir_make_tmp ("mado-ca-template-XXXXXX", &error);
  g_assert_no_error (error);
  mado_authority_create (template_dir, &place, MADO_CLOCK (clock), &error);
  g_assert_no_error (error);
  atexit (remove_template);
}

static void
copy_template (const char *dir)
{
  g_autoptr (GDir) open = g_dir_open (template_dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (open)) != NULL)
    {
      g_autofree char *from = g_build_filename (template_dir, name, NULL);
      g_autofree char *to = g_build_filename (dir, name, NULL);
      g_autofree char *content = NULL;
      gsize n_content;

      g_assert_true (g_file_get_contents (from, &content, &n_content, NULL));
      g_assert_true (g_file_set_contents_full (to, content, (gssize) n_content,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

void
ca_fixture_set_up (CaFixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  if (template_dir == NULL)
    make_template ();
  self->dir = g_dir_make_tmp ("mado-ca-XXXXXX", &error);
  g_assert_no_error (error);
  copy_template (self->dir);
  self->clock = g_object_new (CA_TYPE_CLOCK, NULL);
  open_authority (self);
  self->ca = ca_fixture_new_desk (self, NULL, NULL);
}

void
ca_fixture_reopen_authority (CaFixture *self)
{
  g_assert_finalize_object (self->authority);
  open_authority (self);
}

void
ca_fixture_remove_dir (const char *dir)
{
  g_autoptr (GDir) open = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (open)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

void
ca_fixture_tear_down (CaFixture *self, gconstpointer unused)
{
  g_assert_finalize_object (self->ca);
  g_assert_finalize_object (self->authority);
  g_clear_pointer (&self->written, mado_certificate_unref);
  ca_fixture_remove_dir (self->dir);
  g_clear_object (&self->clock);
  g_free (self->dir);
}

gboolean
ca_fixture_confirm (MadoCertificate *certificate, gpointer data, const char **reason)
{
  CaFixture *self = data;

  self->n_confirms++;
  if (self->during_confirm != NULL)
    self->during_confirm (self);
  g_clear_pointer (&self->written, mado_certificate_unref);
  self->written = mado_certificate_ref (certificate);
  if (self->refuse)
    *reason = "the card could not be written";
  return !self->refuse;
}

MadoCertificate *
ca_fixture_request (CaFixture *self, GBytes *csr, GError **error)
{
  return mado_ca_request (MADO_CA (self->ca), csr, ca_fixture_confirm, self, NULL, error);
}

MadoCertificate *
ca_fixture_issue (CaFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  MadoCertificate *certificate = ca_fixture_request (self, csr, &error);

  g_assert_no_error (error);
  return certificate;
}

MadoCaRecord *
ca_fixture_ask (CaFixture *self, guint which, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) spki = ca_fixture_spki (which);
  guint8 digest[32];
  g_autoptr (GBytes) hash = NULL;
  g_autoptr (GPtrArray) records = NULL;

  EVP_Digest (g_bytes_get_data (spki, NULL), g_bytes_get_size (spki), digest, NULL, EVP_sha256 (),
              NULL);
  hash = g_bytes_new (digest, sizeof digest);
  records = mado_ca_ask (MADO_CA (self->ca), hash, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, n);
  return n > 0 ? g_ptr_array_steal_index (records, 0) : NULL;
}

int
ca_fixture_run (const char *const *argv, char **output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}
