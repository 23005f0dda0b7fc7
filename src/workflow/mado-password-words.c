/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-password-private.h"

#include <glib/gi18n.h>

/* clang-format off */
const MadoCheck mado_password_checks[MADO_PASSWORD_N_CHECKS] = {
  { "not-in-register",    N_("The applicant is not in this municipality's residents' register") },
  { "form-signed",        N_("The form is complete and signed or sealed") },
  { "tries-told",         N_("The resident knows how many tries are left: %s") },
  { "items-compared",     N_("The four items were compared with the form") },
  { "card-valid",         N_("The juki card is the applicant's own and valid (CS terminal)") },
  { "other-told",         N_("The resident knows which procedure is the right one") },
  { "password-explained", N_("The resident knows which password counts now, and not to tell it to anybody") },
  { "card-handed",        N_("The card was taken out of the reader and handed over") },
};
/* clang-format on */
