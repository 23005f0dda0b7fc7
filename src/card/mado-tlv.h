/* mado-tlv.h - a strict reader of BER-TLV data objects from a card
 *
 * Accepts what ISO/IEC 7816-4:2005, 5.2.2 allows and a card of this profile sends: definite,
 * shortest lengths up to 65535 bytes, tags of one to three bytes.  Never reads past its input.
 * Layer: card.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One data object; the bytes belong to the input. */
typedef struct
{
  guint32 tag; /* as it is written: 0x30, 0x7F49 … */
  const guint8 *value;
  gsize n_value;
  gsize n_total; /* with tag and length */
} MadoTlv;

/* A place in a row of data objects. */
typedef struct
{
  const guint8 *at;
  gsize n_left;
} MadoTlvReader;

/**
 * mado_tlv_next:
 * @reader: (inout): moves behind the object; stays on failure
 *
 * Loop while @reader->n_left is not 0.
 * Returns: %FALSE with %MADO_CARD_ERROR_PROTOCOL. */
gboolean mado_tlv_next (MadoTlvReader *reader, MadoTlv *tlv, GError **error);

/**
 * mado_tlv_find:
 *
 * The first object of @tag in a row of objects (not inside them).
 * Returns: %FALSE with %MADO_CARD_ERROR_PROTOCOL when it is not there or the row is malformed. */
gboolean mado_tlv_find (const guint8 *bytes, gsize n_bytes, guint32 tag, MadoTlv *tlv,
                        GError **error);

/**
 * mado_tlv_peek_total:
 * @n_total: (out): length of the object that begins here, with tag and length
 *
 * Reads tag and length only: the value need not be there yet.
 * Returns: %FALSE with %MADO_CARD_ERROR_PROTOCOL. */
gboolean mado_tlv_peek_total (const guint8 *bytes, gsize n_bytes, guint32 tag, gsize *n_total,
                              GError **error);

G_END_DECLS
