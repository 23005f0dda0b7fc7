/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mado-procedure.h"

/* clang-format off */
static const MadoProcedureRow rows[MADO_N_PROCEDURES] = {
  [MADO_PROCEDURE_ISSUE]           = { "issue", N_("First issue"), "電子証明書新規発行",
                                       "LAW 3", "法第３条（電子証明書の発行）" },
  [MADO_PROCEDURE_RENEW]           = { "renew", N_("Renewal"), "電子証明書更新",
                                       "LAW 3, 6", "法第３条・第６条（失効させた上での発行）" },
  [MADO_PROCEDURE_REISSUE]         = { "reissue", N_("Revoke and issue anew"), "電子証明書失効・新規発行",
                                       "LAW 3, 6, 9", "法第３条・第６条・第９条（失効させた上での発行）" },
  [MADO_PROCEDURE_REVOKE]          = { "revoke", N_("Application for revocation"), "電子証明書失効申請",
                                       "LAW 9", "法第９条（失効を求める旨の申請）" },
  [MADO_PROCEDURE_REPORT]          = { "report", N_("Report of a leak, loss or damage"), "利用者署名符号漏えい等届出",
                                       "LAW 10", "法第１０条（漏えい等があった旨の届出）" },
  [MADO_PROCEDURE_CHANGE_PASSWORD] = { "change_password", N_("Change of the password"), "暗証番号変更",
                                       "REG 7(2)", "規則第７条第２項（暗証番号の設定）" },
  [MADO_PROCEDURE_RESET_PASSWORD]  = { "reset_password", N_("Password set anew"), "暗証番号初期化",
                                       "REG 7(2)", "規則第７条第２項（暗証番号の設定）" },
  [MADO_PROCEDURE_UNLOCK]          = { "unlock", N_("Lock release"), "暗証番号ロック解除",
                                       "REG 7(2)", "規則第７条第２項（暗証番号の設定）" },
  [MADO_PROCEDURE_COPY]            = { "copy", N_("Copy printed again"), "電子証明書の写し再交付",
                                       "REG 11 no. 1", "規則第１１条第１号（写しの交付）" },
  [MADO_PROCEDURE_STATUS]          = { "status", N_("Question about the certificate's state"), "電子証明書の状態照会",
                                       "REG 11 no. 2", "規則第１１条第２号（重要な事項の説明）" },
  [MADO_PROCEDURE_ERASE]           = { "erase", N_("Erasing a lapsed certificate from the card"), "失効した電子証明書の消去",
                                       "LAW 4", "法第４条（利用者署名符号の適切な管理）" },
  [MADO_PROCEDURE_INQUIRY]         = { "inquiry", N_("Request for an inquiry letter"), "照会書の送付依頼",
                                       "REG 5(1) no. 2, 6(1) no. 2", "規則第５条第１項第２号・第６条第１項第２号（照会）" },
  [MADO_PROCEDURE_DISCLOSURE]      = { "disclosure", N_("Request for disclosure"), "認証業務情報開示請求",
                                       "LAW 29", "法第２９条（認証業務情報の開示）" },
  [MADO_PROCEDURE_CORRECTION]      = { "correction", N_("Request for correction"), "認証業務情報訂正等請求",
                                       "LAW 31", "法第３１条（認証業務情報の訂正等）" },
};
/* clang-format on */

const MadoProcedureRow *
mado_procedure_get (MadoProcedure procedure)
{
  g_return_val_if_fail (procedure < MADO_N_PROCEDURES, NULL);
  return &rows[procedure];
}

gboolean
mado_procedure_find (const char *id, MadoProcedure *procedure)
{
  for (guint i = 0; i < MADO_N_PROCEDURES; i++)
    if (g_str_equal (rows[i].id, id))
      {
        *procedure = (MadoProcedure) i;
        return TRUE;
      }
  return FALSE;
}
