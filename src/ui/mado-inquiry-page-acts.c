/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-inquiry-page-private.h"

#include "mado-desk-letter-list.h"
#include "mado-inquiry-text.h"
#include "mado-letter-batch.h"
#include "mado-letter-case.h"
#include "mado-letter-dialog.h"
#include "mado-letter-words.h"

#include <glib/gi18n.h>

static GtkWindow *
window_of (MadoInquiryPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* --- words --- */

static void
said (MadoInquiryView *view, const GError *error, gpointer data)
{
  MadoInquiryPage *self = data;

  if (error != NULL)
    mado_inquiry_page_say_problem (self, error);
  if (view != NULL)
    mado_inquiry_page_show_number (self, view->inquiry->number);
  mado_inquiry_page_show_list (self);
}

static void
ask (MadoInquiryPage *self, MadoLetterWord word)
{
  mado_letter_words_ask (window_of (self), self->desk, mado_inquiry_page_get_letter (self), word,
                         said, G_OBJECT (self));
}

static void
made_cb (MadoLetterDialog *dialog, const char *number, gboolean was_open, MadoInquiryPage *self)
{
  if (was_open)
    mado_page_say (MADO_PAGE (self), MADO_TONE_WARN,
                   _ ("The person has this open letter for the same purpose. Go on with it."));
  mado_inquiry_page_show_number (self, number);
  mado_inquiry_page_show_list (self);
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

static void
print_listed (MadoInquiryPage *self, GObject *source, GAsyncResult *result, gboolean labels)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = mado_desk_list_letters_finish (MADO_DESK (source), result, &error);

  if (ids == NULL)
    mado_inquiry_page_say_problem (self, error);
  else if (ids->len == 0)
    mado_page_say (MADO_PAGE (self), MADO_TONE_WARN, _ ("No letter of this list waits for that."));
  else
    print (self, (const gint64 *) (gpointer) ids->data, ids->len, labels);
}

static void
letters_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoInquiryPage) self = data;

  print_listed (self, source, result, FALSE);
}

static void
labels_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoInquiryPage) self = data;

  print_listed (self, source, result, TRUE);
}

/* All letters in @state, whatever the list shows just now. */
static void
print_all (MadoInquiryPage *self, MadoLetterState state, GAsyncReadyCallback listed_cb)
{
  mado_desk_list_letters_async (self->desk, mado_letter_state_to_string (state), NULL, listed_cb,
                                g_object_ref (self));
}

/* The address of a letter that came back was compared. */
static void
print_again (gint64 inquiry_id, gpointer data)
{
  print (data, &inquiry_id, 1, FALSE);
}

/* --- taking the reply: a case that knows the letter --- */

static void
begun (MadoRun *run, const GError *error, gpointer data)
{
  MadoInquiryPage *self = data;

  self->starting = FALSE;
  mado_page_changed (MADO_PAGE (self));
  if (run != NULL)
    g_signal_emit_by_name (self, "open-run", run);
  else
    mado_inquiry_page_say_problem (self, error);
}

static void
take_reply (MadoInquiryPage *self)
{
  self->starting = TRUE; /* it may have begun before the call returns */
  if (mado_letter_case_begin (self->desk, mado_inquiry_page_get_letter (self), begun,
                              G_OBJECT (self)))
    return;
  self->starting = FALSE;
  mado_page_say (MADO_PAGE (self), MADO_TONE_WARN,
                 _ ("Receive this procedure with F2 on the home screen and scan the letter "
                    "there."));
}

/* --- the next act of a letter, by its state --- */

static void
do_next (MadoInquiryPage *self)
{
  const MadoInquiry *of = mado_inquiry_page_get_letter (self);

  if (of->state == MADO_LETTER_RECEIVED)
    print (self, &of->inquiry_id, 1, FALSE);
  else if (of->state == MADO_LETTER_PRINTED)
    ask (self, MADO_LETTER_MAIL);
  else if (of->state == MADO_LETTER_MAILED || of->state == MADO_LETTER_REJECTED)
    take_reply (self);
  else if (of->state == MADO_LETTER_RETURNED)
    mado_letter_words_ask_again (window_of (self), self->desk, of, print_again, G_OBJECT (self));
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

  return of != NULL && of->closed_at == 0 && mado_letter_next (of->state, word, &next, &guards);
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
  const MadoInquiry *of = mado_inquiry_page_get_letter (self);

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
  const MadoInquiry *of = mado_inquiry_page_get_letter (MADO_INQUIRY_PAGE (page));

  if (act == MADO_ACTION_NEW)
    return _ ("New letter");
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
  if (mado_inquiry_page_get_letter (self) == NULL)
    return;
  if (what == MADO_ACTION_OPEN)
    do_next (self);
  else if (what == MADO_ACTION_PRINT)
    print (self, &mado_inquiry_page_get_letter (self)->inquiry_id, 1, FALSE);
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
  else if (what == MADO_ACTION_REFRESH)
    mado_inquiry_page_refresh (self);
  else if (what == MADO_ACTION_NEXT_PANE || what == MADO_ACTION_PREVIOUS_PANE)
    next_pane (self);
  else if (what == MADO_ACTION_GO_HOME)
    g_signal_emit_by_name (self, "leave");
  else if (what == MADO_ACTION_LETTERS_PRINT)
    print_all (self, MADO_LETTER_RECEIVED, letters_cb);
  else if (what == MADO_ACTION_LETTERS_LABELS)
    print_all (self, MADO_LETTER_PRINTED, labels_cb);
  else
    act_on_letter (self, what);
}

static void
focus_first (MadoPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (MADO_INQUIRY_PAGE (page)->scan));
}

void
mado_inquiry_page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_INQUIRY;
  iface->get_title = get_title;
  iface->can = can;
  iface->act = act;
  iface->get_label = get_label;
  iface->focus_first = focus_first;
}
