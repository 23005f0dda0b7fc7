/* window-thing.h - one thing in a program's windows, which is asked over AT-SPI anew each time
 *
 * libatspi asks for the states before each other question, and then one thing at a time; here a
 * question is one call on the same bus.  A thing that is gone answers with nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define WINDOW_THING_TIMEOUT_MS                                                                    \
  30000 /* for an answer, on a machine that does five other things                                 \
         */

#define WINDOW_TYPE_THING (window_thing_get_type ())
G_DECLARE_FINAL_TYPE (WindowThing, window_thing, WINDOW, THING, GObject)

/** window_thing_new: @program: its name on @bus, the accessibility bus. */
WindowThing *window_thing_new (GDBusConnection *bus, const char *program, const char *path);

/** window_thing_get_path: Returns: (transfer none): tells two of a name apart. */
const char *window_thing_get_path (WindowThing *self);
/** window_thing_name: Returns: (transfer full): never %NULL. */
char *window_thing_name (WindowThing *self);
/** window_thing_role: what it is; %ATSPI_ROLE_INVALID when it is gone. */
AtspiRole window_thing_role (WindowThing *self);
/** window_thing_has_state: for instance %ATSPI_STATE_CHECKED. */
gboolean window_thing_has_state (WindowThing *self, AtspiStateType state);
/** window_thing_has_size: whether it is on the screen: what GTK 4.8 does not show has no size, and
 *   there is no state for it. */
gboolean window_thing_has_size (WindowThing *self);
/** window_thing_text: Returns: (transfer full): of a field; never %NULL. */
char *window_thing_text (WindowThing *self);
/** window_thing_parent: Returns: (transfer full) (nullable): what it is in. */
WindowThing *window_thing_parent (WindowThing *self);

G_END_DECLS
