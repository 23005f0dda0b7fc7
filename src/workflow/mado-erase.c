/* SPDX-License-Identifier: GPL-3.0-or-later */
/* カードの証明書消去: only a certificate that has ended; the CA is asked first (REG 14,
 * domain.md 5.3). Destroying the key is one commit of the card and gives the same when it is done
 * twice: after a cut the card is looked at and the erasing goes on. */
#include "config.h"

#include "mado-lookup-private.h"

#include <glib/gi18n.h>

enum
{
  RECEPTION,
  IDENTITY,
  CARD,
  FIND,
  KEPT,
  CONFIRM,
  ERASE,
  HAND_OVER,
  DONE,
  STOPPED,
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
  [RECEPTION] = { "reception", 1, MADO_BY_CLERK, NULL,                         .next = { IDENTITY,  REFUSED, NEVER, NEVER, NEVER, WITHDRAWN }, .resume = RECEPTION,
                  .guard = mado_counter_guard_reception, .record = mado_counter_record_person, .marks = { "not-in-register" }, .event = "erase.reception" },
  [IDENTITY]  = { "identity",  2, MADO_BY_CLERK, NULL,                         .next = { CARD,      REFUSED, NEVER, NEVER, NEVER, WITHDRAWN }, .resume = IDENTITY,
                  .guard = mado_counter_guard_identity, .event = "erase.identity" },
  [CARD]      = { "card",      3, MADO_BY_CARD,  mado_lookup_read_certificate, .next = { FIND,      KEPT,    STAY,  NEVER, STAY,  WITHDRAWN }, .resume = CARD,
                  .record = mado_counter_record_card, .card = MADO_HOLDER_READER, .event = "erase.card" },
  /* OK: it has ended; FAIL: in force, another person's, or not known at the CA. */
  [FIND]      = { "find",      3, MADO_BY_CA,    mado_lookup_ask_ended,        .next = { CONFIRM,   KEPT,    STAY,  STAY,  NEVER, WITHDRAWN }, .resume = FIND,
                  .event = "erase.find" },
  [KEPT]      = { "kept",      3, MADO_BY_CLERK, NULL,                         .next = { STOPPED,   REFUSED, CARD,  NEVER, NEVER, WITHDRAWN }, .resume = KEPT,
                  .event = "erase.kept" },
  [CONFIRM]   = { "confirm",   4, MADO_BY_CLERK, NULL,                         .next = { ERASE,     REFUSED, CARD,  NEVER, NEVER, WITHDRAWN }, .resume = CONFIRM,
                  .checks = { "holder-compared", "erase-explained" }, .event = "erase.confirm" },
  [ERASE]     = { "erase",     5, MADO_BY_CARD,  mado_lookup_erase,            .next = { HAND_OVER, STAY,    STAY,  STAY,  STAY,  STOPPED   }, .resume = ERASE,
                  .event = "erase.erase" },
  [HAND_OVER] = { "hand-over", 6, MADO_BY_CLERK, NULL,                         .next = { DONE,      NEVER,   NEVER, NEVER, NEVER, NEVER     }, .resume = HAND_OVER,
                  .card = MADO_HOLDER_READER, .checks = { "card-handed" }, .event = "erase.hand-over" },
  [DONE] = { "done", 6, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = DONE, .ending = MADO_ENDING_DONE,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "erase.done" },
  [STOPPED] = { "stopped", 6, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = STOPPED, .ending = MADO_ENDING_STOPPED,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "erase.stopped" },
  [REFUSED] = { "refused", 6, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = REFUSED, .ending = MADO_ENDING_REFUSED,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "erase.refused" },
  [WITHDRAWN] = { "withdrawn", 6, MADO_BY_NOBODY, NULL, .next = { NO }, .resume = WITHDRAWN, .ending = MADO_ENDING_WITHDRAWN,
                  .card = MADO_HOLDER_APPLICANT, .form = MADO_HOLDER_SAFE, .event = "erase.withdrawn" },
};

static const char *const steps[] = {
  N_("Reception"),
  N_("Identity documents"),
  N_("Which certificate"),
  N_("Confirmation"),
  N_("Clearing the card"),
  N_("Handing over"),
};

static const MadoCheck checks[] = {
  { "not-in-register", N_("The applicant is not in this municipality's residents' register") },
  { "holder-compared", N_("The certificate's holder is the person on the form") },
  { "erase-explained", N_("The resident knows that what was encrypted or signed with this key cannot be made again") },
  { "card-handed", N_("The card was taken out of the reader and handed over") },
};
/* clang-format on */

const MadoMatrix mado_erase_matrix = {
  .procedure = "erase",
  .title = N_ ("Erase a certificate from the card"),
  .hint = N_ ("The certificate has ended: card, identity papers; no fee"),
  .states = states,
  .n_states = N_STATES,
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .checks = checks,
  .n_checks = G_N_ELEMENTS (checks),
  .decide = mado_counter_decide_now,
  .print_again = mado_counter_print_again,
};
