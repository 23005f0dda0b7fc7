/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-inquiry-text.h"

#include "mado-matrix.h"
#include "mado-reply.h"
#include "mado-wareki.h"

#include <glib/gi18n.h>

/* clang-format off */
static const struct { const char *name, *next, *why_not; } states[MADO_N_LETTER_STATES] = {
  [MADO_LETTER_RECEIVED]  = { N_("asked for"),      N_("print it"),              N_("It has not been mailed yet.") },
  [MADO_LETTER_PRINTED]   = { N_("printed"),        N_("mail it"),               N_("It has not been mailed yet.") },
  [MADO_LETTER_MAILED]    = { N_("mailed"),         N_("take the reply"),        NULL },
  [MADO_LETTER_RETURNED]  = { N_("came back"),      N_("compare address, print anew"), N_("It came back by mail and is never handed over at the counter.") },
  [MADO_LETTER_REPLIED]   = { N_("reply shown"),    N_("go on in the case"),     NULL },
  [MADO_LETTER_VERIFIED]  = { N_("reply checked"),  N_("go on in the case"),     NULL },
  [MADO_LETTER_CONSUMED]  = { N_("used"),           N_("nothing"),               N_("It has served its application. A new letter is needed.") },
  [MADO_LETTER_EXPIRED]   = { N_("expired"),        N_("make a new letter"),     N_("Its last day is over. A new letter is needed.") },
  [MADO_LETTER_REJECTED]  = { N_("reply rejected"), N_("take the reply"),        NULL },
  [MADO_LETTER_WITHDRAWN] = { N_("withdrawn"),      N_("nothing"),               N_("It was withdrawn.") },
  [MADO_LETTER_VOID]      = { N_("void"),           N_("make a new letter"),     N_("It is void: the applicant's data changed, or the office ended it.") },
};

static const char *const purposes[MADO_N_LETTER_PURPOSES] = {
  [MADO_LETTER_FOR_ISSUE] = N_("First issue"),
  [MADO_LETTER_FOR_RENEW] = N_("Renewal"),
  [MADO_LETTER_FOR_REVOKE] = N_("Revocation"),
  [MADO_LETTER_FOR_PASSWORD] = N_("Password work"),
};

static const char *const mails[MADO_N_LETTER_MAILS] = {
  [MADO_LETTER_MAIL_NONE] = "—",
  [MADO_LETTER_MAIL_NO_FORWARD] = N_("ordinary mail, not forwarded"),
  [MADO_LETTER_MAIL_SIMPLE_REGISTERED] = N_("simple registered mail, not forwarded"),
  [MADO_LETTER_MAIL_REGISTERED] = N_("registered mail, not forwarded"),
};
/* clang-format on */

const char *
mado_inquiry_text_state (MadoLetterState state)
{
  return _ (states[state].name);
}

const char *
mado_inquiry_text_purpose (MadoLetterPurpose purpose)
{
  return _ (purposes[purpose]);
}

const char *
mado_inquiry_text_next (MadoLetterState state)
{
  return _ (states[state].next);
}

const char *
mado_inquiry_text_why_not (MadoLetterState state)
{
  return states[state].why_not != NULL ? _ (states[state].why_not) : NULL;
}

gboolean
mado_inquiry_text_is_in_house (MadoLetterState state)
{
  return state == MADO_LETTER_RECEIVED || state == MADO_LETTER_PRINTED;
}

static gboolean
to_date (guint day, GDate *date)
{
  g_date_clear (date, 1);
  if (!g_date_valid_dmy ((GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                         (GDateYear) (day / 10000)))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) (day % 100), (GDateMonth) (day / 100 % 100),
                  (GDateYear) (day / 10000));
  return TRUE;
}

char *
mado_inquiry_text_day (guint day)
{
  GDate date;
  MadoWareki wareki;

  if (!to_date (day, &date))
    return g_strdup ("—");
  wareki = mado_wareki_from_date (&date);
  return mado_wareki_format (&wareki, MADO_WAREKI_PLAIN);
}

char *
mado_inquiry_text_left (MadoLetterState state, guint due, const GDate *today, MadoTone *tone)
{
  gboolean waits = state == MADO_LETTER_MAILED || state == MADO_LETTER_RETURNED
                   || state == MADO_LETTER_REJECTED;
  GDate last;
  int days;

  if (!waits || !to_date (due, &last))
    return g_strdup ("");
  days = g_date_days_between (today, &last);
  if (days >= 0)
    return g_strdup_printf (g_dngettext (NULL, "%d day left", "%d days left", (gulong) days), days);
  *tone = MADO_TONE_BAD;
  return g_strdup (_ ("overdue"));
}

static void
add_checks (GString *text, const MadoInquiryView *view)
{
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    if (view->checks[i].answer != MADO_LETTER_UNCHECKED)
      g_string_append_printf (
          text, "\n%s %s (%s)", view->checks[i].answer == MADO_LETTER_PASSED ? "✓" : "■",
          _ (mado_reply_question ((MadoLetterCheck) i)), view->checks[i].checked_by);
}

static const char *
what_for (const MadoInquiry *letter)
{
  const MadoMatrix *matrix = letter->procedure != NULL ? mado_matrix_for (letter->procedure) : NULL;

  return matrix != NULL ? _ (matrix->title) : mado_inquiry_text_purpose (letter->purpose);
}

static void
add_mailing (GString *text, const MadoInquiry *letter)
{
  g_autofree char *due = mado_inquiry_text_day (letter->due_on);

  if (letter->mail_class != MADO_LETTER_MAIL_NONE)
    g_string_append_printf (text, _ ("\nMail: %s %s"), _ (mails[letter->mail_class]),
                            letter->tracking != NULL ? letter->tracking : "");
  if (letter->due_on != 0)
    g_string_append_printf (text, _ ("\nReply due: %s"), due);
}

char *
mado_inquiry_text_whole (const MadoInquiryView *view)
{
  const MadoInquiry *letter = view->inquiry;
  GString *text = g_string_new (letter->number);

  g_string_append_printf (text, "  %s  %s", what_for (letter),
                          mado_inquiry_text_state (letter->state));
  if (letter->person != NULL)
    g_string_append_printf (text, _ ("\nTo: %s\n%s\n(register address; it cannot be changed)"),
                            letter->person->name, letter->person->address);
  if (letter->agent != NULL)
    g_string_append_printf (text, _ ("\nProxy: %s (%s)\n%s"), letter->agent->name,
                            letter->agent->relation, letter->agent->address);
  if (view->agent_persons > 0)
    g_string_append_printf (text, _ ("\n▲ The same proxy asked for %u other people."),
                            view->agent_persons);
  if (!mado_inquiry_text_is_in_house (letter->state))
    add_mailing (text, letter);
  add_checks (text, view);
  return g_string_free (text, FALSE);
}

char *
mado_inquiry_text_found (const MadoInquiry *letter)
{
  const char *why = mado_inquiry_text_why_not (letter->state);

  if (why != NULL)
    return g_strdup_printf (_ ("Letter %s: %s"), letter->number, why);
  return g_strdup_printf (_ ("Letter %s for %s. F12: %s"), letter->number,
                          letter->person != NULL ? letter->person->name : "—",
                          mado_inquiry_text_next (letter->state));
}

char *
mado_inquiry_text_counts (const MadoInquiryCounts *counts)
{
  guint open = 0;

  for (guint i = 0; i < MADO_N_LETTER_STATES; i++)
    open += counts->letters[i];
  return g_strdup_printf (_ ("Open %u   to print %u   to mail %u   came back %u   overdue %u"),
                          open, counts->letters[MADO_LETTER_RECEIVED],
                          counts->letters[MADO_LETTER_PRINTED],
                          counts->letters[MADO_LETTER_RETURNED], counts->overdue);
}
