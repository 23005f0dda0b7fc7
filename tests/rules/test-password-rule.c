/* The password rule.  Sources: MIC page (4 to 16, A-Z and 0-9), client software (folding).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib.h>

#include "mado-password-rule.h"

static const struct
{
  const char *typed;
  MadoPasswordVerdict verdict;
} cases[] = {
  { "", MADO_PASSWORD_TOO_SHORT },
  { "A1B", MADO_PASSWORD_TOO_SHORT },
  { "A1B2", MADO_PASSWORD_OK },
  { "AAAA", MADO_PASSWORD_OK }, /* no mixing rule in this era */
  { "1234", MADO_PASSWORD_OK },
  { "abcd12", MADO_PASSWORD_OK }, /* folded */
  { "ABCDEFGH12345678", MADO_PASSWORD_OK },
  { "ABCDEFGH123456789", MADO_PASSWORD_TOO_LONG },
  { "AB C", MADO_PASSWORD_BAD_CHARACTER },
  { "ABC-1", MADO_PASSWORD_BAD_CHARACTER },
  { "@AZ[", MADO_PASSWORD_BAD_CHARACTER },
  { "/09:", MADO_PASSWORD_BAD_CHARACTER },
  { "Ａ１２３", MADO_PASSWORD_BAD_CHARACTER }, /* full-width bytes */
};

static void
test_check (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 bytes[32] = { 0 };
      gsize n_bytes = strlen (cases[i].typed);

      memcpy (bytes, cases[i].typed, n_bytes);
      mado_password_rule_fold (bytes, n_bytes);
      g_assert_cmpint (mado_password_rule_check (bytes, n_bytes, 4, 16), ==, cases[i].verdict);
    }
}

static void
test_every_byte (void)
{
  for (guint byte = 0; byte < 256; byte++)
    {
      guint8 bytes[4] = { 'A', 'A', 'A', (guint8) byte };
      gboolean allowed = (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');

      g_assert_cmpint (mado_password_rule_check (bytes, 4, 4, 16), ==,
                       allowed ? MADO_PASSWORD_OK : MADO_PASSWORD_BAD_CHARACTER);
    }
}

static void
test_birth_date (void)
{
  static const char *const dates[]
      = { "19800217", "800217", "0217", "550217", "S550217", "3550217" };
  MadoWareki birth;

  g_assert_true (mado_wareki_parse ("S55.2.17", &birth, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_true (
        mado_password_rule_is_birth_date ((const guint8 *) dates[i], strlen (dates[i]), &birth));
  g_assert_false (mado_password_rule_is_birth_date ((const guint8 *) "0218", 4, &birth));
  g_assert_false (mado_password_rule_is_birth_date ((const guint8 *) "021", 3, &birth));
}

/* Where a later system asks for letters and digits both. */
static void
test_mixed (void)
{
  g_assert_true (mado_password_rule_is_mixed ((const guint8 *) "AB12", 4));
  g_assert_false (mado_password_rule_is_mixed ((const guint8 *) "ABCD", 4));
  g_assert_false (mado_password_rule_is_mixed ((const guint8 *) "1234", 4));
}

/* A prefecture's advice: not the telephone number, nor its end. */
static void
test_telephone (void)
{
  g_assert_true (mado_password_rule_is_telephone ((const guint8 *) "4567", 4, "03-1234-4567"));
  g_assert_true (
      mado_password_rule_is_telephone ((const guint8 *) "0312344567", 10, "03-1234-4567"));
  g_assert_false (mado_password_rule_is_telephone ((const guint8 *) "1234", 4, "03-1234-4567"));
  g_assert_false (mado_password_rule_is_telephone ((const guint8 *) "567", 3, "03-1234-4567"));
  g_assert_false (mado_password_rule_is_telephone ((const guint8 *) "4567", 4, ""));
}

/* MIC page Q13: five in a row lock; a right one begins anew; a locked one is not sent. */
static void
test_tries (void)
{
  guint left = 5;

  for (guint wrong = 1; wrong <= 5; wrong++)
    {
      MadoPasswordTry tried = mado_password_rule_try (left, FALSE, 5);

      g_assert_true (tried.sent);
      g_assert_cmpuint (tried.tries_left, ==, 5 - wrong);
      g_assert_cmpint (tried.locked, ==, wrong == 5);
      left = tried.tries_left;
    }
  g_assert_false (mado_password_rule_try (0, TRUE, 5).sent);
  g_assert_true (mado_password_rule_try (0, TRUE, 5).locked);
  g_assert_cmpuint (mado_password_rule_try (1, TRUE, 5).tries_left, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/password/check", test_check);
  g_test_add_func ("/rules/password/every-byte", test_every_byte);
  g_test_add_func ("/rules/password/birth-date", test_birth_date);
  g_test_add_func ("/rules/password/mixed", test_mixed);
  g_test_add_func ("/rules/password/telephone", test_telephone);
  g_test_add_func ("/rules/password/tries", test_tries);
  return g_test_run ();
}
