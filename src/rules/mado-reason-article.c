/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-reason-article.h"

typedef enum
{
  FAMILY_ISSUE,
  FAMILY_REVOKE,
  FAMILY_REPORT,
  FAMILY_DISCLOSURE,
  FAMILY_CORRECTION,
  FAMILY_PASSWORD,
  FAMILY_HOLDER, /* what concerns the card in its holder's hand */
  N_FAMILIES,
} Family;

static const Family families[MADO_N_PROCEDURES] = {
  [MADO_PROCEDURE_REVOKE] = FAMILY_REVOKE,
  [MADO_PROCEDURE_REPORT] = FAMILY_REPORT,
  [MADO_PROCEDURE_CHANGE_PASSWORD] = FAMILY_PASSWORD,
  [MADO_PROCEDURE_RESET_PASSWORD] = FAMILY_PASSWORD,
  [MADO_PROCEDURE_UNLOCK] = FAMILY_PASSWORD,
  [MADO_PROCEDURE_COPY] = FAMILY_HOLDER,
  [MADO_PROCEDURE_STATUS] = FAMILY_HOLDER,
  [MADO_PROCEDURE_ERASE] = FAMILY_HOLDER,
  [MADO_PROCEDURE_DISCLOSURE] = FAMILY_DISCLOSURE,
  [MADO_PROCEDURE_CORRECTION] = FAMILY_CORRECTION,
};

/* clang-format off */
#define OFFICE { "office profile", "窓口設定（カードを持つ本人だけができる手続）" }

/* By the article of the first issue, which is that of the reason's own row; NULL: the same. */
static const struct
{
  const char *issue;
  MadoReasonArticle of[N_FAMILIES];
} articles[] = {
  { "LAW 3(1)", {
    [FAMILY_REVOKE]     = { "LAW 9(2), 3(2)",  "法第９条第２項（第３条第２項の準用・住所地市町村長の経由）" },
    [FAMILY_REPORT]     = { "LAW 10(1)",       "法第１０条第１項（住所地市町村長の経由）" },
    [FAMILY_DISCLOSURE] = { "ORD 16(2)",       "令第１６条第２項（住所地市町村長の経由）" },
    [FAMILY_CORRECTION] = { "ORD 19(2)",       "令第１９条第２項（住所地市町村長の経由）" },
    [FAMILY_PASSWORD]   = { "SEED Q12, Q13",   "総務省案内Ｑ１２・Ｑ１３（住所地の市区町村の窓口）" },
    [FAMILY_HOLDER]     = OFFICE } },
  { "LAW 3(2)", {
    [FAMILY_REVOKE]     = { "LAW 9(2)",        "法第９条第２項（失効の申請書）" },
    [FAMILY_REPORT]     = { "LAW 10(2)",       "法第１０条第２項（届出書）" },
    [FAMILY_DISCLOSURE] = { "REG 32(1)",       "規則第３２条第１項（開示請求の書面）" },
    [FAMILY_CORRECTION] = { "REG 33(1)",       "規則第３３条第１項（訂正等請求の書面）" },
    [FAMILY_PASSWORD]   = { "SEED Q12 to Q14", "総務省案内Ｑ１２からＱ１４（暗証番号の申請書）" },
    [FAMILY_HOLDER]     = OFFICE } },
  { "LAW 3(3)", {
    [FAMILY_REVOKE]     = { "LAW 9(2)",        "法第９条第２項（利用者確認）" },
    [FAMILY_REPORT]     = { "LAW 10(2)",       "法第１０条第２項（利用者確認）" },
    [FAMILY_DISCLOSURE] = { "REG 32(1), (2)",  "規則第３２条第１項・第２項（請求者の確認）" },
    [FAMILY_CORRECTION] = { "REG 33(1), (2)",  "規則第３３条第１項・第２項（請求者の確認）" },
    [FAMILY_PASSWORD]   = { "SEED Q12 to Q14", "総務省案内Ｑ１２からＱ１４（本人確認）" },
    [FAMILY_HOLDER]     = OFFICE } },
  { "REG 6(1)", {
    [FAMILY_REVOKE]     = { "REG 6(2)",        "規則第６条第２項（失効の申請の際に提出する書類）" },
    [FAMILY_REPORT]     = { "REG 6(3)",        "規則第６条第３項（届出の際に提出する書類）" },
    [FAMILY_DISCLOSURE] = { "REG 32(2)",       "規則第３２条第２項（開示請求の際に提出する書類）" },
    [FAMILY_CORRECTION] = { "REG 33(2)",       "規則第３３条第２項（訂正等請求の際に提出する書類）" },
    [FAMILY_PASSWORD]   = { "SEED Q12, Q13",   "総務省案内Ｑ１２・Ｑ１３（本人確認書類）" },
    [FAMILY_HOLDER]     = OFFICE } },
  { "REG 6(1) no. 1", {
    [FAMILY_REVOKE]     = { "REG 6(2), 6(1) no. 1", "規則第６条第２項（準用する第１項第１号）" },
    [FAMILY_REPORT]     = { "REG 6(3), 6(1) no. 1", "規則第６条第３項（準用する第１項第１号）" },
    [FAMILY_DISCLOSURE] = { "REG 32(2) no. 1", "規則第３２条第２項第１号（本人確認書類）" },
    [FAMILY_CORRECTION] = { "REG 33(2) no. 1", "規則第３３条第２項第１号（本人確認書類）" },
    [FAMILY_PASSWORD]   = { "SEED Q12, Q13",   "総務省案内Ｑ１２・Ｑ１３（本人確認書類）" },
    [FAMILY_HOLDER]     = OFFICE } },
  { "REG 6(1) no. 2", {
    [FAMILY_REVOKE]     = { "REG 6(2), 6(1) no. 2", "規則第６条第２項（準用する第１項第２号）" },
    [FAMILY_REPORT]     = { "REG 6(3), 6(1) no. 2", "規則第６条第３項（準用する第１項第２号）" },
    [FAMILY_DISCLOSURE] = { "REG 32(2) no. 2", "規則第３２条第２項第２号（回答書及び書類）" },
    [FAMILY_CORRECTION] = { "REG 33(2) no. 2", "規則第３３条第２項第２号（回答書及び書類）" },
    [FAMILY_PASSWORD]   = { "SEED Q12, Q13",   "総務省案内Ｑ１２・Ｑ１３（回答書及び書類）" },
    [FAMILY_HOLDER]     = OFFICE } },
  { "REG 5(1)", {
    [FAMILY_REVOKE]     = { "REG 5(2)",        "規則第５条第２項（代理人による失効の申請）" },
    [FAMILY_REPORT]     = { "REG 5(3)",        "規則第５条第３項（代理人による届出）" },
    [FAMILY_DISCLOSURE] = { "REG 32(3)",       "規則第３２条第３項（代理人による開示請求）" },
    [FAMILY_CORRECTION] = { "REG 33(3)",       "規則第３３条第３項（代理人による訂正等請求）" },
    [FAMILY_PASSWORD]   = { "SEED Q14",        "総務省案内Ｑ１４（代理人による申請）" },
    [FAMILY_HOLDER]     = OFFICE } },
  { "REG 5(1) no. 1", {
    [FAMILY_REVOKE]     = { "REG 5(2), 5(1) no. 1", "規則第５条第２項（準用する第１項第１号）" },
    [FAMILY_REPORT]     = { "REG 5(3), 5(1) no. 1", "規則第５条第３項（準用する第１項第１号）" },
    [FAMILY_DISCLOSURE] = { "REG 32(3) no. 1", "規則第３２条第３項第１号（代理人の本人確認）" },
    [FAMILY_CORRECTION] = { "REG 33(3) no. 1", "規則第３３条第３項第１号（代理人の本人確認）" },
    [FAMILY_PASSWORD]   = { "SEED Q14",        "総務省案内Ｑ１４（代理人の本人確認）" },
    [FAMILY_HOLDER]     = OFFICE } },
  { "REG 5(1) no. 2", {
    [FAMILY_REVOKE]     = { "REG 5(2), 5(1) no. 2", "規則第５条第２項（準用する第１項第２号）" },
    [FAMILY_REPORT]     = { "REG 5(3), 5(1) no. 2", "規則第５条第３項（準用する第１項第２号）" },
    [FAMILY_DISCLOSURE] = { "REG 32(3) no. 2", "規則第３２条第３項第２号（照会書・回答書）" },
    [FAMILY_CORRECTION] = { "REG 33(3) no. 2", "規則第３３条第３項第２号（照会書・回答書）" },
    [FAMILY_PASSWORD]   = { "SEED Q14",        "総務省案内Ｑ１４（照会書・回答書）" },
    [FAMILY_HOLDER]     = OFFICE } },
};
/* clang-format on */

MadoReasonArticle
mado_reason_article (MadoReason reason, MadoProcedure procedure)
{
  const MadoReasonRow *row = mado_reason_get (reason);
  const MadoReasonArticle own = { row->article, row->article_ja };

  g_return_val_if_fail (procedure < MADO_N_PROCEDURES, own);
  for (gsize i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      const MadoReasonArticle *other = &articles[i].of[families[procedure]];

      if (other->article != NULL && g_str_equal (articles[i].issue, row->article))
        return *other;
    }
  return own;
}

MadoReasonArticle
mado_reason_article_in (MadoReason reason, const char *id)
{
  MadoProcedure procedure = MADO_PROCEDURE_ISSUE;

  if (id != NULL)
    mado_procedure_find (id, &procedure);
  return mado_reason_article (reason, procedure);
}
