/* SPDX-License-Identifier: GPL-3.0-or-later */
/* numbers of letters: forms of writing, and each slip of the hand is found */
#include "config.h"

#include "mado-inquiry-number.h"

#include <glib.h>
#include <string.h>

static void
test_number (void)
{
  /* clang-format off */
  const struct { const char *text, *number; } rows[] = {
    { "2026-00037-5",         "2026-00037-5" },
    { "2026000375",           "2026-00037-5" },
    { "２０２６－０００３７－５", "2026-00037-5" },
    { " 2026 00037 5 ",       "2026-00037-5" },
    { "2026-00037-4",         NULL           },
    { "2026-00073-5",         NULL           }, /* neighbours swapped */
    { "2026-0037-5",          NULL           },
    { "2026-00037-54",        NULL           },
    { "2026-00037-x",         NULL           },
    { "",                     NULL           },
    { "\xFF",                 NULL           },
  };
  /* clang-format on */
  g_autofree char *made = mado_inquiry_number_format (2026, 37);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *parsed = mado_inquiry_number_parse (rows[i].text);

      g_assert_cmpstr (parsed, ==, rows[i].number);
    }
  g_assert_cmpstr (made, ==, "2026-00037-5");
}

static void
assert_swap_is_found (const char *number, gsize at)
{
  g_autofree char *swapped = g_strdup (number);
  g_autofree char *parsed = NULL;

  if (!g_ascii_isdigit (number[at + 1]) || number[at + 1] == number[at])
    return;
  swapped[at] = number[at + 1];
  swapped[at + 1] = number[at];
  parsed = mado_inquiry_number_parse (swapped);
  g_assert_null (parsed);
}

/* Each wrong digit and each swap of neighbours is found, in every place. */
static void
test_number_slips (void)
{
  for (guint counter = 1; counter < MADO_INQUIRY_COUNTER_MAX; counter += 271)
    {
      g_autofree char *number = mado_inquiry_number_format (2026, counter);
      g_autofree char *right = mado_inquiry_number_parse (number);

      g_assert_cmpstr (right, ==, number);
      for (gsize i = 0; i < strlen (number); i++)
        {
          g_autofree char *wrong = g_strdup (number);
          g_autofree char *parsed = NULL;

          if (wrong[i] == '-')
            continue;
          wrong[i] = wrong[i] == '9' ? '0' : (char) (wrong[i] + 1);
          parsed = mado_inquiry_number_parse (wrong);
          g_assert_null (parsed);
          assert_swap_is_found (number, i);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inquiry/number", test_number);
  g_test_add_func ("/inquiry/number/slips", test_number_slips);
  return g_test_run ();
}
