/* window-audit.h - what a screen reader's user and a keyboard's user need on each screen
 *
 * The names and Tab checks of docs: every control has a name that is no class name, something has
 * the focus, Tab comes round without a trap.  Findings are told on standard error and counted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-driver.h"

G_BEGIN_DECLS

#define WINDOW_AUDIT_STOPS 12 /* at most, of Tab on one screen */

/** window_audit_names: Returns: how many controls on the screen have no name of their own,
 *  and how many labels are not Japanese. */
guint window_audit_names (WindowDriver *driver, const char *screen);

/** window_audit_tab: presses Tab until the focus is where it was, and then Shift+Tab back.
 *  Returns: how many findings: a trap, a place without a name, more than @max_stops stops. */
guint window_audit_tab (WindowDriver *driver, const char *screen, guint max_stops);

G_END_DECLS
