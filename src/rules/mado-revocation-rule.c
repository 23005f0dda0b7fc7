/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mado-revocation-rule.h"

#define NOBODY MADO_N_PROCEDURES

/* clang-format off */
static const MadoRevocationRow rows[MADO_N_REVOCATION_GROUNDS] = {
  [MADO_REVOCATION_V1] = { "V1", N_("No longer needed"), "不要となったため",
    MADO_REVOCATION_APPLICATION, MADO_PROCEDURE_REVOKE, MADO_CARD_IF_AVAILABLE, TRUE, FALSE, FALSE,
    "LAW 9", "法第９条（失効を求める旨の申請）" },
  [MADO_REVOCATION_V2] = { "V2", N_("Key or password leaked, or misuse suspected"), "利用者署名符号・暗証番号の漏えい",
    MADO_REVOCATION_REPORT, MADO_PROCEDURE_REPORT, MADO_CARD_NOT_NEEDED, FALSE, FALSE, FALSE,
    "LAW 10", "法第１０条（漏えい等があった旨の届出）" },
  [MADO_REVOCATION_V3] = { "V3", N_("Card lost or stolen"), "カードの紛失・盗難（滅失）",
    MADO_REVOCATION_REPORT, MADO_PROCEDURE_REPORT, MADO_CARD_NOT_NEEDED, FALSE, FALSE, FALSE,
    "LAW 10", "法第１０条（漏えい等があった旨の届出）" },
  [MADO_REVOCATION_V4] = { "V4", N_("Card broken or key damaged"), "カードのき損・使用不能",
    MADO_REVOCATION_REPORT, MADO_PROCEDURE_REPORT, MADO_CARD_IF_AVAILABLE, FALSE, FALSE, FALSE,
    "LAW 10", "法第１０条（漏えい等があった旨の届出）" },
  [MADO_REVOCATION_V5] = { "V5", N_("Replaced at renewal"), "更新に伴う失効",
    MADO_REVOCATION_INTERNAL, MADO_PROCEDURE_RENEW, MADO_CARD_NEEDED, FALSE, FALSE, FALSE,
    "LAW 6", "法第６条（二重発行の禁止）" },
  [MADO_REVOCATION_A1] = { "A1", N_("Change in the register"), "異動等による失効",
    MADO_REVOCATION_AUTHORITY, NOBODY, MADO_CARD_NOT_NEEDED, FALSE, FALSE, FALSE,
    "LAW 12, 15(1) no. 2", "法第１２条・第１５条第１項第２号（異動等失効情報の記録）" },
  [MADO_REVOCATION_A2] = { "A2", N_("Wrong content of the certificate"), "記録誤り等による失効",
    MADO_REVOCATION_AUTHORITY, NOBODY, MADO_CARD_NOT_NEEDED, FALSE, TRUE, FALSE,
    "LAW 13, 15(1) no. 3, 15(2)", "法第１３条・第１５条第１項第３号・第２項（記録誤り等・通知）" },
  [MADO_REVOCATION_A3] = { "A3", N_("Compromise of the authority's key"), "発行者署名符号の漏えい等による失効",
    MADO_REVOCATION_AUTHORITY, NOBODY, MADO_CARD_NOT_NEEDED, FALSE, FALSE, TRUE,
    "LAW 14, 15(1) no. 4, 15(3)", "法第１４条・第１５条第１項第４号・第３項（発行者署名符号の漏えい等・公表）" },
  [MADO_REVOCATION_A4] = { "A4", N_("End of the period"), "有効期間の満了",
    MADO_REVOCATION_AUTHORITY, NOBODY, MADO_CARD_NOT_NEEDED, FALSE, FALSE, FALSE,
    "LAW 5, 15(1) no. 5", "法第５条・第１５条第１項第５号（有効期間の満了）" },
};
/* clang-format on */

const MadoRevocationRow *
mado_revocation_get (MadoRevocationGround ground)
{
  g_return_val_if_fail (ground < MADO_N_REVOCATION_GROUNDS, NULL);
  return &rows[ground];
}

gboolean
mado_revocation_find (const char *id, MadoRevocationGround *ground)
{
  for (guint i = 0; i < MADO_N_REVOCATION_GROUNDS; i++)
    if (g_str_equal (rows[i].id, id))
      {
        *ground = (MadoRevocationGround) i;
        return TRUE;
      }
  return FALSE;
}

int
mado_revocation_crl_reason (const MadoOfficeProfile *profile, MadoRevocationGround ground)
{
  g_return_val_if_fail (ground < MADO_N_REVOCATION_GROUNDS, -1);
  return ground == MADO_REVOCATION_A4 ? -1 : (int) profile->crl_reason[ground];
}

const char *
mado_revocation_crl_reason_name (int code)
{
  /* RFC 5280 5.3.1; 7 is not used, 8 never occurs since nothing is lifted. */
  static const char *const names[]
      = { "unspecified", "keyCompromise",        "cACompromise",   "affiliationChanged",
          "superseded",  "cessationOfOperation", "certificateHold" };

  return code >= 0 && code < (int) G_N_ELEMENTS (names) ? names[code] : "";
}

const char *
mado_revocation_form_name (MadoRevocationForm form)
{
  static const char *const names[] = { "application", "report", "internal", "authority" };

  return form < G_N_ELEMENTS (names) ? names[form] : "";
}

const char *
mado_card_need_name (MadoCardNeed need)
{
  static const char *const names[] = { "not_needed", "if_available", "needed" };

  return need < G_N_ELEMENTS (names) ? names[need] : "";
}
