/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of renewal.  Sources: 愛荘町 要件(2), LAW 6; the order "old password, new key,
 * issue and revoke as one act, then the card changes over" is docs/cmp.md's. */
#include "config.h"

#include "mado-letter-rows.h"
#include "mado-renew-private.h"

#include <glib/gi18n.h>

enum
{
  RECEPTION,
  APPLICATION,
  FORM,
  REPLY,
  IDENTITY,
  CARD,
  STATUS,
  COMPARE,
  LOSS,
  CONSENT,
  SLIP,
  OLD_PASSWORD,
  CHECK,
  PRIME,
  KEYGEN_ASK,
  KEYGEN,
  SIGN,
  SLIP_GONE,
  RECEIVE,
  REQUEST,
  ASK,
  DISCARD,
  ACTIVATE,
  REWRITE,
  FEE,
  RECEIPT,
  RECEIPT_LOOK,
  COPY,
  COPY_LOOK,
  HAND_OVER,
  UNDO,
  ABANDON,
  DONE,
  REFUSED,
  WITHDRAWN,
  STOPPED,
  N_STATES
};

#define NEVER MADO_NEVER
#define STAY MADO_STAY
#define NO NEVER, NEVER, NEVER, NEVER, NEVER, NEVER

/* clang-format off */
static const MadoState states[N_STATES] = {
  /* by, on entry                                                        OK          FAIL          AGAIN         UNSURE        CARD_GONE     CANCEL    cut off: */
  [RECEPTION]    = { "reception",     1, MADO_BY_CLERK,     NULL,                          .next = { APPLICATION, REFUSED,      NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = RECEPTION,
                     .guard = mado_counter_guard_reception, .record = mado_counter_record_person, .marks = { "not-in-register" }, .event = "renew.reception" },
  [APPLICATION]  = { "application",   1, MADO_BY_PRINTER,   mado_counter_print_application, .next = { FORM,       FORM,         FORM,         FORM,         NEVER,        WITHDRAWN }, .resume = FORM,
                     .event = "renew.application" },
  [FORM]         = { "form",          2, MADO_BY_CLERK,     NULL,                          .next = { REPLY,       REFUSED,      NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = FORM,
                     .guard = mado_counter_guard_form, .record = mado_counter_record_person, .form = MADO_HOLDER_COUNTER, .checks = { "form-signed", "notice-explained" }, .event = "renew.form" },
  [REPLY]        = MADO_LETTER_REPLY ("renew", 3),
  [IDENTITY]     = MADO_LETTER_IDENTITY ("renew", 3, CARD),
  [CARD]         = { "card",          4, MADO_BY_CARD,      mado_renew_read_card,          .next = { STATUS,      STAY,         STAY,         STAY,         STAY,         WITHDRAWN }, .resume = CARD,
                     .record = mado_counter_record_card, .card = MADO_HOLDER_COUNTER, .event = "renew.card" },
  [STATUS]       = { "status",        4, MADO_BY_CA,        mado_renew_ask_status,         .next = { COMPARE,     STAY,         STAY,         STAY,         NEVER,        WITHDRAWN }, .resume = STATUS,
                     .card = MADO_HOLDER_READER, .event = "renew.status" },
  [COMPARE]      = { "compare",       4, MADO_BY_CLERK,     NULL,                          .next = { LOSS,        REFUSED,      CARD,         NEVER,        NEVER,        WITHDRAWN }, .resume = COMPARE,
                     .guard = mado_counter_guard_compare, .record = mado_counter_record_compared, .card = MADO_HOLDER_READER, .checks = { "items-compared", "card-valid" }, .event = "renew.compare" },
  [LOSS]         = { "loss",          5, MADO_BY_CLERK,     NULL,                          .next = { CONSENT,     REFUSED,      NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = LOSS,
                     .guard = mado_renew_guard_loss, .checks = { "loss-explained" }, .event = "renew.loss" },
  [CONSENT]      = { "consent",       6, MADO_BY_CLERK,     NULL,                          .next = { SLIP,        REFUSED,      NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = CONSENT,
                     .guard = mado_counter_guard_consent, .skip = mado_counter_needs_no_consent, .checks = { "substitutes-consented" }, .event = "renew.consent" },
  /* A proxy brings the present password sealed. */
  [SLIP]         = MADO_LETTER_SLIP ("renew", 7, OLD_PASSWORD, mado_counter_needs_no_slip),
  [OLD_PASSWORD] = { "old-password",  7, MADO_BY_APPLICANT, NULL,                          .next = { CHECK,       NEVER,        NEVER,        NEVER,        NEVER,        UNDO      }, .resume = OLD_PASSWORD,
                     .guard = mado_renew_guard_old_password, .record = mado_counter_record_slip_typed, .card = MADO_HOLDER_APPLICANT, .event = "renew.old-password" },
  [CHECK]        = { "check",         7, MADO_BY_CARD,      mado_renew_check_password,     .next = { PRIME,       OLD_PASSWORD, OLD_PASSWORD, OLD_PASSWORD, OLD_PASSWORD, NEVER     }, .resume = OLD_PASSWORD,
                     .event = "renew.check" },
  [PRIME]        = { "prime",         7, MADO_BY_CARD,      mado_issue_prime_card,         .next = { KEYGEN_ASK,  STAY,         STAY,         STAY,         STAY,         UNDO      }, .resume = PRIME,
                     .event = "renew.prime" },
  [KEYGEN_ASK]   = { "keygen-ask",    7, MADO_BY_APPLICANT, NULL,                          .next = { KEYGEN,      NEVER,        NEVER,        NEVER,        NEVER,        UNDO      }, .resume = KEYGEN_ASK,
                     .event = "renew.keygen-ask" },
  /* The second place of the card: the old pair is not touched, so the resident just presses again. */
  [KEYGEN]       = { "keygen",        7, MADO_BY_CARD,      mado_renew_generate_key,       .next = { SIGN,        KEYGEN_ASK,   KEYGEN_ASK,   KEYGEN_ASK,   KEYGEN_ASK,   NEVER     }, .resume = KEYGEN_ASK,
                     .event = "renew.keygen" },
  [SIGN]         = { "sign",          7, MADO_BY_CARD,      mado_renew_sign_request,       .next = { SLIP_GONE,   OLD_PASSWORD, OLD_PASSWORD, OLD_PASSWORD, OLD_PASSWORD, NEVER     }, .resume = OLD_PASSWORD,
                     .event = "renew.sign" },
  [SLIP_GONE]    = MADO_LETTER_SLIP_GONE ("renew", 7, RECEIVE, UNDO),
  [RECEIVE]      = { "receive",       8, MADO_BY_CLERK,     NULL,                          .next = { REQUEST,     NEVER,        NEVER,        NEVER,        NEVER,        UNDO      }, .resume = RECEIVE,
                     .checks = { "card-received" }, .event = "renew.receive" },
  [REQUEST]      = { "request",       9, MADO_BY_CA,        mado_renew_request,            .next = { ACTIVATE,    STAY,         STAY,         ASK,          ASK,          UNDO      }, .resume = ASK,
                     .record = mado_renew_record_replaced, .card = MADO_HOLDER_READER, .event = "renew.request" },
  [ASK]          = { "ask",           9, MADO_BY_CA,        mado_renew_ask,                .next = { ACTIVATE,    DISCARD,      REQUEST,      STAY,         NEVER,        NEVER     }, .resume = ASK,
                     .record = mado_renew_record_replaced, .event = "renew.ask" },
  [DISCARD]      = { "discard",       9, MADO_BY_CA,        mado_issue_discard,            .next = { REQUEST,     STAY,         STAY,         STAY,         NEVER,        NEVER     }, .resume = ASK,
                     .record = mado_issue_record_discarded, .event = "renew.discard" },
  /* From here the old certificate is revoked and the new one in force, but the card still shows the
   * old one: the highest alarm.  The way out is forward; a card that never comes back leaves the
   * resident without a certificate, and the record says so. */
  [ACTIVATE]     = { "activate",     10, MADO_BY_CARD,      mado_renew_activate,           .next = { FEE,         REWRITE,      STAY,         STAY,         STAY,         ABANDON   }, .resume = ACTIVATE,
                     .event = "renew.activate" },
  [REWRITE]      = { "rewrite",      10, MADO_BY_CARD,      mado_renew_rewrite,            .next = { ACTIVATE,    STAY,         STAY,         STAY,         STAY,         ABANDON   }, .resume = ACTIVATE,
                     .event = "renew.rewrite" },
  [FEE]          = { "fee",          11, MADO_BY_CLERK,     NULL,                          .next = { RECEIPT,     NEVER,        NEVER,        NEVER,        NEVER,        NEVER     }, .resume = FEE,
                     .record = mado_counter_record_fee, .card = MADO_HOLDER_READER, .checks = { "fee-taken" }, .event = "renew.fee" },
  [RECEIPT]      = { "receipt",      11, MADO_BY_PRINTER,   mado_counter_print_receipt,    .next = { COPY,        RECEIPT_LOOK, STAY,         RECEIPT_LOOK, NEVER,        NEVER     }, .resume = RECEIPT,
                     .event = "renew.receipt" },
  [RECEIPT_LOOK] = { "receipt-look", 11, MADO_BY_CLERK,     NULL,                          .next = { COPY,        NEVER,        RECEIPT,      NEVER,        NEVER,        NEVER     }, .resume = RECEIPT_LOOK,
                     .record = mado_counter_record_receipt_seen, .event = "renew.receipt-look" },
  [COPY]         = { "copy",         12, MADO_BY_PRINTER,   mado_counter_print_copy,       .next = { HAND_OVER,   COPY_LOOK,    STAY,         COPY_LOOK,    NEVER,        NEVER     }, .resume = COPY,
                     .event = "renew.copy" },
  [COPY_LOOK]    = { "copy-look",    12, MADO_BY_CLERK,     NULL,                          .next = { HAND_OVER,   NEVER,        COPY,         NEVER,        NEVER,        NEVER     }, .resume = COPY_LOOK,
                     .record = mado_counter_record_copy_seen, .event = "renew.copy-look" },
  [HAND_OVER]    = { "hand-over",    13, MADO_BY_CLERK,     NULL,                          .next = { DONE,        NEVER,        NEVER,        NEVER,        NEVER,        NEVER     }, .resume = HAND_OVER,
                     .record = mado_issue_record_ledger, .checks = { "use-explained", "copy-handed", "card-handed" }, .event = "renew.hand-over" },
  /* Nothing was issued: what was prepared on the card goes; should the card be away, it stays there unused. */
  [UNDO]         = { "undo",         10, MADO_BY_CARD,      mado_renew_undo,               .next = { WITHDRAWN,   STAY,         STAY,         STAY,         STAY,         WITHDRAWN }, .resume = UNDO,
                     .event = "renew.undo" },
  [ABANDON]      = { "abandon",      10, MADO_BY_CA,        mado_issue_discard,            .next = { STOPPED,     STAY,         STAY,         STAY,         NEVER,        NEVER     }, .resume = ABANDON,
                     .record = mado_issue_record_discarded, .event = "renew.abandon" },
  [DONE]         = { "done",         14, MADO_BY_NOBODY,    NULL, .next = { NO }, .resume = DONE,      .ending = MADO_ENDING_DONE,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "renew.done" },
  [REFUSED]      = { "refused",      14, MADO_BY_NOBODY,    NULL, .next = { NO }, .resume = REFUSED,   .ending = MADO_ENDING_REFUSED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "renew.refused" },
  [WITHDRAWN]    = { "withdrawn",    14, MADO_BY_NOBODY,    NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "renew.withdrawn" },
  [STOPPED]      = { "stopped",      14, MADO_BY_NOBODY,    NULL, .next = { NO }, .resume = STOPPED,   .ending = MADO_ENDING_STOPPED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "renew.stopped" },
};

static const char *const steps[] = {
  N_("Reception"),
  N_("Check of the form"),
  N_("Identity documents"),
  N_("Card and four items"),
  N_("Days that are lost"),
  N_("Substitute characters"),
  N_("Password and new key (applicant)"),
  N_("Card received back"),
  N_("Sending to the CA"),
  N_("Change-over on the card"),
  N_("Fee and receipt"),
  N_("Certificate copy"),
  N_("Handing over"),
  N_("Issuance ledger"),
};

static const MadoCheck checks[] = {
  { "not-in-register",       N_("The applicant is not in this municipality's residents' register") },
  { "form-signed",           N_("The form is complete and signed or sealed") },
  { "notice-explained",      N_("The notes on use and the penalty for false statements were explained") },
  { "items-compared",        N_("The four items were compared with the form") },
  { "card-valid",            N_("The juki card is the applicant's own and valid (CS terminal)") },
  { "loss-explained",        N_("The applicant knows which days are lost and wants it") },
  { "substitutes-consented", N_("The applicant saw the substitute characters and consents") },
  { "card-received",         N_("The card came back and is in the reader") },
  { "fee-taken",             N_("{fee} yen were taken") },
  { "use-explained",         N_("Use, end date and what to do after loss were explained") },
  { "copy-handed",           N_("Receipt and certificate copy were handed over") },
  { "card-handed",           N_("The card was taken out of the reader and handed over") },
};
/* clang-format on */

const MadoMatrix mado_renew_matrix = {
  .procedure = "renew",
  .title = N_ ("Renewal"),
  .hint
  = N_ ("In the last {window} months: card with its password, form, identity papers, {fee} yen"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = checks,
  .n_checks = G_N_ELEMENTS (checks),
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};

const MadoMatrix mado_reissue_matrix = {
  .procedure = "reissue",
  .title = N_ ("Revoke and issue anew"),
  .hint = N_ ("Before the renewal window: the months that are left are lost"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = checks,
  .n_checks = G_N_ELEMENTS (checks),
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
