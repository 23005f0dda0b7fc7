/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-changes-page.h"

#include "mado-accessible.h"
#include "mado-changes-text.h"
#include "mado-desk-lapse-list.h"
#include "mado-dialog.h"
#include "mado-problem.h"

#include <glib/gi18n.h>

/* What F12 of a line is about; one of the three. */
typedef struct
{
  MadoChangeStop *stop;             /* borrowed from stops: a running case */
  MadoChangeStop *letter;           /* borrowed from letters: may be another person's */
  MadoChangeRevocation *revocation; /* borrowed from revocations */
} Line;

struct _MadoChangesPage
{
  GtkWidget parent_instance;
  MadoDesk *desk;         /* owned */
  GPtrArray *stops;       /* owned, nullable, of MadoChangeStop: running cases */
  GPtrArray *letters;     /* owned, nullable, of MadoChangeStop: letters to be compared */
  GPtrArray *revocations; /* owned, nullable, of MadoChangeRevocation: the first 100 */
  GArray *lines;          /* owned, of Line: as in the list */
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];
  GCancellable *cancellable;     /* owned, nullable: of what runs */
  MadoPrintBatch *batch;         /* owned, nullable: the list on its way to the printer */
  GtkFileChooserNative *chooser; /* owned, nullable */
  guint n_to_send;               /* of the batch that runs */

  GtkWidget *content, *working, *stop;
  GtkLabel *state;
  GtkProgressBar *progress;
  GtkListBox *list;
};

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoChangesPage, mado_changes_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

static void
tell (MadoChangesPage *self, MadoTone tone, const char *text)
{
  mado_tone_show (self->state, tone, text);
  mado_page_say (MADO_PAGE (self), tone, text);
}

static void
tell_problem (MadoChangesPage *self, const GError *problem)
{
  g_autofree char *text = mado_problem_sentence (problem->domain, problem->code);

  tell (self, MADO_TONE_BAD, text);
}

static GtkWindow *
window_of (MadoChangesPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* --- the list --- */

static void
add_line (MadoChangesPage *self, Line line)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *text = line.stop != NULL     ? mado_changes_text_stop (line.stop)
                          : line.letter != NULL ? mado_changes_text_letter (line.letter)
                                                : mado_changes_text_revocation (line.revocation);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  mado_accessible_name (row, text);
  gtk_list_box_append (self->list, row);
  g_array_append_val (self->lines, line);
}

static void
show_list (MadoChangesPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_array_set_size (self->lines, 0);
  for (guint i = 0; self->stops != NULL && i < self->stops->len; i++)
    add_line (self, (Line){ .stop = g_ptr_array_index (self->stops, i) });
  for (guint i = 0; self->letters != NULL && i < self->letters->len; i++)
    add_line (self, (Line){ .letter = g_ptr_array_index (self->letters, i) });
  for (guint i = 0; self->revocations != NULL && i < self->revocations->len; i++)
    add_line (self, (Line){ .revocation = g_ptr_array_index (self->revocations, i) });
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  mado_page_changed (MADO_PAGE (self));
}

static guint
count_to_send (MadoChangesPage *self)
{
  return self->counts[MADO_CHANGE_REVOCATION_PENDING] + self->counts[MADO_CHANGE_REVOCATION_SENT];
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = mado_desk_list_revocations_finish (MADO_DESK (source), result, self->counts, &error);

  if (self->desk == NULL)
    return;
  if (rows == NULL)
    tell_problem (self, error);
  g_clear_pointer (&self->revocations, g_ptr_array_unref);
  self->revocations = g_steal_pointer (&rows);
  show_list (self);
}

static void
letters_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  GPtrArray *letters = mado_desk_list_stops_finish (MADO_DESK (source), result, NULL);

  g_clear_pointer (&self->letters, g_ptr_array_unref);
  self->letters = letters;
  if (self->desk != NULL)
    mado_desk_list_revocations_async (self->desk, -1, 0, NULL, listed_cb, g_object_ref (self));
}

static void
stops_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  GPtrArray *stops = mado_desk_list_stops_finish (MADO_DESK (source), result, NULL);

  g_clear_pointer (&self->stops, g_ptr_array_unref);
  self->stops = stops;
  if (self->desk != NULL)
    mado_desk_list_stops_async (self->desk, MADO_CHANGE_STOPS_INQUIRY, NULL, letters_cb,
                                g_object_ref (self));
}

static void
list_anew (MadoChangesPage *self)
{
  mado_desk_list_stops_async (self->desk, MADO_CHANGE_STOPS_CASE, NULL, stops_cb,
                              g_object_ref (self));
}

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
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  g_clear_object (&self->cancellable);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
  gtk_widget_set_visible (self->working, FALSE);
  list_anew (self);
}

static void
stop_cb (MadoChangesPage *self)
{
  if (self->cancellable == NULL)
    return;
  gtk_widget_set_sensitive (self->stop, FALSE);
  g_cancellable_cancel (self->cancellable);
  tell (self, MADO_TONE_BUSY, _ ("Stopping after what runs now…"));
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
    tell (self, MADO_TONE_BAD, _ ("The file cannot be read. Nothing more was taken from it."));
  else if (import == NULL)
    tell_problem (self, error);
  if (import == NULL)
    return;
  text = mado_changes_text_import (import);
  tell (self, import->n_bad > 0 || import->stopped ? MADO_TONE_WARN : MADO_TONE_OK, text);
  if (import->n_bad == 0)
    return;
  bad = mado_changes_text_bad (import);
  mado_dialog_tell (window_of (self), _ ("Rows that were not taken"), bad);
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

static void
choose (MadoChangesPage *self)
{
  if (self->chooser == NULL)
    {
      self->chooser = gtk_file_chooser_native_new (_ ("The register's file of changes"),
                                                   window_of (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                   _ ("_Import"), _ ("_Cancel"));
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
    tell (self, batch.n_left + batch.n_failed > 0 ? MADO_TONE_WARN : MADO_TONE_OK, text);
  else
    tell_problem (self, error);
}

static void
send_confirmed_cb (AdwMessageDialog *dialog, const char *response, MadoChangesPage *self)
{
  if (!g_str_equal (response, "act") || self->cancellable != NULL)
    return;
  self->n_to_send = count_to_send (self);
  begin_work (self);
  mado_desk_revoke_changes_async (self->desk, send_progress_cb, self, self->cancellable, sent_cb,
                                  g_object_ref (self));
}

/* Revoking cannot be undone: the safe answer is the first one. */
static void
ask_to_send (MadoChangesPage *self)
{
  g_autofree char *body = g_strdup_printf (
      _ ("%u certificates will be revoked at the authority, one after another. A revocation cannot "
         "be undone. You can stop after each."),
      count_to_send (self));
  AdwMessageDialog *dialog
      = mado_dialog_new (window_of (self), _ ("Revoke what the changes end?"), body, _ ("Not now"));

  mado_dialog_add_act (dialog, _ ("Revoke"), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (send_confirmed_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- one line --- */

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!mado_desk_decide_revocation_finish (MADO_DESK (source), result, &error)
      && self->desk != NULL)
    tell_problem (self, error);
  if (self->desk != NULL)
    list_anew (self);
}

static const Line *
selected_line (MadoChangesPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int i = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return i >= 0 && (guint) i < self->lines->len ? &g_array_index (self->lines, Line, (guint) i)
                                                : NULL;
}

static void
compared_cb (AdwMessageDialog *dialog, const char *response, MadoChangesPage *self)
{
  const Line *line = selected_line (self);

  if (line == NULL || line->revocation == NULL
      || (!g_str_equal (response, "act") && !g_str_equal (response, "other")))
    return;
  mado_desk_decide_revocation_async (self->desk, line->revocation->id, line->revocation->state,
                                     g_str_equal (response, "act"), NULL, decided_cb,
                                     g_object_ref (self));
}

static void
compare (MadoChangesPage *self, const MadoChangeRevocation *row)
{
  g_autofree char *body = mado_changes_text_compare (row);
  gboolean open = row->state == MADO_CHANGE_REVOCATION_DOUBTFUL
                  || row->state == MADO_CHANGE_REVOCATION_FAILED;
  AdwMessageDialog *dialog;

  if (!open)
    {
      mado_dialog_tell (window_of (self), _ ("Change"), body);
      return;
    }
  dialog = mado_dialog_new (window_of (self), _ ("Is this the same person?"), body, _ ("Not now"));
  adw_message_dialog_add_response (dialog, "other", _ ("Another person"));
  mado_dialog_add_act (dialog, _ ("The same person: to be revoked"), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (compared_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!mado_desk_note_stop_finish (MADO_DESK (source), result, &error) && self->desk != NULL)
    tell_problem (self, error);
  if (self->desk != NULL)
    list_anew (self);
}

static void
handled_cb (AdwMessageDialog *dialog, const char *response, MadoChangesPage *self)
{
  const Line *line = selected_line (self);

  if (line == NULL || line->letter == NULL
      || (!g_str_equal (response, "act") && !g_str_equal (response, "other")))
    return;
  mado_desk_note_stop_async (self->desk, line->letter, g_str_equal (response, "act"), NULL,
                             noted_cb, g_object_ref (self));
}

/* The case has stopped by itself, or does as soon as its step is over. */
static void
tell_stop (MadoChangesPage *self, const MadoChangeStop *stop)
{
  g_autofree char *text = mado_changes_text_stop (stop);
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nThe case stops by itself. Open it from the counter home; it says what to do."),
      text);

  mado_dialog_tell (window_of (self), stop->number, body);
}

static void
compare_letter (MadoChangesPage *self, const MadoChangeStop *letter)
{
  g_autofree char *text = mado_changes_text_letter (letter);
  AdwMessageDialog *dialog
      = mado_dialog_new (window_of (self), _ ("Is this the same person?"), text, _ ("Not now"));

  adw_message_dialog_add_response (dialog, "other", _ ("Another person"));
  mado_dialog_add_act (dialog, _ ("The same person: the letter is void"), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (handled_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoChangesPage *self)
{
  const Line *line = selected_line (self);

  if (line != NULL && line->stop != NULL)
    tell_stop (self, line->stop);
  else if (line != NULL && line->letter != NULL)
    compare_letter (self, line->letter);
  else if (line != NULL)
    compare (self, line->revocation);
}

/* --- the governor's list --- */

static void
print_ended_cb (MadoPrintBatch *batch, MadoChangesPage *self)
{
  MadoBatchState state = mado_print_batch_get_letter (batch, 0);
  const GError *error = mado_print_batch_get_error (batch, 0);

  if (state == MADO_BATCH_PRINTED)
    tell (self, MADO_TONE_OK, _ ("The list was printed."));
  else if (error != NULL)
    tell_problem (self, error);
  else
    tell (self, MADO_TONE_WARN, _ ("The list may have come out: look at the printer."));
  g_signal_handlers_disconnect_by_data (batch, self);
  g_clear_object (&self->batch);
  mado_page_changed (MADO_PAGE (self));
}

static void
print_list (MadoChangesPage *self)
{
  self->batch = mado_desk_print_lapse_list (self->desk);
  g_signal_connect (self->batch, "ended", G_CALLBACK (print_ended_cb), self);
  mado_print_batch_start (self->batch);
  tell (self, MADO_TONE_BUSY, _ ("The list is being printed."));
  mado_page_changed (MADO_PAGE (self));
}

/* --- MadoPage --- */

static char *
get_title (MadoPage *page)
{
  return g_strdup (_ ("Changes of resident data"));
}

static gboolean
can (MadoPage *page, MadoAct act)
{
  MadoChangesPage *self = MADO_CHANGES_PAGE (page);
  gboolean idle = self->cancellable == NULL;

  if (act == MADO_ACTION_IMPORT)
    return idle;
  if (act == MADO_ACTION_SEND)
    return idle && count_to_send (self) > 0;
  if (act == MADO_ACTION_PRINT)
    return self->batch == NULL
           && count_to_send (self) + self->counts[MADO_CHANGE_REVOCATION_DONE]
                      + self->counts[MADO_CHANGE_REVOCATION_FAILED]
                  > 0;
  return TRUE;
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoChangesPage *self = MADO_CHANGES_PAGE (page);

  if (what == MADO_ACTION_IMPORT)
    choose (self);
  else if (what == MADO_ACTION_SEND)
    ask_to_send (self);
  else if (what == MADO_ACTION_PRINT)
    print_list (self);
  else if (what == MADO_ACTION_REFRESH)
    list_anew (self);
  else if (what == MADO_ACTION_NEXT_PANE || what == MADO_ACTION_PREVIOUS_PANE)
    gtk_widget_child_focus (GTK_WIDGET (window_of (self)), GTK_DIR_TAB_FORWARD);
}

static const char *
get_label (MadoPage *page, MadoAct act)
{
  return act == MADO_ACTION_PRINT ? _ ("Print the list") : NULL;
}

static void
focus_first (MadoPage *page)
{
  MadoChangesPage *self = MADO_CHANGES_PAGE (page);

  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  list_anew (self);
}

static void
page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_CHANGES;
  iface->get_title = get_title;
  iface->can = can;
  iface->act = act;
  iface->get_label = get_label;
  iface->focus_first = focus_first;
}

static void
mado_changes_page_dispose (GObject *object)
{
  MadoChangesPage *self = MADO_CHANGES_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_data (self->batch, self);
  g_clear_object (&self->batch);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_pointer (&self->stops, g_ptr_array_unref);
  g_clear_pointer (&self->revocations, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_changes_page_parent_class)->dispose (object);
}

static void
mado_changes_page_class_init (MadoChangesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_changes_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/changes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, working);
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, stop);
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, state);
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, list);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_changes_page_init (MadoChangesPage *self)
{
  GtkWidget *empty;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  empty = gtk_label_new (_ ("No change waits. F2 imports a file from the register."));
  gtk_widget_add_css_class (empty, "empty");
  gtk_list_box_set_placeholder (self->list, empty);
  mado_accessible_name (self->list, _ ("Changes of resident data"));
  mado_accessible_name (self->progress, _ ("Progress"));
  mado_accessible_leave_with_tab (GTK_WIDGET (self->list));
}

GtkWidget *
mado_changes_page_new (MadoDesk *desk)
{
  MadoChangesPage *self = g_object_new (MADO_TYPE_CHANGES_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
