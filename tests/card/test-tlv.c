/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-bytes.h"
#include "mado-card-error.h"
#include "mado-tlv.h"

/* ISO/IEC 7816-4:2005, 5.2.2: tags and lengths that are allowed, and some that are not. */
static const struct
{
  const char *bytes;
  guint32 tag; /* 0: refused */
  gsize n_value, n_total;
} cases[] = {
  { "8100", 0x81, 0, 2 },
  { "8101AA", 0x81, 1, 3 },
  { "810181", 0x81, 1, 3 },
  { "5F1F01AA", 0x5F1F, 1, 4 },
  { "7F490281 00", 0x7F49, 2, 5 },
  { "5F81010155", 0x5F8101, 1, 5 },
  { "", 0, 0, 0 },
  { "81", 0, 0, 0 },           /* no length */
  { "0000", 0, 0, 0 },         /* filler */
  { "FFFF", 0, 0, 0 },         /* filler */
  { "8102AA", 0, 0, 0 },       /* value cut */
  { "8180", 0, 0, 0 },         /* indefinite */
  { "81818 0", 0, 0, 0 },      /* length 128, no value */
  { "81817F", 0, 0, 0 },       /* not the shortest */
  { "818200FF", 0, 0, 0 },     /* not the shortest */
  { "8183000001AA", 0, 0, 0 }, /* not the shortest, and too long a form */
  { "81840000000 1AA", 0, 0, 0 },
  { "8182", 0, 0, 0 },         /* length cut */
  { "7F", 0, 0, 0 },           /* tag cut */
  { "7F8001AA", 0, 0, 0 },     /* tag with leading zero */
  { "7F0101AA", 0, 0, 0 },     /* number below 31 in the long form */
  { "7F8180800100", 0, 0, 0 }, /* tag of more than three bytes */
};

static void
test_next (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = mado_bytes_from_hex (cases[i].bytes);
      g_autoptr (GError) error = NULL;
      gsize n;
      const guint8 *data = g_bytes_get_data (bytes, &n);
      g_autofree guint8 *exact = g_memdup2 (data, n); /* so that a sanitizer sees its end */
      MadoTlvReader reader = { exact, n };
      MadoTlv tlv = { 0 };

      g_assert_cmpint (mado_tlv_next (&reader, &tlv, &error), ==, cases[i].tag != 0);
      g_assert_cmpuint (tlv.tag, ==, cases[i].tag);
      if (cases[i].tag == 0)
        {
          g_assert_error (error, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL);
          g_assert_cmpuint (reader.n_left, ==, n);
          continue;
        }
      g_assert_cmpuint (tlv.n_value, ==, cases[i].n_value);
      g_assert_cmpuint (tlv.n_total, ==, cases[i].n_total);
      g_assert_cmpuint (reader.n_left, ==, n - cases[i].n_total);
    }
}

static void
test_find (void)
{
  const guint8 row[] = { 0x81, 0x01, 0xAA, 0x82, 0x02, 0xBB, 0xCC, 0x83, 0x05 };
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) broken = NULL;
  MadoTlv tlv;

  g_assert_true (mado_tlv_find (row, 7, 0x82, &tlv, NULL));
  g_assert_cmpmem (tlv.value, tlv.n_value, row + 5, 2);
  g_assert_false (mado_tlv_find (row, 7, 0x84, &tlv, &missing));
  g_assert_error (missing, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL);
  g_assert_false (mado_tlv_find (row, sizeof row, 0x84, &tlv, &broken));
  g_assert_error (broken, MADO_CARD_ERROR, MADO_CARD_ERROR_PROTOCOL);
}

/* A certificate's header: 30 82 HH LL. */
static void
test_peek_total (void)
{
  const guint8 header[] = { 0x30, 0x82, 0x06, 0x53 }, absent[] = { 0, 0, 0, 0 };
  gsize n_total = 0;

  g_assert_true (mado_tlv_peek_total (header, sizeof header, 0x30, &n_total, NULL));
  g_assert_cmpuint (n_total, ==, 0x653 + 4);
  g_assert_false (mado_tlv_peek_total (header, sizeof header, 0x31, &n_total, NULL));
  g_assert_false (mado_tlv_peek_total (header, 3, 0x30, &n_total, NULL));
  g_assert_false (mado_tlv_peek_total (absent, sizeof absent, 0x30, &n_total, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/tlv/next", test_next);
  g_test_add_func ("/card/tlv/find", test_find);
  g_test_add_func ("/card/tlv/peek-total", test_peek_total);
  return g_test_run ();
}
