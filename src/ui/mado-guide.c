/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-guide.h"

#include "mado-dialog.h"
#include "mado-pane-list.h"
#include "mado-words.h"

#include <glib/gi18n.h>

static void
show_step (GtkWindow *parent, MadoRun *run)
{
  const MadoPaneRow *row = mado_pane_list_find_of_run (run);
  g_autofree char *task = mado_words_of_run (run, _ (row->task));
  g_autofree char *basis = row->basis != NULL ? mado_words_of_run (run, _ (row->basis)) : NULL;
  g_autofree char *body
      = basis != NULL ? g_strdup_printf ("%s\n\n%s", task, basis) : g_strdup (task);

  mado_dialog_tell (parent, _ (row->heading), body);
}

/* What each screen is for; the case's own screen tells of its step. */
static const struct
{
  MadoScreen screen;
  const char *heading, *body; /* N_() */
} guides[] = {
  { MADO_SCREEN_SIGN_IN, N_ ("Sign in"),
    N_ ("Choose your name, type your password and press F12. Nobody else may use "
        "your sign-in: all that is done is recorded under your name. Lock the "
        "screen with Ctrl+L when you leave the counter.") },
  { MADO_SCREEN_HOME, N_ ("Counter home"),
    N_ ("Each line is one resident whom you serve. F2 receives a new application, "
        "F12 opens the selected line. Times turn yellow six minutes before the "
        "30 minutes that residents are told, and red after them.") },
  { MADO_SCREEN_INQUIRY, N_ ("Book of letters"),
    N_ ("Each line is one letter of inquiry. Scan a letter to open it. F2 receives "
        "a new request, F12 does what comes next: print, mail, take the reply. "
        "The menu F10 has what happens less often: it came back, withdrawn, "
        "void.") },
  { MADO_SCREEN_CHECKUP, N_ ("Diagnosis"),
    N_ ("Each line is one part that the counter stands on, in the order in which one needs the "
        "other: mend the first one that is marked, then press F5. F12 shows a line in full.") },
  { MADO_SCREEN_SEARCH, N_ ("Search"),
    N_ ("Type a part of the name or of the reading, a birth date (S55.2.17), a number, or the last "
        "four digits of the card, and press Enter. Choose first why you look: every search is "
        "recorded with its purpose, without what was typed.") },
  { MADO_SCREEN_EXPIRING, N_ ("Certificates about to end"),
    N_ ("Choose the month. F9 prints a notice for everybody in the list; who has one is marked "
        "when "
        "the sheet has come out of the printer.") },
  { MADO_SCREEN_CHANGES, N_ ("Changes of resident data"),
    N_ ("F2 imports a file from the register. Compare what is doubtful, print the governor's list "
        "with F9, then send with F12: the authority revokes each certificate that a change "
        "ends.") },
};

void
mado_guide_show (GtkWindow *parent, MadoScreen screen, MadoRun *run)
{
  if (run != NULL)
    {
      show_step (parent, run);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (guides); i++)
    if (guides[i].screen == screen)
      mado_dialog_tell (parent, _ (guides[i].heading), _ (guides[i].body));
}
