/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Revocations at the real madoguchi-ca: many over one connection, and what OpenSSL's own programs
 * read in list and online status afterwards. */
#include "config.h"

#include "ca-fixture.h"
#include "ca-harness.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#define TIMEOUT_MS 20000
#define N_BATCH 300

static gboolean
confirm_cb (MadoCertificate *certificate, gpointer data, const char **reason)
{
  return TRUE;
}

static MadoCertificate *
issue (MadoCaCmp *ca, guint key, const char *replaces)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csr = ca_fixture_csr (key, NULL, NULL);
  MadoCertificate *certificate
      = mado_ca_request_replacing (MADO_CA (ca), csr, replaces, confirm_cb, NULL, NULL, &error);

  g_assert_no_error (error);
  return certificate;
}

/* A wire between desk and authority that counts its connections and can be cut. */
typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  GSocketService *service;
  GPtrArray *ends; /* of GIOStream, both ends of each connection */
  guint16 port;    /* of the authority */
  guint n_connections;
} Wire;

static void
spliced_cb (GObject *end, GAsyncResult *result, gpointer unused)
{
  g_io_stream_splice_finish (result, NULL);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *near, GObject *source, gpointer data)
{
  Wire *wire = data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GSocketConnection *far
      = g_socket_client_connect_to_host (client, "127.0.0.1", wire->port, NULL, NULL);

  g_assert_nonnull (far);
  g_socket_set_option (g_socket_connection_get_socket (near), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_option (g_socket_connection_get_socket (far), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_atomic_int_inc ((gint *) &wire->n_connections);
  g_ptr_array_add (wire->ends, g_object_ref (near));
  g_ptr_array_add (wire->ends, far);
  g_io_stream_splice_async (G_IO_STREAM (near), G_IO_STREAM (far),
                            G_IO_STREAM_SPLICE_CLOSE_STREAM1 | G_IO_STREAM_SPLICE_CLOSE_STREAM2,
                            G_PRIORITY_DEFAULT, NULL, spliced_cb, NULL);
  return TRUE;
}

static gpointer
run_wire (gpointer data)
{
  Wire *wire = data;

  g_main_context_push_thread_default (wire->context);
  g_main_loop_run (wire->loop);
  g_main_context_pop_thread_default (wire->context);
  return NULL;
}

static gboolean
cut_cb (gpointer data)
{
  Wire *wire = data;

  for (guint i = 0; i < wire->ends->len; i++)
    {
      GSocket *socket = g_socket_connection_get_socket (g_ptr_array_index (wire->ends, i));

      g_socket_shutdown (socket, TRUE, TRUE, NULL);
    }
  g_main_loop_quit (wire->loop);
  return G_SOURCE_REMOVE;
}

/* Ends all connections and the thread, so that the cut has happened when this returns. */
static void
cut_and_stop (Wire *wire, GThread *thread)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, cut_cb, wire, NULL);
  g_source_attach (source, wire->context);
  g_thread_join (thread);
}

static guint16
wire_begin (Wire *wire, CaHarness *harness)
{
  g_autoptr (GUri) uri = g_uri_parse (ca_harness_get_url (harness), G_URI_FLAGS_NONE, NULL);
  guint16 port;

  wire->context = g_main_context_new ();
  wire->loop = g_main_loop_new (wire->context, FALSE);
  wire->ends = g_ptr_array_new_with_free_func (g_object_unref);
  wire->port = (guint16) g_uri_get_port (uri);
  g_main_context_push_thread_default (wire->context);
  wire->service = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (wire->service), NULL, NULL);
  g_signal_connect (wire->service, "incoming", G_CALLBACK (incoming_cb), wire);
  g_main_context_pop_thread_default (wire->context);
  return port;
}

static void
wire_end (Wire *wire)
{
  g_socket_service_stop (wire->service);
  g_object_unref (wire->service);
  while (g_main_context_iteration (wire->context, FALSE))
    ;
  g_ptr_array_unref (wire->ends);
  g_main_loop_unref (wire->loop);
  g_main_context_unref (wire->context);
}

static MadoCaCmp *
new_desk_on_wire (CaHarness *harness, guint16 port, gboolean tls, MadoClock *clock)
{
  g_autofree char *url
      = g_strdup_printf ("http%s://localhost:%u/.well-known/cmp", tls ? "s" : "", port);
  g_autofree char *ca = ca_harness_path (harness, "ca.crt");
  g_autofree char *crt = ca_harness_path (harness, "ra.crt");
  g_autofree char *key = ca_harness_path (harness, "ra.key");
  g_autofree char *trust = ca_harness_path (harness, "tls.crt");
  const MadoCaSettings settings = { .ca_certificate = ca,
                                    .ra_certificate = crt,
                                    .ra_key = key,
                                    .timeout_ms = TIMEOUT_MS,
                                    .address = { .url = url, .tls_trust = tls ? trust : NULL } };
  g_autoptr (GError) error = NULL;
  MadoCaCmp *desk = mado_ca_cmp_new (&settings, clock, &error);

  g_assert_no_error (error);
  return desk;
}

static void
revoke_many (MadoCaCmp *ca, const char *serial, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      MadoCaRevocation recorded;

      g_assert_true (mado_ca_revoke_recorded (MADO_CA (ca), serial, MADO_CA_REASON_CHANGED,
                                              &recorded, NULL, &error));
      g_assert_cmpint (recorded.reason, ==, MADO_CA_REASON_CHANGED);
      g_assert_cmpint (recorded.recorded_at, >, 0);
    }
}

static void
test_batch (gconstpointer tls)
{
  g_autoptr (CaHarness) harness = ca_harness_new (GPOINTER_TO_INT (tls), NULL);
  g_autoptr (MadoClock) clock = mado_system_clock_new ();
  Wire wire = { NULL };
  guint16 port = wire_begin (&wire, harness);
  g_autoptr (MadoCaCmp) ca = new_desk_on_wire (harness, port, GPOINTER_TO_INT (tls), clock);
  g_autoptr (MadoCertificate) certificate = NULL;
  const char *serial;
  GThread *thread = g_thread_new ("wire", run_wire, &wire);
  gint64 begun;
  guint before;

  certificate = issue (ca, 0, NULL);
  serial = mado_certificate_get_serial (certificate);
  g_assert_cmpuint (wire.n_connections, ==, 2); /* p10cr and certConf: one each */
  mado_ca_keep_line (MADO_CA (ca), TRUE);
  before = wire.n_connections;
  begun = g_get_monotonic_time ();
  revoke_many (ca, serial, N_BATCH);
  g_test_message ("%d revocations over one connection: %.1f ms each", N_BATCH,
                  (double) (g_get_monotonic_time () - begun) / 1000 / N_BATCH);
  g_assert_cmpuint (wire.n_connections, ==, before + 1);

  /* The line dies between two messages: the next one makes another. */
  cut_and_stop (&wire, thread);
  thread = g_thread_new ("wire", run_wire, &wire);
  revoke_many (ca, serial, 2);
  g_assert_cmpuint (wire.n_connections, ==, before + 2);
  mado_ca_keep_line (MADO_CA (ca), FALSE);
  revoke_many (ca, serial, 2);
  g_assert_cmpuint (wire.n_connections, ==, before + 4);
  cut_and_stop (&wire, thread);
  wire_end (&wire);
}

/* The answer is lost: over a kept line it is asked for once more, since a revocation may be
 * repeated; else the caller is told. */
static void
test_answer_lost (void)
{
  const char *const options[] = { "--fault", "silent-after:3", "--fault", "silent-after:5", NULL };
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, options);
  g_autoptr (MadoCaCmp) ca = ca_harness_new_desk (harness, 2000);
  g_autoptr (MadoCertificate) certificate = issue (ca, 0, NULL); /* messages 1 and 2 */
  const char *serial = mado_certificate_get_serial (certificate);
  g_autoptr (GError) error = NULL;

  mado_ca_keep_line (MADO_CA (ca), TRUE);
  revoke_many (ca, serial, 1); /* 3 is lost, 4 answers */
  mado_ca_keep_line (MADO_CA (ca), FALSE);
  g_assert_false (mado_ca_revoke (MADO_CA (ca), serial, MADO_CA_REASON_CEASED, NULL, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_NO_ANSWER);
}

/* What `openssl ocsp` says over HTTP, with a nonce. */
static char *
judge_online (CaHarness *harness, const char *path)
{
  g_autofree char *ca = ca_harness_path (harness, "ca.crt");
  g_autoptr (GUri) uri = g_uri_parse (ca_harness_get_url (harness), G_URI_FLAGS_NONE, NULL);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%d/ocsp", g_uri_get_port (uri));
  const char *const argv[]
      = { "openssl", "ocsp", "-issuer", ca, "-cert", path, "-url", url, "-CAfile", ca, NULL };
  char *output = NULL;

  if (ca_fixture_run (argv, &output) != 0 || strstr (output, "Response verify OK") == NULL
      || strstr (output, "WARNING") != NULL)
    g_error ("openssl ocsp: %s", output);
  return output;
}

static void
save (CaHarness *harness, MadoCertificate *certificate, const char *name, char **path)
{
  g_autofree char *pem = mado_certificate_to_pem (certificate);

  *path = ca_harness_path (harness, name);
  g_assert_true (g_file_set_contents (*path, pem, -1, NULL));
}

/* A renewal and a report of a leak, as everybody else sees them. */
static void
test_seen_by_others (void)
{
  const char *const options[] = { "--ocsp-url", "http://ca.example:8080/ocsp", NULL };
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, options);
  g_autoptr (MadoCaCmp) ca = ca_harness_new_desk (harness, TIMEOUT_MS);
  g_autoptr (MadoCertificate) old = issue (ca, 0, NULL);
  g_autoptr (MadoCertificate) fresh = issue (ca, 1, mado_certificate_get_serial (old));
  g_autofree char *old_path = NULL, *fresh_path = NULL, *of_old = NULL, *of_fresh = NULL;
  g_autofree char *after = NULL, *text = NULL, *crl_path = NULL, *list = NULL;
  g_autoptr (GBytes) crl = NULL;
  g_autoptr (GError) error = NULL;

  save (harness, old, "old.pem", &old_path);
  save (harness, fresh, "fresh.pem", &fresh_path);
  of_old = judge_online (harness, old_path);
  of_fresh = judge_online (harness, fresh_path);
  g_assert_nonnull (strstr (of_old, "Reason: superseded"));
  g_assert_nonnull (strstr (of_fresh, "fresh.pem: good"));
  g_assert_true (mado_ca_revoke (MADO_CA (ca), mado_certificate_get_serial (fresh),
                                 MADO_CA_REASON_KEY_COMPROMISE, NULL, &error));
  after = judge_online (harness, fresh_path);
  g_assert_nonnull (strstr (after, "Reason: keyCompromise"));

  crl = mado_ca_fetch_crl (MADO_CA (ca), NULL, &error);
  g_assert_no_error (error);
  crl_path = ca_harness_path (harness, "list.crl");
  g_assert_true (g_file_set_contents (crl_path, g_bytes_get_data (crl, NULL),
                                      (gssize) g_bytes_get_size (crl), NULL));
  {
    const char *const show[]
        = { "openssl", "crl", "-inform", "DER", "-in", crl_path, "-noout", "-text", NULL };
    const char *const x509[]
        = { "openssl", "x509", "-in", fresh_path, "-noout", "-ocsp_uri", NULL };

    g_assert_cmpint (ca_fixture_run (show, &list), ==, 0);
    g_assert_cmpint (ca_fixture_run (x509, &text), ==, 0);
  }
  g_assert_nonnull (strstr (list, "Superseded"));
  g_assert_nonnull (strstr (list, "Key Compromise"));
  g_assert_nonnull (strstr (list, mado_certificate_get_serial (old)));
  g_assert_cmpstr (text, ==, "http://ca.example:8080/ocsp\n");
}

/* Hours on the command line that are over whatever the machine's clock says. */
static void
test_closed (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int hour = (g_date_time_get_hour (now) + 9 + 12) % 24; /* half a day away from now in Japan */
  g_autofree char *hours = g_strdup_printf ("%d:00-%d:30", hour, hour);
  const char *const options[] = { "--hours", hours, NULL };
  g_autoptr (CaHarness) harness = ca_harness_new (FALSE, options);
  g_autoptr (MadoCaCmp) ca = ca_harness_new_desk (harness, TIMEOUT_MS);
  g_autoptr (GBytes) csr = ca_fixture_csr (0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_ca_request (MADO_CA (ca), csr, confirm_cb, NULL, NULL, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  ca_harness_stop (harness);
  g_assert_null (mado_ca_request (MADO_CA (ca), csr, confirm_cb, NULL, NULL, &error));
  g_assert_error (error, MADO_CA_ERROR, MADO_CA_ERROR_UNREACHABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/e2e/ca-revocation/batch-http", GINT_TO_POINTER (FALSE), test_batch);
  g_test_add_data_func ("/e2e/ca-revocation/batch-https", GINT_TO_POINTER (TRUE), test_batch);
  g_test_add_func ("/e2e/ca-revocation/answer-lost", test_answer_lost);
  g_test_add_func ("/e2e/ca-revocation/seen-by-others", test_seen_by_others);
  g_test_add_func ("/e2e/ca-revocation/closed", test_closed);
  return g_test_run ();
}
