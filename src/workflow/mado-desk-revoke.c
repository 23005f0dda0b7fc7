/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the batch that revokes what register changes end: intent stored, sent, outcome stored, next */
#include "config.h"

#include "mado-desk-changes.h"

#include "mado-desk-deed.h"

typedef struct
{
  gint64 after;              /* row that was handled last */
  MadoChangeRevocation *row; /* owned, nullable: the one that runs */
  GError *problem;           /* owned, nullable: what the CA said */
  MadoCaRevocation recorded; /* what the CA has on record */
  MadoRevocationBatch batch;
  MadoRevocationProgress progress;
  gpointer progress_data;
} Batch;

/* What an error of the CA means for its row. */
typedef enum
{
  FAILS,  /* the CA said no to this one: the batch goes on */
  WAITS,  /* nothing was sent, or nothing can be now: pending again, the batch ends */
  UNSURE, /* stays "sent": begun anew, it is sent again; the batch ends */
} Meaning;

/* clang-format off */
static const struct { MadoCaError code; Meaning meaning; } meanings[] = {
  { MADO_CA_ERROR_UNREACHABLE, WAITS  },
  { MADO_CA_ERROR_RA_EXPIRED,  WAITS  },
  { MADO_CA_ERROR_WAITING,     UNSURE },
  { MADO_CA_ERROR_NO_ANSWER,   UNSURE },
  { MADO_CA_ERROR_BAD_ANSWER,  UNSURE },
  { MADO_CA_ERROR_REFUSED,     FAILS  },
  { MADO_CA_ERROR_BAD_REQUEST, FAILS  },
};
/* clang-format on */

static Meaning
meaning_of (const GError *problem)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return WAITS;
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_error_matches (problem, MADO_CA_ERROR, (int) meanings[i].code))
      return meanings[i].meaning;
  return UNSURE;
}

static void
forget_row (Batch *self)
{
  g_clear_pointer (&self->row, mado_change_revocation_free);
  g_clear_error (&self->problem);
}

static void
batch_free (gpointer data)
{
  Batch *self = data;

  forget_row (self);
  g_free (self);
}

/* The task of the whole batch owns it, not the single deeds. */
static void
keep (gpointer data)
{
}

static gboolean
note (MadoDeed *deed, const Batch *self, const char *outcome, const char *reason, GError **error)
{
  const MadoChangeRevocation *row = self->row;
  g_autofree char *detail = g_strdup_printf (
      "{\"revocation\":%" G_GINT64_FORMAT
      ",\"serial\":\"%s\",\"reason\":%d,\"kind\":\"%s\",\"change\":%" G_GINT64_FORMAT "}",
      row->id, row->serial, row->crl_reason, row->kind, row->change_id);

  return mado_deed_event (deed, "changes.revoke", outcome, row->case_number, reason, detail, error);
}

static gboolean
count_left (MadoDeed *deed, Batch *self, GError **error)
{
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];

  if (!mado_change_revocation_count (deed->db, counts, error))
    return FALSE;
  self->batch.n_left = counts[MADO_CHANGE_REVOCATION_PENDING] + counts[MADO_CHANGE_REVOCATION_SENT];
  return TRUE;
}

/* --- before it is sent --- */

static gboolean
intend (MadoDeed *deed, GError **error)
{
  Batch *self = deed->data;

  if (!count_left (deed, self, error)
      || !mado_change_revocation_load_next (deed->db, self->after, &self->row, error))
    return FALSE;
  if (self->row == NULL)
    return TRUE;
  self->after = self->row->id;
  return mado_change_revocation_set_state (self->row, deed->db, MADO_CHANGE_REVOCATION_SENT, NULL,
                                           deed->now, deed->actor, error)
         && note (deed, self, "intent", NULL, error);
}

/* --- on the CA's worker --- */

static void
revoke_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoCa *ca = mado_desk_get_parts (MADO_DESK (source))->ca;
  Batch *self = data;

  self->recorded = (MadoCaRevocation){ 0 };
  mado_ca_keep_line (ca, TRUE);
  mado_ca_revoke_recorded (ca, self->row->serial, (MadoCaReason) self->row->crl_reason,
                           &self->recorded, NULL, &self->problem);
  g_task_return_boolean (task, TRUE);
}

static void
end_line_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  mado_ca_keep_line (mado_desk_get_parts (MADO_DESK (source))->ca, FALSE);
  g_task_return_boolean (task, TRUE);
}

/* The batch is over, however: its line to the CA is not kept for nothing. */
static void
end_line (MadoDesk *desk)
{
  g_autoptr (GTask) task = g_task_new (desk, NULL, NULL, NULL);

  mado_worker_run (mado_desk_get_worker (desk, MADO_BY_CA), task, end_line_on_worker);
}

/* --- after the answer --- */

static gboolean
store_done (MadoDeed *deed, Batch *self, GError **error)
{
  /* The CA's time is the legal effect (LAW 15(1) no. 1); the desk's when the CA does not tell. */
  gint64 revoked_at = self->recorded.recorded_at != 0 ? self->recorded.recorded_at : deed->now;

  return mado_change_revocation_set_state (self->row, deed->db, MADO_CHANGE_REVOCATION_DONE, NULL,
                                           deed->now, deed->actor, error)
         && mado_change_revocation_note_revoked (self->row, deed->db, revoked_at, deed->now,
                                                 deed->actor, error)
         && note (deed, self, "ok", NULL, error);
}

static gboolean
store_problem (MadoDeed *deed, Batch *self, GError **error)
{
  static const MadoChangeRevocationState states[] = {
    [FAILS] = MADO_CHANGE_REVOCATION_FAILED,
    [WAITS] = MADO_CHANGE_REVOCATION_PENDING,
    [UNSURE] = MADO_CHANGE_REVOCATION_SENT,
  };
  static const char *const outcomes[]
      = { [FAILS] = "fail", [WAITS] = "again", [UNSURE] = "unsure" };
  Meaning meaning = meaning_of (self->problem);
  g_autofree char *reason
      = g_strdup_printf ("%s/%d", g_quark_to_string (self->problem->domain), self->problem->code);

  return mado_change_revocation_set_state (self->row, deed->db, states[meaning], reason, deed->now,
                                           deed->actor, error)
         && note (deed, self, outcomes[meaning], reason, error);
}

static gboolean
store_outcome (MadoDeed *deed, GError **error)
{
  Batch *self = deed->data;

  return (self->problem == NULL ? store_done (deed, self, error)
                                : store_problem (deed, self, error))
         && count_left (deed, self, error);
}

/* --- from row to row, on the main thread --- */

static void begin_row (GTask *whole);

/* @problem: (transfer full) (nullable) */
static void
end_batch (GTask *whole, GError *problem)
{
  end_line (g_task_get_source_object (whole));
  if (problem != NULL)
    g_task_return_error (whole, problem);
  else
    g_task_return_boolean (whole, TRUE);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) whole = data;
  Batch *self = g_task_get_task_data (whole);
  GError *error = NULL;

  if (mado_desk_did (MADO_DESK (source), result, store_outcome, &error) == NULL)
    {
      end_batch (whole, error);
      return;
    }
  if (self->problem == NULL)
    self->batch.n_done++;
  else if (meaning_of (self->problem) == FAILS)
    self->batch.n_failed++;
  if (self->progress != NULL)
    self->progress (&self->batch, self->progress_data);
  if (self->problem != NULL && meaning_of (self->problem) != FAILS)
    end_batch (whole, g_steal_pointer (&self->problem));
  else
    begin_row (whole);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *whole = data;

  mado_desk_do (MADO_DESK (source), MADO_DEED_BY_CLOCK, store_outcome, g_task_get_task_data (whole),
                keep, store_outcome, NULL, stored_cb, whole);
}

static void
intended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) whole = data;
  g_autoptr (GTask) task = NULL;
  MadoDesk *desk = MADO_DESK (source);
  Batch *self = g_task_get_task_data (whole);
  GError *error = NULL;

  if (mado_desk_did (desk, result, intend, &error) == NULL)
    {
      end_batch (whole, error);
      return;
    }
  if (self->row == NULL)
    {
      end_batch (whole, NULL);
      return;
    }
  task = g_task_new (desk, NULL, revoked_cb, g_object_ref (whole));
  g_task_set_task_data (task, self, keep);
  mado_worker_run (mado_desk_get_worker (desk, MADO_BY_CA), task, revoke_on_worker);
}

static void
begin_row (GTask *whole)
{
  GCancellable *cancellable = g_task_get_cancellable (whole);
  Batch *self = g_task_get_task_data (whole);

  forget_row (self);
  self->batch.stopped = (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
                        || mado_desk_is_closing (g_task_get_source_object (whole));
  if (self->batch.stopped)
    end_batch (whole, NULL);
  else
    mado_desk_do (g_task_get_source_object (whole), MADO_DEED_WRITES, intend, self, keep, intend,
                  NULL, intended_cb, g_object_ref (whole));
}

void
mado_desk_revoke_changes_async (MadoDesk *self, MadoRevocationProgress progress,
                                gpointer progress_data, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) whole = g_task_new (self, cancellable, callback, user_data);
  Batch *batch = g_new0 (Batch, 1);

  batch->progress = progress;
  batch->progress_data = progress_data;
  g_task_set_source_tag (whole, mado_desk_revoke_changes_async);
  g_task_set_check_cancellable (whole, FALSE); /* a stop is an answer, not an error */
  g_task_set_task_data (whole, batch, batch_free);
  begin_row (whole);
}

gboolean
mado_desk_revoke_changes_finish (MadoDesk *self, GAsyncResult *result, MadoRevocationBatch *batch,
                                 GError **error)
{
  const Batch *work;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  work = g_task_get_task_data (G_TASK (result));
  if (batch != NULL)
    *batch = work->batch;
  return g_task_propagate_boolean (G_TASK (result), error);
}
