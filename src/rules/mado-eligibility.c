/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-clock.h"
#include "mado-eligibility-private.h"
#include "mado-period.h"
#include "mado-validity.h"

#define MINUTE_S 60

void
mado_facts_init (MadoFacts *self)
{
  *self = (MadoFacts){ .items_match = MADO_TEXT_DIFFERENT };
  g_date_clear (&self->birth, 1);
  g_date_clear (&self->authority_issued_on, 1);
  g_date_clear (&self->seal_certificate_issued_on, 1);
  g_date_clear (&self->card_expires_on, 1);
}

/* ---- Time ---- */

static void
check_service_period (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoOfficeProfile *profile = question->profile;
  int to_last = g_date_valid (&profile->last_issue_day)
                    ? g_date_compare (&question->day, &profile->last_issue_day)
                    : -1;

  if (g_date_compare (&question->day, &profile->first_issue_day) < 0)
    mado_decision_add (decision, MADO_REASON_BEFORE_SERVICE, NULL);
  if (to_last > 0 || (to_last == 0 && question->minute >= profile->last_issue_time))
    mado_decision_add (decision, MADO_REASON_AFTER_SERVICE, NULL);
}

static void
check_counter_hours (const MadoQuestion *question, MadoDecision *decision)
{
  if (mado_office_profile_is_closed_day (question->profile, &question->day))
    mado_decision_add (decision, MADO_REASON_CLOSED_DAY, NULL);
  else if (!mado_office_profile_is_open_at (question->profile, question->minute))
    mado_decision_add (decision, MADO_REASON_CLOSED_HOURS, NULL);
}

static void
check_ca_hours (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoOfficeProfile *profile = question->profile;

  if (question->minute < profile->ca_open || question->minute >= profile->ca_close)
    mado_decision_add (decision, MADO_REASON_CA_CLOSED, NULL);
  else if (question->minute + profile->procedure_minutes > profile->ca_close)
    mado_decision_add (decision, MADO_REASON_CA_CLOSES_SOON, NULL);
}

/* ---- Person ---- */

static void
check_residence (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;

  if (!facts->in_register)
    mado_decision_add (decision, MADO_REASON_NOT_RESIDENT, NULL);
  if (facts->foreign && g_date_compare (&question->day, &question->profile->foreign_from) < 0)
    mado_decision_add (decision, MADO_REASON_FOREIGN_BEFORE, NULL);
  if (facts->open_case)
    mado_decision_add (decision, MADO_REASON_OPEN_CASE, NULL);
}

static gboolean
is_under (const MadoQuestion *question, guint age)
{
  return g_date_valid (&question->facts->birth)
         && mado_age_on (&question->facts->birth, &question->day) < age;
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
  if (facts->comes == MADO_COMES_PROXY && !question->profile->proxy_allowed)
    mado_decision_add (decision, MADO_REASON_PROXY_NOT_ALLOWED, NULL);
}

/* ---- Certificate and card ---- */

static void
check_live_certificate (const MadoQuestion *question, MadoDecision *decision)
{
  if (question->facts->live_certificate)
    mado_decision_add (decision, MADO_REASON_LIVE_CERTIFICATE, NULL);
}

static void
check_card_end (const MadoQuestion *question, MadoDecision *decision)
{
  const GDate *end = &question->facts->card_expires_on;

  if (!g_date_valid (end))
    return;
  if (g_date_compare (end, &question->day) < 0)
    mado_decision_add (decision, MADO_REASON_CARD_EXPIRED, NULL);
  else if (g_date_compare (end, &decision->last_valid_day) < 0)
    mado_decision_add (decision, MADO_REASON_CARD_ENDS_FIRST, NULL);
}

static void
check_card (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;

  if (!facts->card_present)
    {
      mado_decision_add (decision, MADO_REASON_CARD_MISSING, NULL);
      return;
    }
  if (!facts->card_own)
    mado_decision_add (decision, MADO_REASON_CARD_OF_ANOTHER, NULL);
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

/* ---- The table ---- */

#define ISSUE MADO_PROCEDURE_MARK (MADO_PROCEDURE_ISSUE)

/* clang-format off */
static const struct
{
  guint procedures; /* marks of MadoProcedure */
  MadoTopic topic;
  void (*check) (const MadoQuestion *question, MadoDecision *decision);
} rules[] = {
  { ISSUE, MADO_TOPIC_SERVICE,     check_service_period       },
  { ISSUE, MADO_TOPIC_COUNTER,     check_counter_hours        },
  { ISSUE, MADO_TOPIC_CA,          check_ca_hours             },
  { ISSUE, MADO_TOPIC_PERSON,      check_residence            },
  { ISSUE, MADO_TOPIC_PERSON,      check_who_came             },
  { ISSUE, MADO_TOPIC_CERTIFICATE, check_live_certificate     },
  { ISSUE, MADO_TOPIC_CARD,        check_card                 },
  { ISSUE, MADO_TOPIC_PAPERS,      mado_check_own_papers      },
  { ISSUE, MADO_TOPIC_PAPERS,      mado_check_representative  },
  { ISSUE, MADO_TOPIC_PAPERS,      mado_check_proxy           },
  { ISSUE, MADO_TOPIC_ITEMS,       check_items                },
  { ISSUE, MADO_TOPIC_ITEMS,       check_substitutes          },
};
/* clang-format on */

MadoDecision *
mado_eligibility_decide (const MadoFacts *facts, const MadoOfficeProfile *profile, guint topics)
{
  MadoDecision *decision = mado_decision_new ();
  g_autoptr (GDate) day = mado_clock_date_of (facts->now);
  MadoQuestion question = { .facts = facts, .profile = profile, .day = *day };

  question.minute = (guint) ((facts->now - mado_clock_instant (day, 0, 0, 0)) / MINUTE_S);
  decision->fee_yen = mado_office_profile_fee (profile, facts->procedure, day);
  mado_validity_last_day (day, profile->validity_years, &decision->last_valid_day);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((rules[i].procedures & MADO_PROCEDURE_MARK (facts->procedure)) && (rules[i].topic & topics))
      rules[i].check (&question, decision);
  return decision;
}
