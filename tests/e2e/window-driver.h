/* window-driver.h - a program's windows as a screen reader sees and a keyboard drives them
 *
 * Finds things by role and accessible name over AT-SPI, types with desktop-harness, and keeps every
 * text that was ever heard.  Names may hold * and ? (g_pattern_match_simple()).  Every wait asks
 * again on each event and has an end; what is not there by then ends the test program with the tree
 * that was there instead and a picture.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desktop-harness.h"
#include "window-tree.h"

G_BEGIN_DECLS

typedef struct _WindowDriver WindowDriver;

/** window_driver_new: one a test program, before the program is started. */
WindowDriver *window_driver_new (DesktopHarness *desktop);
void window_driver_free (WindowDriver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WindowDriver, window_driver_free)

/** window_driver_attach: waits for the program with this process id on the accessibility bus. */
void window_driver_attach (WindowDriver *self, GPid pid);
/** window_driver_detach: the program has ended. */
void window_driver_detach (WindowDriver *self);

/** window_driver_find: Returns: (transfer full) (nullable): the first one that is on the screen.
 *  @role: %ATSPI_ROLE_INVALID for any. */
WindowThing *window_driver_find (WindowDriver *self, AtspiRole role, const char *name);
/** window_driver_wait_for: Returns: (transfer full): the same, as soon as it is there. */
WindowThing *window_driver_wait_for (WindowDriver *self, AtspiRole role, const char *name);

/** window_driver_wait_focus: until the keyboard is at a thing with this name, in the active window.
 */
void window_driver_wait_focus (WindowDriver *self, const char *name);
/** window_driver_get_focus: Returns: (transfer full) (nullable): its name now. */
char *window_driver_get_focus (WindowDriver *self);
/** window_driver_get_focused: Returns: (transfer none) (nullable): that thing itself; it stays
 * until the next call. */
WindowThing *window_driver_get_focused (WindowDriver *self);
/** window_driver_get_focus_path: Returns: (transfer full) (nullable): tells two of a name apart. */
char *window_driver_get_focus_path (WindowDriver *self);

/** window_driver_wait: until @is_true; @what is for the message. */
void window_driver_wait (WindowDriver *self, gboolean (*is_true) (gpointer data), gpointer data,
                         const char *what);

/** window_driver_press: a key, when the focus is known; see desktop_harness_press(). */
void window_driver_press (WindowDriver *self, const char *key);
/** window_driver_type: into what has the focus, and waits until its text is @text. */
void window_driver_type (WindowDriver *self, const char *text);
/** window_driver_type_secret: the same for a field that shows a star for each character. */
void window_driver_type_secret (WindowDriver *self, const char *secret);
/** window_driver_each: @visit for all that is in the windows; it returns %FALSE to skip a subtree.
 */
void window_driver_each (WindowDriver *self, WindowTreeVisit visit, gpointer data);
/** window_driver_hold: Returns: (transfer full): what was @seen, to be asked anew. */
WindowThing *window_driver_hold (WindowDriver *self, const WindowSeen *seen);
/** window_driver_dump: the tree to standard error. */
void window_driver_dump (WindowDriver *self);

/** window_driver_get_heard: Returns: (transfer none) (element-type utf8): every text of every event
 *  so far, and of every thing that was looked at. */
GPtrArray *window_driver_get_heard (WindowDriver *self);
/** window_driver_get_inserted: Returns: (transfer none): what all fields said was typed into them,
 *  one after another; a screen reader would speak it. */
const char *window_driver_get_inserted (WindowDriver *self);

G_END_DECLS
