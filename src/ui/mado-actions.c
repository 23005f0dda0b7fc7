/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-actions.h"

#include <glib/gi18n.h>

#define SIGN_IN MADO_SCREEN_SIGN_IN
#define HOME MADO_SCREEN_HOME
#define CASE MADO_SCREEN_CASE
#define LETTERS MADO_SCREEN_INQUIRY
#define CHECKUP MADO_SCREEN_CHECKUP
#define SEARCH MADO_SCREEN_SEARCH
#define EXPIRING MADO_SCREEN_EXPIRING
#define CHANGES MADO_SCREEN_CHANGES
#define BESIDE (CHECKUP | SEARCH | EXPIRING | CHANGES)
#define ALL MADO_SCREEN_ALL

/* The same key means the same everywhere; a place without an action stays empty.
 * clang-format would tear the columns apart. */
/* clang-format off */
static const MadoActionRow rows[MADO_N_ACTIONS] = {
  /*                             name          key         second key     screens        slot menu   label                 help */
  [MADO_ACTION_HELP]          = { "help",      "F1",       NULL,          ALL,            1, FALSE, N_("Guide"),          N_("What to do on this screen, and the article it rests on") },
  [MADO_ACTION_NEW]           = { "new-case",  "F2",       NULL,          HOME | LETTERS, 2, FALSE, N_("New case"),       N_("Receive a new application") },
  [MADO_ACTION_FIND]          = { "find",      "F3",       "<Control>f",  HOME | SEARCH | LETTERS | EXPIRING | CHANGES, 3, TRUE, N_("Search"), N_("Search for persons, cases, certificates and letters of inquiry") },
  [MADO_ACTION_HISTORY]       = { "history",   "F3",       NULL,          CASE,           3, FALSE, N_("History"),        N_("Show the earlier cases of this person") },
  [MADO_ACTION_ENLARGE]       = { "enlarge",   "F4",       NULL,          CASE,           4, FALSE, N_("Enlarge"),        N_("Show the characters of the name very large") },
  [MADO_ACTION_LETTERS]       = { "letters",   "F4",       NULL,          HOME,           4, FALSE, N_("Letters"),        N_("Open the book of letters of inquiry") },
  [MADO_ACTION_REFRESH]       = { "refresh",   "F5",       NULL,          HOME | SIGN_IN | LETTERS | BESIDE, 5, FALSE, N_("Refresh"),        N_("Look at the devices again") },
  [MADO_ACTION_READ_AGAIN]    = { "read-again", "F5",      NULL,          CASE,           5, FALSE, N_("Try again"),      N_("Do the stopped step once more: read the card again, print again") },
  [MADO_ACTION_NEXT_PANE]     = { "next-pane", "F6",       NULL,          HOME | CASE | LETTERS | SEARCH | EXPIRING | CHANGES, 6, FALSE, N_("Next pane"),      N_("Go to the next part of the screen") },
  [MADO_ACTION_PREVIOUS_PANE] = { "previous-pane", "<Shift>F6", NULL,     HOME | CASE | LETTERS | SEARCH | EXPIRING | CHANGES, 0, FALSE, N_("Previous pane"),  N_("Go to the previous part of the screen") },
  [MADO_ACTION_CITIZEN]       = { "citizen",   "F7",       NULL,          CASE,           7, FALSE, N_("Resident"),       N_("Show or hide the resident's screen") },
  [MADO_ACTION_DEVICES]       = { "devices",   "F8",       NULL,          ALL,            8, TRUE,  N_("Diagnosis"),      N_("Check every part: reader, card, authority, printer, record …") },
  [MADO_ACTION_PRINT]         = { "print",     "F9",       "<Control>p",  CASE | LETTERS | EXPIRING | CHANGES, 9, FALSE, N_("Print"),   N_("Print: a form of this case once more, notices, the list") },
  [MADO_ACTION_MENU]          = { "menu",      "F10",      NULL,          ALL,           10, FALSE, N_("Menu"),           N_("Open the menu") },
  [MADO_ACTION_SUPERVISOR]    = { "supervisor", "F11",     NULL,          CASE,          11, FALSE, N_("Supervisor"),     N_("A supervisor confirms this step here and now") },
  [MADO_ACTION_SIGN_IN]       = { "sign-in",   "F12",      NULL,          SIGN_IN,       12, FALSE, N_("Sign in"),        N_("Sign in") },
  [MADO_ACTION_OPEN]          = { "open",      "F12",      NULL,          HOME | LETTERS | SEARCH | CHECKUP | EXPIRING, 12, FALSE, N_("Open"),  N_("Open the selected line") },
  [MADO_ACTION_IMPORT]        = { "import",    "F2",       NULL,          CHANGES,        2, FALSE, N_("Import a file"),  N_("Import a file of changes of resident data") },
  [MADO_ACTION_SEND]          = { "send",      "F12",      NULL,          CHANGES,       12, FALSE, N_("Send"),           N_("Have the authority revoke what the changes end") },
  [MADO_ACTION_EXPIRING]      = { "expiring",  NULL,       NULL,          HOME | LETTERS | SEARCH | CHANGES, 0, TRUE, N_("Certificates about to end"), NULL },
  [MADO_ACTION_CHANGES]       = { "changes",   NULL,       NULL,          HOME | LETTERS | SEARCH | EXPIRING, 0, TRUE, N_("Changes of resident data"), NULL },
  [MADO_ACTION_LEDGER]        = { "ledger",    NULL,       NULL,          HOME,           0, TRUE,  N_("Print the issuance ledger…"), NULL },
  [MADO_ACTION_LEAVE]         = { "leave",     "Escape",   NULL,          BESIDE,         0, TRUE,  N_("Back"),           N_("Go back to where you came from") },
  [MADO_ACTION_CONFIRM]       = { "confirm",   "F12",      NULL,          CASE,          12, FALSE, N_("Confirm"),        N_("Confirm this step and go on") },
  [MADO_ACTION_HOLD]          = { "hold",      "Escape",   "<Control>h",  CASE,           0, TRUE,  N_("Hold and go home"), N_("Put the case on hold and go to the counter home; what was typed is kept") },
  [MADO_ACTION_PARK]          = { "park",      NULL,       NULL,          CASE,           0, TRUE,  N_("Receive only, print a claim slip…"), NULL },
  [MADO_ACTION_DOUBT]         = { "doubt",     NULL,       NULL,          CASE,           0, TRUE,  N_("Hold because of doubt…"), NULL },
  [MADO_ACTION_REFUSE]        = { "refuse",    NULL,       NULL,          CASE,           0, TRUE,  N_("Refuse the application…"), NULL },
  [MADO_ACTION_WITHDRAW]      = { "withdraw",  NULL,       NULL,          CASE,           0, TRUE,  N_("The applicant withdraws…"), NULL },
  [MADO_ACTION_WAIVE]         = { "waive",     NULL,       NULL,          CASE,           0, TRUE,  N_("Waive the fee…"), NULL },
  [MADO_ACTION_GO_HOME]       = { "go-home",   "Escape",   NULL,          LETTERS,        0, TRUE,  N_("Counter home"),   N_("Go back to the counter home") },
  [MADO_ACTION_LETTERS_PRINT] = { "letters-print", NULL,   NULL,          LETTERS,        0, TRUE,  N_("Print all letters that were asked for"), NULL },
  [MADO_ACTION_LETTERS_LABELS] = { "letters-labels", NULL, NULL,          LETTERS,        0, TRUE,  N_("Print labels of all printed letters"), NULL },
  [MADO_ACTION_LETTER_RETURNED] = { "letter-returned", NULL, NULL,        LETTERS,        0, TRUE,  N_("The letter came back…"), NULL },
  [MADO_ACTION_LETTER_WITHDRAW] = { "letter-withdraw", NULL, NULL,        LETTERS,        0, TRUE,  N_("Withdraw the letter…"), NULL },
  [MADO_ACTION_LETTER_VOID]   = { "letter-void", NULL,     NULL,          LETTERS,        0, TRUE,  N_("Make the letter void…"), NULL },
  [MADO_ACTION_SIGN_OUT]      = { "sign-out",  "<Control>l", NULL,        HOME | CASE | LETTERS | SEARCH | EXPIRING | CHANGES, 0, TRUE,  N_("Sign out"),       N_("Sign out and lock the screen") },
  [MADO_ACTION_KEYS]          = { "keys",      "<Control>question", NULL, ALL,            0, TRUE,  N_("List of keys"),   N_("Show this list of keys") },
};
/* clang-format on */

const MadoActionRow *
mado_actions_get (MadoAct act)
{
  g_return_val_if_fail (act < MADO_N_ACTIONS, NULL);
  return &rows[act];
}

MadoAct
mado_actions_at_slot (MadoScreen screen, guint slot)
{
  guint act = 0;

  while (act < MADO_N_ACTIONS && (rows[act].slot != slot || (rows[act].screens & screen) == 0))
    act++;
  return (MadoAct) act;
}

MadoAct
mado_actions_for_key (MadoScreen screen, const char *key)
{
  guint act = 0;

  while (act < MADO_N_ACTIONS
         && ((rows[act].screens & screen) == 0
             || (g_strcmp0 (rows[act].key, key) != 0 && g_strcmp0 (rows[act].key2, key) != 0)))
    act++;
  return (MadoAct) act;
}

static void
add_key (GPtrArray *keys, const char *key)
{
  if (key != NULL && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_ptr_array_add (keys, (gpointer) (guintptr) key);
}

GPtrArray *
mado_actions_get_keys (void)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint act = 0; act < MADO_N_ACTIONS; act++)
    {
      add_key (keys, rows[act].key);
      add_key (keys, rows[act].key2);
    }
  return keys;
}

char *
mado_actions_key_label (const char *key)
{
  g_autoptr (GString) label = g_string_new (key);

  g_string_replace (label, "<Control>", "Ctrl+", 0);
  g_string_replace (label, "<Shift>", "Shift+", 0);
  g_string_replace (label, "question", "?", 0);
  g_string_replace (label, "Escape", "Esc", 0);
  for (char *letter = label->str; *letter != '\0'; letter++)
    if (letter > label->str && letter[-1] == '+')
      *letter = g_ascii_toupper (*letter);
  return g_string_free (g_steal_pointer (&label), FALSE);
}
