/* mado-pcsc-error.h - PC/SC return codes, by what they mean for a card conversation
 *
 * Layer: card.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reader.h"

#include <winscard.h>

G_BEGIN_DECLS

/* During which call a code was returned: the same code says different things. */
typedef enum
{
  MADO_PCSC_CONNECT,  /* establishing, listing, connecting: nothing was sent to a card */
  MADO_PCSC_TRANSMIT, /* one command */
} MadoPcscCall;

/**
 * mado_pcsc_check:
 *
 * Returns: %TRUE for SCARD_S_SUCCESS; else %FALSE with %MADO_READER_ERROR.  During TRANSMIT every
 *   code that does not prove that nothing was sent is %MADO_READER_ERROR_LOST.
 * Source: PCSC-lite 1.9.9 as measured with pulled cards, killed services and second clients; its
 *   SCardTransmit looks for RESET, REMOVED and SHARING_VIOLATION before it sends. */
gboolean mado_pcsc_check (LONG code, MadoPcscCall call, GError **error);

/** mado_pcsc_is_context_dead: whether context and handles are of no use after @code. */
gboolean mado_pcsc_is_context_dead (LONG code);

G_END_DECLS
