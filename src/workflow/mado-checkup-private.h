/* mado-checkup-private.h - the jobs of the diagnosis
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-checkup.h"

/* What a job reads (constant while it runs) and writes (on its thread). */
typedef struct
{
  const MadoDeskParts *parts;
  gboolean card_in_use_here; /* a step of a case talks to the card right now */
  guint n_displays;          /* 0: to be counted */
  MadoMeasure checks[MADO_N_CHECKS];
  GPtrArray *holders; /* owned, nullable */
} MadoCheckWork;

typedef void (*MadoCheckJob) (MadoCheckWork *work);

void mado_check_chain (MadoCheckWork *work);   /* service to card */
void mado_check_applet (MadoCheckWork *work);  /* on the card's worker */
void mado_check_printer (MadoCheckWork *work); /* on the printer's */
void mado_check_ca (MadoCheckWork *work);      /* on the CA's: with its clock */
void mado_check_machine (MadoCheckWork *work); /* record, disk, display */
void mado_check_fonts (MadoCheckWork *work);
