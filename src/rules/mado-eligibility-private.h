/* mado-eligibility-private.h - the question that each rule of mado-eligibility.c answers
 *
 * Layer: rules, mado-eligibility*.c alone.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-eligibility.h"

typedef struct
{
  const MadoFacts *facts;
  const MadoOfficeProfile *profile;
  GDate day;    /* of facts->now, in Japan */
  guint minute; /* from midnight */
} MadoQuestion;

/* The topic PAPERS, by who came; each is silent when another came (mado-eligibility-papers.c). */
void mado_check_own_papers (const MadoQuestion *question, MadoDecision *decision);
void mado_check_representative (const MadoQuestion *question, MadoDecision *decision);
void mado_check_proxy (const MadoQuestion *question, MadoDecision *decision);

/* The topics CERTIFICATE and PASSWORD, by procedure, and WARNINGS (mado-eligibility-certificate.c).
 */
void mado_check_live_certificate (const MadoQuestion *question, MadoDecision *decision);
void mado_check_renewal (const MadoQuestion *question, MadoDecision *decision);
void mado_check_in_force (const MadoQuestion *question, MadoDecision *decision);
void mado_check_ground (const MadoQuestion *question, MadoDecision *decision);
void mado_check_lapsed (const MadoQuestion *question, MadoDecision *decision);
void mado_check_on_card (const MadoQuestion *question, MadoDecision *decision);
void mado_check_old_password (const MadoQuestion *question, MadoDecision *decision);
void mado_check_warnings (const MadoQuestion *question, MadoDecision *decision);
/* Which second persons the profile asks for. */
void mado_note_second_person (const MadoQuestion *question, MadoDecision *decision);
