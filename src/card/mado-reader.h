/* mado-reader.h - a card reader: one slot that may hold one card
 *
 * Layer: card.  Threads: every call blocks and is made on the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_READER_ERROR (mado_reader_error_quark ())
GQuark mado_reader_error_quark (void);

/* One code per thing that the operator must do, or per thing that the caller must conclude. */
typedef enum
{
  MADO_READER_ERROR_NO_SERVICE,   /* pcscd does not run or died: the context is dead */
  MADO_READER_ERROR_NO_READER,    /* the reader is not connected */
  MADO_READER_ERROR_NO_CARD,      /* the slot is empty */
  MADO_READER_ERROR_UNRESPONSIVE, /* a card without answer to reset: upside down or dirty */
  MADO_READER_ERROR_BUSY,         /* another program holds the card */
  MADO_READER_ERROR_RESET,        /* reset by somebody else: selection, password, SM are gone */
  MADO_READER_ERROR_REMOVED,      /* pulled before this command was sent: it was not carried out */
  MADO_READER_ERROR_LOST,         /* pulled or failed while this command ran: result unknown */
  MADO_READER_ERROR_NO_MEMORY,    /* the service or the driver has no resources */
  MADO_READER_ERROR_FAILED,       /* any other return code; it stands in the message */
} MadoReaderError;

typedef enum
{
  MADO_READER_SHARED,
  MADO_READER_EXCLUSIVE, /* personalisation: nobody may interfere */
} MadoReaderShare;

#define MADO_READER_RESPONSE_MAX 65538 /* bytes: 64 KiB of data and the status word */

#define MADO_TYPE_READER (mado_reader_get_type ())
G_DECLARE_INTERFACE (MadoReader, mado_reader, MADO, READER, GObject)

struct _MadoReaderInterface
{
  GTypeInterface parent;
  const char *(*get_name) (MadoReader *self);
  gboolean (*connect) (MadoReader *self, MadoReaderShare share, GBytes **atr, GError **error);
  gboolean (*transmit) (MadoReader *self, const guint8 *command, gsize n_command, guint8 *response,
                        gsize *n_response, GError **error);
  void (*disconnect) (MadoReader *self, gboolean reset_card);
};

/** mado_reader_get_name: Returns: (transfer none): the name that the operator knows it by. */
const char *mado_reader_get_name (MadoReader *self);

/**
 * mado_reader_connect:
 * @atr: (out) (optional) (transfer full): the card's answer to reset
 *
 * Powers the card and opens a conversation.  A second call while one is open is a programmer's
 * mistake.
 * Returns: %FALSE with %MADO_READER_ERROR. */
gboolean mado_reader_connect (MadoReader *self, MadoReaderShare share, GBytes **atr,
                              GError **error);

/**
 * mado_reader_transmit:
 * @command: one command APDU as it goes over the line, 4 bytes and more
 * @response: room for @n_response bytes; at least 258
 * @n_response: (inout): room, then length of the answer, 2 or more (data and status word)
 *
 * One exchange, sent once.  61xx and 6Cxx come back as they are (mado-apdu handles them).
 * Returns: %FALSE with %MADO_READER_ERROR; only with LOST may the card have acted. */
gboolean mado_reader_transmit (MadoReader *self, const guint8 *command, gsize n_command,
                               guint8 *response, gsize *n_response, GError **error);

/** mado_reader_disconnect: never fails; a lost card is a normal end.  Safe when not connected. */
void mado_reader_disconnect (MadoReader *self, gboolean reset_card);

G_END_DECLS
