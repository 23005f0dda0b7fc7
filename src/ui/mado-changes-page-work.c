/* SPDX-License-Identifier: GPL-3.0-or-later */
/* importing a file, having the authority revoke, printing the governor's list */
#include "mado-changes-page-private.h"

#include "mado-changes-text.h"
#include "mado-desk-lapse-list.h"
#include "mado-dialog.h"

#include <glib/gi18n.h>

/* --- what runs, and stopping it --- */

static void
begin_work (MadoChangesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_set_visible (self->working, TRUE);
  gtk_widget_grab_focus (self->stop);
  mado_page_changed (MADO_PAGE (self));
}

static void
end_work (MadoChangesPage *self)
{
  g_clear_object (&self->cancellable);
  mado_changes_page_focus_list (self);
  gtk_widget_set_visible (self->working, FALSE);
  mado_changes_page_list_anew (self);
}

void
mado_changes_page_stop_work (MadoChangesPage *self)
{
  if (self->cancellable == NULL)
    return;
  mado_changes_page_focus_list (self); /* a key that is grey cannot hold the keyboard */
  gtk_widget_set_sensitive (self->stop, FALSE);
  g_cancellable_cancel (self->cancellable);
  mado_changes_page_tell (self, MADO_TONE_BUSY, _ ("Stopping after what runs now…"));
}

/* --- importing --- */

static void
import_progress_cb (const MadoImport *import, gpointer data)
{
  MadoChangesPage *self = data;
  g_autofree char *text = mado_changes_text_import (import);

  if (self->desk == NULL)
    return;
  gtk_progress_bar_set_fraction (
      self->progress,
      import->n_bytes_total > 0 ? (double) import->n_bytes / (double) import->n_bytes_total : 1);
  mado_tone_show (self->state, MADO_TONE_BUSY, text);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoImport) import
      = mado_desk_import_changes_finish (MADO_DESK (source), result, &error);
  g_autofree char *text = NULL, *bad = NULL;

  if (self->desk == NULL)
    return;
  end_work (self);
  if (import == NULL && error->domain == G_IO_ERROR)
    mado_changes_page_tell (self, MADO_TONE_BAD,
                            _ ("The file cannot be read. Nothing more was taken from it."));
  else if (import == NULL)
    mado_changes_page_tell_problem (self, error);
  if (import == NULL)
    return;
  text = mado_changes_text_import (import);
  mado_changes_page_tell (
      self, import->n_bad > 0 || import->stopped ? MADO_TONE_WARN : MADO_TONE_OK, text);
  if (import->n_bad == 0)
    return;
  bad = mado_changes_text_bad (import);
  mado_dialog_tell (mado_changes_page_get_window (self), _ ("Rows that were not taken"), bad);
}

static void
import_file (MadoChangesPage *self, const char *path)
{
  if (self->cancellable != NULL)
    return;
  begin_work (self);
  mado_desk_import_changes_async (self->desk, path, NULL, import_progress_cb, self,
                                  self->cancellable, imported_cb, g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, MadoChangesPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        import_file (self, path);
    }
  g_clear_object (&self->chooser);
}

void
mado_changes_page_choose_file (MadoChangesPage *self)
{
  if (self->chooser == NULL)
    {
      self->chooser = gtk_file_chooser_native_new (
          _ ("The register's file of changes"), mado_changes_page_get_window (self),
          GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel"));
      g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
    }
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- sending --- */

static void
send_progress_cb (const MadoRevocationBatch *batch, gpointer data)
{
  MadoChangesPage *self = data;
  g_autofree char *text = g_strdup_printf (_ ("%u revoked, %u refused, %u left"), batch->n_done,
                                           batch->n_failed, batch->n_left);

  if (self->desk == NULL)
    return;
  gtk_progress_bar_set_fraction (self->progress, (double) (batch->n_done + batch->n_failed)
                                                     / MAX (1, self->n_to_send));
  mado_tone_show (self->state, MADO_TONE_BUSY, text);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  g_autoptr (GError) error = NULL;
  MadoRevocationBatch batch;
  gboolean held = mado_desk_revoke_changes_finish (MADO_DESK (source), result, &batch, &error);
  g_autofree char *text = NULL;

  if (self->desk == NULL)
    return;
  end_work (self);
  text = g_strdup_printf (_ ("%u revoked, %u refused, %u left"), batch.n_done, batch.n_failed,
                          batch.n_left);
  if (held)
    mado_changes_page_tell (self, batch.n_left + batch.n_failed > 0 ? MADO_TONE_WARN : MADO_TONE_OK,
                            text);
  else
    mado_changes_page_tell_problem (self, error);
}

static void
send_confirmed_cb (AdwMessageDialog *dialog, const char *response, MadoChangesPage *self)
{
  if (!g_str_equal (response, "act") || self->cancellable != NULL)
    return;
  self->n_to_send = mado_changes_page_count_to_send (self);
  begin_work (self);
  mado_desk_revoke_changes_async (self->desk, send_progress_cb, self, self->cancellable, sent_cb,
                                  g_object_ref (self));
}

/* Revoking cannot be undone: the safe answer is the first one. */
void
mado_changes_page_ask_to_send (MadoChangesPage *self)
{
  g_autofree char *body = g_strdup_printf (
      _ ("%u certificates will be revoked at the authority, one after another. A revocation cannot "
         "be undone. You can stop after each."),
      mado_changes_page_count_to_send (self));
  AdwMessageDialog *dialog = mado_dialog_new (
      mado_changes_page_get_window (self), _ ("Revoke what the changes end?"), body, _ ("Not now"));

  mado_dialog_add_act (dialog, _ ("Revoke"), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (send_confirmed_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the governor's list --- */

static void
print_ended_cb (MadoPrintBatch *batch, MadoChangesPage *self)
{
  MadoBatchState state = mado_print_batch_get_letter (batch, 0);
  const GError *error = mado_print_batch_get_error (batch, 0);

  if (state == MADO_BATCH_PRINTED)
    mado_changes_page_tell (self, MADO_TONE_OK, _ ("The list was printed."));
  else if (error != NULL)
    mado_changes_page_tell_problem (self, error);
  else
    mado_changes_page_tell (self, MADO_TONE_WARN,
                            _ ("The list may have come out: look at the printer."));
  g_signal_handlers_disconnect_by_data (batch, self);
  g_clear_object (&self->batch);
  mado_page_changed (MADO_PAGE (self));
}

void
mado_changes_page_print (MadoChangesPage *self)
{
  self->batch = mado_desk_print_lapse_list (self->desk);
  g_signal_connect (self->batch, "ended", G_CALLBACK (print_ended_cb), self);
  mado_print_batch_start (self->batch);
  mado_changes_page_tell (self, MADO_TONE_BUSY, _ ("The list is being printed."));
  mado_page_changed (MADO_PAGE (self));
}
