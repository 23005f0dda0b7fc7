/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 写し再交付: the holder, with identity papers and the card, gets the copy of the certificate once
 * more, marked 再発行 (REG 11; domain.md 5.3, 9 #11: a second person beyond the first time). */
#include "config.h"

#include "mado-lookup-private.h"

#include <glib/gi18n.h>

enum
{
  RECEPTION,
  IDENTITY,
  CARD,
  FIND,
  NOT_FOUND,
  APPROVE,
  COPY,
  COPY_LOOK,
  HAND_OVER,
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
  [RECEPTION] = { "reception", 1, MADO_BY_CLERK,   NULL,                         .next = { IDENTITY,  REFUSED,   NEVER, NEVER,     NEVER, WITHDRAWN }, .resume = RECEPTION,
                  .guard = mado_counter_guard_reception, .record = mado_counter_record_person, .marks = { "not-in-register" }, .event = "copy.reception" },
  [IDENTITY]  = { "identity",  2, MADO_BY_CLERK,   NULL,                         .next = { CARD,      REFUSED,   NEVER, NEVER,     NEVER, WITHDRAWN }, .resume = IDENTITY,
                  .guard = mado_counter_guard_identity, .event = "copy.identity" },
  [CARD]      = { "card",      3, MADO_BY_CARD,    mado_lookup_read_certificate, .next = { FIND,      NOT_FOUND, STAY,  NEVER,     STAY,  WITHDRAWN }, .resume = CARD,
                  .record = mado_counter_record_card, .card = MADO_HOLDER_READER, .event = "copy.card" },
  [FIND]      = { "find",      3, MADO_BY_CA,      mado_lookup_ask_known,        .next = { APPROVE,   NOT_FOUND, STAY,  STAY,      NEVER, WITHDRAWN }, .resume = FIND,
                  .record = mado_lookup_record_reprints, .event = "copy.find" },
  [NOT_FOUND] = { "not-found", 3, MADO_BY_CLERK,   NULL,                         .next = { CARD,      REFUSED,   CARD,  NEVER,     NEVER, WITHDRAWN }, .resume = NOT_FOUND,
                  .event = "copy.not-found" },
  [APPROVE]   = { "approve",   4, MADO_BY_CLERK,   NULL,                         .next = { COPY,      REFUSED,   NEVER, NEVER,     NEVER, WITHDRAWN }, .resume = APPROVE,
                  .checks = { "holder-compared" }, .second = "reprint", .event = "copy.approve" },
  [COPY]      = { "copy",      5, MADO_BY_PRINTER, mado_counter_print_copy,      .next = { HAND_OVER, COPY_LOOK, STAY,  COPY_LOOK, NEVER, WITHDRAWN }, .resume = COPY,
                  .event = "copy.copy" },
  [COPY_LOOK] = { "copy-look", 5, MADO_BY_CLERK,   NULL,                         .next = { HAND_OVER, NEVER,     COPY,  NEVER,     NEVER, NEVER     }, .resume = COPY_LOOK,
                  .record = mado_counter_record_copy_seen, .event = "copy.copy-look" },
  [HAND_OVER] = { "hand-over", 6, MADO_BY_CLERK,   NULL,                         .next = { DONE,      NEVER,     NEVER, NEVER,     NEVER, NEVER     }, .resume = HAND_OVER,
                  .card = MADO_HOLDER_READER, .checks = { "copy-given", "card-handed" }, .event = "copy.hand-over" },
  [DONE] = { "done", 6, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = DONE, .ending = MADO_ENDING_DONE,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "copy.done" },
  [REFUSED] = { "refused", 6, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = REFUSED, .ending = MADO_ENDING_REFUSED,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "copy.refused" },
  [WITHDRAWN] = { "withdrawn", 6, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "copy.withdrawn" },
};

static const char *const steps[] = {
  N_("Reception"),
  N_("Identity documents"),
  N_("Which certificate"),
  N_("Confirmation"),
  N_("Certificate copy"),
  N_("Handing over"),
};

static const MadoCheck checks[] = {
  { "not-in-register", N_("The applicant is not in this municipality's residents' register") },
  { "holder-compared", N_("The certificate's holder is the person on the form") },
  { "copy-given", N_("The copy, marked as reissued, was handed over") },
  { "card-handed", N_("The card was taken out of the reader and handed over") },
};
/* clang-format on */

const MadoMatrix mado_copy_matrix = {
  .procedure = "copy",
  .title = N_ ("Copy of the certificate once more"),
  .hint = N_ ("The paper copy is lost: card, identity papers; no fee"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = checks,
  .n_checks = G_N_ELEMENTS (checks),
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
