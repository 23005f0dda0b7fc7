/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-ca-http.h"

#include "mado-x509-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/http.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#define CONTENT_TYPE "application/pkixcmp" /* RFC 9811, 3.3 */
#define ANSWER_MAX (48u * 1024 * 1024)     /* bytes; a list of a million entries has 40 MB */
#define CONNECT_MAX_S 10                   /* a CA that is up answers a SYN well before */
#define HTTP_BUFFER 16384                  /* bytes */

/* One connection to the CA. */
typedef struct
{
  GSocketConnection *connection; /* owned */
  BIO *bio;                      /* owned: HTTP goes over it, after TLS where it is used */
  OSSL_HTTP_REQ_CTX *http;       /* owned */
} Line;

struct _MadoCaHttp
{
  char *host;
  guint16 port;
  char *path;
  SSL_CTX *tls; /* owned; NULL for plain http */
  gboolean keep;
  Line *kept; /* owned, nullable: idle, for the next message */
};

static void
line_free (Line *self)
{
  OSSL_HTTP_REQ_CTX_free (self->http);
  BIO_free_all (self->bio);
  g_object_unref (self->connection);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_free)

static gboolean
load_tls (MadoCaHttp *self, const MadoCaAddress *address)
{
  self->tls = SSL_CTX_new (TLS_client_method ());
  SSL_CTX_set_min_proto_version (self->tls, TLS1_2_VERSION);
  SSL_CTX_set_verify (self->tls, SSL_VERIFY_PEER, NULL);
  if (address->tls_trust == NULL || SSL_CTX_load_verify_file (self->tls, address->tls_trust) != 1)
    return FALSE;
  if (address->tls_certificate == NULL)
    return TRUE;
  return SSL_CTX_use_certificate_chain_file (self->tls, address->tls_certificate) == 1
         && address->tls_key != NULL
         && SSL_CTX_use_PrivateKey_file (self->tls, address->tls_key, SSL_FILETYPE_PEM) == 1
         && SSL_CTX_check_private_key (self->tls) == 1;
}

MadoCaHttp *
mado_ca_http_new (const MadoCaAddress *address, GError **error)
{
  g_autoptr (MadoCaHttp) self = g_new0 (MadoCaHttp, 1);
  g_autoptr (GUri) uri = g_uri_parse (address->url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  gboolean tls = g_str_equal (scheme, "https");

  if ((!tls && !g_str_equal (scheme, "http")) || g_uri_get_host (uri) == NULL)
    {
      mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST,
                         "the CA's address is not an http(s) URL");
      return NULL;
    }
  self->host = g_strdup (g_uri_get_host (uri));
  self->port = (guint16) (g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : tls ? 443 : 80);
  self->path = g_strdup (*g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/");
  if (!tls || load_tls (self, address))
    return g_steal_pointer (&self);
  ERR_clear_error ();
  mado_ca_set_error (error, MADO_CA_ERROR_BAD_REQUEST, "the TLS files for the CA are unusable");
  return NULL;
}

void
mado_ca_http_free (MadoCaHttp *self)
{
  g_clear_pointer (&self->kept, line_free);
  g_free (self->host);
  g_free (self->path);
  SSL_CTX_free (self->tls);
  g_free (self);
}

static GSocketConnection *
connect_to (MadoCaHttp *self, gint64 budget_us, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  gint64 seconds = (budget_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;

  g_socket_client_set_enable_proxy (client, FALSE); /* the administrative network has none */
  g_socket_client_set_timeout (client, (guint) CLAMP (seconds, 1, CONNECT_MAX_S));
  return g_socket_client_connect_to_host (client, self->host, self->port, cancellable, error);
}

/* Waits until @fd is ready; FALSE at the deadline or when cancelled. */
static gboolean
wait_for (int fd, short events, gint64 deadline, GCancellable *cancellable)
{
  GPollFD cancel = { .fd = -1 };
  gboolean can_cancel = g_cancellable_make_pollfd (cancellable, &cancel);
  struct pollfd fds[] = { { .fd = fd, .events = events }, { .fd = cancel.fd, .events = POLLIN } };
  gint64 left_us = deadline - g_get_monotonic_time ();
  int n_ready = left_us > 0 ? poll (fds, can_cancel ? 2 : 1, (int) (left_us / 1000 + 1)) : 0;

  if (can_cancel)
    g_cancellable_release_fd (cancellable);
  return n_ready > 0 && fds[0].revents != 0;
}

static gboolean
shake_hands (SSL *ssl, int fd, gint64 deadline, GCancellable *cancellable)
{
  for (;;)
    {
      int result = SSL_connect (ssl);
      int wanted = result == 1 ? SSL_ERROR_NONE : SSL_get_error (ssl, result);

      if (result == 1)
        return TRUE;
      if (wanted != SSL_ERROR_WANT_READ && wanted != SSL_ERROR_WANT_WRITE)
        return FALSE;
      if (!wait_for (fd, wanted == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, deadline, cancellable))
        return FALSE;
    }
}

/* Names may be numbers in a closed network: match them as what they are. */
static void
expect_host (SSL *ssl, char *host)
{
  X509_VERIFY_PARAM *parameters = SSL_get0_param (ssl);
  g_autofree char *name = g_strdup (host); /* OpenSSL's macro casts const away */

  if (g_hostname_is_ip_address (host))
    {
      X509_VERIFY_PARAM_set1_ip_asc (parameters, host);
      return;
    }
  SSL_set_tlsext_host_name (ssl, name);
  X509_VERIFY_PARAM_set1_host (parameters, host, 0);
}

/* (transfer full): a BIO for HTTP over the connected @fd, after TLS where it is used. */
static BIO *
open_bio (MadoCaHttp *self, int fd, gint64 deadline, GCancellable *cancellable, GError **error)
{
  BIO *bio = BIO_new_socket (fd, BIO_NOCLOSE);
  SSL *ssl;

  BIO_set_nbio (bio, 1);
  if (self->tls == NULL)
    return bio;
  ssl = SSL_new (self->tls);
  SSL_set_bio (ssl, bio, bio);
  expect_host (ssl, self->host);
  if (shake_hands (ssl, fd, deadline, cancellable))
    {
      BIO *tls = BIO_new (BIO_f_ssl ());

      BIO_set_ssl (tls, ssl, BIO_CLOSE);
      return tls;
    }
  SSL_free (ssl);
  ERR_clear_error ();
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    mado_ca_set_error (error, MADO_CA_ERROR_UNREACHABLE,
                       "TLS with the CA failed: certificate, name or time");
  return NULL;
}

static GBytes *
read_all (BIO *bio)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 block[HTTP_BUFFER];
  int n_read;

  while ((n_read = BIO_read (bio, block, sizeof block)) > 0)
    g_byte_array_append (bytes, block, (guint) n_read);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
set_request (MadoCaHttp *self, Line *line, BIO *body, int timeout_s)
{
  g_autofree char *host = g_strdup_printf ("%s:%u", self->host, self->port);
  STACK_OF (CONF_VALUE) *headers = NULL;
  gboolean held = X509V3_add_value ("Host", host, &headers) == 1
                  && OSSL_HTTP_set1_request (line->http, self->path, headers, CONTENT_TYPE, body,
                                             CONTENT_TYPE, 1 /* expect ASN.1 */, ANSWER_MAX,
                                             timeout_s, self->keep)
                         == 1;

  sk_CONF_VALUE_pop_free (headers, X509V3_conf_free);
  return held;
}

static GBytes *
exchange (MadoCaHttp *self, Line *line, GBytes *request, gint64 deadline, GError **error)
{
  gsize n_request;
  const void *data = g_bytes_get_data (request, &n_request);
  g_autoptr (BIO) body = BIO_new_mem_buf (data, (int) n_request);
  gint64 left_us = deadline - g_get_monotonic_time ();
  int timeout_s = (int) MAX (1, (left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  gboolean ready = set_request (self, line, body, timeout_s);
  g_autoptr (BIO) answer = ready ? OSSL_HTTP_exchange (line->http, NULL) : NULL;
  g_autoptr (GBytes) bytes = answer != NULL ? read_all (answer) : NULL;

  ERR_clear_error ();
  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    return g_steal_pointer (&bytes);
  mado_ca_set_error (error, MADO_CA_ERROR_NO_ANSWER, "the CA sent no CMP answer in time");
  return NULL;
}

static Line *
open_line (MadoCaHttp *self, gint64 budget_us, gint64 deadline, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GSocketConnection) connection = connect_to (self, budget_us, cancellable, error);
  BIO *bio;
  Line *line;
  int fd;

  if (connection == NULL)
    return NULL;
  fd = g_socket_get_fd (g_socket_connection_get_socket (connection));
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof (int));
  bio = open_bio (self, fd, deadline, cancellable, error);
  if (bio == NULL)
    return NULL;
  line = g_new0 (Line, 1);
  line->connection = g_steal_pointer (&connection);
  line->bio = bio;
  line->http = OSSL_HTTP_REQ_CTX_new (bio, bio, HTTP_BUFFER);
  OSSL_HTTP_REQ_CTX_set_max_response_length (line->http, ANSWER_MAX);
  return line;
}

/* The kept connection, if it is still there.  An idle one has nothing to read: what is readable is
 * its end. */
static Line *
take_kept (MadoCaHttp *self)
{
  g_autoptr (Line) kept = g_steal_pointer (&self->kept);
  struct pollfd fd = { .events = POLLIN };

  if (kept == NULL)
    return NULL;
  fd.fd = g_socket_get_fd (g_socket_connection_get_socket (kept->connection));
  return poll (&fd, 1, 0) == 0 ? g_steal_pointer (&kept) : NULL;
}

GBytes *
mado_ca_http_transfer (GBytes *request, gint64 budget_us, GCancellable *cancellable, gboolean *sent,
                       gpointer data, GError **error)
{
  MadoCaHttp *self = data;
  gint64 deadline = g_get_monotonic_time () + budget_us;
  g_autoptr (Line) line = take_kept (self);
  GBytes *answer;

  *sent = FALSE;
  if (line == NULL)
    line = open_line (self, budget_us, deadline, cancellable, error);
  if (line == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  *sent = TRUE;
  answer = exchange (self, line, request, deadline, error);
  if (answer != NULL && self->keep && OSSL_HTTP_is_alive (line->http))
    self->kept = g_steal_pointer (&line);
  return answer;
}

void
mado_ca_http_keep (MadoCaHttp *self, gboolean keep)
{
  self->keep = keep;
  if (!keep)
    g_clear_pointer (&self->kept, line_free);
}

gboolean
mado_ca_http_is_kept (MadoCaHttp *self)
{
  return self->keep;
}
