/* mado-authority-http.h - the authority on HTTP or HTTPS (RFC 9811)
 *
 * Layer: authority.  Threads: the one whose main context is the default; requests are carried out
 * on a worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"

G_BEGIN_DECLS

/* POST /.well-known/cmp (application/pkixcmp), POST or GET /ocsp, GET /crl[?municipality=…] and
 * GET /ca. */
#define MADO_TYPE_AUTHORITY_HTTP (mado_authority_http_get_type ())
G_DECLARE_FINAL_TYPE (MadoAuthorityHttp, mado_authority_http, MADO, AUTHORITY_HTTP, GObject)

typedef struct
{
  guint16 port;                /* 0: any free one */
  gboolean everywhere;         /* listen on all addresses, not on loopback alone */
  const char *tls_certificate; /* PEM files; both or neither */
  const char *tls_key;
} MadoAuthorityHttpSettings;

/** mado_authority_http_new: starts to listen.
 * Returns: (transfer full): %NULL with a GIO or TLS error. */
MadoAuthorityHttp *mado_authority_http_new (MadoAuthority *authority,
                                            const MadoAuthorityHttpSettings *settings,
                                            GError **error);

/** mado_authority_http_get_port: Returns: the port that it listens on. */
guint16 mado_authority_http_get_port (MadoAuthorityHttp *self);

G_END_DECLS
