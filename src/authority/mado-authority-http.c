/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-authority-http.h"

#include "mado-worker.h"

#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#define CMP_TYPE "application/pkixcmp"
#define CRL_TYPE "application/pkix-crl"
#define CERTIFICATE_TYPE "application/pkix-cert"
#define OCSP_TYPE "application/ocsp-response"        /* RFC 6960, appendix A */
#define OCSP_REQUEST_TYPE "application/ocsp-request" /* likewise */
#define OCSP_PATH "/ocsp"
#define REQUEST_MAX 65536 /* bytes; a p10cr with its certificates has 4 kB */
#define SWEEP_S 30        /* unconfirmed certificates end on time without traffic too */

struct _MadoAuthorityHttp
{
  GObject parent_instance;
  MadoAuthority *authority;
  MadoWorker *worker; /* keeps the main context free while the authority works */
  SoupServer *server;
  guint16 port;
  guint sweep_source;
};

G_DEFINE_FINAL_TYPE (MadoAuthorityHttp, mado_authority_http, G_TYPE_OBJECT)

typedef enum
{
  WANT_CMP,
  WANT_CRL,
  WANT_OCSP,
} Want;

/* One request on its way through the worker. */
typedef struct
{
  Want want;
  MadoAuthority *authority;   /* owned */
  SoupServerMessage *message; /* owned; touched on the main thread only */
  GBytes *request;            /* owned, nullable */
  char *municipality;         /* owned, nullable */
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->authority);
  g_clear_pointer (&work->request, g_bytes_unref);
  g_free (work->municipality);
  g_free (work);
}

static void
work_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  gboolean sent;
  GBytes *answer;

  if (work->want == WANT_CMP)
    answer = mado_authority_transfer (work->request, 0, NULL, &sent, work->authority, &error);
  else if (work->want == WANT_OCSP)
    answer = mado_authority_answer_ocsp (work->authority, work->request, &error);
  else
    answer = mado_authority_make_crl (work->authority, work->municipality, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* HTTP/1.0 closes unless both ends say otherwise (OpenSSL's client speaks it). */
static void
keep_alive_if_asked (SoupServerMessage *message)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);

  if (soup_message_headers_header_contains (asked, "Connection", "keep-alive"))
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                  "keep-alive");
}

static void
respond (SoupServerMessage *message, const char *type, GBytes *body)
{
  keep_alive_if_asked (message);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), type,
                                         NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static guint
status_of (const GError *error)
{
  if (g_error_matches (error, MADO_AUTHORITY_ERROR, MADO_AUTHORITY_ERROR_UNKNOWN))
    return SOUP_STATUS_NOT_FOUND;
  if (g_error_matches (error, MADO_AUTHORITY_ERROR, MADO_AUTHORITY_ERROR_NOT_CMP))
    return SOUP_STATUS_BAD_REQUEST;
  return SOUP_STATUS_INTERNAL_SERVER_ERROR;
}

static void
work_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoupServerMessage) message = user_data;
  static const char *const types[]
      = { [WANT_CMP] = CMP_TYPE, [WANT_CRL] = CRL_TYPE, [WANT_OCSP] = OCSP_TYPE };
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, MADO_AUTHORITY_ERROR, MADO_AUTHORITY_ERROR_SILENCE))
    return; /* stays paused: the line is open and nothing comes */
  if (answer != NULL)
    respond (message, types[work->want], answer);
  else
    soup_server_message_set_status (message, status_of (error), NULL);
  soup_server_message_unpause (message);
}

static void
start_work (MadoAuthorityHttp *self, SoupServerMessage *message, Want want, GBytes *request,
            const char *municipality)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, work_cb, g_object_ref (message));
  Work *work = g_new0 (Work, 1);

  work->want = want;
  work->authority = g_object_ref (self->authority);
  work->request = request;
  work->municipality = g_strdup (municipality);
  g_task_set_task_data (task, work, (GDestroyNotify) (void (*) (void)) work_free);
  soup_server_message_pause (message);
  mado_worker_run (self->worker, task, work_on_worker);
}

static gboolean
is_method (SoupServerMessage *message, const char *method)
{
  if (g_str_equal (soup_server_message_get_method (message), method))
    return TRUE;
  soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
  return FALSE;
}

static gboolean
is_too_large (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED
         || soup_message_headers_get_content_length (headers) > REQUEST_MAX;
}

/* A POST of one type of content.  FALSE: it is refused. */
static gboolean
is_post_of (SoupServerMessage *message, const char *wanted)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (!is_method (message, "POST"))
    return FALSE;
  if (is_too_large (message))
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  else if (g_strcmp0 (type, wanted) != 0)
    soup_server_message_set_status (message, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, NULL);
  else
    return TRUE;
  return FALSE;
}

static GBytes *
body_of (SoupServerMessage *message)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (message));
}

static void
cmp_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
        gpointer user_data)
{
  if (is_post_of (message, CMP_TYPE))
    start_work (user_data, message, WANT_CMP, body_of (message), NULL);
}

/* POST, or GET with the request in base64 behind the path (RFC 6960, A.1). */
static void
ocsp_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
         gpointer user_data)
{
  gboolean is_get = g_str_equal (soup_server_message_get_method (message), "GET");
  const char *text = path + strlen (OCSP_PATH);
  gsize n_der;
  guint8 *der;

  if (is_get && *text == '/' && text[1] != '\0')
    {
      der = g_base64_decode (text + 1, &n_der);
      start_work (user_data, message, WANT_OCSP, g_bytes_new_take (der, n_der), NULL);
    }
  else if (is_post_of (message, OCSP_REQUEST_TYPE))
    start_work (user_data, message, WANT_OCSP, body_of (message), NULL);
}

/* Before the body is read: what is too large is read past and not kept.  On a kept connection
 * Nagle's algorithm would hold the second part of each answer back for 40 ms. */
static void
early_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
          gpointer user_data)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  if (is_too_large (message))
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

static void
other_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
          gpointer user_data)
{
  soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

static void
crl_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
        gpointer user_data)
{
  if (is_method (message, "GET"))
    start_work (user_data, message, WANT_CRL, NULL,
                query != NULL ? g_hash_table_lookup (query, "municipality") : NULL);
}

static void
ca_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
       gpointer user_data)
{
  MadoAuthorityHttp *self = user_data;

  if (is_method (message, "GET"))
    respond (message, CERTIFICATE_TYPE, mado_authority_get_ca_certificate (self->authority));
}

static void
swept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_task_propagate_boolean (G_TASK (result), NULL); /* tried again in SWEEP_S and by each message */
}

static void
sweep_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_authority_sweep (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
sweep_cb (gpointer user_data)
{
  MadoAuthorityHttp *self = user_data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, swept_cb, NULL);

  g_task_set_task_data (task, g_object_ref (self->authority), g_object_unref);
  mado_worker_run (self->worker, task, sweep_on_worker);
  return G_SOURCE_CONTINUE;
}

static gboolean
use_tls (MadoAuthorityHttp *self, const MadoAuthorityHttpSettings *settings, GError **error)
{
  g_autoptr (GTlsCertificate) certificate
      = g_tls_certificate_new_from_files (settings->tls_certificate, settings->tls_key, error);

  if (certificate != NULL)
    soup_server_set_tls_certificate (self->server, certificate);
  return certificate != NULL;
}

static gboolean
start_listening (MadoAuthorityHttp *self, const MadoAuthorityHttpSettings *settings, GError **error)
{
  SoupServerListenOptions options
      = settings->tls_certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0;
  GSList *uris;

  if (settings->everywhere
          ? !soup_server_listen_all (self->server, settings->port, options, error)
          : !soup_server_listen_local (self->server, settings->port,
                                       options | SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  uris = soup_server_get_uris (self->server);
  self->port = (guint16) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

MadoAuthorityHttp *
mado_authority_http_new (MadoAuthority *authority, const MadoAuthorityHttpSettings *settings,
                         GError **error)
{
  static const char *const paths[] = { "/", "/.well-known/cmp", "/crl", "/ca", OCSP_PATH };
  g_autoptr (MadoAuthorityHttp) self = g_object_new (MADO_TYPE_AUTHORITY_HTTP, NULL);

  self->authority = g_object_ref (authority);
  self->server = soup_server_new ("server-header", "madoguchi-ca ", NULL);
  if (settings->tls_certificate != NULL && !use_tls (self, settings, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    soup_server_add_early_handler (self->server, paths[i], early_cb, self, NULL);
  soup_server_add_handler (self->server, "/", other_cb, self, NULL);
  soup_server_add_handler (self->server, "/.well-known/cmp", cmp_cb, self, NULL);
  soup_server_add_handler (self->server, "/crl", crl_cb, self, NULL);
  soup_server_add_handler (self->server, "/ca", ca_cb, self, NULL);
  soup_server_add_handler (self->server, OCSP_PATH, ocsp_cb, self, NULL);
  if (!start_listening (self, settings, error))
    return NULL;
  self->sweep_source = g_timeout_add_seconds (SWEEP_S, sweep_cb, self);
  return g_steal_pointer (&self);
}

guint16
mado_authority_http_get_port (MadoAuthorityHttp *self)
{
  return self->port;
}

static void
mado_authority_http_dispose (GObject *object)
{
  MadoAuthorityHttp *self = MADO_AUTHORITY_HTTP (object);

  g_clear_handle_id (&self->sweep_source, g_source_remove);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->worker); /* waits for what was begun */
  g_clear_object (&self->authority);
  G_OBJECT_CLASS (mado_authority_http_parent_class)->dispose (object);
}

static void
mado_authority_http_class_init (MadoAuthorityHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_authority_http_dispose;
}

static void
mado_authority_http_init (MadoAuthorityHttp *self)
{
  self->worker = mado_worker_new ("ca-http");
}
