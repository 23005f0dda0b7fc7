/* window-tree.h - all that is in a program's windows at one moment, read over AT-SPI at once
 *
 * A walk that asks each thing for its children, and each child for its name, is thousands of
 * calls.  Here who stands in whom is asked of all things of one depth together, and names and roles
 * come in one answer for all (org.a11y.atspi.Cache, which GTK answers from what is there now).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-thing.h"

G_BEGIN_DECLS

#define WINDOW_TREE_ROOT "/org/a11y/atspi/accessible/root" /* the path of each program itself */

/* What was said when the tree was read; lives as long as the visit. */
typedef struct
{
  const char *path, *name; /* never NULL */
  AtspiRole role;
  guint depth; /* 0: the program */
} WindowSeen;

/** WindowTreeVisit: Returns: %FALSE to skip what is in it. */
typedef gboolean (*WindowTreeVisit) (const WindowSeen *seen, gpointer data);

/** window_tree_visit: @visit for each thing, before what is in it.  No event is handed on while the
 *   tree is read.  @program: its name on @bus, the accessibility bus. */
void window_tree_visit (GDBusConnection *bus, const char *program, WindowTreeVisit visit,
                        gpointer data);

/** window_tree_has_active_frame: whether one of the program's application windows says that it gets
 *   the keys. */
gboolean window_tree_has_active_frame (GDBusConnection *bus, const char *program);

G_END_DECLS
