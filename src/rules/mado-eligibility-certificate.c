/* What each procedure asks of the certificate, the old password and the clerk's attention.
 * Sources: LAW 6, 9, 10, 15; MIC page Q7, Q12, Q13; notes 1.5, 1.6, 1.8, 1.9, 7.2, 9 nos. 10, 11.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-eligibility-private.h"
#include "mado-renewal.h"

static gboolean
is_past (const MadoQuestion *question, const GDate *last)
{
  return g_date_valid (last) && g_date_compare (last, &question->day) < 0;
}

/* LAW 6 forbids a second one; one that has ended is none, whatever is recorded of it. */
static gboolean
is_in_force (const MadoQuestion *question)
{
  const MadoFacts *facts = question->facts;

  return facts->live_certificate && !is_past (question, &facts->certificate_last_day);
}

void
mado_check_live_certificate (const MadoQuestion *question, MadoDecision *decision)
{
  if (is_in_force (question))
    mado_decision_add (decision, MADO_REASON_LIVE_CERTIFICATE, NULL);
}

/* RENEW in its window, REISSUE at any time; both want a certificate in force (LAW 6). */
void
mado_check_renewal (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  const GDate *last = &facts->certificate_last_day;
  g_autofree char *lost = NULL;
  MadoRenewal renewal;

  if (is_past (question, last))
    {
      mado_decision_add (decision, MADO_REASON_RENEWAL_OVER, NULL);
      return;
    }
  if (!facts->live_certificate || !g_date_valid (last))
    {
      mado_decision_add (decision,
                         facts->live_certificate ? MADO_REASON_CERTIFICATE_UNKNOWN
                                                 : MADO_REASON_NO_CERTIFICATE,
                         NULL);
      return;
    }
  mado_renewal_ask (question->profile, last, &question->day, &renewal);
  lost = g_strdup_printf ("%u", renewal.lost_days);
  if (facts->procedure == MADO_PROCEDURE_RENEW && renewal.state == MADO_RENEWAL_TOO_EARLY)
    mado_decision_add (decision, MADO_REASON_RENEWAL_TOO_EARLY, NULL);
  if (renewal.lost_days > 0)
    mado_decision_add (decision, MADO_REASON_LOST_DAYS, lost);
}

void
mado_check_in_force (const MadoQuestion *question, MadoDecision *decision)
{
  if (!is_in_force (question))
    mado_decision_add (decision, MADO_REASON_NO_CERTIFICATE, NULL);
}

void
mado_check_ground (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  const MadoRevocationRow *row;

  if (facts->ground < 0)
    {
      mado_decision_add (decision, MADO_REASON_REVOCATION_GROUND, NULL);
      return;
    }
  row = mado_revocation_get ((MadoRevocationGround) facts->ground);
  if (row->form == MADO_REVOCATION_AUTHORITY || row->form == MADO_REVOCATION_INTERNAL)
    mado_decision_add (decision, MADO_REASON_NOT_BY_APPLICATION, row->id);
  else if (row->procedure != facts->procedure)
    mado_decision_add (decision, MADO_REASON_REVOCATION_FORM, row->id);
}

void
mado_check_on_card (const MadoQuestion *question, MadoDecision *decision)
{
  if (question->facts->card_present && !question->facts->certificate_on_card)
    mado_decision_add (decision, MADO_REASON_NOTHING_ON_CARD, NULL);
}

void
mado_check_lapsed (const MadoQuestion *question, MadoDecision *decision)
{
  mado_check_on_card (question, decision);
  if (is_in_force (question))
    mado_decision_add (decision, MADO_REASON_STILL_IN_FORCE, NULL);
}

/* The tries are spent by the resident only: the program never asks the card to find out. */
void
mado_check_old_password (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  gboolean locked = facts->old_password == MADO_OLD_PASSWORD_LOCKED;
  gboolean verified = facts->old_password == MADO_OLD_PASSWORD_VERIFIED;

  switch ((guint) facts->procedure)
    {
    case MADO_PROCEDURE_UNLOCK:
      if (verified)
        mado_decision_add (decision, MADO_REASON_PASSWORD_NOT_LOCKED, NULL);
      return;
    case MADO_PROCEDURE_RENEW:
      if (!question->profile->old_password_at_renewal)
        return;
      break;
    case MADO_PROCEDURE_CHANGE_PASSWORD:
      break;
    default:
      return;
    }
  if (locked)
    mado_decision_add (decision, MADO_REASON_PASSWORD_IS_LOCKED, NULL);
  else if (!verified)
    mado_decision_add (decision, MADO_REASON_OLD_PASSWORD, NULL);
}

static gboolean
moved_recently (const MadoQuestion *question)
{
  const GDate *moved = &question->facts->moved_in_on;
  int days = g_date_valid (moved) ? g_date_days_between (moved, &question->day) : -1;

  return days >= 0 && days < (int) question->profile->recent_move_days;
}

void
mado_check_warnings (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  guint limit = question->profile->proxy_repeat_people;

  if (facts->on_hold && !facts->hold_released)
    mado_decision_add (decision, MADO_REASON_ON_HOLD, NULL);
  if (facts->procedure == MADO_PROCEDURE_ISSUE && moved_recently (question))
    mado_decision_add (decision, MADO_REASON_RECENT_MOVE, NULL);
  if (facts->comes == MADO_COMES_PROXY && limit > 0 && facts->proxy_other_people >= limit)
    mado_decision_add (decision, MADO_REASON_PROXY_REPEATED, NULL);
  if (facts->namesake)
    mado_decision_add (decision, MADO_REASON_NAMESAKE, NULL);
}

void
mado_note_second_person (const MadoQuestion *question, MadoDecision *decision)
{
  const MadoFacts *facts = question->facts;
  const gboolean by_letter
      = decision->identified_by != NULL && *decision->identified_by == MADO_CLASS_REPLY;
  const gboolean matters[MADO_N_SECOND_MATTERS] = {
    [MADO_SECOND_CLEAN] = TRUE,
    [MADO_SECOND_REPRESENTATIVE] = facts->comes == MADO_COMES_STATUTORY,
    [MADO_SECOND_PROXY] = facts->comes == MADO_COMES_PROXY,
    [MADO_SECOND_INQUIRY] = by_letter,
    [MADO_SECOND_UNLOCK] = facts->procedure == MADO_PROCEDURE_UNLOCK,
    [MADO_SECOND_CORRECTION] = facts->procedure == MADO_PROCEDURE_CORRECTION,
    [MADO_SECOND_HOLD] = facts->on_hold,
    [MADO_SECOND_REPRINT] = facts->procedure == MADO_PROCEDURE_COPY && facts->n_reprints > 0,
  };

  for (guint i = 0; i < MADO_N_SECOND_MATTERS; i++)
    if (matters[i] && question->profile->second_person[i])
      decision->second_matters |= 1u << i;
}
