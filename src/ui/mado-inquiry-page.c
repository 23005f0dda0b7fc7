/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-inquiry-page-private.h"

#include "mado-accessible.h"
#include "mado-inquiry-column.h"
#include "mado-inquiry-text.h"
#include "mado-problem.h"
#include "mado-type-ahead.h"

#include <glib/gi18n.h>

enum
{
  LEAVE,
  OPEN_RUN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoInquiryPage, mado_inquiry_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, mado_inquiry_page_iface_init))

void
mado_inquiry_page_say_problem (MadoInquiryPage *self, const GError *error)
{
  g_autofree char *text = mado_problem_sentence (error->domain, error->code);

  g_message ("The book of letters: %s", error->message);
  mado_page_say (MADO_PAGE (self), MADO_TONE_BAD, text);
}

const MadoInquiry *
mado_inquiry_page_get_letter (MadoInquiryPage *self)
{
  return self->view_of != NULL ? self->view_of->inquiry : NULL;
}

/* --- counts --- */

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoInquiryPage) self = data;
  g_autoptr (GError) error = NULL;
  MadoInquiryCounts counts;
  g_autofree char *text = NULL;

  if (!mado_desk_count_inquiries_finish (MADO_DESK (source), result, &counts, &error))
    {
      mado_inquiry_page_say_problem (self, error);
      return;
    }
  text = mado_inquiry_text_counts (&counts);
  mado_tone_show (self->counts, counts.overdue > 0 ? MADO_TONE_BAD : MADO_TONE_NONE, text);
}

/* --- the list --- */

/* Row 0 of the filter: all that can still serve. */
static const char *
chosen_state (MadoInquiryPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->states);

  return selected == 0 || selected > MADO_N_LETTER_STATES
             ? NULL
             : mado_letter_state_to_string ((MadoLetterState) (selected - 1));
}

void
mado_inquiry_page_show_list (MadoInquiryPage *self)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_INQUIRIES);

  key->state = g_strdup (chosen_state (self));
  g_clear_object (&self->list);
  self->list = mado_case_list_new (self->desk, key);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  mado_desk_count_inquiries_async (self->desk, NULL, counted_cb, g_object_ref (self));
}

static void
expired_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoInquiryPage) self = data;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (!mado_desk_expire_inquiries_finish (MADO_DESK (source), result, &n, &error))
    mado_inquiry_page_say_problem (self, error);
  mado_inquiry_page_show_list (self);
}

void
mado_inquiry_page_refresh (MadoInquiryPage *self)
{
  g_return_if_fail (MADO_IS_INQUIRY_PAGE (self));
  mado_desk_expire_inquiries_async (self->desk, NULL, expired_cb, g_object_ref (self));
}

static void
states_changed_cb (MadoInquiryPage *self)
{
  if (self->desk != NULL)
    mado_inquiry_page_show_list (self);
}

/* --- one letter --- */

static void
show_letter (MadoInquiryPage *self, MadoInquiryView *view)
{
  g_autofree char *text = view != NULL ? mado_inquiry_text_whole (view) : NULL;

  if (self->view_of != view)
    g_clear_pointer (&self->view_of, mado_inquiry_view_free);
  self->view_of = view;
  gtk_label_set_selectable (self->whole, view != NULL);
  gtk_label_set_text (self->whole, text != NULL ? text : _ ("No letter is chosen."));
  mado_accessible_name (self->whole, gtk_label_get_text (self->whole)); /* it can have the focus */
  mado_page_changed (MADO_PAGE (self));
}

static MadoInquiryView *
find_finish (MadoInquiryPage *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  MadoInquiryView *view = mado_desk_find_inquiry_finish (MADO_DESK (source), result, &error);

  if (view == NULL)
    mado_inquiry_page_say_problem (self, error);
  return view;
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoInquiryPage) self = data;
  MadoInquiryView *view = find_finish (self, source, result);

  if (view != NULL)
    show_letter (self, view);
}

void
mado_inquiry_page_show_number (MadoInquiryPage *self, const char *number)
{
  mado_desk_find_inquiry_async (self->desk, number, NULL, shown_cb, g_object_ref (self));
}

static void
selected_cb (MadoInquiryPage *self)
{
  MadoCaseItem *place = gtk_single_selection_get_selected_item (self->selection);
  const MadoListRow *row = place != NULL ? mado_case_item_get_row (place) : NULL;

  if (place != NULL && row == NULL) /* on its way */
    g_signal_connect_object (place, "notify::loaded", G_CALLBACK (selected_cb), self,
                             G_CONNECT_SWAPPED);
  if (row != NULL
      && (mado_inquiry_page_get_letter (self) == NULL
          || mado_inquiry_page_get_letter (self)->inquiry_id != row->id))
    mado_inquiry_page_show_number (self, row->number);
}

/* Enter on a row, also on the one that has the focus and was never chosen. */
static void
activated_cb (MadoInquiryPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  selected_cb (self);
}

/* --- scanning: it opens the letter, or says why not --- */

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoInquiryPage) self = data;
  MadoInquiryView *view = find_finish (self, source, result);
  g_autofree char *text = NULL;
  const char *why;

  gtk_widget_grab_focus (GTK_WIDGET (self->scan));
  if (view == NULL)
    return;
  why = mado_inquiry_text_why_not (view->inquiry->state);
  text = mado_inquiry_text_found (view->inquiry);
  show_letter (self, view);
  gtk_editable_set_text (GTK_EDITABLE (self->scan), "");
  mado_page_say (MADO_PAGE (self), why != NULL ? MADO_TONE_BAD : MADO_TONE_OK, text);
}

static void
scan_activate_cb (MadoInquiryPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->scan));

  if (*text != '\0')
    mado_desk_find_inquiry_async (self->desk, text, NULL, scanned_cb, g_object_ref (self));
}

static void
fill_states (MadoInquiryPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("all open"));
  for (guint i = 0; i < MADO_N_LETTER_STATES; i++)
    gtk_string_list_append (names, mado_inquiry_text_state ((MadoLetterState) i));
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (names));
}

void
mado_inquiry_page_set_desk (MadoInquiryPage *self, MadoDesk *desk)
{
  g_return_if_fail (MADO_IS_INQUIRY_PAGE (self) && self->desk == NULL);
  self->selection = gtk_single_selection_new (NULL);
  /* What is marked in the list is the letter beside it: a list that is read anew has another first
   * row, and the letter that was shown stays. */
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  mado_inquiry_columns_add (self->view, mado_desk_get_clock (desk));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  fill_states (self);
  self->desk = g_object_ref (desk);
}

static void
mado_inquiry_page_dispose (GObject *object)
{
  MadoInquiryPage *self = MADO_INQUIRY_PAGE (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL); /* unbinds the cells */
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->view_of, mado_inquiry_view_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_inquiry_page_parent_class)->dispose (object);
}

static void
mado_inquiry_page_class_init (MadoInquiryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_inquiry_page_dispose;
  signals[LEAVE] = g_signal_new ("leave", MADO_TYPE_INQUIRY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[OPEN_RUN] = g_signal_new ("open-run", MADO_TYPE_INQUIRY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, MADO_TYPE_RUN);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/inquiry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, scan);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, states);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, counts);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, whole);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, view);
  gtk_widget_class_bind_template_callback (widget_class, scan_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, states_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_inquiry_page_init (MadoInquiryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name (self->scan, _ ("Bar code or number of a letter"));
  mado_accessible_name_drop_down (self->states, _ ("State"));
  mado_type_ahead_add (self->states);
  mado_accessible_name (self->view, _ ("Letters"));
  show_letter (self, NULL);
  mado_accessible_name (gtk_widget_get_last_child (GTK_WIDGET (self->view)), _ ("Letters"));
  mado_accessible_name (gtk_widget_get_first_child (GTK_WIDGET (self->view)),
                        _ ("Column headings"));
  mado_accessible_name (gtk_widget_get_parent (GTK_WIDGET (self->view)), _ ("Letters"));
  mado_accessible_name (self->whole, _ ("The letter"));
  mado_accessible_leave_with_tab (GTK_WIDGET (self->view));
}
