/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what the resident's window says */
#include "mado-citizen-window-private.h"

#include "mado-announce.h"
#include "mado-case-text.h"
#include "mado-citizen-problem.h"
#include "mado-pane-list.h"

#include <glib/gi18n.h>

#define SOON_S 60 /* from here on the rest is said aloud */

static const char *
text_of (MadoCitizenWindow *self, const char *msgid)
{
  return mado_catalogue_text (self->language, msgid);
}

/* Fills %u places of a sentence in the resident's language. */
static char *
fill (MadoCitizenWindow *self, const char *msgid, guint a, guint b)
{
  g_autoptr (GString) text = g_string_new (text_of (self, msgid));
  g_autofree char *first = g_strdup_printf ("%u", a);
  g_autofree char *second = g_strdup_printf ("%u", b);

  g_string_replace (text, "%u", first, 1);
  g_string_replace (text, "%u", second, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_who (MadoCitizenWindow *self)
{
  const MadoCase *data = self->run != NULL ? mado_run_get_case (self->run) : NULL;
  g_autofree char *number = data != NULL ? mado_case_short_number (data) : NULL;
  g_autofree char *named = data != NULL && (data->form != NULL || data->register_items != NULL)
                               ? mado_case_text_name (data)
                               : NULL;
  g_autoptr (GString) title = g_string_new (text_of (self, N_ ("Case %s")));
  g_autoptr (GString) person = g_string_new (text_of (self, N_ ("Mr or Ms %s")));

  g_string_replace (title, "%s", number != NULL ? number : "", 1);
  g_string_replace (person, "%s", named != NULL ? named : "", 1);
  gtk_label_set_text (self->number, number != NULL ? title->str : "");
  gtk_label_set_text (self->name, named != NULL ? person->str : "");
}

void
mado_citizen_window_show_progress (MadoCitizenWindow *self)
{
  const MadoPaneRow *row = mado_pane_list_find ("issue", "keygen");
  gint64 since = 0, seconds;
  g_autofree char *passed = NULL, *usual = NULL, *text = NULL;

  if (self->page != MADO_CITIZEN_PAGE_KEYGEN || !mado_run_is_busy (self->run, &since))
    return;
  seconds = MAX (0, (g_get_monotonic_time () - since) / G_USEC_PER_SEC);
  passed = fill (self, N_ ("%u seconds have passed."), (guint) seconds, 0);
  usual = fill (self, N_ ("Usually 5 to %u seconds, at the longest %u."), row->usual_s[1],
                row->most_s);
  text = g_strdup_printf ("%s\n%s", passed, usual);
  gtk_label_set_text (self->progress_text, text);
  gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) seconds / row->most_s));
}

void
mado_citizen_window_show_left (MadoCitizenWindow *self)
{
  gint64 left_us = self->deadline - g_get_monotonic_time ();
  guint seconds = left_us > 0 ? (guint) (left_us / G_USEC_PER_SEC) : 0;
  g_autofree char *text = fill (self, N_ ("Time left: %u min %u s"), seconds / 60, seconds % 60);

  gtk_widget_set_visible (self->limit, self->deadline != 0);
  gtk_label_set_text (self->left, text);
  if (self->deadline != 0 && seconds <= SOON_S && !self->soon_said)
    {
      self->soon_said = TRUE;
      mado_announce (GTK_WINDOW (self), text, TRUE);
    }
}

char *
mado_citizen_window_show_reason (MadoCitizenWindow *self)
{
  gboolean asked = self->run != NULL && mado_citizen_page_asks_password (self->page);
  char *reason
      = asked ? mado_citizen_problem_sentence (self->language, mado_run_get_problem (self->run),
                                               mado_run_get_tries_left (self->run))
              : NULL;

  mado_citizen_password_set_reason (self->password, reason);
  return reason;
}

char *
mado_citizen_window_page_text (MadoCitizenWindow *self)
{
  const char *text = mado_citizen_page_get (self->page)->text;
  const int tries = self->run != NULL ? mado_citizen_page_tries (self->run) : -1;

  if (*text == '\0')
    return g_strdup ("");
  if (self->page == MADO_CITIZEN_PAGE_TRIES && tries < 0)
    text = mado_citizen_page_get (MADO_CITIZEN_PAGE_WELCOME)->text;
  return fill (self, text, (guint) MAX (tries, 0), 0);
}

static void
show_sentence (MadoCitizenWindow *self)
{
  gboolean problem = self->run != NULL && mado_run_get_problem (self->run) != NULL;
  g_autofree char *text = NULL;

  if (self->called || (problem && !mado_citizen_page_asks_password (self->page)))
    text = g_strdup (text_of (self, N_ ("The clerk is coming to help you. Please wait.")));
  else
    text = mado_citizen_window_page_text (self);
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
}

static gboolean
ends_with_password (MadoCitizenPage page)
{
  return page == MADO_CITIZEN_PAGE_DONE || page == MADO_CITIZEN_PAGE_PASSWORD_DONE
         || page == MADO_CITIZEN_PAGE_UNLOCK_DONE;
}

static void
show_purpose (MadoCitizenWindow *self)
{
  const MadoPasswordPurpose purpose
      = self->page == MADO_CITIZEN_PAGE_OLD_PASSWORD     ? MADO_PASSWORD_PRESENT
        : self->page == MADO_CITIZEN_PAGE_PROVE_PASSWORD ? MADO_PASSWORD_PROVE
                                                         : MADO_PASSWORD_CHOOSE;

  mado_citizen_password_set_purpose (self->password, purpose,
                                     purpose == MADO_PASSWORD_PRESENT && self->run != NULL
                                         ? mado_citizen_page_tries (self->run)
                                         : -1);
}

void
mado_citizen_window_show_texts (MadoCitizenWindow *self)
{
  show_sentence (self);
  gtk_button_set_label (self->language_button,
                        self->language == MADO_LANGUAGE_JAPANESE ? "English" : "日本語");
  gtk_button_set_label (self->press, text_of (self, N_ ("Make the keys")));
  gtk_button_set_label (self->extend, text_of (self, N_ ("More time")));
  gtk_button_set_label (self->call, text_of (self, N_ ("Call the clerk")));
  gtk_label_set_text (GTK_LABEL (self->way_back),
                      text_of (self, N_ ("Clerk: F7 or Esc goes back to the counter's screen.")));
  gtk_button_set_label (self->resume, text_of (self, N_ ("Begin again")));
  gtk_label_set_text (self->message, ends_with_password (self->page)
                                         ? text_of (self, N_ ("Keep your password to yourself."))
                                         : "");
  if (self->run != NULL)
    mado_citizen_password_set_mixed (self->password, mado_run_wants_mixed_password (self->run));
  show_purpose (self);
  g_free (mado_citizen_window_show_reason (self));
  mado_citizen_password_set_language (self->password, self->language);
  show_who (self);
  mado_citizen_window_show_progress (self);
  mado_citizen_window_show_left (self);
}
