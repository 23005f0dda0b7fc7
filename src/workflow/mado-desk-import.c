/* SPDX-License-Identifier: GPL-3.0-or-later */
/* importing a file of register changes: some hundred rows a transaction, progress in between */
#include "config.h"

#include "mado-desk-changes.h"

#include "mado-change-order.h"
#include "mado-desk-stops.h"
#include "mado-lapse.h"
#include "mado-txn.h"

#define ROWS_AT_ONCE 500 /* a transaction; some 30 ms, after which others have their turn */
#define HASH_CHUNK (64 * 1024)

typedef struct
{
  char *path, *report_path; /* owned; the second nullable */
  GInputStream *stream;     /* owned; the database worker's, like all that follow */
  GOutputStream *report;    /* owned, nullable */
  MadoChangeReader *reader; /* owned */
  MadoChangeFile file;
  gboolean at_end;
  guint n_ahead;      /* bad rows whose day has not come: the file is imported again */
  MadoImport *import; /* owned until it is returned */
  guint n_told;       /* cases met that their runs have been told of */
  MadoImportProgress progress;
  gpointer progress_data;
} Import;

void
mado_import_free (MadoImport *self)
{
  g_array_unref (self->bad);
  g_free (self);
}

static void
import_free (gpointer data)
{
  Import *self = data;

  g_free (self->path);
  g_free (self->report_path);
  g_clear_pointer (&self->reader, mado_change_reader_free);
  g_clear_object (&self->stream);
  g_clear_object (&self->report);
  g_clear_pointer (&self->import, mado_import_free);
  g_free (self);
}

/* The task of the whole import owns it, not the single deeds. */
static void
keep (gpointer data)
{
}

/* --- what the rules say --- */

static MadoChangeVerdict
judge (MadoDeed *deed, const MadoChange *change)
{
  MadoRegisterEvent event = mado_change_order_event (change);
  GDate day = mado_change_order_day (change->day);
  MadoLapseFacts facts;
  MadoLapse lapse;

  mado_lapse_facts_init (&facts, event, &day);
  mado_lapse_ask (mado_desk_get_profile (deed->desk), &facts, &lapse);
  return (MadoChangeVerdict){ .ends = lapse.certificate == MADO_CERTIFICATE_ENDS,
                              .minor = lapse.minor,
                              .stops = lapse.stops_cases,
                              .rule = mado_change_order,
                              .crl_reason = lapse.crl_reason,
                              .article = lapse.row->article };
}

/* --- letters become void --- */

/* Doubtful ones wait for a person. */
static gboolean
void_letters (MadoDeed *deed, gint64 change_id, GError **error)
{
  g_autoptr (GPtrArray) stops = mado_change_list_stops (deed->db, MADO_CHANGE_STOPS_INQUIRY, error);

  for (guint i = 0; stops != NULL && i < stops->len; i++)
    {
      const MadoChangeStop *stop = g_ptr_array_index (stops, i);

      if (stop->sure && stop->change_id == change_id && !mado_desk_void_letter (deed, stop, error))
        return FALSE;
    }
  return stops != NULL;
}

/* --- rows --- */

static gboolean
note_met (MadoDeed *deed, const MadoChange *change, const MadoChangeVerdict *verdict,
          const MadoChangeMet *met, GError **error)
{
  g_autofree char *detail = g_strdup_printf (
      "{\"change\":%" G_GINT64_FORMAT ",\"kind\":\"%s\",\"article\":\"%s\",\"certificates\":%u,"
      "\"cases\":%u,\"inquiries\":%u,\"noted\":%u}",
      met->change_id, change->kind->id, verdict->article, met->n_certificates, met->n_cases,
      met->n_inquiries, met->n_noted);

  return mado_deed_event (deed, "changes.met", "ok", NULL, NULL, detail, error);
}

static gboolean
take_good (MadoDeed *deed, Import *self, const MadoChange *change, GError **error)
{
  MadoChangeVerdict verdict = judge (deed, change);
  MadoChangeMet met;

  if (!mado_register_change_add (deed->db, &self->file, change, &verdict, deed->now, deed->actor,
                                 &met, error))
    return FALSE;
  if (met.known)
    {
      self->file.n_known++;
      return TRUE;
    }
  self->file.n_good++;
  self->import->n_certificates += met.n_certificates;
  self->import->n_cases += met.n_cases;
  self->import->n_inquiries += met.n_inquiries;
  if (met.n_certificates + met.n_cases + met.n_inquiries + met.n_noted > 0
      && !note_met (deed, change, &verdict, &met, error))
    return FALSE;
  return met.n_inquiries == 0 || void_letters (deed, met.change_id, error);
}

static gboolean
take_bad (Import *self, MadoChangeFault fault, GError **error)
{
  const MadoImportBadRow row = { mado_change_reader_get_line (self->reader), fault };

  self->file.n_bad++;
  self->n_ahead += fault == MADO_CHANGE_FAULT_DAY_AHEAD ? 1 : 0;
  if (self->import->bad->len < MADO_IMPORT_SHOWN)
    g_array_append_val (self->import->bad, row);
  return self->report == NULL
         || g_output_stream_printf (
             self->report, NULL, NULL, error, "%" G_GUINT64_FORMAT ",%s,%s\n", row.line,
             mado_change_fault_to_string (fault), mado_change_fault_to_words (fault));
}

static gboolean
take_rows (MadoDeed *deed, Import *self, GError **error)
{
  for (guint i = 0; i < ROWS_AT_ONCE && !self->at_end; i++)
    {
      g_autoptr (MadoChange) change = NULL;
      MadoChangeFault fault;

      if (!mado_change_reader_next (self->reader, &change, &fault, error))
        return FALSE;
      if (change == NULL && fault == MADO_CHANGE_FAULT_NONE)
        self->at_end = TRUE;
      else if (change == NULL ? !take_bad (self, fault, error)
                              : !take_good (deed, self, change, error))
        return FALSE;
    }
  return TRUE;
}

/* --- deeds --- */

static gboolean
close_report (Import *self, GError **error)
{
  return self->report == NULL || g_output_stream_close (self->report, NULL, error);
}

/* A file with rows whose day has not come is not done: it is imported again, and goes on. */
static gboolean
save (MadoDeed *deed, Import *self, const char *state, GError **error)
{
  g_autofree char *detail = g_strdup_printf (
      "{\"file\":%" G_GINT64_FORMAT ",\"good\":%u,\"known\":%u,\"bad\":%u}",
      self->file.change_file_id, self->file.n_good, self->file.n_known, self->file.n_bad);
  gboolean running = g_str_equal (state, "running");

  return mado_change_file_save (&self->file, deed->db,
                                self->at_end && self->n_ahead > 0 ? "stopped" : state, error)
         && (running
             || (mado_deed_event (deed, "changes.import", state, NULL, NULL, detail, error)
                 && close_report (self, error)));
}

static gboolean
some_rows (MadoDeed *deed, GError **error)
{
  Import *self = deed->data;

  return take_rows (deed, self, error)
         && save (deed, self, self->at_end ? "done" : "running", error);
}

static gboolean
stop (MadoDeed *deed, GError **error)
{
  return save (deed, deed->data, "stopped", error);
}

static char *
hash_file (const char *path, guint64 *n_bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *chunk = g_malloc (HASH_CHUNK);
  gssize n = 1;

  *n_bytes = 0;
  while (stream != NULL && n > 0)
    {
      n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, HASH_CHUNK, NULL, error);
      if (n > 0)
        g_checksum_update (sum, chunk, n);
      *n_bytes += n > 0 ? (guint64) n : 0;
    }
  return stream != NULL && n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

static gboolean
open_files (Import *self, guint today, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFile) report
      = self->report_path != NULL ? g_file_new_for_path (self->report_path) : NULL;

  self->stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
  if (self->stream == NULL)
    return FALSE;
  self->reader = mado_change_reader_new (self->stream, today);
  if (report == NULL)
    return TRUE;
  self->report
      = G_OUTPUT_STREAM (g_file_replace (report, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error));
  return self->report != NULL
         && g_output_stream_printf (self->report, NULL, NULL, error, "line,reason,explanation\n");
}

/* The heading is read before anything is written: a file of something else leaves no trace. */
static gboolean
begin (MadoDeed *deed, GError **error)
{
  Import *self = deed->data;
  g_autofree char *sha256 = hash_file (self->path, &self->import->n_bytes_total, error);
  g_autoptr (MadoTxn) txn = NULL;

  if (sha256 == NULL || !open_files (self, deed->today, error))
    return FALSE;
  txn = mado_txn_begin (deed->db, error);
  return txn != NULL
         && mado_change_file_begin (&self->file, deed->db, sha256, deed->now, deed->actor, error)
         && take_rows (deed, self, error)
         && save (deed, self, self->at_end ? "done" : "running", error)
         && mado_txn_commit (txn, error);
}

/* --- from transaction to transaction, on the main thread --- */

static void step_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
tell_progress (Import *self)
{
  self->import->n_good = self->file.n_good;
  self->import->n_known = self->file.n_known;
  self->import->n_bad = self->file.n_bad;
  self->import->n_bytes = mado_change_reader_get_position (self->reader);
  if (self->progress != NULL)
    self->progress (self->import, self->progress_data);
}

/* At once, not at the end of a long file: a case may be on its way to the CA. */
static void
tell_runs (MadoDesk *desk, Import *self)
{
  if (self->import->n_cases == self->n_told)
    return;
  self->n_told = self->import->n_cases;
  mado_desk_tell_changes (desk);
}

static void
finish (GTask *whole)
{
  Import *self = g_task_get_task_data (whole);

  g_task_return_pointer (whole, g_steal_pointer (&self->import),
                         (GDestroyNotify) (void (*) (void)) mado_import_free);
}

static void
go_on (GTask *whole)
{
  Import *self = g_task_get_task_data (whole);
  GCancellable *cancellable = g_task_get_cancellable (whole);
  MadoDesk *desk = g_task_get_source_object (whole);

  if (self->at_end || self->import->stopped)
    {
      finish (whole);
      return;
    }
  self->import->stopped = cancellable != NULL && g_cancellable_is_cancelled (cancellable);
  mado_desk_do (desk, MADO_DEED_WRITES, self->import->stopped ? stop : some_rows, self, keep,
                step_cb, NULL, step_cb, g_object_ref (whole));
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) whole = data;
  Import *self = mado_desk_peek_deed (result);
  GError *error = NULL;

  if (mado_desk_did (MADO_DESK (source), result, step_cb, &error) == NULL)
    {
      g_task_return_error (whole, error);
      return;
    }
  tell_runs (MADO_DESK (source), self);
  tell_progress (self);
  go_on (whole);
}

void
mado_desk_import_changes_async (MadoDesk *self, const char *path, const char *report,
                                MadoImportProgress progress, gpointer progress_data,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) whole = g_task_new (self, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  import->path = g_strdup (path);
  import->report_path = g_strdup (report);
  import->import = g_new0 (MadoImport, 1);
  import->import->bad = g_array_new (FALSE, FALSE, sizeof (MadoImportBadRow));
  import->progress = progress;
  import->progress_data = progress_data;
  g_task_set_source_tag (whole, mado_desk_import_changes_async);
  g_task_set_check_cancellable (whole, FALSE); /* a stop is an answer, not an error */
  g_task_set_task_data (whole, import, import_free);
  mado_desk_do (self, MADO_DEED_WRITES_ITSELF, begin, import, keep, step_cb, NULL, step_cb,
                g_object_ref (whole));
}

MadoImport *
mado_desk_import_changes_finish (MadoDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
