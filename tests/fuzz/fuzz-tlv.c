/* Any bytes as a row of data objects: the reader stays inside them and always moves on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "mado-tlv.h"

static void
check_inside (const guint8 *bytes, gsize n_bytes, const MadoTlv *tlv)
{
  g_assert_cmpuint (tlv->n_total, >, tlv->n_value);
  g_assert_cmpuint (tlv->n_total, <=, n_bytes);
  g_assert_true (tlv->value >= bytes && tlv->value + tlv->n_value <= bytes + n_bytes);
}

/* Walks a row; constructed objects are walked, too, three levels deep. */
static void
walk (const guint8 *bytes, gsize n_bytes, guint depth)
{
  MadoTlvReader reader = { bytes, n_bytes };
  MadoTlv tlv, found;

  while (reader.n_left > 0)
    {
      g_autoptr (GError) error = NULL;
      const MadoTlvReader before = reader;

      if (!mado_tlv_next (&reader, &tlv, &error))
        {
          g_assert_nonnull (error);
          g_assert_true (reader.at == before.at && reader.n_left == before.n_left);
          return;
        }
      g_assert_no_error (error);
      check_inside (before.at, before.n_left, &tlv);
      g_assert_cmpuint (reader.n_left, ==, before.n_left - tlv.n_total);
      g_assert_true (mado_tlv_find (before.at, before.n_left, tlv.tag, &found, NULL));
      g_assert_true (found.value == tlv.value);
      if (depth < 3)
        walk (tlv.value, tlv.n_value, depth + 1);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  gsize n_total;

  walk (bytes, n_bytes, 0);
  if (mado_tlv_peek_total (bytes, n_bytes, 0x30, &n_total, &error))
    g_assert_cmpuint (n_total, >=, 2);
  else
    g_assert_nonnull (error);
  return 0;
}
