/* Amounts with their separators.  Source: 公用文作成の考え方 (2022), I-4: 四桁以上の数は三桁ごとに
 * コンマで区切る.   SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-money.h"

#include <locale.h>

static const struct
{
  guint64 yen;
  const char *digits;
} cases[] = {
  { 0, "0" },
  { 5, "5" },
  { 500, "500" },
  { 999, "999" },
  { 1000, "1,000" },
  { 1500, "1,500" },
  { 99999, "99,999" },
  { 100000, "100,000" },
  { 12345678, "12,345,678" },
  { G_MAXUINT64, "18,446,744,073,709,551,615" },
};

static void
test_amounts (void)
{
  setlocale (LC_ALL, "C.UTF-8"); /* which has no separator of its own */
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *digits = mado_money_digits (cases[i].yen);
      g_autofree char *yen = mado_money_yen (cases[i].yen);
      g_autofree char *expected = g_strconcat (cases[i].digits, "円", NULL);

      g_assert_cmpstr (digits, ==, cases[i].digits);
      g_assert_cmpstr (yen, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/money/amounts", test_amounts);
  return g_test_run ();
}
