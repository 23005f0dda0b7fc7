/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-pcsc-error.h"

typedef struct
{
  LONG code;
  MadoReaderError at_connect, at_transmit;
  gboolean context_dead;
} Row;

#define OF(name) MADO_READER_ERROR_##name

static const Row rows[] = {
  /* clang-format off */
  /* code                         at connect         at transmit       context dead */
  { SCARD_E_NO_SERVICE,           OF (NO_SERVICE),   OF (LOST),        TRUE  }, /* pcscd killed: the command may have run */
  { SCARD_E_SERVICE_STOPPED,      OF (NO_SERVICE),   OF (LOST),        TRUE  },
  { SCARD_F_COMM_ERROR,           OF (NO_SERVICE),   OF (LOST),        TRUE  },
  { SCARD_E_INVALID_HANDLE,       OF (NO_SERVICE),   OF (REMOVED),     TRUE  }, /* found before sending */
  { SCARD_P_SHUTDOWN,             OF (NO_SERVICE),   OF (LOST),        TRUE  },
  { SCARD_E_UNKNOWN_READER,       OF (NO_READER),    OF (LOST),        FALSE },
  { SCARD_E_READER_UNAVAILABLE,   OF (NO_READER),    OF (LOST),        FALSE },
  { SCARD_E_NO_READERS_AVAILABLE, OF (NO_READER),    OF (LOST),        FALSE },
  { SCARD_E_READER_UNSUPPORTED,   OF (NO_READER),    OF (LOST),        FALSE },
  { SCARD_E_NO_SMARTCARD,         OF (NO_CARD),      OF (LOST),        FALSE },
  { SCARD_W_REMOVED_CARD,         OF (NO_CARD),      OF (REMOVED),     FALSE }, /* found before sending */
  { SCARD_W_RESET_CARD,           OF (RESET),        OF (RESET),       FALSE }, /* found before sending */
  { SCARD_W_UNRESPONSIVE_CARD,    OF (UNRESPONSIVE), OF (LOST),        FALSE },
  { SCARD_W_UNPOWERED_CARD,       OF (UNRESPONSIVE), OF (LOST),        FALSE },
  { SCARD_W_UNSUPPORTED_CARD,     OF (UNRESPONSIVE), OF (LOST),        FALSE },
  { SCARD_E_CARD_UNSUPPORTED,     OF (UNRESPONSIVE), OF (LOST),        FALSE },
  { SCARD_E_PROTO_MISMATCH,       OF (UNRESPONSIVE), OF (FAILED),      FALSE }, /* found before sending */
  { SCARD_E_INVALID_ATR,          OF (UNRESPONSIVE), OF (LOST),        FALSE },
  { SCARD_E_SHARING_VIOLATION,    OF (BUSY),         OF (BUSY),        FALSE }, /* found before sending */
  { SCARD_E_NOT_READY,            OF (BUSY),         OF (LOST),        FALSE },
  { SCARD_E_SERVER_TOO_BUSY,      OF (BUSY),         OF (LOST),        FALSE },
  { SCARD_E_TIMEOUT,              OF (BUSY),         OF (LOST),        FALSE },
  { SCARD_E_NOT_TRANSACTED,       OF (NO_CARD),      OF (LOST),        FALSE }, /* pulled while it ran */
  { SCARD_E_COMM_DATA_LOST,       OF (FAILED),       OF (LOST),        FALSE },
  { SCARD_E_INSUFFICIENT_BUFFER,  OF (FAILED),       OF (LOST),        FALSE }, /* an answer came, and did not fit */
  { SCARD_E_NO_MEMORY,            OF (NO_MEMORY),    OF (LOST),        FALSE },
  { SCARD_E_INVALID_PARAMETER,    OF (FAILED),       OF (FAILED),      FALSE }, /* found before sending */
  { SCARD_E_INVALID_VALUE,        OF (FAILED),       OF (FAILED),      FALSE }, /* found before sending */
  /* clang-format on */
};

/* Any code that stands in no row. */
static const Row other = { 0, MADO_READER_ERROR_FAILED, MADO_READER_ERROR_LOST, FALSE };

static const Row *
find_row (LONG code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].code == code)
      return &rows[i];
  return &other;
}

gboolean
mado_pcsc_check (LONG code, MadoPcscCall call, GError **error)
{
  const Row *row = find_row (code);

  if (code == SCARD_S_SUCCESS)
    return TRUE;
  g_set_error (error, MADO_READER_ERROR,
               (int) (call == MADO_PCSC_CONNECT ? row->at_connect : row->at_transmit),
               "PC/SC %08lX: %s", (gulong) code & 0xFFFFFFFFul, pcsc_stringify_error (code));
  return FALSE;
}

gboolean
mado_pcsc_is_context_dead (LONG code)
{
  return find_row (code)->context_dead;
}
