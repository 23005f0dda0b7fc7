/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-reader.h"

G_DEFINE_QUARK (mado_reader_error, mado_reader_error)
G_DEFINE_INTERFACE (MadoReader, mado_reader, G_TYPE_OBJECT)

static void
mado_reader_default_init (MadoReaderInterface *iface)
{
}

const char *
mado_reader_get_name (MadoReader *self)
{
  return MADO_READER_GET_IFACE (self)->get_name (self);
}

gboolean
mado_reader_connect (MadoReader *self, MadoReaderShare share, GBytes **atr, GError **error)
{
  return MADO_READER_GET_IFACE (self)->connect (self, share, atr, error);
}

gboolean
mado_reader_transmit (MadoReader *self, const guint8 *command, gsize n_command, guint8 *response,
                      gsize *n_response, GError **error)
{
  g_return_val_if_fail (n_command >= 4 && *n_response >= 258, FALSE);
  return MADO_READER_GET_IFACE (self)->transmit (self, command, n_command, response, n_response,
                                                 error);
}

void
mado_reader_disconnect (MadoReader *self, gboolean reset_card)
{
  MADO_READER_GET_IFACE (self)->disconnect (self, reset_card);
}
