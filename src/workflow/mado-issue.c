/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of first issue.  Sources: the order of the steps is that of 愛荘町電子証明書に係る
 * 事務処理手順 (平成18年訓令第25号); what is safe to repeat follows from which effects the card and
 * the CA keep (docs/architecture.md, "What may be repeated"). */
#include "config.h"

#include "mado-issue-private.h"
#include "mado-letter-rows.h"

#include <glib/gi18n.h>

enum
{
  RECEPTION,
  APPLICATION,
  FORM,
  REPLY,
  IDENTITY,
  CARD,
  COMPARE,
  CONSENT,
  PRIME,
  KEYGEN_ASK,
  KEYGEN,
  SLIP,
  PASSWORD,
  SIGN,
  SLIP_GONE,
  RECEIVE,
  REQUEST,
  ASK,
  DISCARD,
  CLEAN,
  VERIFY,
  REWRITE,
  FEE,
  RECEIPT,
  RECEIPT_LOOK,
  COPY,
  COPY_LOOK,
  HAND_OVER,
  ABANDON,
  ERASE,
  DONE,
  REFUSED,
  WITHDRAWN,
  N_STATES
};

#define NEVER MADO_NEVER
#define STAY MADO_STAY
#define NO NEVER, NEVER, NEVER, NEVER, NEVER, NEVER

/* clang-format off */
static const MadoState states[N_STATES] = {
  /* by, on entry                                                       OK         FAIL       AGAIN      UNSURE     CARD_GONE  CANCEL    cut off: */
  [RECEPTION]    = { "reception",    1, MADO_BY_CLERK,     NULL,                         .next = { APPLICATION, REFUSED,   NEVER,     NEVER,        NEVER,     WITHDRAWN }, .resume = RECEPTION,
                     .guard = mado_counter_guard_reception, .record = mado_issue_record_person, .marks = { "not-in-register" }, .event = "issue.reception" },
  [APPLICATION]  = { "application",  1, MADO_BY_PRINTER,   mado_counter_print_application, .next = { FORM,        FORM,      FORM,      FORM,         NEVER,     WITHDRAWN }, .resume = FORM,
                     .event = "issue.application" },
  [FORM]         = { "form",         2, MADO_BY_CLERK,     NULL,                         .next = { REPLY,       REFUSED,   NEVER,     NEVER,        NEVER,     WITHDRAWN }, .resume = FORM,
                     .guard = mado_counter_guard_form, .record = mado_issue_record_person, .form = MADO_HOLDER_COUNTER, .checks = { "form-signed", "notice-explained" }, .event = "issue.form" },
  [REPLY]        = MADO_LETTER_REPLY ("issue", 3),
  [IDENTITY]     = MADO_LETTER_IDENTITY ("issue", 3, CARD),
  [CARD]         = { "card",         4, MADO_BY_CARD,      mado_issue_read_card,         .next = { COMPARE,     STAY,      STAY,      STAY,         STAY,      WITHDRAWN }, .resume = CARD,
                     .record = mado_counter_record_card, .card = MADO_HOLDER_COUNTER, .event = "issue.card" },
  [COMPARE]      = { "compare",      4, MADO_BY_CLERK,     NULL,                         .next = { CONSENT,     REFUSED,   CARD,      NEVER,        NEVER,     WITHDRAWN }, .resume = COMPARE,
                     .guard = mado_counter_guard_compare, .record = mado_counter_record_compared, .card = MADO_HOLDER_READER, .checks = { "items-compared", "card-valid" }, .event = "issue.compare" },
  [CONSENT]      = { "consent",      5, MADO_BY_CLERK,     NULL,                         .next = { PRIME,       REFUSED,   NEVER,     NEVER,        NEVER,     WITHDRAWN }, .resume = CONSENT,
                     .guard = mado_counter_guard_consent, .skip = mado_counter_needs_no_consent, .checks = { "substitutes-consented" }, .event = "issue.consent" },
  [PRIME]        = { "prime",        6, MADO_BY_CARD,      mado_issue_prime_card,        .next = { KEYGEN_ASK,  STAY,      STAY,      STAY,         STAY,      WITHDRAWN }, .resume = PRIME,
                     .event = "issue.prime" },
  [KEYGEN_ASK]   = { "keygen-ask",   6, MADO_BY_APPLICANT, NULL,                         .next = { KEYGEN,      NEVER,     NEVER,     NEVER,        NEVER,     WITHDRAWN }, .resume = KEYGEN_ASK,
                     .card = MADO_HOLDER_APPLICANT, .event = "issue.keygen-ask" },
  /* A key that nobody certified is harmless: whatever happens here, the resident presses again. */
  [KEYGEN]       = { "keygen",       6, MADO_BY_CARD,      mado_issue_generate_key,      .next = { SLIP,        KEYGEN_ASK, KEYGEN_ASK, KEYGEN_ASK, KEYGEN_ASK, NEVER   }, .resume = KEYGEN_ASK,
                     .event = "issue.keygen" },
  [SLIP]         = MADO_LETTER_SLIP ("issue", 6, PASSWORD, mado_counter_needs_no_slip),
  [PASSWORD]     = { "password",     6, MADO_BY_APPLICANT, NULL,                         .next = { SIGN,        NEVER,     NEVER,     NEVER,        NEVER,     WITHDRAWN }, .resume = PASSWORD,
                     .guard = mado_counter_guard_password, .record = mado_counter_record_slip_typed, .event = "issue.password" },
  [SIGN]         = { "sign",         6, MADO_BY_CARD,      mado_issue_sign_request,      .next = { SLIP_GONE,   PASSWORD,  PASSWORD,  PASSWORD,     PASSWORD,  NEVER     }, .resume = PASSWORD,
                     .event = "issue.sign" },
  [SLIP_GONE]    = MADO_LETTER_SLIP_GONE ("issue", 6, RECEIVE, WITHDRAWN),
  [RECEIVE]      = { "receive",      7, MADO_BY_CLERK,     NULL,                         .next = { REQUEST,     NEVER,     NEVER,     NEVER,        NEVER,     WITHDRAWN }, .resume = RECEIVE,
                     .checks = { "card-received" }, .event = "issue.receive" },
  /* From here the CA may have issued.  CARD_GONE: the desk said no inside certConf, which may have
   * been lost on its way. */
  [REQUEST]      = { "request",      8, MADO_BY_CA,        mado_issue_request,           .next = { FEE,         STAY,      STAY,      ASK,          ASK,       WITHDRAWN }, .resume = ASK,
                     .record = mado_issue_record_confirmed, .card = MADO_HOLDER_READER, .event = "issue.request" },
  /* OK: active at the CA; FAIL: issued but never confirmed; AGAIN: nothing in force there. */
  [ASK]          = { "ask",          8, MADO_BY_CA,        mado_issue_ask,               .next = { VERIFY,      DISCARD,   CLEAN,     STAY,         NEVER,     NEVER     }, .resume = ASK,
                     .event = "issue.ask" },
  [DISCARD]      = { "discard",      8, MADO_BY_CA,        mado_issue_discard,           .next = { CLEAN,       STAY,      STAY,      STAY,         NEVER,     NEVER     }, .resume = ASK,
                     .event = "issue.discard" },
  [CLEAN]        = { "clean",        9, MADO_BY_CARD,      mado_issue_clean_card,        .next = { REQUEST,     STAY,      STAY,      STAY,         STAY,      WITHDRAWN }, .resume = CLEAN,
                     .record = mado_issue_record_discarded, .event = "issue.clean" },
  [VERIFY]       = { "verify",       9, MADO_BY_CARD,      mado_issue_verify_card,       .next = { FEE,         REWRITE,   STAY,      STAY,         STAY,      ABANDON   }, .resume = VERIFY,
                     .record = mado_issue_record_confirmed, .event = "issue.verify" },
  [REWRITE]      = { "rewrite",      9, MADO_BY_CARD,      mado_issue_rewrite_card,      .next = { FEE,         STAY,      VERIFY,    VERIFY,       STAY,      ABANDON   }, .resume = VERIFY,
                     .record = mado_issue_record_confirmed, .event = "issue.rewrite" },
  [FEE]          = { "fee",         10, MADO_BY_CLERK,     NULL,                         .next = { RECEIPT,     NEVER,     NEVER,     NEVER,        NEVER,     ABANDON   }, .resume = FEE,
                     .record = mado_counter_record_fee, .card = MADO_HOLDER_READER, .checks = { "fee-taken" }, .event = "issue.fee" },
  [RECEIPT]      = { "receipt",     10, MADO_BY_PRINTER,   mado_counter_print_receipt,     .next = { COPY,        RECEIPT_LOOK, STAY,      RECEIPT_LOOK, NEVER,     NEVER     }, .resume = RECEIPT,
                     .event = "issue.receipt" },
  [RECEIPT_LOOK] = { "receipt-look", 10, MADO_BY_CLERK,    NULL,                         .next = { COPY,        NEVER,     RECEIPT,   NEVER,        NEVER,     NEVER     }, .resume = RECEIPT_LOOK,
                     .record = mado_counter_record_receipt_seen, .event = "issue.receipt-look" },
  [COPY]         = { "copy",        11, MADO_BY_PRINTER,   mado_counter_print_copy,        .next = { HAND_OVER,   COPY_LOOK, STAY,      COPY_LOOK,    NEVER,     NEVER     }, .resume = COPY,
                     .event = "issue.copy" },
  [COPY_LOOK]    = { "copy-look",   11, MADO_BY_CLERK,     NULL,                         .next = { HAND_OVER,   NEVER,     COPY,      NEVER,        NEVER,     NEVER     }, .resume = COPY_LOOK,
                     .record = mado_counter_record_copy_seen, .event = "issue.copy-look" },
  [HAND_OVER]    = { "hand-over",   12, MADO_BY_CLERK,     NULL,                         .next = { DONE,        NEVER,     NEVER,     NEVER,        NEVER,     NEVER     }, .resume = HAND_OVER,
                     .record = mado_issue_record_ledger, .checks = { "use-explained", "copy-handed", "card-handed" }, .event = "issue.hand-over" },
  [ABANDON]      = { "abandon",      9, MADO_BY_CA,        mado_issue_discard,           .next = { ERASE,       STAY,      STAY,      STAY,         NEVER,     NEVER     }, .resume = ABANDON,
                     .event = "issue.abandon" },
  [ERASE]        = { "erase",        9, MADO_BY_CARD,      mado_issue_erase_card,        .next = { WITHDRAWN,   STAY,      STAY,      STAY,         STAY,      WITHDRAWN }, .resume = ERASE,
                     .record = mado_issue_record_discarded, .event = "issue.erase" },
  [DONE]         = { "done",        13, MADO_BY_NOBODY,    NULL, .next = { NO }, .resume = DONE,      .ending = MADO_ENDING_DONE,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "issue.done" },
  [REFUSED]      = { "refused",     13, MADO_BY_NOBODY,    NULL, .next = { NO }, .resume = REFUSED,   .ending = MADO_ENDING_REFUSED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "issue.refused" },
  [WITHDRAWN]    = { "withdrawn",   13, MADO_BY_NOBODY,    NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "issue.withdrawn" },
};

static const char *const steps[] = {
  N_("Reception"),            /* 受付 */
  N_("Check of the form"),    /* 申請書の審査 */
  N_("Identity documents"),   /* 本人確認書類 */
  N_("Card and four items"),  /* カードと４情報 */
  N_("Substitute characters"), /* 代替文字の同意 */
  N_("Key and password (applicant)"), /* 鍵生成 */
  N_("Card received back"),   /* 鍵の受取 */
  N_("Sending to the CA"),    /* 認証局へ送信 */
  N_("Writing and reading back"), /* 書込みと読戻し */
  N_("Fee and receipt"),      /* 手数料 */
  N_("Certificate copy"),     /* 写しの交付 */
  N_("Handing over"),         /* カード返却 */
  N_("Issuance ledger"),      /* 交付簿 */
};

static const MadoCheck checks[] = {
  { "not-in-register",       N_("The applicant is not in this municipality's residents' register") },
  { "form-signed",           N_("The form is complete and signed or sealed") },
  { "notice-explained",      N_("The notes on use and the penalty for false statements were explained") },
  { "items-compared",        N_("The four items were compared with the form") },
  { "card-valid",            N_("The juki card is the applicant's own and valid (CS terminal)") },
  { "substitutes-consented", N_("The applicant saw the substitute characters and consents") },
  { "card-received",         N_("The card came back and is in the reader") },
  { "fee-taken",             N_("{fee} yen were taken") },
  { "use-explained",         N_("Use, end date and what to do after loss were explained") },
  { "copy-handed",           N_("Receipt and certificate copy were handed over") },
  { "card-handed",           N_("The card was taken out of the reader and handed over") },
};
/* clang-format on */

const MadoMatrix mado_issue_matrix = {
  .procedure = "issue",
  .title = N_ ("First issue"),
  .hint = N_ ("No certificate in force: card, form, identity papers, {fee} yen"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = checks,
  .n_checks = G_N_ELEMENTS (checks),
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
