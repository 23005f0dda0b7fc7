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
