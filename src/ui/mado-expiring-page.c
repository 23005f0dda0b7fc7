/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-expiring-page.h"

#include "mado-accessible.h"
#include "mado-desk-expiring.h"
#include "mado-desk-notices.h"
#include "mado-dialog.h"
#include "mado-found-column.h"
#include "mado-problem.h"
#include "mado-type-ahead.h"

#include <glib/gi18n.h>

#define N_MONTHS 13 /* this month, and a year ahead */

struct _MadoExpiringPage
{
  GtkWidget parent_instance;
  MadoDesk *desk;                /* owned */
  MadoCaseList *list;            /* owned, nullable */
  GtkSingleSelection *selection; /* owned */
  MadoPrintBatch *batch;         /* owned, nullable: while it runs */
  GPtrArray *notices;            /* owned, nullable: of the batch */
  gboolean concluded; /* what became of the batch is said until another list is asked for */
  guint first;        /* year * 12 + month - 1 of the drop-down's first line */

  GtkWidget *content, *view, *printing, *stop;
  GtkDropDown *months;
  GtkCheckButton *unnoticed;
  GtkLabel *state;
  GtkProgressBar *progress;
  GtkScrolledWindow *scrolled;
};

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoExpiringPage, mado_expiring_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

static void
tell (MadoExpiringPage *self, MadoTone tone, const char *text)
{
  mado_tone_show (self->state, tone, text);
  mado_page_say (MADO_PAGE (self), tone, text);
}

static void
tell_problem (MadoExpiringPage *self, const GError *problem)
{
  g_autofree char *text = mado_problem_sentence (problem->domain, problem->code);

  tell (self, MADO_TONE_BAD, text);
}

/* --- the list --- */

static void
chosen_month (MadoExpiringPage *self, guint *year, guint *month)
{
  guint at = self->first + gtk_drop_down_get_selected (self->months);

  *year = at / 12;
  *month = at % 12 + 1;
}

static void
counted_cb (MadoCaseList *list, MadoExpiringPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autofree char *text = NULL;

  if (mado_case_list_get_problem (list) != NULL)
    tell_problem (self, mado_case_list_get_problem (list));
  else if (self->batch == NULL && !self->concluded)
    {
      text = n > 0 ? g_strdup_printf (_ ("%u certificates. F9 prints their notices."), n)
                   : g_strdup (_ ("No certificate of this month is without a notice."));
      tell (self, MADO_TONE_NONE, text);
    }
  mado_page_changed (MADO_PAGE (self));
}

static void
list_anew (MadoExpiringPage *self)
{
  guint year, month;

  if (self->desk == NULL || gtk_drop_down_get_selected (self->months) == GTK_INVALID_LIST_POSITION)
    return;
  self->concluded = FALSE;
  chosen_month (self, &year, &month);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, counted_cb, self);
  g_clear_object (&self->list);
  self->list = mado_desk_list_expiring (self->desk, year, month,
                                        gtk_check_button_get_active (self->unnoticed));
  g_signal_connect (self->list, "counted", G_CALLBACK (counted_cb), self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
}

/* --- printing --- */

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoExpiringPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!mado_desk_note_notices_finish (MADO_DESK (source), result, &error) && self->desk != NULL)
    tell_problem (self, error);
}

static void
show_progress (MadoExpiringPage *self)
{
  guint n = self->notices->len;
  guint done = mado_print_batch_count (self->batch, MADO_BATCH_PRINTED);
  guint others = mado_print_batch_count (self->batch, MADO_BATCH_FAILED)
                 + mado_print_batch_count (self->batch, MADO_BATCH_UNKNOWN);
  g_autofree char *text
      = g_strdup_printf (_ ("%u of %u printed, %u to be looked at"), done, n, others);

  gtk_progress_bar_set_fraction (self->progress, (double) (done + others) / n);
  mado_tone_show (self->state, others > 0 ? MADO_TONE_WARN : MADO_TONE_BUSY, text);
}

/* Who has a notice is marked when the sheet has come out, not before. */
static void
letter_cb (MadoPrintBatch *batch, guint letter, MadoExpiringPage *self)
{
  const MadoNotice *notice = g_ptr_array_index (self->notices, letter);
  const char *serial = notice->serial;

  if (mado_print_batch_get_letter (batch, letter) == MADO_BATCH_PRINTED)
    mado_desk_note_notices_async (self->desk, &serial, 1, NULL, noted_cb, g_object_ref (self));
  show_progress (self);
}

static void
printer_cb (MadoPrintBatch *batch, guint state, MadoExpiringPage *self)
{
  if (mado_print_state_is_blocking ((MadoPrintState) state))
    tell (self, MADO_TONE_BAD, _ ("The printer waits. See to it (F8), or stop; nothing is lost."));
}

static void
ended_cb (MadoPrintBatch *batch, MadoExpiringPage *self)
{
  guint done = mado_print_batch_count (batch, MADO_BATCH_PRINTED);
  guint left = self->notices->len - done;
  g_autofree char *text
      = left == 0
            ? g_strdup_printf (_ ("%u notices were printed."), done)
            : g_strdup_printf (_ ("%u notices were printed, %u were not or must be looked at. F9 "
                                  "goes on with them."),
                               done, left);

  g_signal_handlers_disconnect_by_data (batch, self);
  gtk_widget_set_visible (self->printing, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->months)); /* the list may be empty in a moment */
  tell (self, left == 0 ? MADO_TONE_OK : MADO_TONE_WARN, text);
  self->concluded = TRUE;
  mado_case_list_reload (self->list);
  g_clear_object (&self->batch);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  mado_page_changed (MADO_PAGE (self));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoExpiringPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices
      = mado_desk_list_notices_finish (MADO_DESK (source), result, &error);

  if (self->desk == NULL || self->batch != NULL)
    return;
  if (notices == NULL)
    {
      tell_problem (self, error);
      return;
    }
  if (notices->len == 0)
    return;
  self->notices = g_steal_pointer (&notices);
  self->batch = mado_desk_print_notices (self->desk, self->notices);
  g_signal_connect (self->batch, "letter", G_CALLBACK (letter_cb), self);
  g_signal_connect (self->batch, "printer", G_CALLBACK (printer_cb), self);
  g_signal_connect (self->batch, "ended", G_CALLBACK (ended_cb), self);
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_set_visible (self->printing, TRUE);
  show_progress (self);
  mado_print_batch_start (self->batch);
  mado_page_changed (MADO_PAGE (self));
}

static void
print (MadoExpiringPage *self)
{
  guint year, month;

  chosen_month (self, &year, &month);
  mado_desk_list_notices_async (self->desk, year, month,
                                gtk_check_button_get_active (self->unnoticed), NULL, listed_cb,
                                g_object_ref (self));
}

static void
stop_cb (MadoExpiringPage *self)
{
  if (self->batch == NULL)
    return;
  gtk_widget_set_sensitive (self->stop, FALSE);
  gtk_widget_grab_focus (self->view);
  tell (self, MADO_TONE_BUSY, _ ("Stopping after this letter…"));
  mado_print_batch_stop (self->batch);
}

/* --- MadoPage --- */

static char *
get_title (MadoPage *page)
{
  return g_strdup (_ ("Certificates about to end"));
}

static gboolean
can (MadoPage *page, MadoAct act)
{
  MadoExpiringPage *self = MADO_EXPIRING_PAGE (page);

  if (act == MADO_ACTION_PRINT)
    return self->batch == NULL && self->list != NULL
           && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
  if (act == MADO_ACTION_OPEN)
    return gtk_single_selection_get_selected_item (self->selection) != NULL;
  return TRUE;
}

static void
tell_selected (MadoExpiringPage *self)
{
  MadoCaseItem *item = gtk_single_selection_get_selected_item (self->selection);
  const MadoListRow *row = item != NULL ? mado_case_item_get_row (item) : NULL;
  g_autofree char *facts = row != NULL ? mado_found_column_facts (MADO_FOUND_EXPIRING, row) : NULL;

  if (row != NULL)
    mado_dialog_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), row->number, facts);
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoExpiringPage *self = MADO_EXPIRING_PAGE (page);

  if (what == MADO_ACTION_PRINT)
    print (self);
  else if (what == MADO_ACTION_OPEN)
    tell_selected (self);
  else if (what == MADO_ACTION_REFRESH)
    list_anew (self);
  else if (what == MADO_ACTION_NEXT_PANE || what == MADO_ACTION_PREVIOUS_PANE)
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_FORWARD);
}

static const char *
get_label (MadoPage *page, MadoAct act)
{
  return act == MADO_ACTION_PRINT ? _ ("Print notices") : NULL;
}

static void
focus_first (MadoPage *page)
{
  MadoExpiringPage *self = MADO_EXPIRING_PAGE (page);

  gtk_widget_grab_focus (GTK_WIDGET (self->months));
  if (self->batch == NULL)
    list_anew (self);
}

static void
page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_EXPIRING;
  iface->get_title = get_title;
  iface->can = can;
  iface->act = act;
  iface->get_label = get_label;
  iface->focus_first = focus_first;
}

static void
mado_expiring_page_dispose (GObject *object)
{
  MadoExpiringPage *self = MADO_EXPIRING_PAGE (object);

  if (self->view != NULL)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
  self->view = NULL;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, counted_cb, self);
  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_data (self->batch, self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->batch);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_expiring_page_parent_class)->dispose (object);
}

static void
mado_expiring_page_class_init (MadoExpiringPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_expiring_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/expiring-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoExpiringPage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoExpiringPage, months);
  gtk_widget_class_bind_template_child (widget_class, MadoExpiringPage, unnoticed);
  gtk_widget_class_bind_template_child (widget_class, MadoExpiringPage, state);
  gtk_widget_class_bind_template_child (widget_class, MadoExpiringPage, printing);
  gtk_widget_class_bind_template_child (widget_class, MadoExpiringPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoExpiringPage, stop);
  gtk_widget_class_bind_template_child (widget_class, MadoExpiringPage, scrolled);
  gtk_widget_class_bind_template_callback (widget_class, list_anew);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
changed_cb (MadoExpiringPage *self)
{
  mado_page_changed (MADO_PAGE (self));
}

static void
mado_expiring_page_init (MadoExpiringPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name (self->progress, _ ("Notices printed"));
  self->view = mado_found_column_new_view (MADO_FOUND_EXPIRING, _ ("Certificates about to end"));
  self->selection = gtk_single_selection_new (NULL);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (self->scrolled, self->view);
  mado_accessible_name (self->scrolled, _ ("Certificates about to end")); /* of an empty list */
}

static void
fill_months (MadoExpiringPage *self)
{
  g_autoptr (GDate) today = mado_clock_today (mado_desk_get_clock (self->desk));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->first = g_date_get_year (today) * 12u + (guint) g_date_get_month (today) - 1;
  for (guint i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *name
          = g_strdup_printf (_ ("%u-%02u"), (self->first + i) / 12, (self->first + i) % 12 + 1);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->months, G_LIST_MODEL (names));
  mado_accessible_name_drop_down (self->months, _ ("Month"));
  mado_type_ahead_add (self->months);
  g_signal_connect_object (self->months, "notify::selected", G_CALLBACK (list_anew), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
mado_expiring_page_new (MadoDesk *desk)
{
  MadoExpiringPage *self = g_object_new (MADO_TYPE_EXPIRING_PAGE, NULL);

  self->desk = g_object_ref (desk);
  fill_months (self);
  return GTK_WIDGET (self);
}
