/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-password-private.h"

#include "mado-case-fact.h"

MadoOutcome
mado_password_print_request (MadoRun *run, MadoCase *work, GError **error)
{
  return mado_counter_print (run, work, "password-request", error);
}

gboolean
mado_password_is_kept (const MadoCase *work)
{
  return mado_case_has_fact (work, MADO_FACT_KEEPS_PASSWORD);
}

gboolean
mado_password_is_reset (const MadoCase *work)
{
  return !mado_password_is_kept (work);
}

gboolean
mado_password_needs_no_slip (const MadoCase *work)
{
  return mado_password_is_kept (work) || mado_counter_needs_no_slip (work);
}
