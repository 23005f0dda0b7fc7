/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-status-word.h"

/* Sources: ISO/IEC 7816-4:2005, 5.1.3; the JPKI applet's words as public clients report them
 * (63C0 at the last try, 6984 after); GlobalPlatform Card Specification 2.2, 11.1.3 and E.5. */
static const struct
{
  guint32 header;
  MadoApduEffect effect;
  guint16 sw;
  MadoCardError code;
} cases[] = {
  /* clang-format off */
  { 0x0020009B, MADO_APDU_EFFECTING,  0x63C4, MADO_CARD_ERROR_PIN_WRONG    },
  { 0x0020009B, MADO_APDU_EFFECTING,  0x63C1, MADO_CARD_ERROR_PIN_WRONG    },
  { 0x0020009B, MADO_APDU_EFFECTING,  0x63C0, MADO_CARD_ERROR_PIN_BLOCKED  },
  { 0x0020009B, MADO_APDU_EFFECTING,  0x6984, MADO_CARD_ERROR_PIN_BLOCKED  },
  { 0x0020009B, MADO_APDU_EFFECTING,  0x6983, MADO_CARD_ERROR_PIN_BLOCKED  },
  { 0x0020009B, MADO_APDU_EFFECTING,  0x6300, MADO_CARD_ERROR_PIN_WRONG    },
  { 0x0020009B, MADO_APDU_EFFECTING,  0x6400, MADO_CARD_ERROR_PROTOCOL     }, /* keypad: time-out */
  { 0x0020009B, MADO_APDU_EFFECTING,  0x6401, MADO_CARD_ERROR_PROTOCOL     }, /* keypad: cancelled */
  { 0x84823300, MADO_APDU_IDEMPOTENT, 0x6300, MADO_CARD_ERROR_KEYS_REFUSED },
  { 0x84823300, MADO_APDU_IDEMPOTENT, 0x6982, MADO_CARD_ERROR_KEYS_REFUSED },
  { 0x84823300, MADO_APDU_IDEMPOTENT, 0x6983, MADO_CARD_ERROR_KEYS_BLOCKED },
  { 0x80503100, MADO_APDU_IDEMPOTENT, 0x6A88, MADO_CARD_ERROR_KEYS_REFUSED },
  { 0x00A4040C, MADO_APDU_IDEMPOTENT, 0x6283, MADO_CARD_ERROR_LOCKED       },
  { 0x00A4040C, MADO_APDU_IDEMPOTENT, 0x6285, MADO_CARD_ERROR_TERMINATED   },
  { 0x00A4020C, MADO_APDU_IDEMPOTENT, 0x6A82, MADO_CARD_ERROR_NOT_FOUND    },
  { 0x00B08100, MADO_APDU_IDEMPOTENT, 0x6982, MADO_CARD_ERROR_NOT_ALLOWED  },
  { 0x00B08100, MADO_APDU_IDEMPOTENT, 0x6988, MADO_CARD_ERROR_SESSION_OVER },
  { 0x00D60004, MADO_APDU_EFFECTING,  0x6A84, MADO_CARD_ERROR_TOO_LONG     },
  { 0x00D60004, MADO_APDU_EFFECTING,  0x6B00, MADO_CARD_ERROR_PROTOCOL     },
  { 0x00D60004, MADO_APDU_EFFECTING,  0x6581, MADO_CARD_ERROR_UNSURE       },
  { 0x00B00004, MADO_APDU_IDEMPOTENT, 0x6581, MADO_CARD_ERROR_DEFECT       },
  { 0x00478000, MADO_APDU_EFFECTING,  0x6F00, MADO_CARD_ERROR_UNSURE       },
  { 0x00B00004, MADO_APDU_IDEMPOTENT, 0x6F00, MADO_CARD_ERROR_PROTOCOL     },
  { 0x00478000, MADO_APDU_EFFECTING,  0x9001, MADO_CARD_ERROR_UNSURE       },
  { 0x00478000, MADO_APDU_EFFECTING,  0x6D00, MADO_CARD_ERROR_PROTOCOL     },
  { 0x00478000, MADO_APDU_EFFECTING,  0x6A88, MADO_CARD_ERROR_NOT_FOUND    },
  /* clang-format on */
};

static void
test_codes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
      g_autoptr (GError) error = NULL;

      mado_apdu_init (&command, cases[i].effect, cases[i].header, NULL, 0, 0);
      g_assert_false (mado_status_word_check (&command, cases[i].sw, &error));
      g_assert_error (error, MADO_CARD_ERROR, (int) cases[i].code);
    }
}

/* Each of the 65,536 words is an error but one, and each gets some code and text. */
static void
test_total (void)
{
  g_auto (MadoApdu) command = { { 0 }, 0, MADO_APDU_IDEMPOTENT };
  guint n_good = 0;

  mado_apdu_init (&command, MADO_APDU_EFFECTING, 0x00D60000, NULL, 0, 0);
  for (guint sw = 0; sw <= 0xFFFF; sw++)
    {
      g_autoptr (GError) error = NULL;

      if (mado_status_word_check (&command, (guint16) sw, &error))
        n_good++;
      else
        g_assert_nonnull (error);
    }
  g_assert_cmpuint (n_good, ==, 1);
}

static void
test_tries (void)
{
  guint tries = 99;

  g_assert_false (mado_status_word_get_tries (0x9000, &tries));
  g_assert_false (mado_status_word_get_tries (0x6300, &tries));
  g_assert_false (mado_status_word_get_tries (0x6982, &tries));
  g_assert_cmpuint (tries, ==, 99);
  g_assert_true (mado_status_word_get_tries (0x63C5, &tries));
  g_assert_cmpuint (tries, ==, 5);
  g_assert_true (mado_status_word_get_tries (0x6984, &tries));
  g_assert_cmpuint (tries, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/status-word/codes", test_codes);
  g_test_add_func ("/card/status-word/total", test_total);
  g_test_add_func ("/card/status-word/tries", test_tries);
  return g_test_run ();
}
