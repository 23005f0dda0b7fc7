/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-inquiry-page.h"

#include "mado-accessible.h"
#include "mado-case-fact.h"
#include "mado-case-list.h"
#include "mado-inquiry-column.h"
#include "mado-inquiry-text.h"
#include "mado-letter-batch.h"
#include "mado-letter-dialog.h"
#include "mado-letter-words.h"
#include "mado-problem.h"
#include "mado-type-ahead.h"

#include <glib/gi18n.h>

struct _MadoInquiryPage
{
  GtkWidget parent_instance;
  MadoDesk *desk;                /* owned */
  MadoCaseList *list;            /* owned, nullable */
  GtkSingleSelection *selection; /* owned */
  MadoInquiryView *view_of;      /* owned, nullable: the letter that is shown whole */
  gboolean starting;

  GtkWidget *content;
  GtkEntry *scan;
  GtkDropDown *states;
  GtkLabel *counts, *whole;
  GtkColumnView *view;
};

enum
{
  LEAVE,
  OPEN_RUN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoInquiryPage, mado_inquiry_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

static GtkWindow *
window_of (MadoInquiryPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
say_problem (MadoInquiryPage *self, const GError *error)
{
  g_autofree char *text = mado_problem_sentence (error->domain, error->code);

  g_message ("The book of letters: %s", error->message);
  mado_page_say (MADO_PAGE (self), MADO_TONE_BAD, text);
}

static const MadoInquiry *
letter (MadoInquiryPage *self)
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
  guint open = 0;

  if (!mado_desk_count_inquiries_finish (MADO_DESK (source), result, &counts, &error))
    {
      say_problem (self, error);
      return;
    }
  for (guint i = 0; i < MADO_N_LETTER_STATES; i++)
    open += counts.letters[i];
  text = g_strdup_printf (_ ("Open %u   to print %u   to mail %u   came back %u   overdue %u"), open,
                          counts.letters[MADO_LETTER_RECEIVED], counts.letters[MADO_LETTER_PRINTED],
                          counts.letters[MADO_LETTER_RETURNED], counts.overdue);
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
             : mado_inquiry_state_to_string ((MadoLetterState) (selected - 1));
}

static void
show_list (MadoInquiryPage *self)
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
    say_problem (self, error);
  show_list (self);
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
    show_list (self);
}

/* --- one letter --- */

static void
show_letter (MadoInquiryPage *self, MadoInquiryView *view)
{
  g_autofree char *text = view != NULL ? mado_inquiry_text_whole (view) : NULL;

  if (self->view_of != view)
    g_clear_pointer (&self->view_of, mado_inquiry_view_free);
  self->view_of = view;
  gtk_label_set_text (self->whole, text != NULL ? text : _ ("No letter is chosen."));
  mado_page_changed (MADO_PAGE (self));
}

static MadoInquiryView *
find_finish (MadoInquiryPage *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  MadoInquiryView *view = mado_desk_find_inquiry_finish (MADO_DESK (source), result, &error);

  if (view == NULL)
    say_problem (self, error);
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

static void
show_number (MadoInquiryPage *self, const char *number)
{
  mado_desk_find_inquiry_async (self->desk, number, NULL, shown_cb, g_object_ref (self));
}

static void
selected_cb (MadoInquiryPage *self)
{
  MadoCaseItem *place = gtk_single_selection_get_selected_item (self->selection);
  const MadoListRow *row = place != NULL ? mado_case_item_get_row (place) : NULL;

  if (row != NULL && (letter (self) == NULL || letter (self)->inquiry_id != row->id))
    show_number (self, row->number);
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
  text = why != NULL ? g_strdup_printf (_ ("Letter %s: %s"), view->inquiry->number, why)
                     : g_strdup_printf (_ ("Letter %s for %s. F12: %s"), view->inquiry->number,
                                        view->inquiry->person != NULL ? view->inquiry->person->name
                                                                      : "—",
                                        mado_inquiry_text_next (view->inquiry->state));
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

/* --- words --- */

static void
said (MadoInquiryView *view, const GError *error, gpointer data)
{
  MadoInquiryPage *self = data;

  if (error != NULL)
    say_problem (self, error);
  if (view != NULL)
    show_number (self, view->inquiry->number);
  show_list (self);
}

static void
ask (MadoInquiryPage *self, MadoLetterWord word)
{
  mado_letter_words_ask (window_of (self), self->desk, letter (self), word, said, G_OBJECT (self));
}

static void
made_cb (MadoLetterDialog *dialog, const char *number, gboolean was_open, MadoInquiryPage *self)
{
  if (was_open)
    mado_page_say (MADO_PAGE (self), MADO_TONE_WARN,
                   _ ("The person has this open letter for the same purpose. Go on with it."));
  show_number (self, number);
  show_list (self);
}

static void
make_letter (MadoInquiryPage *self)
{
  MadoLetterDialog *dialog = mado_letter_dialog_new (window_of (self), self->desk);

  g_signal_connect_object (dialog, "made", G_CALLBACK (made_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- printing --- */

static void
printed_cb (MadoLetterBatch *batch, gint64 inquiry_id, MadoInquiryPage *self)
{
  /* A letter that came back got here through the dialog that asked for the address. */
  const MadoInquirySaid print = { .word = MADO_LETTER_PRINT, .address_checked = TRUE };

  mado_letter_words_say (self->desk, inquiry_id, &print, said, G_OBJECT (self));
}

static void
batch_ended_cb (MadoLetterBatch *batch, guint printed, guint others, MadoInquiryPage *self)
{
  g_autofree char *text = g_strdup_printf (_ ("%u printed, %u not."), printed, others);

  mado_page_say (MADO_PAGE (self), others > 0 ? MADO_TONE_WARN : MADO_TONE_OK, text);
}

static void
print (MadoInquiryPage *self, const gint64 *ids, guint n, gboolean labels)
{
  MadoLetterBatch *batch = mado_letter_batch_new (window_of (self), self->desk, ids, n, labels);

  g_signal_connect_object (batch, "printed", G_CALLBACK (printed_cb), self, 0);
  g_signal_connect_object (batch, "ended", G_CALLBACK (batch_ended_cb), self, 0);
}

/* Letters of the list that stand on the screen and are in @state; a page of the list at most. */
static void
print_all (MadoInquiryPage *self, MadoLetterState state, gboolean labels)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->list)), MADO_LIST_PAGE);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MadoCaseItem) place = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      const MadoListRow *row = mado_case_item_get_row (place);
      MadoLetterState found;

      if (row != NULL && mado_inquiry_text_find_state (row->state, &found) && found == state)
        g_array_append_val (ids, row->id);
    }
  if (ids->len > 0)
    print (self, (const gint64 *) (gpointer) ids->data, ids->len, labels);
  else
    mado_page_say (MADO_PAGE (self), MADO_TONE_WARN, _ ("No letter of this list waits for that."));
}

/* --- taking the reply: a case that knows the letter --- */

static const char *
procedure_for (MadoLetterPurpose purpose)
{
  static const char *const procedures[MADO_N_LETTER_PURPOSES] = {
    [MADO_LETTER_FOR_ISSUE] = "issue",
    [MADO_LETTER_FOR_RENEW] = "renew",
    [MADO_LETTER_FOR_REVOKE] = "revoke",
    [MADO_LETTER_FOR_PASSWORD] = "reset_password",
  };

  return procedures[purpose];
}

static void
fill_case (MadoCase *work, const MadoInquiry *from)
{
  mado_case_set_fact (work, MADO_FACT_INQUIRY, from->number);
  if (from->agent == NULL)
    return;
  work->applicant = MADO_APPLICANT_VOLUNTARY;
  g_clear_pointer (&work->agent, mado_case_agent_free);
  work->agent = mado_case_agent_new ();
  g_free (work->agent->name);
  work->agent->name = g_strdup (from->agent->name);
  g_free (work->agent->address);
  work->agent->address = g_strdup (from->agent->address);
  g_free (work->agent->relation);
  work->agent->relation = g_strdup (from->agent->relation);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoInquiryPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRun) run = mado_desk_start_finish (MADO_DESK (source), result, &error);
  MadoCase *work = run != NULL ? mado_run_edit (run) : NULL;

  self->starting = FALSE;
  if (run == NULL)
    {
      say_problem (self, error);
      return;
    }
  if (work != NULL && letter (self) != NULL)
    fill_case (work, letter (self));
  g_signal_emit (self, signals[OPEN_RUN], 0, run);
}

static void
take_reply (MadoInquiryPage *self)
{
  const char *procedure = procedure_for (letter (self)->purpose);

  if (mado_matrix_for (procedure) == NULL)
    {
      mado_page_say (MADO_PAGE (self), MADO_TONE_WARN,
                     _ ("Receive this procedure with F2 on the home screen and scan the letter "
                        "there."));
      return;
    }
  self->starting = TRUE;
  mado_desk_start_async (self->desk, procedure, NULL, started_cb, g_object_ref (self));
}

/* --- the next act of a letter, by its state --- */

static void
do_next (MadoInquiryPage *self)
{
  const MadoInquiry *of = letter (self);

  if (of->state == MADO_LETTER_RECEIVED)
    print (self, &of->inquiry_id, 1, FALSE);
  else if (of->state == MADO_LETTER_PRINTED)
    ask (self, MADO_LETTER_MAIL);
  else if (of->state == MADO_LETTER_MAILED || of->state == MADO_LETTER_REJECTED)
    take_reply (self);
  else if (of->state == MADO_LETTER_RETURNED)
    ask (self, MADO_LETTER_PRINT);
  else if (of->state == MADO_LETTER_EXPIRED || of->state == MADO_LETTER_VOID)
    make_letter (self);
}

static gboolean
has_next (const MadoInquiry *of)
{
  return of != NULL
         && (of->state <= MADO_LETTER_RETURNED || of->state == MADO_LETTER_EXPIRED
             || of->state == MADO_LETTER_VOID
             || (of->state == MADO_LETTER_REJECTED && of->closed_at == 0));
}

static gboolean
may_say (const MadoInquiry *of, MadoLetterWord word)
{
  MadoLetterState next;
  guint guards;

  return of != NULL && of->closed_at == 0 && mado_inquiry_next (of->state, word, &next, &guards);
}

/* --- MadoPage --- */

static char *
get_title (MadoPage *page)
{
  return g_strdup (_ ("Book of letters"));
}

static gboolean
can (MadoPage *page, MadoAct act)
{
  MadoInquiryPage *self = MADO_INQUIRY_PAGE (page);
  const MadoInquiry *of = letter (self);

  if (self->desk == NULL || self->starting)
    return FALSE;
  if (act == MADO_ACTION_OPEN)
    return has_next (of);
  if (act == MADO_ACTION_PRINT)
    return of != NULL && of->state == MADO_LETTER_PRINTED;
  if (act == MADO_ACTION_LETTER_RETURNED)
    return may_say (of, MADO_LETTER_RETURN);
  if (act == MADO_ACTION_LETTER_WITHDRAW)
    return may_say (of, MADO_LETTER_WITHDRAW);
  if (act == MADO_ACTION_LETTER_VOID)
    return may_say (of, MADO_LETTER_VOID_IT);
  return TRUE;
}

static const char *
get_label (MadoPage *page, MadoAct act)
{
  const MadoInquiry *of = letter (MADO_INQUIRY_PAGE (page));

  if (act == MADO_ACTION_NEW)
    return _ ("New letter");
  if (act == MADO_ACTION_FIND)
    return _ ("Scan");
  if (act == MADO_ACTION_OPEN && has_next (of))
    return mado_inquiry_text_next (of->state);
  return NULL;
}

static void
next_pane (MadoInquiryPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->scan));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
act_on_letter (MadoInquiryPage *self, MadoAct what)
{
  if (letter (self) == NULL)
    return;
  if (what == MADO_ACTION_OPEN)
    do_next (self);
  else if (what == MADO_ACTION_PRINT)
    print (self, &letter (self)->inquiry_id, 1, FALSE);
  else if (what == MADO_ACTION_LETTER_RETURNED)
    ask (self, MADO_LETTER_RETURN);
  else if (what == MADO_ACTION_LETTER_WITHDRAW)
    ask (self, MADO_LETTER_WITHDRAW);
  else if (what == MADO_ACTION_LETTER_VOID)
    ask (self, MADO_LETTER_VOID_IT);
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoInquiryPage *self = MADO_INQUIRY_PAGE (page);

  if (what == MADO_ACTION_NEW)
    make_letter (self);
  else if (what == MADO_ACTION_FIND)
    gtk_widget_grab_focus (GTK_WIDGET (self->scan));
  else if (what == MADO_ACTION_REFRESH)
    mado_inquiry_page_refresh (self);
  else if (what == MADO_ACTION_NEXT_PANE || what == MADO_ACTION_PREVIOUS_PANE)
    next_pane (self);
  else if (what == MADO_ACTION_GO_HOME)
    g_signal_emit (self, signals[LEAVE], 0);
  else if (what == MADO_ACTION_LETTERS_PRINT)
    print_all (self, MADO_LETTER_RECEIVED, FALSE);
  else if (what == MADO_ACTION_LETTERS_LABELS)
    print_all (self, MADO_LETTER_PRINTED, TRUE);
  else
    act_on_letter (self, what);
}

static void
focus_first (MadoPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (MADO_INQUIRY_PAGE (page)->scan));
}

static void
page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_INQUIRY;
  iface->get_title = get_title;
  iface->can = can;
  iface->act = act;
  iface->get_label = get_label;
  iface->focus_first = focus_first;
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
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
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
  mado_accessible_name (gtk_widget_get_last_child (GTK_WIDGET (self->view)), _ ("Letters"));
  mado_accessible_name (gtk_widget_get_first_child (GTK_WIDGET (self->view)),
                        _ ("Column headings"));
  mado_accessible_leave_with_tab (GTK_WIDGET (self->view));
}
