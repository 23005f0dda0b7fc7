/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-audit.h"

#include <stdio.h>

#define STOPS_MAX 12 /* of Tab on one screen */
#define ROUND_MAX 60 /* presses of Tab after which it is a trap */
#define MOVE_MS 3000 /* for Tab to move the focus, on a busy machine */
#define STEP_MS 20

/* Toolkits answer with the class when nobody gave a name. */
#define CLASS_NAME "^(Gtk|Adw|Gdk|Mado)[A-Z][A-Za-z]*$"

/* In a Japanese window a label of Latin words alone was forgotten by the translators. */
#define LATIN_WORD "^[ -~]*[A-Za-z]{3,}[ -~]*$"
#define HEX_NUMBER "^[0-9A-F]{8,}$" /* a certificate's serial is no word */

static gboolean
is_control (AtspiRole role)
{
  static const AtspiRole roles[]
      = { ATSPI_ROLE_PUSH_BUTTON,   ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_CHECK_BOX,
          ATSPI_ROLE_RADIO_BUTTON,  ATSPI_ROLE_ENTRY,         ATSPI_ROLE_TEXT,
          ATSPI_ROLE_PASSWORD_TEXT, ATSPI_ROLE_COMBO_BOX,     ATSPI_ROLE_SPIN_BUTTON,
          ATSPI_ROLE_SLIDER,        ATSPI_ROLE_LINK,          ATSPI_ROLE_MENU_ITEM,
          ATSPI_ROLE_LIST_ITEM,     ATSPI_ROLE_TABLE_ROW,     ATSPI_ROLE_FRAME,
          ATSPI_ROLE_DIALOG,        ATSPI_ROLE_WINDOW };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i] == role)
      return TRUE;
  return FALSE;
}

static gboolean
is_name (const char *name)
{
  return name != NULL && *name != '\0' && !g_regex_match_simple (CLASS_NAME, name, 0, 0);
}

/* A name and a label that names the same thing are both read: "Menu F10 Menu F10". */
static gboolean
is_doubled (const char *name)
{
  gsize half = name != NULL ? strlen (name) / 2 : 0;

  return half > 0 && name[half] == ' ' && strncmp (name, name + half + 1, half) == 0
         && strlen (name) == 2 * half + 1;
}

typedef struct
{
  const char *screen;
  guint n_seen, n_bad;
} Names;

static void
note_latin (Names *names, const char *label)
{
  if (!is_name (label) || !g_regex_match_simple (LATIN_WORD, label, 0, 0)
      || g_regex_match_simple (HEX_NUMBER, label, 0, 0))
    return;
  fprintf (stderr, "# %s: \"%s\" is not Japanese\n", names->screen, label);
  names->n_bad++;
}

static gboolean
name_cb (const WindowSeen *seen, gpointer data)
{
  Names *names = data;

  if (seen->role == ATSPI_ROLE_LABEL)
    note_latin (names, seen->name);
  if (!is_control (seen->role))
    return TRUE;
  names->n_seen++;
  if (!is_name (seen->name) || is_doubled (seen->name))
    {
      g_autofree char *word = atspi_role_get_name (seen->role);

      fprintf (stderr, "# %s: %s \"%s\" at depth %u has no name of its own, or twice\n",
               names->screen, word, seen->name, seen->depth);
      names->n_bad++;
    }
  return seen->role != ATSPI_ROLE_PUSH_BUTTON; /* what is in a button is a part of it */
}

static guint
audit_names (WindowDriver *driver, const char *screen)
{
  Names names = { screen, 0, 0 };

  window_driver_each (driver, name_cb, &names);
  g_assert_cmpuint (names.n_seen, >, 0);
  return names.n_bad;
}

/* --- Tab --- */

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Returns: %FALSE when the focus stays where it is. */
static gboolean
move (WindowDriver *driver, const char *key)
{
  g_autofree char *from = window_driver_get_focus_path (driver);
  g_autofree char *to = window_driver_get_focus_path (driver);
  gint64 deadline = g_get_monotonic_time () + MOVE_MS * (gint64) 1000;
  guint timer = g_timeout_add (STEP_MS, wake_cb, NULL);

  window_driver_press (driver, key);
  while (g_strcmp0 (from, to) == 0 && g_get_monotonic_time () < deadline)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (to);
      to = window_driver_get_focus_path (driver);
    }
  g_source_remove (timer);
  return g_strcmp0 (from, to) != 0;
}

/* Returns: findings; @n_stops is 0 when it does not come round. */
static guint
go_round (WindowDriver *driver, const char *screen, const char *key, guint *n_stops)
{
  g_autofree char *start = window_driver_get_focus_path (driver);
  guint n_bad = 0;

  for (*n_stops = 1; *n_stops <= ROUND_MAX; (*n_stops)++)
    {
      g_autofree char *here = NULL;
      g_autofree char *name = NULL;

      if (!move (driver, key) && *n_stops > 1)
        break;
      here = window_driver_get_focus_path (driver);
      name = window_driver_get_focus (driver);
      if (!is_name (name))
        {
          fprintf (stderr, "# %s: %s comes to a place named \"%s\"\n", screen, key, name);
          n_bad++;
        }
      if (g_strcmp0 (start, here) == 0)
        return n_bad;
    }
  *n_stops = 0;
  fprintf (stderr, "# %s: %s does not come round\n", screen, key);
  return n_bad + 1;
}

static guint
audit_tab (WindowDriver *driver, const char *screen)
{
  guint n_forward, n_back;
  guint n_bad = 0;

  if (window_driver_get_focused (driver) == NULL)
    {
      fprintf (stderr, "# %s: nothing has the focus\n", screen);
      return 1;
    }
  /* A sentence may have the focus at first that Tab never comes to; the round begins after it. */
  move (driver, "Tab");
  n_bad += go_round (driver, screen, "Tab", &n_forward);
  n_bad += go_round (driver, screen, "Shift+Tab", &n_back);
  move (driver, "Shift+Tab");
  if (n_forward != n_back || n_forward > STOPS_MAX)
    {
      fprintf (stderr, "# %s: %u stops of Tab, %u of Shift+Tab\n", screen, n_forward, n_back);
      n_bad++;
    }
  return n_bad;
}

guint
window_audit (WindowDriver *driver, const char *screen)
{
  guint n_names;

  window_driver_wait_focus (driver, "?*");
  n_names = audit_names (driver, screen);
  return n_names + audit_tab (driver, screen);
}
