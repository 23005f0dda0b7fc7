/* mado-ca-http.h - carries one CMP message over HTTP or HTTPS and brings the answer
 *
 * Layer: ca.  Threads: the CA's worker; every call blocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MadoCaTransfer:
 * @budget_us: most microseconds to spend
 * @sent: (out): whether any byte may have reached the CA; set on failure too
 *
 * One request, one answer, never repeated.  Cancelling works while *@sent would be %FALSE.
 * Returns: (transfer full): the answer's DER; %NULL with @error. */
typedef GBytes *(*MadoCaTransfer) (GBytes *request, gint64 budget_us, GCancellable *cancellable,
                                   gboolean *sent, gpointer data, GError **error);

/* Where the CA is, and how TLS knows it.  Files are PEM. */
typedef struct
{
  const char *url;             /* "https://ca.example:8443/.well-known/cmp" */
  const char *tls_trust;       /* CA of the server's TLS certificate; needed with https */
  const char *tls_certificate; /* this desk's TLS certificate and key; both or neither */
  const char *tls_key;
} MadoCaAddress;

typedef struct _MadoCaHttp MadoCaHttp;

/** mado_ca_http_new: Returns: (transfer full): %NULL with %MADO_CA_ERROR_BAD_REQUEST. */
MadoCaHttp *mado_ca_http_new (const MadoCaAddress *address, GError **error);
void mado_ca_http_free (MadoCaHttp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaHttp, mado_ca_http_free)

/** mado_ca_http_keep: whether the messages from now on share one connection; off at first, since
 * the CA may close a kept one while the card is being written. */
void mado_ca_http_keep (MadoCaHttp *self, gboolean keep);

/** mado_ca_http_is_kept: whether mado_ca_http_keep() is on. */
gboolean mado_ca_http_is_kept (MadoCaHttp *self);

/** mado_ca_http_transfer: a MadoCaTransfer; @data is a MadoCaHttp. */
GBytes *mado_ca_http_transfer (GBytes *request, gint64 budget_us, GCancellable *cancellable,
                               gboolean *sent, gpointer data, GError **error);

G_END_DECLS
