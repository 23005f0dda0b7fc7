/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-print-job.h"

#include "mado-query.h"

static const char *const state_names[] = {
  [MADO_PRINT_JOB_INTENDED] = "intended", [MADO_PRINT_JOB_SENT] = "sent",
  [MADO_PRINT_JOB_DONE] = "done",         [MADO_PRINT_JOB_FAILED] = "failed",
  [MADO_PRINT_JOB_MISSING] = "missing",
};

static gboolean
insert (MadoDb *db, gint64 case_id, const char *form, guint copy, gint64 now, MadoPrintJob *job,
        GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "print-job/insert", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  mado_query_bind_text (query, "form", form);
  mado_query_bind_integer (query, "copy", copy);
  mado_query_bind_integer (query, "changed_at", now);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *job = (MadoPrintJob){ .print_job_id = mado_query_get_integer (query, "print_job_id"),
                         .copy = copy };
  return TRUE;
}

/* A print that certainly failed does not count as a copy: the next one is still the first. */
gboolean
mado_print_job_intend (MadoDb *db, gint64 case_id, const char *form, gint64 now, MadoPrintJob *job,
                       GError **error)
{
  MadoPrintJob last;
  guint copy = 1;

  if (!mado_print_job_load_last (db, case_id, form, &last, error))
    return FALSE;
  if (last.print_job_id != 0)
    copy = last.copy + (last.state == MADO_PRINT_JOB_FAILED ? 0 : 1);
  return insert (db, case_id, form, copy, now, job, error);
}

gboolean
mado_print_job_set_state (MadoDb *db, MadoPrintJob *job, MadoPrintJobState state, gint64 now,
                          GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "print-job/set-state", error);

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "print_job_id", job->print_job_id);
  mado_query_bind_integer (query, "job", job->job);
  mado_query_bind_text (query, "state", state_names[state]);
  mado_query_bind_integer (query, "changed_at", now);
  if (!mado_query_run (query, error))
    return FALSE;
  job->state = state;
  return TRUE;
}

gboolean
mado_print_job_load_last (MadoDb *db, gint64 case_id, const char *form, MadoPrintJob *job,
                          GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "print-job/last-of-form", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "case_id", case_id);
  mado_query_bind_text (query, "form", form);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *job = (MadoPrintJob){ 0 };
  if (!has_row)
    return TRUE;
  job->print_job_id = mado_query_get_integer (query, "print_job_id");
  job->copy = (guint) mado_query_get_integer (query, "copy");
  job->job = (int) mado_query_get_integer (query, "job");
  for (gsize i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (mado_query_get_text (query, "state"), state_names[i]))
      job->state = (MadoPrintJobState) i;
  return TRUE;
}

gboolean
mado_print_job_count_reissued (MadoDb *db, gint64 case_id, const char *serial, guint *reissued,
                               GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "print-job/count-reissued", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_text (query, "serial", serial);
  mado_query_bind_integer (query, "case_id", case_id);
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  *reissued = (guint) mado_query_get_integer (query, "reissued");
  return TRUE;
}
