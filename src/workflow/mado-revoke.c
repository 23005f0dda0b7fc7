/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of revocation and report.  Sources: LAW 9 to 11, 15(1) no. 1; REG 5(2)(3), 6(2)(3);
 * domain.md 1.6, 5.5 (free of charge), 9 no. 23.  The certificate ends when the CA records it, not
 * when the form is received: both times are kept.  Revoking may be repeated: the CA keeps the first
 * reason and time. */
#include "config.h"

#include "mado-letter-rows.h"
#include "mado-revoke-private.h"

#include <glib/gi18n.h>

enum
{
  RECEPTION,
  GROUND,
  APPLICATION,
  FORM,
  REPLY,
  IDENTITY,
  COMPARE,
  CARD,
  CARD_TROUBLE,
  FIND,
  NOT_FOUND,
  LAPSED,
  CONFIRM,
  REVOKE,
  ASK,
  SLIP,
  SLIP_LOOK,
  ERASE_ASK,
  ERASE,
  HAND_OVER,
  DONE,
  NOTHING,
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
  [RECEPTION]    = { "reception",    1, MADO_BY_CLERK,   NULL,                   .next = { GROUND,    REFUSED,      NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = RECEPTION,
                     .guard = mado_counter_guard_reception, .record = mado_counter_record_person, .marks = { "not-in-register" }, .event = "revoke.reception" },
  [GROUND]       = { "ground",       1, MADO_BY_CLERK,   NULL,                   .next = { APPLICATION, REFUSED,    NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = GROUND,
                     .guard = mado_revoke_guard_ground, .record = mado_revoke_record_ground, .event = "revoke.ground" },
  [APPLICATION]  = { "application",  2, MADO_BY_PRINTER, mado_revoke_print_form, .next = { FORM,      FORM,         FORM,         FORM,         NEVER,        WITHDRAWN }, .resume = FORM,
                     .event = "revoke.application" },
  [FORM]         = { "form",         2, MADO_BY_CLERK,   NULL,                   .next = { REPLY,     REFUSED,      NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = FORM,
                     .guard = mado_counter_guard_form, .record = mado_counter_record_person, .form = MADO_HOLDER_COUNTER, .checks = { "form-signed" }, .event = "revoke.form" },
  /* No password is written, so a proxy brings none (REG 5(2), (3)). */
  [REPLY]        = MADO_LETTER_REPLY ("revoke", 3),
  [IDENTITY]     = MADO_LETTER_IDENTITY ("revoke", 3, COMPARE),
  [COMPARE]      = { "compare",      4, MADO_BY_CLERK,   NULL,                   .next = { CARD,      REFUSED,      NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = COMPARE,
                     .guard = mado_counter_guard_compare, .record = mado_counter_record_compared, .checks = { "items-compared" }, .event = "revoke.compare" },
  [CARD]         = { "card",         5, MADO_BY_CARD,    mado_revoke_read_card,  .next = { FIND,      CARD_TROUBLE, CARD_TROUBLE, CARD_TROUBLE, CARD_TROUBLE, WITHDRAWN }, .resume = CARD,
                     .skip = mado_revoke_has_no_card, .record = mado_counter_record_card, .card = MADO_HOLDER_READER, .event = "revoke.card" },
  /* A broken card is one of the grounds: it is never in the way. */
  [CARD_TROUBLE] = { "card-trouble", 5, MADO_BY_CLERK,   NULL,                   .next = { FIND,      NEVER,        CARD,         NEVER,        NEVER,        WITHDRAWN }, .resume = CARD_TROUBLE,
                     .record = mado_revoke_record_without_card, .event = "revoke.card-trouble" },
  /* OK: in force and this person's; FAIL: none, or another's; CARD_GONE: it has lapsed already. */
  [FIND]         = { "find",         5, MADO_BY_CA,      mado_revoke_find,       .next = { CONFIRM,   NOT_FOUND,    STAY,         STAY,         LAPSED,       WITHDRAWN }, .resume = FIND,
                     .event = "revoke.find" },
  [NOT_FOUND]    = { "not-found",    5, MADO_BY_CLERK,   NULL,                   .next = { FIND,      REFUSED,      FIND,         NEVER,        NEVER,        WITHDRAWN }, .resume = NOT_FOUND,
                     .guard = mado_revoke_guard_ground, .event = "revoke.not-found" },
  [LAPSED]       = { "lapsed",       5, MADO_BY_CLERK,   NULL,                   .next = { NOTHING,   NEVER,        NOT_FOUND,    NEVER,        NEVER,        WITHDRAWN }, .resume = LAPSED,
                     .checks = { "lapse-told" }, .event = "revoke.lapsed" },
  [CONFIRM]      = { "confirm",      6, MADO_BY_CLERK,   NULL,                   .next = { REVOKE,    REFUSED,      NOT_FOUND,    NEVER,        NEVER,        WITHDRAWN }, .resume = CONFIRM,
                     .guard = mado_revoke_guard_confirm, .checks = { "holder-compared", "end-explained" }, .event = "revoke.confirm" },
  /* From here the CA may have recorded it. */
  [REVOKE]       = { "revoke",       6, MADO_BY_CA,      mado_revoke_send,       .next = { SLIP,      STAY,         STAY,         ASK,          NEVER,        WITHDRAWN }, .resume = ASK,
                     .record = mado_revoke_record_revoked, .event = "revoke.revoke" },
  /* OK: recorded; AGAIN: still in force. */
  [ASK]          = { "ask",          6, MADO_BY_CA,      mado_revoke_ask,        .next = { SLIP,      STAY,         REVOKE,       STAY,         NEVER,        NEVER     }, .resume = ASK,
                     .record = mado_revoke_record_revoked, .event = "revoke.ask" },
  [SLIP]         = { "slip",         7, MADO_BY_PRINTER, mado_revoke_print_slip, .next = { ERASE_ASK, SLIP_LOOK,    STAY,         SLIP_LOOK,    NEVER,        NEVER     }, .resume = SLIP,
                     .event = "revoke.slip" },
  [SLIP_LOOK]    = { "slip-look",    7, MADO_BY_CLERK,   NULL,                   .next = { ERASE_ASK, NEVER,        SLIP,         NEVER,        NEVER,        NEVER     }, .resume = SLIP_LOOK,
                     .record = mado_revoke_record_slip_seen, .event = "revoke.slip-look" },
  [ERASE_ASK]    = { "erase-ask",    8, MADO_BY_CLERK,   NULL,                   .next = { ERASE,     NEVER,        NEVER,        NEVER,        NEVER,        NEVER     }, .resume = ERASE_ASK,
                     .skip = mado_revoke_has_no_card, .marks = { "erase-wanted" }, .event = "revoke.erase-ask" },
  [ERASE]        = { "erase",        8, MADO_BY_CARD,    mado_revoke_erase_card, .next = { HAND_OVER, STAY,         STAY,         STAY,         STAY,         HAND_OVER }, .resume = ERASE,
                     .skip = mado_revoke_erases_nothing, .event = "revoke.erase" },
  [HAND_OVER]    = { "hand-over",    8, MADO_BY_CLERK,   NULL,                   .next = { DONE,      NEVER,        NEVER,        NEVER,        NEVER,        NEVER     }, .resume = HAND_OVER,
                     .record = mado_revoke_record_handed, .checks = { "slip-handed", "times-explained" }, .event = "revoke.hand-over" },
  [DONE]         = { "done",         9, MADO_BY_NOBODY,  NULL, .next = { NO }, .resume = DONE,      .ending = MADO_ENDING_DONE,
                     .form = MADO_HOLDER_SAFE, .event = "revoke.done" },
  [NOTHING]      = { "nothing",      9, MADO_BY_NOBODY,  NULL, .next = { NO }, .resume = NOTHING,   .ending = MADO_ENDING_STOPPED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "revoke.nothing" },
  [REFUSED]      = { "refused",      9, MADO_BY_NOBODY,  NULL, .next = { NO }, .resume = REFUSED,   .ending = MADO_ENDING_REFUSED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "revoke.refused" },
  [WITHDRAWN]    = { "withdrawn",    9, MADO_BY_NOBODY,  NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "revoke.withdrawn" },
};

static const char *const steps[] = {
  N_("Reception"),              /* 受付 */
  N_("Check of the form"),      /* 申請書の審査 */
  N_("Identity documents"),     /* 本人確認書類 */
  N_("Four items"),             /* ４情報 */
  N_("Which certificate"),      /* 対象の電子証明書 */
  N_("Revocation at the CA"),   /* 失効の記録 */
  N_("Slip"),                   /* 失効通知票 */
  N_("Handing over"),           /* カード返却 */
  N_("Papers to the safe"),     /* 書類の保管 */
};

static const MadoCheck checks[] = {
  { "not-in-register",  N_("The applicant is not in this municipality's residents' register") },
  { "form-signed",      N_("The form is complete and signed or sealed") },
  { "items-compared",   N_("The four items were compared with the form") },
  { "lapse-told",       N_("The applicant was told since when the certificate is not in force") },
  { "holder-compared",  N_("The certificate's holder is the person on the form") },
  { "end-explained",    N_("The applicant knows that a revoked certificate never comes back") },
  { "erase-wanted",     N_("The applicant wants the ended certificate erased from the card") },
  { "slip-handed",      N_("The slip was handed over, and the card where there was one") },
  { "times-explained",  N_("Explained: the certificate ended when the CA recorded it") },
};
/* clang-format on */

const MadoMatrix mado_revoke_matrix = {
  .procedure = "revoke",
  .title = N_ ("Revocation"),
  .hint = N_ ("The certificate is not needed any more: form, identity papers; card if it is there"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = checks,
  .n_checks = G_N_ELEMENTS (checks),
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};

const MadoMatrix mado_report_matrix = {
  .procedure = "report",
  .title = N_ ("Report of loss or leak"),
  .hint = N_ ("Card lost, stolen or broken, password known to others: form, identity papers"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = checks,
  .n_checks = G_N_ELEMENTS (checks),
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
