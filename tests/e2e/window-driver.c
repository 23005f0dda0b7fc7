/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-driver.h"

#include <dbus/dbus.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/* AddressSanitizer asks for it, if it is there: whole frames, so that build-aux/lsan.supp can tell
 * libatspi's leaks from ours. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0:malloc_context_size=8";
}

#define WAIT_S 40 /* a busy machine; nothing waits that long when all is well */
#define STEP_MS 100
#define DEPTH_MAX 60 /* of things in things */

struct _WindowDriver
{
  DesktopHarness *desktop; /* not owned */
  GDBusConnection *bus;    /* owned: the accessibility bus, for questions; libatspi hears */
  GPid pid;
  char *program;                /* owned, nullable: its name on the bus */
  WindowThing *focus;           /* owned, nullable: what said last that it has the keyboard */
  WindowThing *handed;          /* owned, nullable: what window_driver_get_focused() gave last */
  AtspiEventListener *listener; /* owned */
  GPtrArray *heard;             /* owned, of owned texts */
  GHashTable *known;            /* owned: the same as a set, borrowed keys */
  GString *inserted;            /* owned */
  GHashTable *in_frame; /* owned: path of a thing (owned) → whether its window is a frame */
};

static const char *const kinds[] = { "object:state-changed",
                                     "object:property-change",
                                     "object:text-changed",
                                     "object:text-caret-moved",
                                     "object:children-changed",
                                     "object:selection-changed",
                                     "object:announcement",
                                     "window",
                                     "focus" };

/* --- hearing --- */

static void
hear (WindowDriver *self, const char *text)
{
  char *copy;

  if (text == NULL || *text == '\0' || g_hash_table_contains (self->known, text))
    return;
  copy = g_strdup (text);
  g_ptr_array_add (self->heard, copy);
  g_hash_table_add (self->known, copy);
}

static void
note_focus (WindowDriver *self, AtspiAccessible *source)
{
  const AtspiObject *object = &source->parent;

  g_clear_object (&self->focus);
  self->focus = window_thing_new (self->bus, object->app->bus_name, object->path);
}

static void
event_cb (AtspiEvent *event, gpointer data)
{
  WindowDriver *self = data;

  if (G_VALUE_HOLDS_STRING (&event->any_data))
    hear (self, g_value_get_string (&event->any_data));
  if (g_str_has_prefix (event->type, "object:text-changed:insert")
      && G_VALUE_HOLDS_STRING (&event->any_data))
    g_string_append (self->inserted, g_value_get_string (&event->any_data));
  if (g_str_equal (event->type, "object:state-changed:focused") && event->detail1 == 1)
    note_focus (self, event->source);
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

GPtrArray *
window_driver_get_heard (WindowDriver *self)
{
  return self->heard;
}

const char *
window_driver_get_inserted (WindowDriver *self)
{
  return self->inserted->str;
}

WindowDriver *
window_driver_new (DesktopHarness *desktop)
{
  WindowDriver *self = g_new0 (WindowDriver, 1);
  g_autoptr (GError) error = NULL;

  /* libatspi warns of each program that has just come or gone. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  self->desktop = desktop;
  self->heard = g_ptr_array_new_with_free_func (g_free);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->inserted = g_string_new (NULL);
  self->in_frame = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bus = desktop_harness_open_accessibility (desktop);
  g_assert_cmpint (atspi_init (), ==, 0);
  self->listener = atspi_event_listener_new (event_cb, self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      atspi_event_listener_register (self->listener, kinds[i], &error);
      g_assert_no_error (error);
    }
  return self;
}

void
window_driver_detach (WindowDriver *self)
{
  self->pid = 0;
  g_clear_object (&self->handed);
  g_clear_object (&self->focus);
  g_clear_pointer (&self->program, g_free);
}

void
window_driver_free (WindowDriver *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    atspi_event_listener_deregister (self->listener, kinds[i], NULL);
  window_driver_detach (self);
  g_object_unref (self->listener);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_hash_table_unref (self->in_frame);
  g_string_free (self->inserted, TRUE);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->heard);
  g_free (self);
}

/* --- waiting --- */

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Looks only: who started it wants to wait for it. */
static gboolean
has_died (GPid pid)
{
  siginfo_t info = { 0 };

  return waitid (P_PID, (id_t) pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid;
}

static void
give_up (WindowDriver *self, const char *what)
{
  g_autofree char *path
      = g_strdup_printf ("%s/madoguchi-window-%d.png", g_get_tmp_dir (), (int) self->pid);

  window_driver_dump (self);
  desktop_harness_shoot (self->desktop, path);
  g_error ("waited %d s in vain for %s; picture in %s", WAIT_S, what, path);
}

/* What was told before the last answer is heard now: events and answers come by two connections,
 * and the bus hands on in order, so its own answer on the first one comes after them. */
static void
catch_up (void)
{
  dbus_bus_name_has_owner (atspi_get_a11y_bus (), DBUS_SERVICE_DBUS, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
window_driver_wait (WindowDriver *self, gboolean (*is_true) (gpointer data), gpointer data,
                    const char *what)
{
  gint64 deadline = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;
  guint timer = g_timeout_add (STEP_MS, wake_cb, NULL);

  while (!is_true (data))
    {
      if (self->pid != 0 && has_died (self->pid))
        g_error ("the program ended while the test waited for %s", what);
      if (g_get_monotonic_time () > deadline)
        give_up (self, what);
      g_main_context_iteration (NULL, TRUE);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_source_remove (timer);
  catch_up ();
}

static guint32
process_of (WindowDriver *self, const char *program)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "GetConnectionUnixProcessID", g_variant_new ("(s)", program), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NONE, WINDOW_THING_TIMEOUT_MS, NULL, NULL);
  guint32 pid = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &pid);
  return pid;
}

static gboolean
is_attached (gpointer data)
{
  WindowDriver *self = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root",
      "org.a11y.atspi.Accessible", "GetChildren", NULL, G_VARIANT_TYPE ("(a(so))"),
      G_DBUS_CALL_FLAGS_NONE, WINDOW_THING_TIMEOUT_MS, NULL, NULL);
  g_autoptr (GVariantIter) programs = NULL;
  const char *program;

  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(a(so))", &programs);
  while (self->program == NULL && g_variant_iter_next (programs, "(&s&o)", &program, NULL))
    if (process_of (self, program) == (guint32) self->pid)
      self->program = g_strdup (program);
  return self->program != NULL;
}

void
window_driver_attach (WindowDriver *self, GPid pid)
{
  self->pid = pid;
  window_driver_wait (self, is_attached, self, "the program on the accessibility bus");
}

/* --- looking --- */

void
window_driver_each (WindowDriver *self, WindowTreeVisit visit, gpointer data)
{
  if (self->program != NULL)
    window_tree_visit (self->bus, self->program, visit, data);
}

WindowThing *
window_driver_hold (WindowDriver *self, const WindowSeen *seen)
{
  return window_thing_new (self->bus, self->program, seen->path);
}

static gboolean
dump_cb (const WindowSeen *seen, gpointer data)
{
  g_autoptr (WindowThing) thing = window_driver_hold (data, seen);
  g_autofree char *role = atspi_role_get_name (seen->role);
  g_autofree char *text = window_thing_text (thing);

  fprintf (stderr, "%*s%s \"%s\" \"%s\" %s%s%s\n", (int) seen->depth * 2, "", role, seen->name,
           text, window_thing_has_size (thing) ? "" : "(no size) ",
           window_thing_has_state (thing, ATSPI_STATE_ACTIVE) ? "(active) " : "", seen->path);
  return TRUE;
}

void
window_driver_dump (WindowDriver *self)
{
  g_autofree char *focus = window_driver_get_focus (self);

  fprintf (stderr, "focus: %s\n", focus != NULL ? focus : "none");
  window_driver_each (self, dump_cb, self);
}

typedef struct
{
  WindowDriver *driver;
  AtspiRole role;
  const char *name;
  WindowThing *found; /* owned, nullable */
} Search;

static gboolean
search_cb (const WindowSeen *seen, gpointer data)
{
  Search *search = data;
  g_autoptr (WindowThing) thing = NULL;

  hear (search->driver, seen->name);
  if (search->found != NULL || !g_pattern_match_simple (search->name, seen->name)
      || (search->role != ATSPI_ROLE_INVALID && search->role != seen->role))
    return TRUE;
  thing = window_driver_hold (search->driver, seen);
  if (window_thing_has_size (thing))
    search->found = g_steal_pointer (&thing);
  return TRUE;
}

WindowThing *
window_driver_find (WindowDriver *self, AtspiRole role, const char *name)
{
  Search search = { self, role, name, NULL };

  window_driver_each (self, search_cb, &search);
  return search.found;
}

static gboolean
is_found (gpointer data)
{
  Search *search = data;

  search->found = window_driver_find (search->driver, search->role, search->name);
  return search->found != NULL;
}

WindowThing *
window_driver_wait_for (WindowDriver *self, AtspiRole role, const char *name)
{
  Search search = { self, role, name, NULL };

  window_driver_wait (self, is_found, &search, name);
  return search.found;
}

/* --- focus --- */

char *
window_driver_get_focus (WindowDriver *self)
{
  return self->focus != NULL ? window_thing_name (self->focus) : NULL;
}

WindowThing *
window_driver_get_focused (WindowDriver *self)
{
  g_set_object (&self->handed, self->focus);
  return self->handed;
}

char *
window_driver_get_focus_path (WindowDriver *self)
{
  return self->focus != NULL ? g_strdup (window_thing_get_path (self->focus)) : NULL;
}

/* Whatever is in a window stays in it, and no path is used twice. */
static gboolean
is_in_frame (WindowDriver *self, WindowThing *thing)
{
  g_autoptr (WindowThing) at = g_object_ref (thing);
  gpointer known;

  if (g_hash_table_lookup_extended (self->in_frame, window_thing_get_path (thing), NULL, &known))
    return GPOINTER_TO_INT (known);
  for (guint i = 0; i < DEPTH_MAX; i++)
    {
      g_autoptr (WindowThing) parent = window_thing_parent (at);

      if (parent == NULL)
        return FALSE; /* gone meanwhile */
      if (g_str_equal (window_thing_get_path (parent), WINDOW_TREE_ROOT))
        break;
      g_set_object (&at, parent);
    }
  known = GINT_TO_POINTER (window_thing_role (at) == ATSPI_ROLE_FRAME);
  g_hash_table_insert (self->in_frame, g_strdup (window_thing_get_path (thing)), known);
  return GPOINTER_TO_INT (known);
}

/* A window that is not the active one has a focus of its own, but no key comes to it.  Only an
 * application's main window says over GTK 4.8 whether it is the active one: of the resident's
 * window and of dialogs it is known when the main window is not, and the display gives the keys to
 * the program all the same. */
static gboolean
gets_keys (WindowDriver *self, WindowThing *thing)
{
  return desktop_harness_get_keys_process (self->desktop) == self->pid
         && is_in_frame (self, thing) == window_tree_has_active_frame (self->bus, self->program);
}

static gboolean
has_focus (gpointer data)
{
  Search *search = data;
  WindowThing *focus = search->driver->focus;
  g_autofree char *name = focus != NULL ? window_thing_name (focus) : NULL;

  return name != NULL && g_pattern_match_simple (search->name, name)
         && gets_keys (search->driver, focus);
}

void
window_driver_wait_focus (WindowDriver *self, const char *name)
{
  Search search = { self, ATSPI_ROLE_INVALID, name, NULL };
  g_autofree char *what = g_strconcat ("the focus at ", name, NULL);

  window_driver_wait (self, has_focus, &search, what);
}

/* --- doing --- */

void
window_driver_press (WindowDriver *self, const char *key)
{
  desktop_harness_press (self->desktop, key);
}

static gboolean
has_text (gpointer data)
{
  Search *search = data;
  WindowThing *focus = search->driver->focus;
  g_autofree char *text = focus != NULL ? window_thing_text (focus) : NULL;

  return g_strcmp0 (text, search->name) == 0;
}

void
window_driver_type (WindowDriver *self, const char *text)
{
  Search search = { self, ATSPI_ROLE_INVALID, text, NULL };

  desktop_harness_type (self->desktop, text);
  window_driver_wait (self, has_text, &search, text);
}

void
window_driver_type_secret (WindowDriver *self, const char *secret)
{
  g_autofree char *stars = g_strnfill (strlen (secret), '*');
  Search search = { self, ATSPI_ROLE_INVALID, stars, NULL };

  desktop_harness_type (self->desktop, secret);
  window_driver_wait (self, has_text, &search, "a star for each character");
}
