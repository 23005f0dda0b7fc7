/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 状態照会: is my certificate in force, until when, how many tries.  The card is optional; without
 * it the number on the copy or the desk's records tell which certificate it is.  Nothing is
 * written, neither on the card nor at the CA (domain.md 5.3; LAW 18 leaves the list itself to
 * verifiers). */
#include "config.h"

#include "mado-lookup-private.h"

#include <glib/gi18n.h>

enum
{
  RECEPTION,
  IDENTITY,
  CARD,
  CARD_TROUBLE,
  FIND,
  RESULT,
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
  /* by, on entry; where OK, FAIL, AGAIN, UNSURE, CARD_GONE, CANCEL lead; cut off */
  [RECEPTION]    = { "reception",    1, MADO_BY_CLERK, NULL,                   .next = { IDENTITY, REFUSED,      NEVER,        NEVER, NEVER,        WITHDRAWN }, .resume = RECEPTION,
                     .guard = mado_counter_guard_reception, .marks = { "not-in-register" }, .event = "status.reception" },
  [IDENTITY]     = { "identity",     2, MADO_BY_CLERK, NULL,                   .next = { CARD,     REFUSED,      NEVER,        NEVER, NEVER,        WITHDRAWN }, .resume = IDENTITY,
                     .guard = mado_counter_guard_identity, .event = "status.identity" },
  [CARD]         = { "card",         3, MADO_BY_CARD,  mado_lookup_read_card,  .next = { FIND,     CARD_TROUBLE, CARD_TROUBLE, NEVER, CARD_TROUBLE, WITHDRAWN }, .resume = CARD,
                     .card = MADO_HOLDER_READER, .event = "status.card" },
  /* No card, or one that does not answer: the records tell. */
  [CARD_TROUBLE] = { "card-trouble", 3, MADO_BY_CLERK, NULL,                   .next = { FIND,     NEVER,        CARD,         NEVER, NEVER,        WITHDRAWN }, .resume = CARD_TROUBLE,
                     .card = MADO_HOLDER_COUNTER, .event = "status.card-trouble" },
  [FIND]         = { "find",         3, MADO_BY_CA,    mado_lookup_ask_status, .next = { RESULT,   CARD_TROUBLE, STAY,         STAY,  NEVER,        WITHDRAWN }, .resume = FIND,
                     .event = "status.find" },
  [RESULT]       = { "result",       4, MADO_BY_CLERK, NULL,                   .next = { DONE,     NEVER,        NEVER,        NEVER, NEVER,        NEVER     }, .resume = RESULT,
                     .checks = { "status-told", "card-handed" }, .event = "status.result" },
  [DONE] = { "done", 4, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = DONE, .ending = MADO_ENDING_DONE,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "status.done" },
  [REFUSED] = { "refused", 4, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = REFUSED, .ending = MADO_ENDING_REFUSED,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "status.refused" },
  [WITHDRAWN] = { "withdrawn", 4, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "status.withdrawn" },
};

static const char *const steps[] = {
  N_("Reception"),
  N_("Identity documents"),
  N_("Which certificate"),
  N_("Answer"),
};

static const MadoCheck checks[] = {
  { "not-in-register", N_("The applicant is not in this municipality's residents' register") },
  { "status-told", N_("The person was told what is shown here") },
  { "card-handed", N_("The card was taken out of the reader and handed over") },
};
/* clang-format on */

const MadoMatrix mado_status_matrix = {
  .procedure = "status",
  .title = N_ ("Status of a certificate"),
  .hint = N_ ("In force, until when, how many tries: identity papers; card if it is there; no fee"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = checks,
  .n_checks = G_N_ELEMENTS (checks),
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
