/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desk and the real madoguchi-ca over HTTP and HTTPS: what works, and what the desk concludes
 * from a line that is dead, deaf, mute or mad. */
#include "config.h"

#include "ca-fixture.h"
#include "ca-harness.h"

#include <json-glib/json-glib.h>
#include <openssl/x509.h>
#include <string.h>

#define TIMEOUT_MS 20000

typedef struct
{
  CaHarness *to_kill; /* dies while the card is being written */
  guint n_confirms;
} Desk;

static gboolean
confirm_cb (MadoCertificate *certificate, gpointer data, const char **reason)
{
  Desk *desk = data;

  desk->n_confirms++;
  if (desk->to_kill != NULL)
    ca_harness_kill (desk->to_kill);
  return TRUE;
}

static MadoCertificate *
issue (MadoCaCmp *ca, Desk *desk, GError **error)
{
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);

  return mado_ca_request (MADO_CA (ca), csr, confirm_cb, desk, NULL, error);
}

static MadoCaState
ask (MadoCaCmp *ca, MadoCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records
      = mado_ca_ask (MADO_CA (ca), mado_certificate_get_spki_sha256 (certificate), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  return ((MadoCaRecord *) g_ptr_array_index (records, 0))->state;
}

static void
test_whole (gconstpointer tls)
{
  g_autoptr (CaHarness) harness = ca_harness_new (GPOINTER_TO_INT (tls), NULL);
  g_autoptr (MadoCaCmp) ca = ca_harness_new_desk (harness, TIMEOUT_MS);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCertificate) certificate = NULL;
  g_autoptr (GBytes) crl = NULL;
  Desk desk = { NULL };

  g_assert_true (mado_ca_ping (MADO_CA (ca), NULL, &error));
  g_assert_no_error (error);
  certificate = issue (ca, &desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desk.n_confirms, ==, 1);
  g_assert_cmpint (ask (ca, certificate), ==, MADO_CA_STATE_ACTIVE);
  mado_ca_revoke (MADO_CA (ca), mado_certificate_get_serial (certificate), MADO_CA_REASON_CEASED,
                  NULL, &error);
  g_assert_no_error (error);
  crl = mado_ca_fetch_crl (MADO_CA (ca), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (ca, certificate), ==, MADO_CA_STATE_REVOKED);
  ca_harness_stop (harness);
}

/* Another day, another port, the same books. */
static void
test_restart (void)
{
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, NULL);
  g_autoptr (MadoCaCmp) ca = ca_harness_new_desk (harness, TIMEOUT_MS), again = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk = { NULL };
  g_autoptr (MadoCertificate) certificate = issue (ca, &desk, &error);

  g_assert_no_error (error);
  ca_harness_stop (harness);
  ca_harness_serve (harness, NULL);
  again = ca_harness_new_desk (harness, TIMEOUT_MS);
  g_assert_cmpint (ask (again, certificate), ==, MADO_CA_STATE_ACTIVE);
}

static void
test_killed_while_writing (void)
{
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, NULL);
  g_autoptr (MadoCaCmp) ca = ca_harness_new_desk (harness, TIMEOUT_MS), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) spki = ca_fixture_spki (0);
  g_autoptr (GPtrArray) records = NULL;
  guint8 digest[32];
  g_autoptr (GBytes) hash = NULL;
  Desk desk = { .to_kill = harness };

  g_assert_null (issue (ca, &desk, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_CONFIRM_UNSURE);
  g_clear_error (&error);
  g_assert_false (mado_ca_ping (MADO_CA (ca), NULL, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_UNREACHABLE);
  g_clear_error (&error);
  ca_harness_serve (harness, NULL);
  again = ca_harness_new_desk (harness, TIMEOUT_MS);
  EVP_Digest (g_bytes_get_data (spki, NULL), g_bytes_get_size (spki), digest, NULL, EVP_sha256 (),
              NULL);
  hash = g_bytes_new (digest, sizeof digest);
  records = mado_ca_ask (MADO_CA (again), hash, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpint (((MadoCaRecord *) g_ptr_array_index (records, 0))->state, ==,
                   MADO_CA_STATE_UNCONFIRMED);
}

static void
test_silent (void)
{
  const char *const options[] = { "--fault", "silent-after:1", NULL };
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, options);
  g_autoptr (MadoCaCmp) ca = ca_harness_new_desk (harness, 1000);
  g_autoptr (GError) error = NULL;
  Desk desk = { NULL };
  gint64 begun = g_get_monotonic_time ();

  g_assert_null (issue (ca, &desk, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_NO_ANSWER);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (desk.n_confirms, ==, 0);
}

static void
test_untrusted_tls (void)
{
  g_autoptr (CaHarness) harness = ca_harness_new (TRUE, NULL);
  g_autoptr (CaHarness) other = ca_harness_new (TRUE, NULL);
  g_autofree char *own = ca_harness_path (harness, "tls.crt");
  g_autofree char *wrong = ca_harness_path (other, "tls.crt");
  g_autofree char *content = NULL;
  g_autoptr (MadoCaCmp) ca = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk = { NULL };

  /* The desk trusts another server's certificate. */
  g_assert_true (g_file_get_contents (wrong, &content, NULL, NULL));
  g_assert_true (g_file_set_contents (own, content, -1, NULL));
  ca = ca_harness_new_desk (harness, TIMEOUT_MS);
  g_assert_null (issue (ca, &desk, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_UNREACHABLE);
}

/* What answers in the CA's place, once. */
typedef struct
{
  const char *answer; /* NULL: says nothing and holds the line */
  GSocketListener *listener;
  guint16 port;
  GCancellable *cancel_on_connection;
  GMutex lock;
  GCond released;
  gboolean release;
} Impostor;

static gpointer
serve_once (gpointer data)
{
  Impostor *self = data;
  g_autoptr (GSocketConnection) connection
      = g_socket_listener_accept (self->listener, NULL, NULL, NULL);

  g_assert_nonnull (connection);
  if (self->cancel_on_connection != NULL)
    g_cancellable_cancel (self->cancel_on_connection);
  if (self->answer != NULL)
    {
      char request[4096];

      g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), request,
                           sizeof request, NULL, NULL);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                 self->answer, strlen (self->answer), NULL, NULL, NULL);
      return NULL;
    }
  g_mutex_lock (&self->lock);
  while (!self->release)
    g_cond_wait (&self->released, &self->lock);
  g_mutex_unlock (&self->lock);
  return NULL;
}

static GThread *
start_impostor (Impostor *self)
{
  self->listener = g_socket_listener_new ();
  self->port = g_socket_listener_add_any_inet_port (self->listener, NULL, NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->released);
  return g_thread_new ("impostor", serve_once, self);
}

static void
end_impostor (Impostor *self, GThread *thread)
{
  g_mutex_lock (&self->lock);
  self->release = TRUE;
  g_cond_signal (&self->released);
  g_mutex_unlock (&self->lock);
  g_thread_join (thread);
  g_object_unref (self->listener);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->released);
}

static MadoCaCmp *
new_deceived_desk (CaHarness *harness, guint16 port, gboolean tls)
{
  g_autoptr (MadoClock) clock = mado_system_clock_new ();
  g_autofree char *url
      = g_strdup_printf ("%s://localhost:%u/.well-known/cmp", tls ? "https" : "http", port);
  g_autofree char *ca = ca_harness_path (harness, "ca.crt");
  g_autofree char *crt = ca_harness_path (harness, "ra.crt");
  g_autofree char *key = ca_harness_path (harness, "ra.key");
  const MadoCaSettings settings = { .ca_certificate = ca,
                                    .ra_certificate = crt,
                                    .ra_key = key,
                                    .timeout_ms = 1000,
                                    .address = { .url = url, .tls_trust = ca } };

  return mado_ca_cmp_new (&settings, clock, NULL);
}

static void
test_impostors (void)
{
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, NULL);
  const struct
  {
    const char *answer;
    gboolean tls;
    MadoCaError code;
  } cases[] = {
    { NULL, FALSE, MADO_CA_ERROR_NO_ANSWER },
    { NULL, TRUE, MADO_CA_ERROR_UNREACHABLE }, /* the handshake never ends: nothing was sent */
    { "220 mail.example ESMTP\r\n", FALSE, MADO_CA_ERROR_NO_ANSWER },
    { "220 mail.example ESMTP\r\n", TRUE, MADO_CA_ERROR_UNREACHABLE },
    { "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", FALSE,
      MADO_CA_ERROR_NO_ANSWER },
    { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello", FALSE,
      MADO_CA_ERROR_NO_ANSWER },
    { "HTTP/1.1 200 OK\r\nContent-Type: application/pkixcmp\r\nContent-Length: 2\r\n\r\n\x30",
      FALSE, MADO_CA_ERROR_NO_ANSWER },
    { "HTTP/1.1 200 OK\r\nContent-Type: application/pkixcmp\r\nContent-Length: 5\r\n\r\n"
      "\x30\x03\x02\x01\x05",
      FALSE, MADO_CA_ERROR_BAD_ANSWER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Impostor impostor = { .answer = cases[i].answer };
      GThread *thread = start_impostor (&impostor);
      g_autoptr (MadoCaCmp) ca = new_deceived_desk (harness, impostor.port, cases[i].tls);
      g_autoptr (GError) error = NULL;
      Desk desk = { NULL };

      g_assert_null (issue (ca, &desk, &error));
      g_assert_error (error, MADO_CA_ERROR, (int) cases[i].code);
      end_impostor (&impostor, thread);
    }
}

/* Cancelled while the line is being set up: nothing was sent. */
static void
test_cancelled (void)
{
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Impostor impostor = { .cancel_on_connection = cancellable };
  GThread *thread = start_impostor (&impostor);
  g_autoptr (MadoCaCmp) ca = new_deceived_desk (harness, impostor.port, TRUE);
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (GError) error = NULL;
  Desk desk = { NULL };

  g_assert_null (mado_ca_request (MADO_CA (ca), csr, confirm_cb, &desk, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  end_impostor (&impostor, thread);
}

static char *
run_program (const char *const *options, int wanted_status)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src", "programs", "madoguchi-ca", NULL);
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  char *output = NULL;

  g_strv_builder_add (argv, program);
  for (gsize i = 0; options[i] != NULL; i++)
    g_strv_builder_add (argv, options[i]);
  all = g_strv_builder_end (argv);
  g_assert_cmpint (ca_fixture_run ((const char *const *) all, &output), ==, wanted_status);
  return output;
}

/* The lists, while the server holds the same database. */
static void
test_lists (void)
{
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, NULL);
  g_autoptr (MadoCaCmp) ca = ca_harness_new_desk (harness, TIMEOUT_MS);
  g_autoptr (GError) error = NULL;
  Desk desk = { NULL };
  g_autoptr (MadoCertificate) certificate = issue (ca, &desk, &error);
  const char *dir = ca_harness_get_dir (harness);
  g_autofree char *json = run_program ((const char *const[]){ "--list", dir, "--json", NULL }, 0);
  g_autofree char *text = run_program ((const char *const[]){ "--list", dir, NULL }, 0);
  g_autoptr (JsonNode) root = json_from_string (json, &error);
  JsonObject *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 1);
  entry = json_array_get_object_element (json_node_get_array (root), 0);
  g_assert_cmpstr (json_object_get_string_member (entry, "serial"), ==,
                   mado_certificate_get_serial (certificate));
  g_assert_cmpstr (json_object_get_string_member (entry, "state"), ==, "active");
  g_assert_nonnull (strstr (text, mado_certificate_get_serial (certificate)));
  g_assert_nonnull (strstr (text, "Kutchan-cho"));
}

static void
test_crl_program (void)
{
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, NULL);
  g_autofree char *program
      = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src", "programs", "madoguchi-ca", NULL);
  const char *const argv[] = { program, "--crl", ca_harness_get_dir (harness), NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GBytes) list = NULL;
  const guint8 *at;
  X509_CRL *crl;

  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &list, NULL, &error);
  g_assert_no_error (error);
  at = g_bytes_get_data (list, NULL);
  crl = d2i_X509_CRL (NULL, &at, (long) g_bytes_get_size (list));
  g_assert_nonnull (crl);
  X509_CRL_free (crl);
}

static void
test_usage (void)
{
  const char *const wrong[][4] = { { NULL },
                                   { "--list", "/nowhere", "--serve=/nowhere", NULL },
                                   { "--serve=/nowhere", "--tls-cert=a", NULL },
                                   { "--unknown", NULL },
                                   { "--serve=/nowhere", "--port=70000", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_free (run_program (wrong[i], 2));
  g_free (run_program ((const char *const[]){ "--list", "/nowhere", NULL }, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/e2e/ca/http", GINT_TO_POINTER (FALSE), test_whole);
  g_test_add_data_func ("/e2e/ca/https", GINT_TO_POINTER (TRUE), test_whole);
  g_test_add_func ("/e2e/ca/restart", test_restart);
  g_test_add_func ("/e2e/ca/killed-while-writing", test_killed_while_writing);
  g_test_add_func ("/e2e/ca/silent", test_silent);
  g_test_add_func ("/e2e/ca/untrusted-tls", test_untrusted_tls);
  g_test_add_func ("/e2e/ca/impostors", test_impostors);
  g_test_add_func ("/e2e/ca/cancelled", test_cancelled);
  g_test_add_func ("/e2e/ca/lists", test_lists);
  g_test_add_func ("/e2e/ca/crl-program", test_crl_program);
  g_test_add_func ("/e2e/ca/usage", test_usage);
  return g_test_run ();
}
