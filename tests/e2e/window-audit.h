/* window-audit.h - what a screen reader's user and a keyboard's user need on each screen
 *
 * The names and Tab checks of docs: every control has a name that is no class name, something has
 * the focus, Tab comes round without a trap.  Findings are told on standard error and counted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-driver.h"

G_BEGIN_DECLS

/**
 * window_audit:
 * @screen: what a finding calls it
 *
 * Waits for the focus; looks at each control's name and whether each label is Japanese; presses Tab
 * until the focus is where it was, and then Shift+Tab back.
 * Returns: how many findings: no name of its own, a name twice, a label of Latin words, a trap, a
 *   stop without a name, more than twelve stops. */
guint window_audit (WindowDriver *driver, const char *screen);

G_END_DECLS
