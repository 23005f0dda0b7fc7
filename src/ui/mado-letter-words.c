/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-letter-words.h"

#include "mado-dialog.h"
#include "mado-field-grid.h"
#include "mado-inquiry-rule.h"

#include <glib/gi18n.h>
#include <string.h>

#define LAST_DIGITS 4

typedef struct
{
  MadoDesk *desk; /* owned */
  gint64 inquiry_id;
  char *number; /* owned */
  gint64 printed_at;
  MadoLetterWord word;
  MadoLetterSaid said;   /* NULL for PRINT */
  MadoLetterAgain again; /* for PRINT only */
  GObject *owner;        /* owned */
  MadoFieldGrid *fields; /* borrowed from the dialog, nullable */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->desk);
  g_object_unref (question->owner);
  g_free (question->number);
  g_free (question);
}

/* --- saying --- */

typedef struct
{
  MadoLetterSaid said;
  GObject *owner; /* owned */
} Answer;

static void
said_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view
      = mado_desk_say_inquiry_finish (MADO_DESK (source), result, &error);

  answer->said (view, error, answer->owner);
  g_object_unref (answer->owner);
  g_free (answer);
}

void
mado_letter_words_say (MadoDesk *desk, gint64 inquiry_id, const MadoInquirySaid *words,
                       MadoLetterSaid said, GObject *owner)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->said = said;
  answer->owner = g_object_ref (owner);
  mado_desk_say_inquiry_async (desk, inquiry_id, words, 0, NULL, said_cb, answer);
}

/* --- what the words need --- */

static const MadoChoice mails[] = {
  { MADO_LETTER_MAIL_NO_FORWARD, N_ ("ordinary mail, not forwarded") },
  { MADO_LETTER_MAIL_SIMPLE_REGISTERED, N_ ("simple registered mail, not forwarded") },
  { MADO_LETTER_MAIL_REGISTERED, N_ ("registered mail, not forwarded") },
  { 0, NULL },
};
static const MadoChoice voids[] = {
  { 1, N_ ("the applicant's data changed") },
  { 2, N_ ("made by mistake") },
  { 3, N_ ("the applicant denies it") },
  { 0, NULL },
};
static const char *const void_codes[] = { "", "ITEMS_CHANGED", "MISTAKE", "DENIED" };

/* clang-format off */
static const MadoField mail_fields[] = {
  { "mail",     N_("Kind of mail"),           MADO_FIELD_CHOICE,  0,  0, TRUE,  NULL, mails },
  { "tracking", N_("Number of the mail"), MADO_FIELD_DIGITS, 18, 20, FALSE, NULL, NULL },
};
static const MadoField void_fields[] = {
  { "reason", N_("Reason"),                                   MADO_FIELD_CHOICE, 0, 0, TRUE, NULL, voids },
  { "last",   N_("Last four digits of the letter's number"),  MADO_FIELD_DIGITS, 6, 6, TRUE, NULL, NULL },
};
static const struct
{
  MadoLetterWord word;
  const char *heading, *body, *act;
  const MadoField *fields;
  guint n_fields;
  const char *box;
  gboolean destructive;
} asked[] = {
  { MADO_LETTER_MAIL, N_("Was the letter mailed?"),
    N_("Enter kind of mail and number as on the post office's slip. The reply is due on the day that is printed on the letter."),
    N_("Mailed"), mail_fields, G_N_ELEMENTS (mail_fields), NULL, FALSE },
  { MADO_LETTER_RETURN, N_("Did the letter come back?"),
    N_("It is never handed over at the counter. Compare the address with the register before it is printed again."),
    N_("It came back"), NULL, 0, NULL, FALSE },
  { MADO_LETTER_PRINT, N_("Print the letter once more?"),
    N_("It goes to the same address of the register. If the applicant has moved, make this letter void."),
    N_("Print"), NULL, 0, N_("I compared the address with the register again"), FALSE },
  { MADO_LETTER_WITHDRAW, N_("Does the applicant withdraw the letter?"),
    N_("It ends. A reply to it will not be accepted."),
    N_("Withdraw"), NULL, 0, NULL, TRUE },
  { MADO_LETTER_VOID_IT, N_("Make the letter void?"),
    N_("It ends and cannot be used any more. This cannot be taken back."),
    N_("Make void"), void_fields, G_N_ELEMENTS (void_fields), NULL, TRUE },
};
/* clang-format on */

static guint
day_after (gint64 printed_at, const MadoOfficeProfile *profile)
{
  g_autoptr (GDate) printed = mado_clock_date_of (printed_at);
  GDate due;

  mado_inquiry_due (profile, printed, &due);
  return g_date_get_year (&due) * 10000u + (guint) g_date_get_month (&due) * 100u
         + g_date_get_day (&due);
}

/* Whether the typed digits are the number's last, which has dashes in it. */
static gboolean
has_last_digits (const Question *question)
{
  g_autofree char *typed = mado_field_grid_get_text (question->fields, "last");
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *at = question->number; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  return strlen (typed) == LAST_DIGITS && g_str_has_suffix (digits->str, typed);
}

static void
refuse (const Question *question, MadoInquiryError code)
{
  g_autoptr (GError) error = g_error_new_literal (MADO_INQUIRY_ERROR, (int) code, "not complete");

  question->said (NULL, error, question->owner);
}

static void
say_void (const Question *question, MadoInquirySaid *words)
{
  words->reason = void_codes[mado_field_grid_get_choice (question->fields, "reason")];
  if (*words->reason == '\0')
    refuse (question, MADO_INQUIRY_ERROR_REASON);
  else if (!has_last_digits (question))
    refuse (question, MADO_INQUIRY_ERROR_NUMBER);
  else
    mado_letter_words_say (question->desk, question->inquiry_id, words, question->said,
                           question->owner);
}

static void
say_mail (const Question *question, MadoInquirySaid *words)
{
  g_autofree char *tracking = mado_field_grid_get_text (question->fields, "tracking");

  words->mail_class = (MadoLetterMail) mado_field_grid_get_choice (question->fields, "mail");
  words->tracking = *tracking != '\0' ? tracking : NULL;
  words->due_on = day_after (question->printed_at, mado_desk_get_profile (question->desk));
  if (words->mail_class == MADO_LETTER_MAIL_NONE)
    refuse (question, MADO_INQUIRY_ERROR_MAIL);
  else
    mado_letter_words_say (question->desk, question->inquiry_id, words, question->said,
                           question->owner);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  MadoInquirySaid words = { .word = question->word };

  if (!g_str_equal (response, "act"))
    return;
  if (question->word == MADO_LETTER_PRINT)
    {
      question->again (question->inquiry_id, question->owner);
      return;
    }
  if (question->word == MADO_LETTER_VOID_IT)
    {
      say_void (question, &words);
      return;
    }
  if (question->word == MADO_LETTER_MAIL)
    {
      say_mail (question, &words);
      return;
    }
  mado_letter_words_say (question->desk, question->inquiry_id, &words, question->said,
                         question->owner);
}

/* --- the dialog --- */

static GtkWidget *
new_fields (Question *question, const MadoField *fields, guint n_fields)
{
  question->fields = g_object_new (MADO_TYPE_FIELD_GRID, NULL);
  mado_field_grid_set_fields (question->fields, fields, n_fields,
                              mado_desk_get_clock (question->desk));
  return GTK_WIDGET (question->fields);
}

static void
box_toggled_cb (GtkCheckButton *box, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "act", gtk_check_button_get_active (box));
}

/* What must be ticked before the act can be chosen. */
static void
add_box (AdwMessageDialog *dialog, const char *label)
{
  GtkWidget *box = gtk_check_button_new_with_label (_ (label));

  g_signal_connect_object (box, "toggled", G_CALLBACK (box_toggled_cb), dialog, 0);
  adw_message_dialog_set_extra_child (dialog, box);
  adw_message_dialog_set_response_enabled (dialog, "act", FALSE);
}

/* The office's own kind of mail, so that only the number is left to be typed. */
static void
choose_mail (Question *question)
{
  static const MadoLetterMail kinds[MADO_N_MAIL_CLASSES] = {
    [MADO_MAIL_ORDINARY] = MADO_LETTER_MAIL_NO_FORWARD,
    [MADO_MAIL_SIMPLE_REGISTERED] = MADO_LETTER_MAIL_SIMPLE_REGISTERED,
    [MADO_MAIL_REGISTERED] = MADO_LETTER_MAIL_REGISTERED,
  };
  const MadoOfficeProfile *profile = mado_desk_get_profile (question->desk);

  mado_field_grid_set_choice (question->fields, "mail", kinds[profile->mail_class]);
}

static Question *
question_new (MadoDesk *desk, const MadoInquiry *letter, MadoLetterWord word, GObject *owner)
{
  Question *question = g_new0 (Question, 1);

  *question = (Question){ .desk = g_object_ref (desk),
                          .inquiry_id = letter->inquiry_id,
                          .number = g_strdup (letter->number),
                          .printed_at = letter->printed_at,
                          .word = word,
                          .owner = g_object_ref (owner) };
  return question;
}

/* Takes @question. */
static void
present (GtkWindow *parent, Question *question)
{
  AdwMessageDialog *dialog;
  guint i = 0;

  while (asked[i].word != question->word)
    i++;
  dialog = mado_dialog_new (parent, _ (asked[i].heading), _ (asked[i].body), _ ("Change nothing"));
  if (asked[i].fields != NULL)
    adw_message_dialog_set_extra_child (dialog,
                                        new_fields (question, asked[i].fields, asked[i].n_fields));
  if (question->word == MADO_LETTER_MAIL)
    choose_mail (question);
  if (question->fields != NULL)
    g_signal_connect_object (dialog, "map", G_CALLBACK (mado_field_grid_focus_first),
                             question->fields, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  mado_dialog_add_act (dialog, _ (asked[i].act), asked[i].destructive);
  if (asked[i].box != NULL)
    add_box (dialog, asked[i].box);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
mado_letter_words_ask (GtkWindow *parent, MadoDesk *desk, const MadoInquiry *letter,
                       MadoLetterWord word, MadoLetterSaid said, GObject *owner)
{
  Question *question = question_new (desk, letter, word, owner);

  question->said = said;
  present (parent, question);
}

void
mado_letter_words_ask_again (GtkWindow *parent, MadoDesk *desk, const MadoInquiry *letter,
                             MadoLetterAgain again, GObject *owner)
{
  Question *question = question_new (desk, letter, MADO_LETTER_PRINT, owner);

  question->again = again;
  present (parent, question);
}
