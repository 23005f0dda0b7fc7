/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ロック解除: after five wrong tries; together with a new password (SEED Q13), in one command of
 * the card, or alone where the office's profile says so (domain.md 9 #9).  A second person agrees.
 */
#include "config.h"

#include "mado-unlock.h"

#include "mado-letter-rows.h"
#include "mado-password-private.h"

#include <glib/gi18n.h>

enum
{
  RECEPTION,
  CARD,
  APPLICATION,
  FORM,
  REPLY,
  IDENTITY,
  COMPARE,
  SECOND,
  UNLOCK,
  TELL_UNLOCK,
  SLIP,
  PASSWORD,
  RESET,
  TELL,
  PROVE_ASK,
  PROVE,
  SLIP_GONE,
  HAND_OVER,
  NOT_LOCKED,
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
  /* by, on entry                                                                     OK            FAIL       AGAIN         UNSURE        CARD_GONE     CANCEL    cut off: */
  [RECEPTION]    = { "reception",   1, MADO_BY_CLERK,     NULL,                            .next = { CARD,         REFUSED,   NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = RECEPTION,
                     .guard = mado_counter_guard_reception, .record = mado_counter_record_person, .marks = { "not-in-register" }, .event = "unlock.reception" },
  [CARD]         = { "card",        2, MADO_BY_CARD,      mado_password_read_locked_card,  .next = { APPLICATION,  NOT_LOCKED, STAY,         STAY,         STAY,         WITHDRAWN }, .resume = CARD,
                     .record = mado_counter_record_card, .card = MADO_HOLDER_COUNTER, .event = "unlock.card" },
  [APPLICATION]  = { "application", 3, MADO_BY_PRINTER,   mado_password_print_request,     .next = { FORM,         FORM,      FORM,         FORM,         NEVER,        WITHDRAWN }, .resume = FORM,
                     .event = "unlock.application" },
  [FORM]         = { "form",        3, MADO_BY_CLERK,     NULL,                            .next = { REPLY,        REFUSED,   NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = FORM,
                     .guard = mado_counter_guard_form, .record = mado_counter_record_person, .form = MADO_HOLDER_COUNTER, .checks = { "form-signed", "tries-told" }, .event = "unlock.form" },
  [REPLY]        = MADO_LETTER_REPLY ("unlock", 4),
  [IDENTITY]     = MADO_LETTER_IDENTITY ("unlock", 4, COMPARE),
  [COMPARE]      = { "compare",     5, MADO_BY_CLERK,     NULL,                            .next = { SECOND,       REFUSED,   CARD,         NEVER,        NEVER,        WITHDRAWN }, .resume = COMPARE,
                     .guard = mado_counter_guard_compare, .record = mado_counter_record_compared, .card = MADO_HOLDER_READER, .checks = { "items-compared", "card-valid" }, .event = "unlock.compare" },
  [SECOND]       = { "second",      6, MADO_BY_CLERK,     NULL,                            .next = { UNLOCK,       REFUSED,   NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = SECOND,
                     .second = "unlock", .event = "unlock.second" },
  /* Either the lock alone is released, or the reset does both at once. */
  [UNLOCK]       = { "unlock",      8, MADO_BY_CARD,      mado_password_unlock,            .next = { SLIP,         STAY,      STAY,         TELL_UNLOCK,  STAY,         WITHDRAWN }, .resume = TELL_UNLOCK,
                     .skip = mado_password_is_reset, .event = "unlock.unlock" },
  [TELL_UNLOCK]  = { "tell-unlock", 8, MADO_BY_CARD,      mado_password_tell_unlock,       .next = { SLIP,         NEVER,     UNLOCK,       NEVER,        STAY,         STOPPED }, .resume = TELL_UNLOCK,
                     .event = "unlock.tell-unlock" },
  [SLIP]         = MADO_LETTER_SLIP ("unlock", 7, PASSWORD, mado_password_needs_no_slip),
  [PASSWORD]     = { "password",    7, MADO_BY_APPLICANT, NULL,                            .next = { RESET,        NEVER,     NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = PASSWORD,
                     .guard = mado_counter_guard_password, .record = mado_counter_record_slip_typed, .skip = mado_password_is_kept, .event = "unlock.password" },
  /* Sets password and full tries in one command; done twice it gives the same. */
  [RESET]        = { "reset",       8, MADO_BY_CARD,      mado_password_reset,             .next = { SLIP_GONE,    PASSWORD,  PASSWORD,     TELL,         PASSWORD,     NEVER }, .resume = TELL,
                     .skip = mado_password_is_kept, .event = "unlock.reset" },
  [TELL]         = { "tell",        8, MADO_BY_CARD,      mado_password_tell_reset,        .next = { PROVE_ASK,    NEVER,     PASSWORD,     NEVER,        STAY,         STOPPED }, .resume = TELL,
                     .event = "unlock.tell" },
  [PROVE_ASK]    = { "prove-ask",   8, MADO_BY_APPLICANT, NULL,                            .next = { PROVE,        NEVER,     NEVER,        NEVER,        NEVER,        STOPPED }, .resume = PROVE_ASK,
                     .guard = mado_counter_guard_password, .record = mado_counter_record_slip_typed, .event = "unlock.prove-ask" },
  [PROVE]        = { "prove",       8, MADO_BY_CARD,      mado_password_prove,             .next = { SLIP_GONE,    PASSWORD,  PASSWORD,     PROVE_ASK,    PROVE_ASK,    NEVER }, .resume = PROVE_ASK,
                     .event = "unlock.prove" },
  [SLIP_GONE]    = MADO_LETTER_SLIP_GONE ("unlock", 8, HAND_OVER, NEVER),
  [HAND_OVER]    = { "hand-over",   9, MADO_BY_CLERK,     NULL,                            .next = { DONE,         NEVER,     NEVER,        NEVER,        NEVER,        NEVER }, .resume = HAND_OVER,
                     .card = MADO_HOLDER_READER, .checks = { "password-explained", "card-handed" }, .event = "unlock.hand-over" },
  [NOT_LOCKED]   = { "not-locked",  9, MADO_BY_CLERK,     NULL,                            .next = { STOPPED,      REFUSED,   NEVER,        NEVER,        NEVER,        NEVER }, .resume = NOT_LOCKED,
                     .card = MADO_HOLDER_READER, .checks = { "other-told", "card-handed" }, .event = "unlock.not-locked" },
  [DONE]         = { "done",        9, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = DONE, .ending = MADO_ENDING_DONE,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "unlock.done" },
  [REFUSED]      = { "refused",     9, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = REFUSED, .ending = MADO_ENDING_REFUSED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "unlock.refused" },
  [WITHDRAWN]    = { "withdrawn",   9, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "unlock.withdrawn" },
  [STOPPED]      = { "stopped",     9, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = STOPPED, .ending = MADO_ENDING_STOPPED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "unlock.stopped" },
};

static const char *const steps[] = {
  N_("Reception"),              /* 受付 */
  N_("Card and tries left"),    /* カードと残り回数 */
  N_("Check of the form"),      /* 申請書の審査 */
  N_("Identity documents"),     /* 本人確認書類 */
  N_("Card and four items"),    /* カードと４情報 */
  N_("Second person"),          /* 確認者 */
  N_("Password (applicant)"),   /* 暗証番号 */
  N_("Password on the card"),   /* カードへの設定 */
  N_("Handing over"),           /* カード返却 */
};
/* clang-format on */

const MadoMatrix mado_unlock_matrix = {
  .procedure = "unlock",
  .title = N_ ("Lock release"),
  .hint
  = N_ ("Locked after {tries} wrong tries: card, form, identity papers, a supervisor; no fee"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = mado_password_checks,
  .n_checks = MADO_PASSWORD_N_CHECKS,
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
