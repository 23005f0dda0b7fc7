/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-ipp-link.h"

#include <stdlib.h>
#include <string.h>

#define CONNECT_MS 5000 /* the service is on this machine or in this office */
#define ANSWER_S 10.0   /* a page is spooled in milliseconds; a busy service gets ten seconds */

#define CLOSED_US                                                                                  \
  G_USEC_PER_SEC /* an answer that failed sooner: the connection had been closed                   \
                  */

struct _MadoIppLink
{
  char *host; /* owned; NULL: libcups's default */
  int port;
  gboolean encrypted;
  http_t *http; /* owned; NULL before the first use and after a failure */
};

MadoIppLink *
mado_ipp_link_new (const char *server, gboolean encrypted)
{
  MadoIppLink *self = g_new0 (MadoIppLink, 1);
  const char *colon = server == NULL || *server == '/' ? NULL : strrchr (server, ':');

  self->port = colon == NULL ? ippPort () : (int) g_ascii_strtoull (colon + 1, NULL, 10);
  self->host = colon == NULL ? g_strdup (server) : g_strndup (server, (gsize) (colon - server));
  self->encrypted = encrypted;
  return self;
}

static void
disconnect (MadoIppLink *self)
{
  g_clear_pointer (&self->http, httpClose);
}

void
mado_ipp_link_free (MadoIppLink *self)
{
  disconnect (self);
  g_free (self->host);
  g_free (self);
}

/* libcups would ask on the terminal, of which there is none at a counter. */
static const char *
give_no_password_cb (const char *prompt, http_t *http, const char *method, const char *resource,
                     void *user_data)
{
  return NULL;
}

/* The callback is kept per thread, so it is set by whoever connects. */
static gboolean
connect_link (MadoIppLink *self, GError **error)
{
  http_encryption_t encryption
      = self->encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
  const char *host = self->host == NULL ? cupsServer () : self->host;

  if (self->http != NULL)
    return TRUE;
  cupsSetPasswordCB2 (give_no_password_cb, NULL);
  self->http = httpConnect2 (host, self->port, NULL, AF_UNSPEC, encryption, 1, CONNECT_MS, NULL);
  if (self->http == NULL)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_NO_SERVICE,
                   "No print service at %s port %d", host, self->port);
      return FALSE;
    }
  httpSetTimeout (self->http, ANSWER_S, NULL, NULL);
  return TRUE;
}

typedef enum
{
  NOT_SENT, /* the service cannot have taken it: something of it was never written */
  SENT,     /* all of it was written, no answer came */
  ANSWERED
} Sending;

static Sending
exchange (MadoIppLink *self, ipp_t *request, const char *path, GBytes *document, ipp_t **answer)
{
  gsize n_document = 0;
  const char *bytes = document == NULL ? NULL : g_bytes_get_data (document, &n_document);
  gsize length = ippLength (request) + n_document;

  if (cupsSendRequest (self->http, request, path, length) != HTTP_STATUS_CONTINUE)
    return NOT_SENT;
  if (n_document > 0
      && cupsWriteRequestData (self->http, bytes, n_document) != HTTP_STATUS_CONTINUE)
    return NOT_SENT;
  *answer = cupsGetResponse (self->http, path);
  return *answer == NULL ? SENT : ANSWERED;
}

/* A web server's 404 instead of an IPP answer: the address is wrong, not the service. */
static void
fail (MadoIppLink *self, MadoPrintError code, GError **error)
{
  gboolean unknown = httpGetStatus (self->http) == HTTP_STATUS_NOT_FOUND;

  g_set_error (error, MADO_PRINT_ERROR, (int) (unknown ? MADO_PRINT_ERROR_UNKNOWN_QUEUE : code),
               "%s (HTTP status %d)",
               unknown ? "No printer at this address" : "The print service does not answer",
               httpGetStatus (self->http));
  disconnect (self);
}

ipp_t *
mado_ipp_link_ask (MadoIppLink *self, ipp_t *request, const char *path, GError **error)
{
  g_autoptr (ipp_t) kept = request;
  ipp_t *answer = NULL;
  gboolean was_kept = self->http != NULL;
  gint64 asked_at = g_get_monotonic_time ();

  if (!connect_link (self, error))
    return NULL;
  if (exchange (self, kept, path, NULL, &answer) == ANSWERED)
    return answer;
  if (was_kept && g_get_monotonic_time () - asked_at < CLOSED_US)
    {
      disconnect (self);
      return mado_ipp_link_ask (self, g_steal_pointer (&kept), path, error);
    }
  fail (self, MADO_PRINT_ERROR_NO_SERVICE, error);
  return NULL;
}

ipp_t *
mado_ipp_link_tell (MadoIppLink *self, ipp_t *request, const char *path, GBytes *document,
                    GError **error)
{
  g_autoptr (ipp_t) kept = request;
  ipp_t *answer = NULL;
  Sending sending;

  if (!connect_link (self, error))
    return NULL;
  sending = exchange (self, kept, path, document, &answer);
  if (sending != ANSWERED)
    fail (self, sending == SENT ? MADO_PRINT_ERROR_UNSURE : MADO_PRINT_ERROR_NO_SERVICE, error);
  return answer;
}
