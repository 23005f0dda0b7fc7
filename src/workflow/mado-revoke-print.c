/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two papers of a revocation: the form to sign, and the slip that tells when it took effect. */
#include "config.h"

#include "mado-revoke-private.h"

MadoOutcome
mado_revoke_print_form (MadoRun *run, MadoCase *work, GError **error)
{
  return mado_counter_print (run, work, "revocation", error);
}

MadoOutcome
mado_revoke_print_slip (MadoRun *run, MadoCase *work, GError **error)
{
  return mado_counter_print (run, work, "revocation-slip", error);
}
