/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desktop-harness.h"

#include "harness-process.h"

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <cairo.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define START_MS 30000 /* of one program, on a machine that does five other things */
#define UNICODE_KEYSYM 0x01000000u

enum
{
  PROGRAM_XVFB,
  PROGRAM_BUS,
  PROGRAM_ACCESSIBILITY,
  PROGRAM_WINDOW_MANAGER,
  N_PROGRAMS
};

struct _DesktopHarness
{
  char *folder;                      /* owned */
  GSubprocess *programs[N_PROGRAMS]; /* owned */
  char *accessibility;               /* owned: address of that bus */
  Display *display;                  /* owned */
  KeySym *keys;                      /* owned by Xlib: per_key symbols for each key code */
  int first_key, last_key, per_key;
};

/* --- keyboard --- */

static void
read_keys (DesktopHarness *self)
{
  g_clear_pointer (&self->keys, XFree);
  XDisplayKeycodes (self->display, &self->first_key, &self->last_key);
  self->keys = XGetKeyboardMapping (self->display, (KeyCode) self->first_key,
                                    self->last_key - self->first_key + 1, &self->per_key);
}

static KeySym *
key_row (DesktopHarness *self, int key)
{
  return self->keys + (key - self->first_key) * self->per_key;
}

static gboolean
is_free (DesktopHarness *self, int key)
{
  for (int i = 0; i < self->per_key; i++)
    if (key_row (self, key)[i] != NoSymbol)
      return FALSE;
  return TRUE;
}

/* @shift: whether the symbol is the key's second one. */
static KeyCode
find_key (DesktopHarness *self, KeySym symbol, gboolean *shift)
{
  for (int level = 0; level < 2; level++)
    for (int key = self->first_key; key <= self->last_key; key++)
      if (key_row (self, key)[level] == symbol)
        {
          *shift = level == 1;
          return (KeyCode) key;
        }
  return 0;
}

static KeySym
symbol_of (gunichar character)
{
  return character < 0x80 ? character : UNICODE_KEYSYM | character;
}

/* Two characters on each key that has none. */
static void
add_keys (DesktopHarness *self, const char *characters)
{
  g_autofree gunichar *all = g_utf8_to_ucs4_fast (characters, -1, NULL);
  int key;
  gboolean shift;

  read_keys (self);
  key = self->first_key;
  for (const gunichar *at = all; *at != 0;)
    {
      KeySym pair[2] = { NoSymbol, NoSymbol };
      int n = 0;

      for (; *at != 0 && n < 2; at++)
        if (find_key (self, symbol_of (*at), &shift) == 0 && pair[0] != symbol_of (*at))
          pair[n++] = symbol_of (*at);
      while (key <= self->last_key && !is_free (self, key))
        key++;
      g_assert_cmpint (key, <=, self->last_key);
      if (n > 0)
        XChangeKeyboardMapping (self->display, key, 2, pair, 1);
      read_keys (self);
    }
  XSync (self->display, False);
}

static void
stroke (DesktopHarness *self, KeyCode key, guint n_modifiers, const KeyCode *modifiers)
{
  for (guint i = 0; i < n_modifiers; i++)
    XTestFakeKeyEvent (self->display, modifiers[i], True, CurrentTime);
  XTestFakeKeyEvent (self->display, key, True, CurrentTime);
  XTestFakeKeyEvent (self->display, key, False, CurrentTime);
  for (guint i = n_modifiers; i-- > 0;)
    XTestFakeKeyEvent (self->display, modifiers[i], False, CurrentTime);
  XSync (self->display, False);
}

static void
press_symbol (DesktopHarness *self, KeySym symbol, guint n_modifiers, KeyCode *modifiers)
{
  gboolean shift, dummy;
  KeyCode key = find_key (self, symbol, &shift);

  if (key == 0)
    g_error ("the keyboard has no key for %lX", symbol);
  if (shift)
    modifiers[n_modifiers++] = find_key (self, XK_Shift_L, &dummy);
  stroke (self, key, n_modifiers, modifiers);
}

void
desktop_harness_press (DesktopHarness *self, const char *key)
{
  /* clang-format off */
  static const struct { const char *name; KeySym symbol; } known[] = {
    { "Control+", XK_Control_L }, { "Shift+", XK_Shift_L }, { "Alt+", XK_Alt_L },
  };
  /* clang-format on */
  KeyCode modifiers[G_N_ELEMENTS (known) + 1];
  guint n_modifiers = 0;
  gboolean shift;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (key, known[i].name))
      {
        modifiers[n_modifiers++] = find_key (self, known[i].symbol, &shift);
        key += strlen (known[i].name);
      }
  press_symbol (self, XStringToKeysym (key), n_modifiers, modifiers);
}

void
desktop_harness_type (DesktopHarness *self, const char *text)
{
  g_autofree gunichar *all = g_utf8_to_ucs4_fast (text, -1, NULL);

  for (const gunichar *at = all; *at != 0; at++)
    {
      KeyCode modifiers[1];

      press_symbol (self, symbol_of (*at), 0, modifiers);
    }
}

/* --- windows --- */

/* A window may be gone when it is asked about. */
static int
ignore_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

static char *
read_property (DesktopHarness *self, Window window, const char *name, gsize *n_items)
{
  Atom type;
  int format;
  unsigned long n = 0, after;
  unsigned char *data = NULL;
  char *copy = NULL;

  XGetWindowProperty (self->display, window, XInternAtom (self->display, name, False), 0, 1024,
                      False, AnyPropertyType, &type, &format, &n, &after, &data);
  if (data != NULL)
    copy = g_memdup2 (data, n * (format == 32 ? sizeof (long) : 1) + 1); /* Xlib ends it with 0 */
  if (data != NULL)
    XFree (data);
  *n_items = n;
  return copy;
}

static void
ask_for_focus (DesktopHarness *self, Window window)
{
  XEvent event
      = { .xclient = { .type = ClientMessage,
                       .window = window,
                       .message_type = XInternAtom (self->display, "_NET_ACTIVE_WINDOW", False),
                       .format = 32,
                       .data.l = { 2 /* a pager: never refused */, CurrentTime } } };

  XSendEvent (self->display, DefaultRootWindow (self->display), False,
              SubstructureNotifyMask | SubstructureRedirectMask, &event);
  XSync (self->display, False);
}

gboolean
desktop_harness_activate (DesktopHarness *self, const char *title)
{
  gsize n_windows, n_bytes;
  g_autofree char *list
      = read_property (self, DefaultRootWindow (self->display), "_NET_CLIENT_LIST", &n_windows);

  for (gsize i = 0; list != NULL && i < n_windows; i++)
    {
      Window window = ((unsigned long *) (gpointer) list)[i];
      g_autofree char *name = read_property (self, window, "_NET_WM_NAME", &n_bytes);

      if (name != NULL && strstr (name, title) != NULL)
        {
          ask_for_focus (self, window);
          return TRUE;
        }
    }
  return FALSE;
}

static Window
parent_of (DesktopHarness *self, Window window)
{
  Window root, parent = None;
  Window *children = NULL;
  unsigned n;

  XQueryTree (self->display, window, &root, &parent, &children, &n);
  if (children != NULL)
    XFree (children);
  return parent != root ? parent : None;
}

/* A toolkit's window that takes the keys may lie in the one that names the process. */
GPid
desktop_harness_get_keys_process (DesktopHarness *self)
{
  Window window;
  int revert;

  XGetInputFocus (self->display, &window, &revert);
  while (window != None && window != PointerRoot)
    {
      gsize n;
      g_autofree char *pid = read_property (self, window, "_NET_WM_PID", &n);

      if (pid != NULL && n == 1)
        return (GPid) * (unsigned long *) (gpointer) pid;
      window = parent_of (self, window);
    }
  return 0;
}

void
desktop_harness_shoot (DesktopHarness *self, const char *path)
{
  Window root = DefaultRootWindow (self->display);
  XImage *image = XGetImage (self->display, root, 0, 0, (unsigned) DisplayWidth (self->display, 0),
                             (unsigned) DisplayHeight (self->display, 0), AllPlanes, ZPixmap);
  cairo_surface_t *surface;

  if (image == NULL)
    return;
  surface
      = cairo_image_surface_create_for_data ((unsigned char *) image->data, CAIRO_FORMAT_RGB24,
                                             image->width, image->height, image->bytes_per_line);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  XDestroyImage (image);
}

/* --- programs --- */

static void
start_display (DesktopHarness *self)
{
  const char *argv[] = { "Xvfb",         "-displayfd", "3",   "-screen",  "0",
                         "1280x1024x24", "-nolisten",  "tcp", "-noreset", NULL };
  g_autofree char *log = g_build_filename (self->folder, "Xvfb.log", NULL);
  g_autofree char *number = NULL, *name = NULL;
  int pipes[2];

  g_assert_true (g_unix_open_pipe (pipes, FD_CLOEXEC, NULL));
  self->programs[PROGRAM_XVFB] = harness_process_start (argv, log, pipes[1]);
  number = harness_process_read_line (pipes[0], START_MS);
  close (pipes[0]);
  name = g_strconcat (":", number, NULL);
  g_setenv ("DISPLAY", name, TRUE);
  g_unsetenv ("WAYLAND_DISPLAY");
  g_unsetenv ("XAUTHORITY");
  self->display = XOpenDisplay (name);
  if (self->display == NULL)
    g_error ("Xvfb does not let the test in");
}

static void
start_bus (DesktopHarness *self)
{
  g_autofree char *address = g_strdup_printf ("--address=unix:path=%s/bus", self->folder);
  const char *argv[]
      = { "dbus-daemon", "--session", "--nofork", "--print-address=3", address, NULL };
  g_autofree char *log = g_build_filename (self->folder, "bus.log", NULL);
  g_autofree char *line = NULL;
  int pipes[2];

  g_assert_true (g_unix_open_pipe (pipes, FD_CLOEXEC, NULL));
  self->programs[PROGRAM_BUS] = harness_process_start (argv, log, pipes[1]);
  line = harness_process_read_line (pipes[0], START_MS);
  close (pipes[0]);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", line, TRUE);
}

static GDBusConnection *
open_bus (const char *address)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);

  g_assert_no_error (error);
  return bus;
}

typedef struct
{
  GDBusConnection *bus;
  char *address; /* owned, nullable: of the accessibility bus */
} Accessibility;

static gboolean
has_accessibility_bus (gpointer data)
{
  Accessibility *accessibility = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      accessibility->bus, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL,
      G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, START_MS, NULL, NULL);

  if (answer != NULL)
    g_variant_get (answer, "(s)", &accessibility->address);
  return answer != NULL;
}

static void
start_accessibility (DesktopHarness *self)
{
  const char *argv[] = { "/usr/libexec/at-spi-bus-launcher", "--launch-immediately", NULL };
  g_autofree char *log = g_build_filename (self->folder, "at-spi.log", NULL);
  g_autoptr (GDBusConnection) bus = open_bus (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  Accessibility accessibility = { bus, NULL };

  self->programs[PROGRAM_ACCESSIBILITY] = harness_process_start (argv, log, -1);
  harness_process_wait (has_accessibility_bus, &accessibility, START_MS, "the accessibility bus");
  self->accessibility = accessibility.address;
  g_dbus_connection_close_sync (bus, NULL, NULL);
}

GDBusConnection *
desktop_harness_open_accessibility (DesktopHarness *self)
{
  return open_bus (self->accessibility);
}

static gboolean
has_window_manager (gpointer data)
{
  DesktopHarness *self = data;
  gsize n = 0;

  g_free (read_property (self, DefaultRootWindow (self->display), "_NET_SUPPORTING_WM_CHECK", &n));
  return n == 1;
}

static void
start_window_manager (DesktopHarness *self)
{
  const char *argv[] = { "openbox", "--sm-disable", NULL };
  g_autofree char *log = g_build_filename (self->folder, "openbox.log", NULL);

  self->programs[PROGRAM_WINDOW_MANAGER] = harness_process_start (argv, log, -1);
  harness_process_wait (has_window_manager, self, START_MS, "the window manager");
}

static void
set_environment (DesktopHarness *self)
{
  g_setenv ("GTK_A11Y", "atspi", TRUE);
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("NO_AT_BRIDGE", "0", TRUE);
  g_unsetenv ("AT_SPI_BUS_ADDRESS");
  g_setenv ("XDG_CONFIG_HOME", self->folder, TRUE); /* nobody's own openbox or GTK settings */
  g_setenv ("XDG_RUNTIME_DIR", self->folder, TRUE); /* at-spi's socket; mode 0700 */
}

DesktopHarness *
desktop_harness_start (const char *characters)
{
  DesktopHarness *self = g_new0 (DesktopHarness, 1);

  self->folder = g_dir_make_tmp ("mado-desktop-XXXXXX", NULL);
  set_environment (self);
  start_display (self);
  XSetErrorHandler (ignore_cb);
  add_keys (self, characters);
  start_bus (self);
  start_accessibility (self);
  start_window_manager (self);
  return self;
}

void
desktop_harness_free (DesktopHarness *self)
{
  g_clear_pointer (&self->keys, XFree);
  for (guint i = N_PROGRAMS; i-- > PROGRAM_BUS;)
    harness_process_end (g_steal_pointer (&self->programs[i]));
  XCloseDisplay (self->display);
  harness_process_end (g_steal_pointer (&self->programs[PROGRAM_XVFB]));
  harness_process_remove_folder (self->folder);
  g_free (self->accessibility);
  g_free (self->folder);
  g_free (self);
}
