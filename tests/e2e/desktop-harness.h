/* desktop-harness.h - a display, buses, a window manager and a keyboard of the test's own
 *
 * Xvfb on a free display, a private session bus, the accessibility bus behind it and openbox, so
 * that windows get and lose the keyboard as on an office's desk.  Needs no rights and no display.
 * Sets DISPLAY, DBUS_SESSION_BUS_ADDRESS and what GTK needs in this process, so that programs
 * started later inherit it.  Keys are real key events (XTEST), not calls to the program.
 * Every wait has an end; failures end the test program.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _DesktopHarness DesktopHarness;

/**
 * desktop_harness_start:
 * @characters: what the keyboard must have besides US-ASCII, for instance kanji; each gets a key
 *   of its own before any program starts, so that typing them needs no input method. */
DesktopHarness *desktop_harness_start (const char *characters);

/** desktop_harness_free: ends all programs by their process ids and removes the folder. */
void desktop_harness_free (DesktopHarness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesktopHarness, desktop_harness_free)

/** desktop_harness_open_accessibility: Returns: (transfer full): a connection to the accessibility
 *   bus. */
GDBusConnection *desktop_harness_open_accessibility (DesktopHarness *self);

/** desktop_harness_press: @key: an X keysym's name, after "Control+", "Shift+" or "Alt+" if any. */
void desktop_harness_press (DesktopHarness *self, const char *key);

/** desktop_harness_type: presses the key of each character of @text. */
void desktop_harness_type (DesktopHarness *self, const char *text);

/** desktop_harness_activate: asks the window manager for the window whose title contains @title, as
 *   a click on it would.  Returns: %FALSE when there is none on the screen. */
gboolean desktop_harness_activate (DesktopHarness *self, const char *title);

/** desktop_harness_get_keys_process: Returns: the process whose window every key goes to now; 0
 * when it goes to none. */
GPid desktop_harness_get_keys_process (DesktopHarness *self);

/** desktop_harness_shoot: writes the screen to @path (PNG). */
void desktop_harness_shoot (DesktopHarness *self, const char *path);

G_END_DECLS
