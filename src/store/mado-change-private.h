/* mado-change-private.h - what a change found of its person, and what it means for each
 *
 * Layer: store, for mado-register-change.c and mado-change-meet.c only.  Threads: the database's
 * worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-register-change.h"

G_BEGIN_DECLS

/* A case, with its certificate where one is in force, or a letter. */
typedef struct
{
  gint64 id;    /* case_id or inquiry_id */
  char *serial; /* owned, nullable */
  gboolean runs, sure;
} MadoMeeting;

typedef struct
{
  MadoDb *db;
  const MadoChange *change;
  const MadoChangeVerdict *verdict;
  gint64 now;
  const char *operator_id;
  MadoChangeMet *met; /* counted up */
} MadoMeet;

/** mado_meet_cases: @cases: (element-type MadoMeeting) */
gboolean mado_meet_cases (const MadoMeet *self, const GArray *cases, GError **error);

/** mado_meet_inquiries: @inquiries: (element-type MadoMeeting) */
gboolean mado_meet_inquiries (const MadoMeet *self, const GArray *inquiries, GError **error);

G_END_DECLS
