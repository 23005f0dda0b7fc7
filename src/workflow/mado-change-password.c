/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 変更: the resident knows the password in force and gives the card another.  Sources:
 * domain.md 1.8 (稲城市), SEED Q12; what a lost answer means: docs/architecture.md, "What may be
 * repeated". */
#include "config.h"

#include "mado-change-password.h"

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
  OLD_PASSWORD,
  CHECK_OLD,
  PASSWORD,
  CHANGE,
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
                     .guard = mado_counter_guard_reception, .record = mado_counter_record_person, .marks = { "not-in-register" }, .event = "change_password.reception" },
  [CARD]         = { "card",        2, MADO_BY_CARD,      mado_password_read_card,         .next = { APPLICATION,  LOCKED,    STAY,         STAY,         STAY,         WITHDRAWN }, .resume = CARD,
                     .record = mado_counter_record_card, .card = MADO_HOLDER_COUNTER, .event = "change_password.card" },
  [APPLICATION]  = { "application", 3, MADO_BY_PRINTER,   mado_password_print_request,     .next = { FORM,         FORM,      FORM,         FORM,         NEVER,        WITHDRAWN }, .resume = FORM,
                     .event = "change_password.application" },
  [FORM]         = { "form",        3, MADO_BY_CLERK,     NULL,                            .next = { REPLY,        REFUSED,   NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = FORM,
                     .guard = mado_counter_guard_form, .record = mado_counter_record_person, .form = MADO_HOLDER_COUNTER, .checks = { "form-signed", "tries-told" }, .event = "change_password.form" },
  [REPLY]        = MADO_LETTER_REPLY ("change_password", 4),
  [IDENTITY]     = MADO_LETTER_IDENTITY ("change_password", 4, COMPARE),
  [COMPARE]      = { "compare",     5, MADO_BY_CLERK,     NULL,                            .next = { SLIP,         REFUSED,   CARD,         NEVER,        NEVER,        WITHDRAWN }, .resume = COMPARE,
                     .guard = mado_counter_guard_compare, .record = mado_counter_record_compared, .card = MADO_HOLDER_READER, .checks = { "items-compared", "card-valid" }, .event = "change_password.compare" },
  /* A proxy brings the present password and the new one, sealed. */
  [SLIP]         = MADO_LETTER_SLIP ("change_password", 6, OLD_PASSWORD, mado_counter_needs_no_slip),
  /* A try is spent here by what the resident typed, and by nothing else. */
  [OLD_PASSWORD] = { "old-password",6, MADO_BY_APPLICANT, NULL,                            .next = { CHECK_OLD,    NEVER,     NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = OLD_PASSWORD,
                     .guard = mado_counter_guard_password, .record = mado_counter_record_slip_typed, .event = "change_password.old-password" },
  [CHECK_OLD]    = { "check-old",   6, MADO_BY_CARD,      mado_password_check_old,         .next = { PASSWORD,     LOCKED,    OLD_PASSWORD, OLD_PASSWORD, OLD_PASSWORD, NEVER }, .resume = OLD_PASSWORD,
                     .event = "change_password.check-old" },
  /* The checked old password lives in memory only: after a restart it is asked for again. */
  [PASSWORD]     = { "password",    6, MADO_BY_APPLICANT, NULL,                            .next = { CHANGE,       NEVER,     NEVER,        NEVER,        NEVER,        WITHDRAWN }, .resume = OLD_PASSWORD,
                     .guard = mado_counter_guard_password, .record = mado_counter_record_slip_typed, .event = "change_password.password" },
  [CHANGE]       = { "change",      7, MADO_BY_CARD,      mado_password_change,            .next = { SLIP_GONE,    LOCKED,    OLD_PASSWORD, TELL,         OLD_PASSWORD, NEVER }, .resume = PROVE_ASK,
                     .event = "change_password.change" },
  /* OK: the new one counts; AGAIN: the old one does; FAIL: the card knows neither. */
  [TELL]         = { "tell",        7, MADO_BY_CARD,      mado_password_tell_change,       .next = { SLIP_GONE,    LOCKED,    PASSWORD,     PROVE_ASK,    STAY,         STOPPED }, .resume = PROVE_ASK,
                     .event = "change_password.tell" },
  [PROVE_ASK]    = { "prove-ask",   7, MADO_BY_APPLICANT, NULL,                            .next = { PROVE,        NEVER,     NEVER,        NEVER,        NEVER,        STOPPED }, .resume = PROVE_ASK,
                     .guard = mado_counter_guard_password, .record = mado_counter_record_slip_typed, .event = "change_password.prove-ask" },
  [PROVE]        = { "prove",       7, MADO_BY_CARD,      mado_password_prove,             .next = { SLIP_GONE,    LOCKED,    OLD_PASSWORD, PROVE_ASK,    PROVE_ASK,    NEVER }, .resume = PROVE_ASK,
                     .event = "change_password.prove" },
  [SLIP_GONE]    = MADO_LETTER_SLIP_GONE ("change_password", 7, HAND_OVER, NEVER),
  [HAND_OVER]    = { "hand-over",   8, MADO_BY_CLERK,     NULL,                            .next = { DONE,         NEVER,     NEVER,        NEVER,        NEVER,        NEVER }, .resume = HAND_OVER,
                     .card = MADO_HOLDER_READER, .checks = { "password-explained", "card-handed" }, .event = "change_password.hand-over" },
  [LOCKED]       = { "locked",      8, MADO_BY_CLERK,     NULL,                            .next = { STOPPED,      REFUSED,   NEVER,        NEVER,        NEVER,        NEVER }, .resume = LOCKED,
                     .card = MADO_HOLDER_READER, .checks = { "other-told", "card-handed" }, .event = "change_password.locked" },
  [DONE]         = { "done",        8, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = DONE, .ending = MADO_ENDING_DONE,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "change_password.done" },
  [REFUSED]      = { "refused",     8, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = REFUSED, .ending = MADO_ENDING_REFUSED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "change_password.refused" },
  [WITHDRAWN]    = { "withdrawn",   8, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "change_password.withdrawn" },
  [STOPPED]      = { "stopped",     8, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = STOPPED, .ending = MADO_ENDING_STOPPED,
                     .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "change_password.stopped" },
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

const MadoMatrix mado_change_password_matrix = {
  .procedure = "change_password",
  .title = N_ ("Change of the password"),
  .hint = N_ ("The old password is known: card, form, identity papers; no fee"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = mado_password_checks,
  .n_checks = MADO_PASSWORD_N_CHECKS,
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
