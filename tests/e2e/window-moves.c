/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-moves.h"

#define MOVES_MAX 40 /* of the longest menu, and then some */

typedef struct
{
  WindowWorld *world;
  char *path; /* owned: of what had the focus */
} Place;

static gboolean
is_elsewhere (gpointer data)
{
  const Place *place = data;
  g_autofree char *path = window_driver_get_focus_path (place->world->driver);

  return g_strcmp0 (path, place->path) != 0;
}

void
window_moves_press (WindowWorld *world, const char *key)
{
  Place place = { world, window_driver_get_focus_path (world->driver) };

  window_driver_press (world->driver, key);
  window_driver_wait (world->driver, is_elsewhere, &place, "the focus to move");
  g_free (place.path);
}

void
window_moves_to (WindowWorld *world, const char *key, const char *name)
{
  for (guint i = 0; i < MOVES_MAX; i++)
    {
      g_autofree char *focus = window_driver_get_focus (world->driver);

      if (focus != NULL && g_pattern_match_simple (name, focus))
        return;
      window_moves_press (world, key);
    }
  g_error ("%s does not come to %s", key, name);
}

void
window_moves_type (WindowWorld *world, const char *field, const char *text)
{
  window_driver_wait_focus (world->driver, field);
  window_driver_type (world->driver, text);
  window_driver_press (world->driver, "Return");
}

static gboolean
is_checked (gpointer data)
{
  return window_thing_has_state (data, ATSPI_STATE_CHECKED);
}

void
window_moves_check (WindowWorld *world)
{
  WindowThing *box = window_driver_get_focused (world->driver);

  if (window_thing_has_state (box, ATSPI_STATE_CHECKED))
    return;
  window_driver_press (world->driver, "space");
  window_driver_wait (world->driver, is_checked, box, "a tick in the box");
}

void
window_moves_choose (WindowWorld *world, const char *label)
{
  window_moves_to (world, "Right", label);
  window_moves_check (world);
  window_driver_press (world->driver, "Return");
}

static gboolean
is_box (WindowWorld *world)
{
  WindowThing *thing = window_driver_get_focused (world->driver);

  return thing != NULL && window_thing_role (thing) == ATSPI_ROLE_CHECK_BOX;
}

void
window_moves_tick_all (WindowWorld *world)
{
  g_autofree char *first = window_driver_get_focus_path (world->driver);
  g_autofree char *here = NULL;

  g_assert_true (is_box (world));
  do
    {
      window_moves_check (world);
      window_moves_press (world, "Tab");
      g_free (here);
      here = window_driver_get_focus_path (world->driver);
    }
  while (is_box (world) && !g_str_equal (here, first));
  window_driver_press (world->driver, "F12");
}

void
window_moves_answer (WindowWorld *world, const char *label)
{
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_PUSH_BUTTON, label));
  window_moves_to (world, "Tab", label);
  window_driver_press (world->driver, "Return");
}

void
window_moves_menu (WindowWorld *world, const char *item)
{
  window_moves_press (world, "F10");
  window_moves_to (world, "Down", item);
  window_driver_press (world->driver, "Return");
}
