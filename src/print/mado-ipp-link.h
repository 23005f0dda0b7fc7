/* mado-ipp-link.h - one kept connection to a print service, and requests over it
 *
 * Layer: print.  Threads: one at a time (the print worker).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cups/cups.h>

#include "mado-print-error.h"

G_BEGIN_DECLS

typedef struct _MadoIppLink MadoIppLink;

/**
 * mado_ipp_link_new:
 * @server: (nullable): "host:port" or a socket's path; %NULL: what libcups is set up for
 * @encrypted: TLS from the start */
MadoIppLink *mado_ipp_link_new (const char *server, gboolean encrypted);
void mado_ipp_link_free (MadoIppLink *self);

/**
 * mado_ipp_link_ask:
 * @request: (transfer full): an operation that changes nothing
 *
 * Asks, and once more over a new connection when the kept one has died.
 * Returns: (transfer full) (nullable): the answer, whatever its status; %NULL with
 *   %MADO_PRINT_ERROR_NO_SERVICE. */
ipp_t *mado_ipp_link_ask (MadoIppLink *self, ipp_t *request, const char *path, GError **error);

/**
 * mado_ipp_link_tell:
 * @request: (transfer full): an operation that changes something
 * @document: (nullable): what follows it
 *
 * Sends once and never again.
 * Returns: (transfer full) (nullable): the answer; %NULL with %MADO_PRINT_ERROR_NO_SERVICE when
 *   there is no connection, %MADO_PRINT_ERROR_UNSURE when the answer was lost. */
ipp_t *mado_ipp_link_tell (MadoIppLink *self, ipp_t *request, const char *path, GBytes *document,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoIppLink, mado_ipp_link_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ipp_t, ippDelete)

G_END_DECLS
