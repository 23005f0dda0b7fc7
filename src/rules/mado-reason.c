/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mado-reason.h"

#define REFUSE MADO_VERDICT_REFUSE
#define NEEDS MADO_VERDICT_NEEDS
#define INQUIRY MADO_VERDICT_INQUIRY
#define WARN MADO_VERDICT_ACCEPT

/* clang-format off */
static const MadoReasonRow rows[MADO_N_REASONS] = {
  [MADO_REASON_BEFORE_SERVICE] = { REFUSE, "BEFORE_SERVICE", "LAW suppl. 1", "法附則第１条（施行期日）",
    N_("The service had not begun on this day."), NULL },
  [MADO_REASON_AFTER_SERVICE] = { REFUSE, "AFTER_SERVICE", "office profile", "窓口設定（最終発行日）",
    N_("Certificates are no longer issued on this kind of card."), NULL },
  [MADO_REASON_CLOSED_DAY] = { REFUSE, "CLOSED_DAY", "office profile", "窓口設定（閉庁日）",
    N_("The counter is closed on this day."), N_("Come again on a working day.") },
  [MADO_REASON_CLOSED_HOURS] = { REFUSE, "CLOSED_HOURS", "office profile", "窓口設定（受付時間）",
    N_("The counter is closed at this hour."), N_("Come again during counter hours.") },
  [MADO_REASON_CA_CLOSED] = { NEEDS, "CA_CLOSED", "office profile", "窓口設定（認証局の運用時間）",
    N_("The certification authority does not work at this hour."),
    N_("The application can be received and finished another day.") },
  [MADO_REASON_CA_CLOSES_SOON] = { WARN, "CA_CLOSES_SOON", "office profile", "窓口設定（認証局の運用時間）",
    N_("The certification authority may close before this case is finished."), NULL },

  [MADO_REASON_NOT_RESIDENT] = { REFUSE, "NOT_RESIDENT", "LAW 3(1)", "法第３条第１項（電子証明書の発行）",
    N_("The applicant is not in this municipality's basic resident register."),
    N_("Apply in the municipality of residence.") },
  [MADO_REASON_FOREIGN_BEFORE] = { REFUSE, "FOREIGN_BEFORE", "LAW suppl. 6", "法附則第６条（外国人住民）",
    N_("Foreign residents could not apply on this day yet."), NULL },
  [MADO_REASON_OPEN_CASE] = { REFUSE, "OPEN_CASE", "LAW 6", "法第６条（二重発行の禁止）の趣旨",
    N_("Another case of the same person is running."), N_("Go on with that case.") },
  [MADO_REASON_UNDER_AGE] = { REFUSE, "UNDER_AGE", "office profile", "窓口設定（15歳未満は法定代理人）",
    N_("For a person under 15 the statutory representative applies."),
    N_("Come with the statutory representative.") },
  [MADO_REASON_WARD] = { REFUSE, "WARD", "REG 5(1)", "規則第５条第１項（代理人による申請）",
    N_("For an adult ward the guardian applies."),
    N_("Come with the guardian and the certificate of registered matters.") },
  [MADO_REASON_REPRESENTATIVE_NOT_POSSIBLE] = { REFUSE, "REPRESENTATIVE_NOT_POSSIBLE", "REG 5(1)",
    "規則第５条第１項（代理人による申請）",
    N_("An adult who is no ward has no statutory representative."),
    N_("The applicant comes in person or appoints a proxy.") },
  [MADO_REASON_PROXY_NOT_ALLOWED] = { REFUSE, "PROXY_NOT_ALLOWED", "office profile", "窓口設定（任意代理人）",
    N_("This office accepts no proxies."), N_("The applicant comes in person.") },

  [MADO_REASON_LIVE_CERTIFICATE] = { REFUSE, "LIVE_CERTIFICATE", "LAW 6", "法第６条（二重発行の禁止）",
    N_("The applicant has a certificate that is in force."),
    N_("Renew it within its last three months, or have it revoked first.") },

  [MADO_REASON_CARD_MISSING] = { NEEDS, "CARD_MISSING", "REG 8", "規則第８条（電磁的記録媒体）",
    N_("The resident card is not here."), N_("Bring your basic resident register card.") },
  [MADO_REASON_CARD_OF_ANOTHER] = { REFUSE, "CARD_OF_ANOTHER", "REG 15 no. 1", "規則第１５条第１号（譲渡・貸与の禁止）",
    N_("The card belongs to another person."), N_("Bring your own basic resident register card.") },
  [MADO_REASON_CARD_EXPIRED] = { NEEDS, "CARD_EXPIRED", "REG 8", "規則第８条（電磁的記録媒体）",
    N_("The card has expired."), N_("Get a new basic resident register card first.") },
  [MADO_REASON_CARD_SUSPENDED] = { NEEDS, "CARD_SUSPENDED", "REG 8", "規則第８条（電磁的記録媒体）",
    N_("The card is suspended."), N_("Have the suspension lifted at the card's counter first.") },
  [MADO_REASON_CARD_VOID] = { NEEDS, "CARD_VOID", "JORD 30-20", "住基令第３０条の２０（カードの失効）",
    N_("The card is void."), N_("Get a new basic resident register card first.") },
  [MADO_REASON_CARD_ENDS_FIRST] = { WARN, "CARD_ENDS_FIRST", "LAW 15", "法第１５条（電子証明書の失効）",
    N_("The card expires before the certificate."), NULL },

  [MADO_REASON_NO_IDENTITY] = { INQUIRY, "NO_IDENTITY", "REG 6(1)", "規則第６条第１項（利用者確認の際に提出する書類）",
    N_("The papers are not enough to issue on the same day."),
    N_("Bring a photo document of the list, or bring the reply to our letter with other papers.") },
  [MADO_REASON_MORE_PAPERS] = { NEEDS, "MORE_PAPERS", "REG 6(1) no. 2", "規則第６条第１項第２号（回答書及び書類）",
    N_("The reply to our letter needs more papers beside it."),
    N_("Bring further papers, such as a health insurance card and a pension book.") },
  [MADO_REASON_REPLY_EXPIRED] = { INQUIRY, "REPLY_EXPIRED", "office profile", "窓口設定（回答期限）",
    N_("The time for the reply has passed."), N_("Ask for a new letter.") },
  [MADO_REASON_REPLY_WRONG] = { INQUIRY, "REPLY_WRONG", "REG 6(1) no. 2", "規則第６条第１項第２号（回答書）",
    N_("The reply belongs to another letter, or was used before."), N_("Ask for a new letter.") },
  [MADO_REASON_PROXY_INQUIRY] = { INQUIRY, "PROXY_INQUIRY", "REG 5(1) no. 2", "規則第５条第１項第２号（照会書・回答書）",
    N_("For a proxy a letter goes to the applicant first."),
    N_("Come again with the reply, the power of attorney, the seal certificate, the card and your photo document.") },
  [MADO_REASON_AGENT_IDENTITY] = { NEEDS, "AGENT_IDENTITY", "REG 5(1) no. 1", "規則第５条第１項第１号（代理人の本人確認）",
    N_("The representative or proxy has not been identified."), N_("Bring your own photo document of the list.") },
  [MADO_REASON_APPLICANT_PAPER] = { NEEDS, "APPLICANT_PAPER", "REG 5(1) no. 2", "規則第５条第１項第２号（適当と認める書類）",
    N_("A paper of the applicant is missing."), N_("Bring a document of the applicant, such as a health insurance card.") },
  [MADO_REASON_AUTHORITY_MISSING] = { NEEDS, "AUTHORITY_MISSING", "JREG 36", "住基規則第３６条（資格を証明する書類）",
    N_("The representative's authority has not been shown."),
    N_("Bring the family register, or for a guardian the certificate of registered matters.") },
  [MADO_REASON_AUTHORITY_OLD] = { NEEDS, "AUTHORITY_OLD", "Civil Code 140, 143", "民法第１４０条・第１４３条（期間の計算）",
    N_("The paper on the representative's authority is older than three months."),
    N_("Bring one issued within the last three months.") },
  [MADO_REASON_POWER_OF_ATTORNEY] = { NEEDS, "POWER_OF_ATTORNEY", "REG 5(1)", "規則第５条第１項（委任状）",
    N_("The power of attorney is missing."), N_("Bring a power of attorney with the registered seal.") },
  [MADO_REASON_SEAL_CERTIFICATE] = { NEEDS, "SEAL_CERTIFICATE", "REG 5(1)", "規則第５条第１項（印鑑登録証明書）",
    N_("The seal registration certificate is missing."), N_("Bring the seal registration certificate.") },
  [MADO_REASON_SEAL_CERTIFICATE_OLD] = { NEEDS, "SEAL_CERTIFICATE_OLD", "Civil Code 140, 143", "民法第１４０条・第１４３条（期間の計算）",
    N_("The seal registration certificate is older than three months."),
    N_("Bring one issued within the last three months.") },

  [MADO_REASON_PAPER_UNKNOWN] = { WARN, "PAPER_UNKNOWN", "REG annexed table", "規則別表",
    N_("This office does not know such a document."), NULL },
  [MADO_REASON_PAPER_NOT_COUNTED] = { WARN, "PAPER_NOT_COUNTED", "office profile", "窓口設定（本人確認の基準）",
    N_("This document does not count under the rule in use."), NULL },
  [MADO_REASON_PAPER_NOT_YET] = { WARN, "PAPER_NOT_YET", "REG suppl. 2012 no. 26", "平成２４年総務省令第２６号附則",
    N_("This document does not count on this day yet."), NULL },
  [MADO_REASON_PAPER_TOO_OLD_KIND] = { WARN, "PAPER_TOO_OLD_KIND", "REG annexed table", "規則別表（運転経歴証明書）",
    N_("This document was issued too early to count."), NULL },
  [MADO_REASON_PAPER_EXPIRED] = { WARN, "PAPER_EXPIRED", "REG 6(1)", "規則第６条第１項",
    N_("This document has expired."), N_("Bring one that is valid.") },
  [MADO_REASON_PAPER_NO_END] = { WARN, "PAPER_NO_END", "REG 6(1)", "規則第６条第１項",
    N_("The end of this document's validity has not been entered."), NULL },
  [MADO_REASON_PAPER_NAME] = { WARN, "PAPER_NAME", "REG 6(1)", "規則第６条第１項",
    N_("The name on this document is not the registered one."), N_("Bring one with the present name.") },
  [MADO_REASON_PAPER_ADDRESS] = { WARN, "PAPER_ADDRESS", "REG 6(1)", "規則第６条第１項",
    N_("The address on this document is not the registered one."), N_("Have the address changed on it first.") },
  [MADO_REASON_PAPER_PHOTO] = { WARN, "PAPER_PHOTO", "REG 6(1) no. 1", "規則第６条第１項第１号",
    N_("The photo on this document is not of this person, or it has none."), NULL },

  [MADO_REASON_FORM_INCOMPLETE] = { NEEDS, "FORM_INCOMPLETE", "LAW 3(2)", "法第３条第２項（申請書）",
    N_("The application form is not complete."), N_("Fill in name, birth date, sex, address and the day.") },
  [MADO_REASON_ITEMS_DIFFER] = { NEEDS, "ITEMS_DIFFER", "LAW 3(3)", "法第３条第３項（利用者確認）",
    N_("The form and the register differ."), N_("Correct the form, or have the register corrected first.") },
  [MADO_REASON_SPELLING_UNANSWERED] = { NEEDS, "SPELLING_UNANSWERED", "LAW 3(3)", "法第３条第３項（利用者確認）",
    N_("A difference of spelling has not been answered."), NULL },
  [MADO_REASON_SUBSTITUTE_MISSING] = { NEEDS, "SUBSTITUTE_MISSING", "certificate profile", "証明書プロファイル（代替文字）",
    N_("A character cannot be written in the certificate and has no known substitute."),
    N_("Agree on kana with the applicant.") },
  [MADO_REASON_SUBSTITUTE_CONSENT] = { NEEDS, "SUBSTITUTE_CONSENT", "certificate profile", "証明書プロファイル（代替文字）",
    N_("The applicant has not agreed to the substitute characters."), NULL },
};
/* clang-format on */

const MadoReasonRow *
mado_reason_get (MadoReason reason)
{
  g_return_val_if_fail (reason < MADO_N_REASONS, NULL);
  return &rows[reason];
}

gboolean
mado_reason_find (const char *code, MadoReason *reason)
{
  for (guint i = 0; i < MADO_N_REASONS; i++)
    if (g_str_equal (rows[i].code, code))
      {
        *reason = (MadoReason) i;
        return TRUE;
      }
  return FALSE;
}

const char *
mado_verdict_name (MadoVerdict verdict)
{
  static const char *const names[] = { "accept", "inquiry", "needs", "refuse" };

  return verdict < G_N_ELEMENTS (names) ? names[verdict] : "";
}
