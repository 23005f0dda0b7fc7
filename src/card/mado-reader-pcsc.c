/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-reader-pcsc.h"

#include "mado-pcsc-error.h"

#include <string.h>

#define HEADER 5 /* bytes of a T=0 command: CLA INS P1 P2 P3 */

struct _MadoReaderPcsc
{
  GObject parent_instance;
  char *name; /* owned */
  SCARDCONTEXT context;
  SCARDHANDLE card;
  DWORD protocol;
  gboolean has_context, has_card;
};

static void implement_reader (MadoReaderInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoReaderPcsc, mado_reader_pcsc, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_READER, implement_reader))

static const char *
get_name (MadoReader *reader)
{
  return MADO_READER_PCSC (reader)->name;
}

/* Errors do not matter: a dead context is what we want to be rid of. */
static void
release_context (MadoReaderPcsc *self)
{
  if (self->has_context)
    SCardReleaseContext (self->context);
  self->has_context = FALSE;
}

static LONG
establish_context (MadoReaderPcsc *self)
{
  LONG code = SCARD_S_SUCCESS;

  if (!self->has_context)
    code = SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &self->context);
  self->has_context = code == SCARD_S_SUCCESS;
  return code;
}

static LONG
connect_once (MadoReaderPcsc *self, MadoReaderShare share)
{
  const DWORD mode = share == MADO_READER_EXCLUSIVE ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED;
  LONG code = establish_context (self);

  if (code != SCARD_S_SUCCESS)
    return code;
  code = SCardConnect (self->context, self->name, mode, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                       &self->card, &self->protocol);
  if (mado_pcsc_is_context_dead (code))
    release_context (self);
  return code;
}

static void
disconnect_card (MadoReader *reader, gboolean reset_card)
{
  MadoReaderPcsc *self = MADO_READER_PCSC (reader);

  if (self->has_card)
    SCardDisconnect (self->card, reset_card ? SCARD_RESET_CARD : SCARD_LEAVE_CARD);
  self->has_card = FALSE;
}

static gboolean
read_atr (MadoReaderPcsc *self, GBytes **atr, GError **error)
{
  BYTE bytes[MAX_ATR_SIZE];
  DWORD n_bytes = sizeof bytes, n_name = 0, state, protocol;
  const LONG code = SCardStatus (self->card, NULL, &n_name, &state, &protocol, bytes, &n_bytes);

  if (!mado_pcsc_check (code, MADO_PCSC_CONNECT, error))
    return FALSE;
  *atr = g_bytes_new (bytes, MIN (n_bytes, sizeof bytes));
  return TRUE;
}

static gboolean
connect_card (MadoReader *reader, MadoReaderShare share, GBytes **atr, GError **error)
{
  MadoReaderPcsc *self = MADO_READER_PCSC (reader);
  const gboolean old_context = self->has_context;
  LONG code;

  g_assert (!self->has_card);
  code = connect_once (self, share);
  if (old_context && mado_pcsc_is_context_dead (code)) /* the service was started anew since */
    code = connect_once (self, share);
  if (!mado_pcsc_check (code, MADO_PCSC_CONNECT, error))
    return FALSE;
  self->has_card = TRUE;
  if (atr == NULL || read_atr (self, atr, error))
    return TRUE;
  disconnect_card (reader, FALSE);
  return FALSE;
}

/* Over T=0 a command has P3 always and no Le beside data; the card announces data with 61xx
 * (ISO/IEC 7816-3:2006, 12.2).  Returns the length to send; @padded: room for a header. */
static gsize
fit_to_protocol (MadoReaderPcsc *self, const guint8 **command, gsize n_command,
                 guint8 padded[HEADER])
{
  if (self->protocol != SCARD_PROTOCOL_T0 || n_command == HEADER)
    return n_command;
  if (n_command > HEADER)
    return MIN (n_command, HEADER + (gsize) (*command)[HEADER - 1]);
  memcpy (padded, *command, n_command);
  padded[HEADER - 1] = 0x00;
  *command = padded;
  return HEADER;
}

static gboolean
transmit (MadoReader *reader, const guint8 *command, gsize n_command, guint8 *response,
          gsize *n_response, GError **error)
{
  MadoReaderPcsc *self = MADO_READER_PCSC (reader);
  DWORD n = (DWORD) *n_response;
  guint8 padded[HEADER];
  LONG code;

  if (!self->has_card)
    {
      g_set_error_literal (error, MADO_READER_ERROR, MADO_READER_ERROR_REMOVED, "not connected");
      return FALSE;
    }
  n_command = fit_to_protocol (self, &command, n_command, padded);
  code = SCardTransmit (self->card,
                        self->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1, command,
                        (DWORD) n_command, NULL, response, &n);
  if (mado_pcsc_is_context_dead (code))
    {
      self->has_card = FALSE; /* its handle died with the service */
      release_context (self);
    }
  if (!mado_pcsc_check (code, MADO_PCSC_TRANSMIT, error))
    return FALSE;
  if (n < 2)
    {
      g_set_error_literal (error, MADO_READER_ERROR, MADO_READER_ERROR_LOST,
                           "the reader gave an answer without a status word");
      return FALSE;
    }
  *n_response = n;
  return TRUE;
}

static void
implement_reader (MadoReaderInterface *iface)
{
  iface->get_name = get_name;
  iface->connect = connect_card;
  iface->transmit = transmit;
  iface->disconnect = disconnect_card;
}

static void
mado_reader_pcsc_finalize (GObject *object)
{
  MadoReaderPcsc *self = MADO_READER_PCSC (object);

  disconnect_card (MADO_READER (self), TRUE);
  release_context (self);
  g_free (self->name);
  G_OBJECT_CLASS (mado_reader_pcsc_parent_class)->finalize (object);
}

static void
mado_reader_pcsc_class_init (MadoReaderPcscClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_reader_pcsc_finalize;
}

static void
mado_reader_pcsc_init (MadoReaderPcsc *self)
{
}

MadoReader *
mado_reader_pcsc_new (const char *name)
{
  MadoReaderPcsc *self = g_object_new (MADO_TYPE_READER_PCSC, NULL);

  self->name = g_strdup (name);
  return MADO_READER (self);
}
