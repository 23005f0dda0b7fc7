/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-steps.h"

#include "window-steps-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOVES_MAX 40 /* of the longest menu, and then some */

static void
press (WindowWorld *world, const char *key)
{
  window_driver_press (world->driver, key);
}

typedef struct
{
  const char *path; /* of what has the focus */
  WindowWorld *world;
} Place;

static gboolean
is_elsewhere (gpointer data)
{
  Place *place = data;
  g_autofree char *path = window_driver_get_focus_path (place->world->driver);

  return g_strcmp0 (path, place->path) != 0;
}

void
window_steps_press_and_move (WindowWorld *world, const char *key)
{
  g_autofree char *path = window_driver_get_focus_path (world->driver);
  Place place = { path, world };

  press (world, key);
  window_driver_wait (world->driver, is_elsewhere, &place, "the focus to move");
}

void
window_steps_move_to (WindowWorld *world, const char *key, const char *name)
{
  for (guint i = 0; i < MOVES_MAX; i++)
    {
      g_autofree char *focus = window_driver_get_focus (world->driver);

      if (focus != NULL && g_pattern_match_simple (name, focus))
        return;
      window_steps_press_and_move (world, key);
    }
  g_error ("%s does not come to %s", key, name);
}

/* --- where the case stands --- */

/* "4. Compare the four items"; the list of steps has a sign before each number. */
static gboolean
heading_cb (const WindowSeen *seen, gpointer data)
{
  WindowWorld *world = data;

  if (world->heading == NULL && seen->role == ATSPI_ROLE_LABEL
      && g_regex_match_simple ("^[0-9]+\\. ", seen->name, 0, 0))
    world->heading = window_driver_hold (world->driver, seen);
  return world->heading == NULL;
}

static gboolean
has_heading (gpointer data)
{
  WindowWorld *world = data;

  window_driver_each (world->driver, heading_cb, world);
  return world->heading != NULL;
}

static char *
heading_now (WindowWorld *world)
{
  g_autofree char *text = NULL;
  char *space;

  if (world->heading == NULL)
    window_driver_wait (world->driver, has_heading, world, "a case on the screen");
  text = window_thing_name (world->heading);
  space = strstr (text, ". ");
  return g_strdup (space != NULL ? space + 2 : "");
}

typedef struct
{
  WindowWorld *world;
  const char *heading; /* as it is shown */
} Goal;

static gboolean
is_there (gpointer data)
{
  Goal *goal = data;
  g_autofree char *now = heading_now (goal->world);

  return g_str_equal (now, goal->heading);
}

static gboolean
is_gone (gpointer data)
{
  return !is_there (data);
}

void
window_steps_wait_heading (WindowWorld *world, const char *heading)
{
  Goal goal = { world, _ (heading) };

  window_driver_wait (world->driver, is_there, &goal, _ (heading));
}

void
window_steps_until (WindowWorld *world, const char *heading,
                    void (*visit) (WindowWorld *world, const char *heading))
{
  for (;;)
    {
      g_autofree char *now = heading_now (world);
      const char *found = NULL;
      WindowRowDo act = window_steps_find_row (now, &found);
      Goal here = { world, now };

      if (g_str_equal (now, _ (heading)))
        return;
      g_test_message ("%s", now);
      if (act != NULL && visit != NULL)
        visit (world, found);
      if (act != NULL)
        act (world);
      window_driver_wait (world->driver, is_gone, &here, "the next step");
    }
}

/* --- before a case --- */

void
window_steps_sign_in (WindowWorld *world, const char *place)
{
  window_driver_wait_focus (world->driver, _ ("Password"));
  window_driver_type_secret (world->driver, WINDOW_STEPS_OPERATOR);
  press (world, "F12");
  window_driver_wait_focus (world->driver, place);
}

void
window_steps_sign_in_as (WindowWorld *world, const char *operator_id, const char *password,
                         const char *place)
{
  window_driver_wait_focus (world->driver, _ ("Password"));
  window_steps_press_and_move (world, "Shift+Tab");
  for (const char *letter = operator_id; *letter != '\0'; letter++)
    {
      const char key[] = { *letter, '\0' };

      press (world, key);
    }
  window_steps_press_and_move (world, "Tab");
  window_driver_wait_focus (world->driver, _ ("Password"));
  window_driver_type_secret (world->driver, password);
  press (world, "F12");
  window_driver_wait_focus (world->driver, place);
}

void
window_steps_next_case (WindowWorld *world, const char *digit)
{
  g_autofree char *first = g_strdup_printf ("1  %s", _ ("First issue"));

  press (world, "F2");
  window_driver_wait_focus (world->driver, first);
  press (world, digit);
  window_driver_wait_focus (world->driver, _ ("Furigana"));
}

void
window_steps_new_case_of (WindowWorld *world, const char *title, const char *key)
{
  g_autofree char *first = g_strdup_printf ("1  %s", _ ("First issue"));
  g_autofree char *row = g_strdup_printf ("%s  %s", key, _ (title));

  press (world, "F2");
  window_driver_wait_focus (world->driver, first);
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LIST_ITEM, row));
  press (world, key);
  window_driver_wait_focus (world->driver, _ ("Furigana"));
}

void
window_steps_new_case (WindowWorld *world)
{
  world->n_cases++;
  window_steps_next_case (world, "1");
}

/* --- beside the rows --- */

void
window_steps_confirm (WindowWorld *world)
{
  g_autofree char *now = heading_now (world);
  Goal here = { world, now };

  press (world, "F12");
  window_driver_wait (world->driver, is_gone, &here, "the next step");
}

void
window_steps_choose (WindowWorld *world, const char *item)
{
  press (world, "F10");
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_INVALID, item));
  window_steps_move_to (world, "Down", item);
  press (world, "Return");
}
