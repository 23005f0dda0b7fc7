/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-words.h"

#include "mado-counter.h"
#include "mado-profile-words.h"
#include "mado-run-private.h"

char *
mado_words_of_run (MadoRun *run, const char *text)
{
  const MadoDeskParts *parts = mado_run_get_parts (run);

  return mado_profile_words_fill (parts->profile, mado_counter_fee (parts, mado_run_get_case (run)),
                                  text);
}

char *
mado_words_of_desk (MadoDesk *desk, const char *procedure, const char *text)
{
  const MadoOfficeProfile *profile = mado_desk_get_profile (desk);
  g_autoptr (GDate) today = mado_clock_today (mado_desk_get_clock (desk));
  MadoProcedure found;
  guint fee = 0;

  if (mado_procedure_find (procedure, &found))
    fee = mado_office_profile_fee (profile, found, today);
  return mado_profile_words_fill (profile, fee, text);
}
