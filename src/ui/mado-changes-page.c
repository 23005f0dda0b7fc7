/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-changes-page-private.h"

#include "mado-accessible.h"
#include "mado-changes-text.h"
#include "mado-found-column.h"
#include "mado-problem.h"
#include "mado-type-ahead.h"

#include <glib/gi18n.h>

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoChangesPage, mado_changes_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

void
mado_changes_page_tell (MadoChangesPage *self, MadoTone tone, const char *text)
{
  mado_tone_show (self->state, tone, text);
  mado_page_say (MADO_PAGE (self), tone, text);
}

void
mado_changes_page_tell_problem (MadoChangesPage *self, const GError *problem)
{
  g_autofree char *text = mado_problem_sentence (problem->domain, problem->code);

  mado_changes_page_tell (self, MADO_TONE_BAD, text);
}

GtkWindow *
mado_changes_page_get_window (MadoChangesPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

guint
mado_changes_page_count_to_send (MadoChangesPage *self)
{
  return self->counts[MADO_CHANGE_REVOCATION_PENDING] + self->counts[MADO_CHANGE_REVOCATION_SENT];
}

/* --- running cases that a change stops, and letters that may be another person's --- */

static void
add_row (MadoChangesPage *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  mado_accessible_name (row, text);
  gtk_list_box_append (self->stopped, row);
}

static guint
add_rows (MadoChangesPage *self, GPtrArray *stops, char *(*to_text) (const MadoChangeStop *stop))
{
  guint n = stops != NULL ? stops->len : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = to_text (g_ptr_array_index (stops, i));

      add_row (self, text);
    }
  return n;
}

static void
show_stops (MadoChangesPage *self)
{
  GtkWidget *child;
  guint n;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->stopped))) != NULL)
    gtk_list_box_remove (self->stopped, child);
  n = add_rows (self, self->stops, mado_changes_text_stop);
  n += add_rows (self, self->letters, mado_changes_text_letter);
  gtk_list_box_select_row (self->stopped, gtk_list_box_get_row_at_index (self->stopped, 0));
  if (n == 0 && gtk_widget_get_focus_child (self->stopped_box) != NULL)
    mado_changes_page_focus_list (self);
  gtk_widget_set_visible (self->stopped_box, n > 0);
}

static void
take_stops (MadoChangesPage *self, GPtrArray **place, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *stops = mado_desk_list_stops_finish (MADO_DESK (source), result, &error);

  g_clear_pointer (place, g_ptr_array_unref);
  *place = stops;
  if (stops == NULL && self->desk != NULL)
    mado_changes_page_tell_problem (self, error);
}

static void
letters_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;

  take_stops (self, &self->letters, source, result);
  if (self->desk != NULL)
    show_stops (self);
}

static void
stops_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;

  take_stops (self, &self->stops, source, result);
  if (self->desk != NULL)
    mado_desk_list_stops_async (self->desk, MADO_CHANGE_STOPS_INQUIRY, NULL, letters_cb,
                                g_object_ref (self));
}

static void
stopped_activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoChangesPage *self)
{
  guint i = (guint) gtk_list_box_row_get_index (row);
  guint n_stops = self->stops != NULL ? self->stops->len : 0;

  if (i < n_stops)
    mado_changes_page_tell_stop (self, g_ptr_array_index (self->stops, i));
  else if (self->letters != NULL && i - n_stops < self->letters->len)
    mado_changes_page_compare_letter (self, g_ptr_array_index (self->letters, i - n_stops));
}

/* --- certificates that changes meet --- */

/* Row 0 of the filter: all of them. */
int
mado_changes_page_get_state (MadoChangesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->states);

  return selected == 0 || selected > MADO_N_CHANGE_REVOCATION_STATES ? -1 : (int) selected - 1;
}

/* A sentence that was said stays; only an empty place is filled. */
static void
show_sum (MadoChangesPage *self)
{
  g_autofree char *text = mado_changes_text_counts (self->counts);

  if (self->cancellable == NULL && *gtk_label_get_text (self->state) == '\0')
    mado_tone_show (self->state, MADO_TONE_NONE, text);
}

static void
counts_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = mado_desk_list_revocations_finish (MADO_DESK (source), result, self->counts, &error);

  if (self->desk == NULL)
    return;
  if (rows == NULL)
    mado_changes_page_tell_problem (self, error);
  else
    show_sum (self);
  mado_page_changed (MADO_PAGE (self));
}

static void
counted_cb (MadoCaseList *list, MadoChangesPage *self)
{
  if (mado_case_list_get_problem (list) != NULL)
    mado_changes_page_tell_problem (self, mado_case_list_get_problem (list));
  if (self->refocus)
    mado_changes_page_focus_list (self);
  self->refocus = FALSE;
}

static void
forget_list (MadoChangesPage *self)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, counted_cb, self);
  g_clear_object (&self->list);
}

static void
list_state (MadoChangesPage *self)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_LAPSES);
  int state = mado_changes_page_get_state (self);

  if (self->desk == NULL)
    return;
  if (state >= 0)
    key->state
        = g_strdup (mado_change_revocation_state_to_string ((MadoChangeRevocationState) state));
  forget_list (self);
  self->list = mado_case_list_new (self->desk, key);
  g_signal_connect (self->list, "counted", G_CALLBACK (counted_cb), self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
}

static gboolean
is_in_list (MadoChangesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->view);
}

void
mado_changes_page_list_anew (MadoChangesPage *self)
{
  self->refocus = is_in_list (self);
  if (self->list == NULL)
    list_state (self);
  else
    mado_case_list_reload (self->list);
  mado_desk_list_stops_async (self->desk, MADO_CHANGE_STOPS_CASE, NULL, stops_cb,
                              g_object_ref (self));
  mado_desk_list_revocations_async (self->desk, -1, 0, NULL, counts_cb, g_object_ref (self));
}

void
mado_changes_page_focus_list (MadoChangesPage *self)
{
  if (self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_widget_grab_focus (self->view);
  else /* an empty list cannot hold the keyboard */
    gtk_widget_grab_focus (GTK_WIDGET (self->states));
}

static void
view_activated_cb (GtkColumnView *view, guint position, MadoChangesPage *self)
{
  MadoCaseItem *item = gtk_single_selection_get_selected_item (self->selection);
  const MadoListRow *row = item != NULL ? mado_case_item_get_row (item) : NULL;

  if (row != NULL)
    mado_changes_page_compare (self, row, position);
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
    return idle && mado_changes_page_count_to_send (self) > 0;
  if (act == MADO_ACTION_PRINT)
    return self->batch == NULL
           && mado_changes_page_count_to_send (self) + self->counts[MADO_CHANGE_REVOCATION_DONE]
                      + self->counts[MADO_CHANGE_REVOCATION_FAILED]
                  > 0;
  return TRUE;
}

static void
next_pane (MadoChangesPage *self)
{
  gboolean below = is_in_list (self);

  if (below && gtk_widget_get_visible (self->stopped_box))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->stopped)));
  else if (below)
    gtk_widget_grab_focus (GTK_WIDGET (self->states));
  else
    mado_changes_page_focus_list (self);
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoChangesPage *self = MADO_CHANGES_PAGE (page);

  if (what == MADO_ACTION_IMPORT)
    mado_changes_page_choose_file (self);
  else if (what == MADO_ACTION_SEND)
    mado_changes_page_ask_to_send (self);
  else if (what == MADO_ACTION_PRINT)
    mado_changes_page_print (self);
  else if (what == MADO_ACTION_REFRESH)
    mado_changes_page_list_anew (self);
  else if (what == MADO_ACTION_NEXT_PANE || what == MADO_ACTION_PREVIOUS_PANE)
    next_pane (self);
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

  gtk_widget_grab_focus (
      GTK_WIDGET (self->cancellable == NULL ? GTK_WIDGET (self->states) : self->stop));
  if (self->cancellable == NULL)
    mado_changes_page_list_anew (self);
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
  if (self->view != NULL)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL); /* unbinds the cells */
  self->view = NULL;
  forget_list (self);
  g_clear_object (&self->batch);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_pointer (&self->stops, g_ptr_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, stopped_box);
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, stopped);
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, states);
  gtk_widget_class_bind_template_child (widget_class, MadoChangesPage, scrolled);
  gtk_widget_class_bind_template_callback (widget_class, mado_changes_page_stop_work);
  gtk_widget_class_bind_template_callback (widget_class, stopped_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fill_states (MadoChangesPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("all"));
  for (guint i = 0; i < MADO_N_CHANGE_REVOCATION_STATES; i++)
    {
      g_autofree char *name = mado_changes_text_state (
          mado_change_revocation_state_to_string ((MadoChangeRevocationState) i));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (names));
  mado_accessible_name_drop_down (self->states, _ ("State"));
  mado_type_ahead_add (self->states);
  g_signal_connect_object (self->states, "notify::selected", G_CALLBACK (list_state), self,
                           G_CONNECT_SWAPPED);
}

static void
mado_changes_page_init (MadoChangesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = mado_found_column_new_view (MADO_FOUND_LAPSES, _ ("Changes of resident data"));
  self->selection = gtk_single_selection_new (NULL);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->view, "activate", G_CALLBACK (view_activated_cb), self);
  gtk_scrolled_window_set_child (self->scrolled, self->view);
  mado_accessible_name (self->scrolled, _ ("Changes of resident data")); /* of an empty list */
  fill_states (self);
  mado_accessible_name (self->stopped, _ ("Running cases and letters that changes meet"));
  mado_accessible_name (self->progress, _ ("Progress"));
  mado_accessible_leave_with_tab (GTK_WIDGET (self->stopped));
}

GtkWidget *
mado_changes_page_new (MadoDesk *desk)
{
  MadoChangesPage *self = g_object_new (MADO_TYPE_CHANGES_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
