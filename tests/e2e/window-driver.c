/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-driver.h"

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
#define DEPTH_MAX 60

struct _WindowDriver
{
  DesktopHarness *desktop;      /* not owned */
  AtspiAccessible *application; /* owned, nullable */
  GPid pid;
  AtspiAccessible *focus;       /* owned, nullable: what said last that it has the keyboard */
  AtspiAccessible *handed;      /* owned, nullable: what window_driver_get_focused() gave last */
  AtspiEventListener *listener; /* owned */
  GPtrArray *heard;             /* owned, of owned texts */
  GHashTable *known;            /* owned: the same as a set, borrowed keys */
  GString *inserted;            /* owned */
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
event_cb (AtspiEvent *event, gpointer data)
{
  WindowDriver *self = data;

  if (G_VALUE_HOLDS_STRING (&event->any_data))
    hear (self, g_value_get_string (&event->any_data));
  if (g_str_has_prefix (event->type, "object:text-changed:insert")
      && G_VALUE_HOLDS_STRING (&event->any_data))
    g_string_append (self->inserted, g_value_get_string (&event->any_data));
  if (g_str_equal (event->type, "object:state-changed:focused") && event->detail1 == 1)
    g_set_object (&self->focus, event->source);
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
  g_assert_cmpint (atspi_init (), ==, 0);
  atspi_set_timeout (10000, 30000);
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
  g_clear_object (&self->application);
}

void
window_driver_free (WindowDriver *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    atspi_event_listener_deregister (self->listener, kinds[i], NULL);
  window_driver_detach (self);
  g_object_unref (self->listener);
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
}

static gboolean
is_attached (gpointer data)
{
  WindowDriver *self = data;
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n && self->application == NULL; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && atspi_accessible_get_process_id (child, NULL) == (guint) self->pid)
        self->application = g_object_ref (child);
    }
  if (self->application != NULL) /* ask the program each time: what it says is what is tested */
    atspi_accessible_set_cache_mask (self->application, ATSPI_CACHE_NONE);
  return self->application != NULL;
}

void
window_driver_attach (WindowDriver *self, GPid pid)
{
  self->pid = pid;
  window_driver_wait (self, is_attached, self, "the program on the accessibility bus");
}

/* --- looking --- */

char *
window_driver_name (AtspiAccessible *thing)
{
  char *name = atspi_accessible_get_name (thing, NULL);

  return name != NULL ? name : g_strdup ("");
}

char *
window_driver_text (AtspiAccessible *thing)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (thing);
  int n = text != NULL ? atspi_text_get_character_count (text, NULL) : 0;
  char *read = text != NULL ? atspi_text_get_text (text, 0, n, NULL) : NULL;

  return read != NULL ? read : g_strdup ("");
}

gboolean
window_driver_is_checked (AtspiAccessible *thing)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (thing);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_CHECKED);
}

/* GTK 4.8 has no state for it: what is not shown has no size. */
static gboolean
has_size (AtspiAccessible *thing)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (thing);
  AtspiRect *box = component != NULL
                       ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL)
                       : NULL;
  gboolean has = component == NULL || (box != NULL && box->width > 0 && box->height > 0);

  g_free (box);
  return has;
}

typedef gboolean (*Visit) (AtspiAccessible *thing, guint depth, gpointer data);

static void
visit_below (AtspiAccessible *thing, guint depth, Visit visit, gpointer data)
{
  int n;

  if (depth > DEPTH_MAX || !visit (thing, depth, data))
    return;
  n = atspi_accessible_get_child_count (thing, NULL);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (thing, i, NULL);

      if (child != NULL)
        visit_below (child, depth + 1, visit, data);
    }
}

void
window_driver_each (WindowDriver *self, Visit visit, gpointer data)
{
  if (self->application != NULL)
    visit_below (self->application, 0, visit, data);
}

static gboolean
is_active (AtspiAccessible *thing)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (thing);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_ACTIVE);
}

static gboolean
dump_cb (AtspiAccessible *thing, guint depth, gpointer data)
{
  g_autofree char *name = window_driver_name (thing);
  g_autofree char *role = atspi_accessible_get_role_name (thing, NULL);
  g_autofree char *text = window_driver_text (thing);

  fprintf (stderr, "%*s%s \"%s\" \"%s\" %s%s%s\n", (int) depth * 2, "", role, name, text,
           has_size (thing) ? "" : "(no size) ", is_active (thing) ? "(active) " : "",
           thing->parent.path);
  return TRUE;
}

void
window_driver_dump (WindowDriver *self)
{
  g_autofree char *focus = window_driver_get_focus (self);

  fprintf (stderr, "focus: %s\n", focus != NULL ? focus : "none");
  window_driver_each (self, dump_cb, NULL);
}

typedef struct
{
  WindowDriver *driver;
  AtspiRole role;
  const char *name;
  AtspiAccessible *found; /* owned, nullable */
} Search;

static gboolean
search_cb (AtspiAccessible *thing, guint depth, gpointer data)
{
  Search *search = data;
  g_autofree char *name = NULL;

  if (search->found != NULL)
    return FALSE;
  name = window_driver_name (thing);
  hear (search->driver, name);
  if (g_pattern_match_simple (search->name, name)
      && (search->role == ATSPI_ROLE_INVALID
          || atspi_accessible_get_role (thing, NULL) == search->role)
      && has_size (thing))
    search->found = g_object_ref (thing);
  return search->found == NULL;
}

AtspiAccessible *
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

AtspiAccessible *
window_driver_wait_for (WindowDriver *self, AtspiRole role, const char *name)
{
  Search search = { self, role, name, NULL };

  window_driver_wait (self, is_found, &search, name);
  return search.found;
}

/* --- focus --- */

/* libatspi hands events on while it waits for an answer: a thing that is asked something is held,
 * or it may be gone with the focus before the answer is there. */
static AtspiAccessible *
hold_focus (WindowDriver *self)
{
  return self->focus != NULL ? g_object_ref (self->focus) : NULL;
}

char *
window_driver_get_focus (WindowDriver *self)
{
  g_autoptr (AtspiAccessible) focus = hold_focus (self);

  return focus != NULL ? window_driver_name (focus) : NULL;
}

AtspiAccessible *
window_driver_get_focused (WindowDriver *self)
{
  g_set_object (&self->handed, self->focus);
  return self->handed;
}

char *
window_driver_get_focus_path (WindowDriver *self)
{
  return self->focus != NULL ? g_strdup (self->focus->parent.path) : NULL;
}

/* A window that is not the active one has a focus of its own, but no key comes to it.  Of a dialog
 * GTK 4.8 does not say whether it is active: it came up last. */
static gboolean
gets_keys (AtspiAccessible *thing)
{
  g_autoptr (AtspiAccessible) at = g_object_ref (thing);

  for (guint i = 0; at != NULL && i < DEPTH_MAX; i++)
    {
      AtspiAccessible *parent;

      if (atspi_accessible_get_role (at, NULL) == ATSPI_ROLE_FRAME)
        return is_active (at);
      parent = atspi_accessible_get_parent (at, NULL);
      g_object_unref (at);
      at = parent;
    }
  return TRUE;
}

static gboolean
has_focus (gpointer data)
{
  Search *search = data;
  g_autoptr (AtspiAccessible) focus = hold_focus (search->driver);
  g_autofree char *name = focus != NULL ? window_driver_name (focus) : NULL;

  return name != NULL && g_pattern_match_simple (search->name, name) && gets_keys (focus);
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
  g_autoptr (AtspiAccessible) focus = hold_focus (search->driver);
  g_autofree char *text = focus != NULL ? window_driver_text (focus) : NULL;

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

void
window_driver_do (WindowDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) button = window_driver_wait_for (self, role, name);
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (button);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (action);
  atspi_action_do_action (action, 0, &error);
  g_assert_no_error (error);
}
