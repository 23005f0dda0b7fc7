/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-profile-words.h"

#include "mado-money.h"

char *
mado_profile_words_fill (const MadoOfficeProfile *profile, guint fee, const char *text)
{
  const struct
  {
    const char *place;
    guint number;
  } places[] = {
    { "{tries}", profile->password_tries },   { "{window}", profile->window_months },
    { "{paper}", profile->paper_months },     { "{seal}", profile->seal_certificate_months },
    { "{age}", profile->self_age },           { "{years}", profile->validity_years },
    { "{answer}", profile->disclosure_days }, { "{card}", profile->card_years },
  };
  g_autoptr (GString) filled = g_string_new (text);
  g_autofree char *yen = mado_money_digits (fee);

  g_string_replace (filled, "{fee}", yen, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", places[i].number);

      g_string_replace (filled, places[i].place, number, 0);
    }
  return g_string_free (g_steal_pointer (&filled), FALSE);
}
