/* mado-desk-parts.h - what a desk is put together from: the real parts or their stand-ins
 *
 * Layer: workflow.  Threads: constant after the desk was made.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ca.h"
#include "mado-card-session.h"
#include "mado-clock.h"
#include "mado-desk.h"
#include "mado-office-profile.h"
#include "mado-printer.h"
#include "mado-reader-watch.h"
#include "mado-reader.h"

G_BEGIN_DECLS

typedef struct
{
  char *database;               /* owned: path of the desk's file */
  char *workstation;            /* owned: ASCII, 9 characters: 受付窓口識別記号 */
  char *counter;                /* owned: "窓口１" */
  char *forms;                  /* owned: folder of the SVG forms */
  gboolean training;            /* 訓練 on every print */
  MadoClock *clock;             /* owned */
  MadoReader *reader;           /* owned: the applicant's card */
  MadoReaderWatch *watch;       /* owned, nullable: tells when a card comes and goes */
  MadoCa *ca;                   /* owned */
  MadoPrinter *printer;         /* owned */
  MadoOfficeProfile *profile;   /* owned */
  MadoSecret *master_counter;   /* owned: master key of key version 30 */
  MadoSecret *master_generator; /* owned: master key of key version 31 */
} MadoDeskParts;

void mado_desk_parts_free (MadoDeskParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDeskParts, mado_desk_parts_free)

/** mado_desk_new: @parts: (transfer full).  Returns: (transfer full): not open yet. */
MadoDesk *mado_desk_new (MadoDeskParts *parts);

G_END_DECLS
