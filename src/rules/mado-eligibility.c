/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-clock.h"
#include "mado-eligibility-private.h"
#include "mado-hours.h"
#include "mado-period.h"
#include "mado-validity.h"

#define MINUTE_S 60

#define MARK(procedure) MADO_PROCEDURE_MARK (MADO_PROCEDURE_##procedure)
#define ISSUING (MARK (ISSUE) | MARK (RENEW) | MARK (REISSUE))
#define REVOKING (MARK (REVOKE) | MARK (REPORT))
#define HOLDER_ONLY MADO_PROCEDURES_HOLDER_ONLY
#define PASSWORD (MARK (CHANGE_PASSWORD) | MARK (RESET_PASSWORD) | MARK (UNLOCK))
#define EVERY ((1u << MADO_N_PROCEDURES) - 1)

void
mado_facts_init (MadoFacts *self)
{
  *self = (MadoFacts){
    .items_match = MADO_TEXT_DIFFERENT, .ground = -1, .purpose = -1, .rule_set = MADO_N_RULE_SETS
  };
  g_date_clear (&self->certificate_last_day, 1);
  g_date_clear (&self->moved_in_on, 1);
  g_date_clear (&self->birth, 1);
  g_date_clear (&self->authority_issued_on, 1);
  g_date_clear (&self->seal_certificate_issued_on, 1);
  g_date_clear (&self->card_expires_on, 1);
}

/* ---- Time ---- */

static void
check_service_period (const MadoQuestion *question, MadoDecision *decision)
{
  MadoReason reason;

  if (!mado_hours_service (question->profile, &question->day, question->minute, &reason))
    mado_decision_add (decision, reason, NULL);
}

static void
check_counter_hours (const MadoQuestion *question, MadoDecision *decision)
{
  MadoReason reason;

  if (!mado_hours_counter (question->profile, &question->day, question->minute, &reason))
    mado_decision_add (decision, reason, NULL);
}

static void
check_ca_hours (const MadoQuestion *question, MadoDecision *decision)
{
  MadoReason reason;

  mado_hours_ca (question->profile, &question->day, question->minute, &reason);
  if (reason != MADO_N_REASONS)
    mado_decision_add (decision, reason, NULL);
}

/* ---- Person ---- */

static void
check_residence (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;

  if (!facts->in_register)
    mado_decision_add (decision, MADO_REASON_NOT_RESIDENT, NULL);
  if (facts->open_case)
    mado_decision_add (decision, MADO_REASON_OPEN_CASE, NULL);
}

/* Nobody foreign held a certificate before that day, so the other procedures need not ask. */
static void
check_foreign (const MadoQuestion *question, MadoDecision *decision)
{
  if (question->facts->foreign
      && g_date_compare (&question->day, &question->profile->foreign_from) < 0)
    mado_decision_add (decision, MADO_REASON_FOREIGN_BEFORE, NULL);
}

/* Notes 9 no. 21: the case stops, no fee is taken. */
static void
check_change (const MadoQuestion *question, MadoDecision *decision)
{
  if (question->facts->change_reported)
    mado_decision_add (decision, MADO_REASON_CHANGE_REPORTED, NULL);
}

static void
check_open_inquiry (const MadoQuestion *question, MadoDecision *decision)
{
  if (question->facts->open_inquiry)
    mado_decision_add (decision, MADO_REASON_OPEN_INQUIRY, NULL);
}

static gboolean
is_under (const MadoQuestion *question, guint age)
{
  return g_date_valid (&question->facts->birth)
         && mado_age_on (&question->facts->birth, &question->day) < age;
}

static void
check_proxy_may_come (const MadoQuestion *question, MadoDecision *decision)
{
  if (HOLDER_ONLY & MADO_PROCEDURE_MARK (question->facts->procedure))
    mado_decision_add (decision, MADO_REASON_HOLDER_ONLY, NULL);
  else if (!question->profile->proxy_allowed)
    mado_decision_add (decision, MADO_REASON_PROXY_NOT_ALLOWED, NULL);
}

static void
check_who_came (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  gboolean statutory = facts->comes == MADO_COMES_STATUTORY;

  if (!g_date_valid (&facts->birth))
    mado_decision_add (decision, MADO_REASON_FORM_INCOMPLETE, NULL);
  if (!statutory && facts->adult_ward)
    mado_decision_add (decision, MADO_REASON_WARD, NULL);
  if (!statutory && is_under (question, question->profile->self_age))
    mado_decision_add (decision, MADO_REASON_UNDER_AGE, NULL);
  if (statutory && !facts->adult_ward && !is_under (question, question->profile->adult_age))
    mado_decision_add (decision, MADO_REASON_REPRESENTATIVE_NOT_POSSIBLE, NULL);
  if (statutory
      && !(facts->adult_ward ? question->profile->ward_allowed : question->profile->minor_allowed))
    mado_decision_add (decision, MADO_REASON_REPRESENTATIVE_NOT_ALLOWED, NULL);
  if (facts->comes == MADO_COMES_PROXY)
    check_proxy_may_come (question, decision);
}

/* ---- Card ---- */

static void
check_card_end (const MadoQuestion *question, MadoDecision *decision)
{
  const GDate *end = &question->facts->card_expires_on;

  if (!g_date_valid (end))
    return;
  if (g_date_compare (end, &question->day) < 0)
    mado_decision_add (decision, MADO_REASON_CARD_EXPIRED, NULL);
  else if ((ISSUING & MADO_PROCEDURE_MARK (question->facts->procedure))
           && g_date_compare (end, &decision->last_valid_day) < 0)
    mado_decision_add (decision, MADO_REASON_CARD_ENDS_FIRST, NULL);
}

static void
check_card_here (const MadoQuestion *question, MadoDecision *decision)
{
  if (!question->facts->card_present)
    mado_decision_add (decision, MADO_REASON_CARD_MISSING, NULL);
  else if (!question->facts->card_own)
    mado_decision_add (decision, MADO_REASON_CARD_OF_ANOTHER, NULL);
}

/* A card that is to be written on must be in force, too. */
static void
check_card (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;

  check_card_here (question, decision);
  if (!facts->card_present)
    return;
  if (facts->card_standing == MADO_CARD_SUSPENDED)
    mado_decision_add (decision, MADO_REASON_CARD_SUSPENDED, NULL);
  if (facts->card_standing == MADO_CARD_VOID)
    mado_decision_add (decision, MADO_REASON_CARD_VOID, NULL);
  check_card_end (question, decision);
}

/* ---- Form and register ---- */

static void
check_items (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;

  if (!facts->form_complete)
    mado_decision_add (decision, MADO_REASON_FORM_INCOMPLETE, NULL);
  else if (facts->items_match == MADO_TEXT_DIFFERENT)
    mado_decision_add (decision, MADO_REASON_ITEMS_DIFFER, NULL);
  else if (facts->items_match == MADO_TEXT_SPELLING && !facts->spelling_confirmed)
    mado_decision_add (decision, MADO_REASON_SPELLING_UNANSWERED, NULL);
}

static void
check_substitutes (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;

  if (facts->n_substitutes_missing > 0)
    mado_decision_add (decision, MADO_REASON_SUBSTITUTE_MISSING, NULL);
  if (facts->n_substitutes > 0 && !facts->substitutes_consented)
    mado_decision_add (decision, MADO_REASON_SUBSTITUTE_CONSENT, NULL);
}

/* LAW 31(1): who has received a disclosure may ask for its correction. */
static void
check_disclosed (const MadoQuestion *question, MadoDecision *decision)
{
  if (question->facts->not_disclosed)
    mado_decision_add (decision, MADO_REASON_NOT_DISCLOSED, NULL);
}

/* ---- The table ---- */

/* clang-format off */
static const struct
{
  guint procedures; /* marks of MadoProcedure */
  MadoTopic topic;
  void (*check) (const MadoQuestion *question, MadoDecision *decision);
} rules[] = {
  { ISSUING,                   MADO_TOPIC_SERVICE,     check_service_period        },
  { EVERY,                     MADO_TOPIC_COUNTER,     check_counter_hours         },
  { ISSUING | REVOKING,        MADO_TOPIC_CA,          check_ca_hours              },
  { EVERY,                     MADO_TOPIC_PERSON,      check_residence             },
  { ISSUING | MARK (INQUIRY),  MADO_TOPIC_PERSON,      check_foreign               },
  { EVERY,                     MADO_TOPIC_PERSON,      check_who_came              },
  { ISSUING | PASSWORD | MARK (INQUIRY), MADO_TOPIC_PERSON, check_change           },
  { MARK (INQUIRY),            MADO_TOPIC_PERSON,      check_open_inquiry          },
  { MARK (ISSUE),              MADO_TOPIC_CERTIFICATE, mado_check_live_certificate },
  { MARK (RENEW) | MARK (REISSUE), MADO_TOPIC_CERTIFICATE, mado_check_renewal      },
  { MARK (CORRECTION),         MADO_TOPIC_PERSON,      check_disclosed             },
  { REVOKING,                  MADO_TOPIC_CERTIFICATE, mado_check_in_force         },
  { REVOKING,                  MADO_TOPIC_CERTIFICATE, mado_check_ground           },
  { MARK (ERASE),              MADO_TOPIC_CERTIFICATE, mado_check_lapsed           },
  { MARK (COPY) | PASSWORD,    MADO_TOPIC_CERTIFICATE, mado_check_on_card          },
  { ISSUING | PASSWORD,        MADO_TOPIC_CARD,        check_card                  },
  { HOLDER_ONLY,               MADO_TOPIC_CARD,        check_card_here             },
  { EVERY & ~MARK (INQUIRY),   MADO_TOPIC_PAPERS,      mado_check_own_papers       },
  { EVERY & ~MARK (INQUIRY),   MADO_TOPIC_PAPERS,      mado_check_representative   },
  { EVERY & ~MARK (INQUIRY) & ~HOLDER_ONLY, MADO_TOPIC_PAPERS, mado_check_proxy    },
  { EVERY & ~MARK (STATUS),    MADO_TOPIC_ITEMS,       check_items                 },
  { ISSUING,                   MADO_TOPIC_ITEMS,       check_substitutes           },
  { MARK (RENEW) | PASSWORD,   MADO_TOPIC_PASSWORD,    mado_check_old_password     },
  { EVERY,                     MADO_TOPIC_WARNINGS,    mado_check_warnings         },
};
/* clang-format on */

static void
ask_rules (const MadoQuestion *question, guint topics, MadoDecision *decision)
{
  const guint mark = MADO_PROCEDURE_MARK (question->facts->procedure);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((rules[i].procedures & mark) && (rules[i].topic & topics))
      rules[i].check (question, decision);
}

/* What hinders a procedure whatever papers come hinders its letter: it would be sent in vain.  A
 * renewal's may go out before the window opens. */
static void
ask_purpose (const MadoQuestion *question, guint topics, MadoDecision *decision)
{
  MadoFacts purpose = *question->facts;
  const MadoQuestion asked = { .facts = &purpose,
                               .profile = question->profile,
                               .day = question->day,
                               .minute = question->minute };
  const guint early = MADO_TOPIC_SERVICE | MADO_TOPIC_PERSON | MADO_TOPIC_CERTIFICATE;

  if (purpose.procedure != MADO_PROCEDURE_INQUIRY || purpose.purpose < 0)
    return;
  purpose.procedure = purpose.purpose == MADO_PROCEDURE_RENEW ? MADO_PROCEDURE_REISSUE
                                                              : (MadoProcedure) purpose.purpose;
  if (purpose.ground < 0)
    purpose.ground
        = purpose.procedure == MADO_PROCEDURE_REVOKE ? MADO_REVOCATION_V1 : MADO_REVOCATION_V2;
  if (MADO_PROCEDURES_HOLDER_ONLY & MADO_PROCEDURE_MARK (purpose.procedure))
    mado_decision_add (decision, MADO_REASON_HOLDER_ONLY, NULL);
  else if (purpose.procedure == MADO_PROCEDURE_CHANGE_PASSWORD && purpose.comes == MADO_COMES_SELF)
    mado_decision_add (decision, MADO_REASON_CHANGE_DOCUMENT, NULL);
  ask_rules (&asked, topics & early, decision);
}

MadoDecision *
mado_eligibility_decide (const MadoFacts *facts, const MadoOfficeProfile *profile, guint topics)
{
  MadoDecision *decision = mado_decision_new ();
  g_autoptr (GDate) day = mado_clock_date_of (facts->now);
  MadoFacts bounded = *facts; /* the lists stay the caller's */
  MadoQuestion question = { .facts = &bounded, .profile = profile, .day = *day };

  question.minute = (guint) ((facts->now - mado_clock_instant (day, 0, 0, 0)) / MINUTE_S);
  decision->fee_yen = mado_office_profile_fee (profile, facts->procedure, day);
  mado_validity_last_day (day, profile->validity_years, &decision->last_valid_day);
  mado_validity_bound (profile->card_end_ends, &facts->card_expires_on,
                       &bounded.certificate_last_day);
  ask_rules (&question, topics, decision);
  ask_purpose (&question, topics, decision);
  mado_validity_bound (profile->card_end_ends, &facts->card_expires_on, &decision->last_valid_day);
  mado_note_second_person (&question, decision);
  return decision;
}
