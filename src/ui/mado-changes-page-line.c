/* SPDX-License-Identifier: GPL-3.0-or-later */
/* one line: is it the same person's certificate or letter, and does it have the change already */
#include "mado-changes-page-private.h"

#include "mado-changes-text.h"
#include "mado-dialog.h"

#include <glib/gi18n.h>

/* A question about one line; the lists may be read anew while it stands on the screen. */
typedef struct
{
  MadoChangesPage *page;                 /* owned */
  gint64 id;                             /* of a certificate that a change meets */
  MadoChangeRevocationState from, other; /* other: what it becomes that is not revoked */
  gboolean both;         /* the person is doubtful, and whether the certificate has the change */
  MadoChangeStop letter; /* its texts are owned */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->page);
  g_free (question->letter.number);
  g_free (question->letter.kind);
  g_free (question->letter.article);
  g_free (question);
}

static Question *
question_new (MadoChangesPage *self)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (self);
  return question;
}

typedef struct
{
  const char *heading, *other, *act_certificate, *act_letter; /* N_() */
} Words;

/* What is doubtful: the person, or whether the change is in it already. */
static const Words words[] = {
  { N_ ("Is this the same person?"), N_ ("Another person"), N_ ("The same person: to be revoked"),
    N_ ("The same person: the letter is void") },
  { N_ ("Does it have this change already?"), N_ ("It has: nothing is done"),
    N_ ("Old data: to be revoked"), N_ ("Old data: the letter is void") },
};

/* Two answers beside the safe one. */
static void
ask (Question *question, const Words *asked, const char *body, const char *act, GCallback answered)
{
  AdwMessageDialog *dialog = mado_dialog_new (mado_changes_page_get_window (question->page),
                                              _ (asked->heading), body, _ ("Not now"));

  adw_message_dialog_add_response (dialog, "other", _ (asked->other));
  mado_dialog_add_act (dialog, act, TRUE);
  g_signal_connect_data (dialog, "response", answered, question, question_free, 0);
  if (question->both)
    adw_message_dialog_add_response (dialog, "had-it", _ (words[1].other));
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
is_answer (const char *response)
{
  return g_str_equal (response, "act") || g_str_equal (response, "other")
         || g_str_equal (response, "had-it");
}

static MadoChangeRevocationState
state_of_answer (const Question *question, const char *response)
{
  if (g_str_equal (response, "act"))
    return MADO_CHANGE_REVOCATION_PENDING;
  return g_str_equal (response, "had-it") ? MADO_CHANGE_REVOCATION_NOTED : question->other;
}

/* What became of the answer. */
static void
conclude (MadoChangesPage *self, const GError *error)
{
  if (self->desk == NULL)
    return;
  if (error != NULL)
    mado_changes_page_tell_problem (self, error);
  mado_changes_page_list_anew (self);
}

/* --- a certificate --- */

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  g_autoptr (GError) error = NULL;

  mado_desk_decide_revocation_finish (MADO_DESK (source), result, &error);
  conclude (self, error);
}

static void
compared_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  MadoChangesPage *self = question->page;

  if (self->desk != NULL && is_answer (response))
    mado_desk_decide_revocation_async (self->desk, question->id, question->from,
                                       state_of_answer (question, response), NULL, decided_cb,
                                       g_object_ref (self));
}

static void
show_revocation (MadoChangesPage *self, const MadoChangeRevocation *row)
{
  gboolean doubtful = row->state == MADO_CHANGE_REVOCATION_DOUBTFUL;
  gboolean may_have_it = doubtful && mado_changes_text_is_earlier (row);
  gboolean earlier = doubtful && row->same_person;
  g_autofree char *persons = earlier ? NULL : mado_changes_text_compare (row);
  g_autofree char *days = earlier || may_have_it ? mado_changes_text_earlier (row) : NULL;
  g_autofree char *body = persons != NULL && days != NULL
                              ? g_strconcat (persons, "\n\n", days, NULL)
                              : g_strdup (earlier ? days : persons);
  const Words *asked = &words[earlier ? 1 : 0];
  Question *question;

  if (row->state != MADO_CHANGE_REVOCATION_DOUBTFUL && row->state != MADO_CHANGE_REVOCATION_FAILED)
    {
      mado_dialog_tell (mado_changes_page_get_window (self), _ ("Change"), body);
      return;
    }
  question = question_new (self);
  question->id = row->id;
  question->from = row->state;
  question->both = may_have_it && !earlier;
  question->other = earlier ? MADO_CHANGE_REVOCATION_NOTED : MADO_CHANGE_REVOCATION_DROPPED;
  ask (question, asked, body, _ (asked->act_certificate), G_CALLBACK (compared_cb));
}

typedef struct
{
  MadoChangesPage *page; /* owned */
  gint64 id;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (MadoChangesPage) self = reading->page;
  gint64 id = reading->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = mado_desk_list_revocations_finish (MADO_DESK (source), result, self->counts, &error);
  const MadoChangeRevocation *row
      = rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  g_free (reading);
  if (self->desk == NULL)
    return;
  if (row != NULL && row->id == id)
    show_revocation (self, row);
  else /* another clerk's answer has moved the rows meanwhile */
    conclude (self, error);
}

void
mado_changes_page_compare (MadoChangesPage *self, const MadoListRow *row, guint position)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->page = g_object_ref (self);
  reading->id = row->id;
  mado_desk_list_revocations_async (self->desk, mado_changes_page_get_state (self), position, NULL,
                                    read_cb, reading);
}

/* --- a running case, a letter --- */

/* The case has stopped by itself, or does as soon as its step is over. */
void
mado_changes_page_tell_stop (MadoChangesPage *self, const MadoChangeStop *stop)
{
  g_autofree char *text = mado_changes_text_stop (stop);
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nThe case stops by itself. Open it from the counter home; it says what to do."),
      text);

  mado_dialog_tell (mado_changes_page_get_window (self), stop->number, body);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoChangesPage) self = data;
  g_autoptr (GError) error = NULL;

  mado_desk_note_stop_finish (MADO_DESK (source), result, &error);
  conclude (self, error);
}

static void
handled_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  MadoChangesPage *self = question->page;

  if (self->desk != NULL && is_answer (response))
    mado_desk_note_stop_async (self->desk, &question->letter, g_str_equal (response, "act"), NULL,
                               noted_cb, g_object_ref (self));
}

void
mado_changes_page_compare_letter (MadoChangesPage *self, const MadoChangeStop *letter)
{
  g_autofree char *text = mado_changes_text_letter (letter);
  const Words *asked = &words[letter->same_person ? 1 : 0];
  Question *question = question_new (self);

  question->letter = *letter;
  question->letter.number = g_strdup (letter->number);
  question->letter.kind = g_strdup (letter->kind);
  question->letter.article = g_strdup (letter->article);
  ask (question, asked, text, _ (asked->act_letter), G_CALLBACK (handled_cb));
}
