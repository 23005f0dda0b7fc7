/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-fee.h"

#include <glib/gi18n.h>

MadoFee
mado_fee_ask (const MadoOfficeProfile *profile, MadoProcedure procedure, const GDate *day,
              const char *waiver, gboolean signed_by_supervisor)
{
  guint full = profile->fee_yen[procedure];
  guint today = mado_office_profile_fee (profile, procedure, day);

  if (full == 0)
    return (MadoFee){ 0, MADO_FEE_FREE };
  if (today == 0)
    return (MadoFee){ 0, MADO_FEE_CAMPAIGN };
  if (waiver == NULL)
    return (MadoFee){ full, MADO_FEE_DUE };
  if (!g_strv_contains ((const char *const *) profile->fee_waiver_reasons, waiver))
    return (MadoFee){ full, MADO_FEE_WAIVER_NOT_LISTED };
  if (profile->second_person[MADO_SECOND_WAIVER] && !signed_by_supervisor)
    return (MadoFee){ full, MADO_FEE_WAIVER_UNSIGNED };
  return (MadoFee){ 0, MADO_FEE_WAIVED };
}

const char *
mado_fee_ground_name (MadoFeeGround ground)
{
  static const char *const names[]
      = { "due", "free", "campaign", "waived", "waiver_unsigned", "waiver_not_listed" };

  return ground < G_N_ELEMENTS (names) ? names[ground] : "";
}

/* clang-format off */
static const struct { const char *code, *title, *title_ja; } waivers[] = {
  { "disaster",          N_("Disaster"),               "災害"           },
  { "public_assistance", N_("Public assistance"),      "生活保護"       },
  { "office_error",      N_("An error of the office"), "市区町村の過誤" },
};
/* clang-format on */

const char *
mado_fee_waiver_title (const char *waiver)
{
  for (gsize i = 0; i < G_N_ELEMENTS (waivers); i++)
    if (g_str_equal (waivers[i].code, waiver))
      return waivers[i].title;
  return waiver;
}

const char *
mado_fee_waiver_title_ja (const char *waiver)
{
  for (gsize i = 0; i < G_N_ELEMENTS (waivers); i++)
    if (g_str_equal (waivers[i].code, waiver))
      return waivers[i].title_ja;
  return waiver;
}
