/* mado-print-job.h - what was sent to the printer for a case, and what became of it
 *
 * Layer: store.  Threads: the database's worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_PRINT_JOB_INTENDED, /* written down before anything is sent */
  MADO_PRINT_JOB_SENT,
  MADO_PRINT_JOB_DONE,
  MADO_PRINT_JOB_FAILED,
  MADO_PRINT_JOB_MISSING, /* a person looked and did not find the sheet */
} MadoPrintJobState;

typedef struct
{
  gint64 print_job_id; /* 0: none */
  guint copy;          /* 1 the first print, 2 the first reprint … */
  int job;             /* the printer's id, 0 before it is known */
  MadoPrintJobState state;
} MadoPrintJob;

/** mado_print_job_intend: @form: "application", "certificate-copy", "receipt". @job: (out) */
gboolean mado_print_job_intend (MadoDb *db, gint64 case_id, const char *form, gint64 now,
                                MadoPrintJob *job, GError **error);

/** mado_print_job_set_state: saves job id and state inside the caller's transaction. */
gboolean mado_print_job_set_state (MadoDb *db, MadoPrintJob *job, MadoPrintJobState state,
                                   gint64 now, GError **error);

/** mado_print_job_load_last: @job: (out): the newest of that form, id 0 when there is none. */
gboolean mado_print_job_load_last (MadoDb *db, gint64 case_id, const char *form, MadoPrintJob *job,
                                   GError **error);

/** mado_print_job_count_reissued: @reissued: (out): how often the copy of the certificate @serial
 *   came out again in cases other than @case_id. */
gboolean mado_print_job_count_reissued (MadoDb *db, gint64 case_id, const char *serial,
                                        guint *reissued, GError **error);

G_END_DECLS
