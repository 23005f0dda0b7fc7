/* mado-actions.h - the one table of what the clerk can do, and by which key
 *
 * It feeds the key bar, the shortcuts, the list of keys, the menu and the sensitivity of all.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_SCREEN_SIGN_IN = 1 << 0,
  MADO_SCREEN_HOME = 1 << 1,
  MADO_SCREEN_CASE = 1 << 2,
  MADO_SCREEN_INQUIRY = 1 << 3,
  MADO_SCREEN_CHECKUP = 1 << 4,
  MADO_SCREEN_SEARCH = 1 << 5,
  MADO_SCREEN_EXPIRING = 1 << 6,
  MADO_SCREEN_CHANGES = 1 << 7,
  MADO_SCREEN_ALL = (1 << 8) - 1,
} MadoScreen;

typedef enum
{
  MADO_ACTION_HELP,
  MADO_ACTION_NEW,
  MADO_ACTION_FIND,
  MADO_ACTION_HISTORY,
  MADO_ACTION_ENLARGE,
  MADO_ACTION_LETTERS,
  MADO_ACTION_REFRESH,
  MADO_ACTION_READ_AGAIN,
  MADO_ACTION_NEXT_PANE,
  MADO_ACTION_PREVIOUS_PANE,
  MADO_ACTION_CITIZEN,
  MADO_ACTION_DEVICES,
  MADO_ACTION_PRINT,
  MADO_ACTION_MENU,
  MADO_ACTION_SUPERVISOR,
  MADO_ACTION_SIGN_IN,
  MADO_ACTION_OPEN,
  MADO_ACTION_IMPORT,
  MADO_ACTION_SEND,
  MADO_ACTION_EXPIRING,
  MADO_ACTION_CHANGES,
  MADO_ACTION_LEDGER,
  MADO_ACTION_LEAVE,
  MADO_ACTION_CONFIRM,
  MADO_ACTION_HOLD,
  MADO_ACTION_PARK,
  MADO_ACTION_DOUBT,
  MADO_ACTION_REFUSE,
  MADO_ACTION_WITHDRAW,
  MADO_ACTION_WAIVE,
  MADO_ACTION_GO_HOME,
  MADO_ACTION_LETTERS_PRINT,
  MADO_ACTION_LETTERS_LABELS,
  MADO_ACTION_LETTER_RETURNED,
  MADO_ACTION_LETTER_WITHDRAW,
  MADO_ACTION_LETTER_VOID,
  MADO_ACTION_SIGN_OUT,
  MADO_ACTION_KEYS,
  MADO_N_ACTIONS
} MadoAct;

#define MADO_KEY_BAR_SLOTS 12

typedef struct
{
  const char *name; /* of the GAction: "new-case", used as "win.new-case" */
  const char *key;  /* GtkShortcutTrigger, "F2"; nullable */
  const char *key2; /* a second one, "<Control>f"; nullable */
  guint screens;    /* MadoScreen flags: where it exists */
  guint slot;       /* place in the key bar, 1..12; 0: not there */
  gboolean in_menu;
  const char *label; /* N_() for bar and menu */
  const char *help;  /* N_() for the list of keys */
} MadoActionRow;

/** mado_actions_get: Returns: (transfer none): the row of @act. */
const MadoActionRow *mado_actions_get (MadoAct act);

/** mado_actions_at_slot: Returns: the action at @slot on @screen, or %MADO_N_ACTIONS. */
MadoAct mado_actions_at_slot (MadoScreen screen, guint slot);

/** mado_actions_for_key: Returns: the action of @key on @screen, or %MADO_N_ACTIONS. */
MadoAct mado_actions_for_key (MadoScreen screen, const char *key);

/** mado_actions_get_keys: Returns: (transfer container): every key of the table, each once. */
GPtrArray *mado_actions_get_keys (void);

/** mado_actions_key_label: Returns: (transfer full): a key as people read it: "F2", "Ctrl+F". */
char *mado_actions_key_label (const char *key);

G_END_DECLS
