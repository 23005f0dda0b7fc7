/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The HTTP side's manners: methods, types, sizes, paths.  CMP over it: tests/e2e/test-ca.c. */
#include "config.h"

#include "ca-fixture.h"
#include "mado-authority-http.h"

#include <libsoup/soup.h>

#define CMP "/.well-known/cmp"

/* clang-format off */
static const struct { const char *method, *path, *type; gsize n_body; guint status; const char *answer_type; } cases[] = {
  { "GET",  "/ca",                            NULL,                  0,     200, "application/pkix-cert" },
  { "GET",  "/crl",                           NULL,                  0,     200, "application/pkix-crl"  },
  { "GET",  "/crl?municipality=Kutchan-cho",  NULL,                  0,     200, "application/pkix-crl"  },
  { "GET",  CMP,                              NULL,                  0,     405, NULL },
  { "POST", "/ca",                            "text/plain",          1,     405, NULL },
  { "POST", CMP,                              "text/plain",          10,    415, NULL },
  { "POST", CMP,                              "application/pkixcmp", 65537, 413, NULL },
  { "POST", "/ocsp",                          "application/ocsp-request", 3, 200, "application/ocsp-response" },
  { "GET",  "/ocsp/MAMCAQA=",                 NULL,                  0,     200, "application/ocsp-response" },
  { "GET",  "/ocsp",                          NULL,                  0,     405, NULL },
  { "POST", "/ocsp",                          "text/plain",          3,     415, NULL },
  { "POST", "/ocsp",                          "application/ocsp-request", 65537, 413, NULL },
  { "GET",  "/nothing",                       NULL,                  0,     404, NULL },
};
/* clang-format on */

typedef struct
{
  GMainLoop *loop;
  GBytes *body;
} Wait;

static void
answered_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;
  g_autoptr (GError) error = NULL;

  wait->body = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (wait->loop);
}

static void
test_manners (CaFixture *fixture, gconstpointer unused)
{
  const MadoAuthorityHttpSettings settings = { 0 };
  g_autoptr (GError) error = NULL;
  MadoAuthorityHttp *http = mado_authority_http_new (fixture->authority, &settings, &error);
  SoupSession *session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u%s",
                                              mado_authority_http_get_port (http), cases[i].path);
      g_autoptr (SoupMessage) message = soup_message_new (cases[i].method, uri);
      g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (cases[i].n_body), cases[i].n_body);
      g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
      Wait wait = { .loop = loop };

      if (cases[i].type != NULL)
        soup_message_set_request_body_from_bytes (message, cases[i].type, body);
      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, answered_cb,
                                        &wait);
      g_main_loop_run (loop);
      g_assert_cmpuint (soup_message_get_status (message), ==, cases[i].status);
      if (cases[i].answer_type != NULL)
        g_assert_cmpstr (soup_message_headers_get_content_type (
                             soup_message_get_response_headers (message), NULL),
                         ==, cases[i].answer_type);
      g_bytes_unref (wait.body);
    }
  g_object_unref (session);
  g_object_unref (http);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/authority/http/manners", CaFixture, NULL, ca_fixture_set_up, test_manners,
              ca_fixture_tear_down);
  return g_test_run ();
}
