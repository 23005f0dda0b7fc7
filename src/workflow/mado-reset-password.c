/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 初期化: the resident has forgotten the password; the card gets another without it.  A card that
 * is locked goes over to the lock release, which asks for a second person.  Source: SEED Q12-13. */
#include "config.h"

#include "mado-reset-password.h"

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
  SLIP,
  PASSWORD,
  RESET,
  TELL,
  PROVE_ASK,
  PROVE,
  SLIP_GONE,
  HAND_OVER,
  LOCKED,
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
                     .guard = mado_counter_guard_reception, .record = mado_counter_record_person, .marks = { "not-in-register" }, .event = "reset_password.reception" },
  [CARD]         = { "card",        2, MADO_BY_CARD,      mado_password_read_card,         .next = { APPLICATION,  LOCKED,    STAY,         STAY,         STAY,         WITHDRAWN }, .resume = CARD,
                     .record = mado_counter_record_card, .card = MADO_HOLDER_COUNTER, .event = "reset_password.card" },
  [APPLICATION]  = { "application", 3, MADO_BY_PRINTER,   mado_password_print_request,     .next = { FORM,         FORM,      FORM,         FORM,         NEVER,        WITHDRAWN }, .resume = FORM,
                     .event = "reset_password.application" },
  [FORM]         = { "form",        3, MADO_BY_CLERK,     NULL,                            .next = { REPLY,        REFUSED,   NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = FORM,
                     .guard = mado_counter_guard_form, .record = mado_counter_record_person, .form = MADO_HOLDER_COUNTER, .checks = { "form-signed", "tries-told" }, .event = "reset_password.form" },
  [REPLY]        = MADO_LETTER_REPLY ("reset_password", 4),
  [IDENTITY]     = MADO_LETTER_IDENTITY ("reset_password", 4, COMPARE),
  [COMPARE]      = { "compare",     5, MADO_BY_CLERK,     NULL,                            .next = { SLIP,         REFUSED,   CARD,         NEVER,        NEVER,        WITHDRAWN }, .resume = COMPARE,
                     .guard = mado_counter_guard_compare, .record = mado_counter_record_compared, .card = MADO_HOLDER_READER, .checks = { "items-compared", "card-valid" }, .event = "reset_password.compare" },
  [SLIP]         = MADO_LETTER_SLIP ("reset_password", 6, PASSWORD, mado_counter_needs_no_slip),
  [PASSWORD]     = { "password",    6, MADO_BY_APPLICANT, NULL,                            .next = { RESET,        NEVER,     NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = PASSWORD,
                     .guard = mado_counter_guard_password, .record = mado_counter_record_slip_typed, .event = "reset_password.password" },
  /* Sets password and full tries in one command; done twice it gives the same. */
  [RESET]        = { "reset",       7, MADO_BY_CARD,      mado_password_reset,             .next = { SLIP_GONE,    PASSWORD,  PASSWORD,     TELL,         PASSWORD,     NEVER }, .resume = TELL,
                     .event = "reset_password.reset" },
  [TELL]         = { "tell",        7, MADO_BY_CARD,      mado_password_tell_reset,        .next = { PROVE_ASK,    NEVER,     PASSWORD,     NEVER,        STAY,         STOPPED }, .resume = TELL,
                     .event = "reset_password.tell" },
  [PROVE_ASK]    = { "prove-ask",   7, MADO_BY_APPLICANT, NULL,                            .next = { PROVE,        NEVER,     NEVER,        NEVER,        NEVER,        STOPPED }, .resume = PROVE_ASK,
                     .guard = mado_counter_guard_password, .record = mado_counter_record_slip_typed, .event = "reset_password.prove-ask" },
  [PROVE]        = { "prove",       7, MADO_BY_CARD,      mado_password_prove,             .next = { SLIP_GONE,    PASSWORD,  PASSWORD,     PROVE_ASK,    PROVE_ASK,    NEVER }, .resume = PROVE_ASK,
                     .event = "reset_password.prove" },
  [SLIP_GONE]    = MADO_LETTER_SLIP_GONE ("reset_password", 7, HAND_OVER, NEVER),
  [HAND_OVER]    = { "hand-over",   8, MADO_BY_CLERK,     NULL,                            .next = { DONE,         NEVER,     NEVER,        NEVER,        NEVER,        NEVER }, .resume = HAND_OVER,
                     .card = MADO_HOLDER_READER, .checks = { "password-explained", "card-handed" }, .event = "reset_password.hand-over" },
  [LOCKED]       = { "locked",      8, MADO_BY_CLERK,     NULL,                            .next = { STOPPED,      REFUSED,   NEVER,        NEVER,        NEVER,        NEVER }, .resume = LOCKED,
                     .card = MADO_HOLDER_READER, .checks = { "other-told", "card-handed" }, .event = "reset_password.locked" },
  [DONE]         = { "done",        8, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = DONE, .ending = MADO_ENDING_DONE,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "reset_password.done" },
  [REFUSED]      = { "refused",     8, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = REFUSED, .ending = MADO_ENDING_REFUSED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "reset_password.refused" },
  [WITHDRAWN]    = { "withdrawn",   8, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "reset_password.withdrawn" },
  [STOPPED]      = { "stopped",     8, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = STOPPED, .ending = MADO_ENDING_STOPPED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "reset_password.stopped" },
};

static const char *const steps[] = {
  N_("Reception"),              /* 受付 */
  N_("Card and tries left"),    /* カードと残り回数 */
  N_("Check of the form"),      /* 申請書の審査 */
  N_("Identity documents"),     /* 本人確認書類 */
  N_("Card and four items"),    /* カードと４情報 */
  N_("Password (applicant)"),   /* 暗証番号 */
  N_("Password on the card"),   /* カードへの設定 */
  N_("Handing over"),           /* カード返却 */
};
/* clang-format on */

const MadoMatrix mado_reset_password_matrix = {
  .procedure = "reset_password",
  .title = N_ ("Password set anew"),
  .hint = N_ ("The old password is forgotten but not locked: card, form, identity papers; no fee"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = mado_password_checks,
  .n_checks = MADO_PASSWORD_N_CHECKS,
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
