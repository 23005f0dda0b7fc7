/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-tree.h"

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define DEPTH_MAX 60

/* An item of org.a11y.atspi.Cache: itself, program, parent, place there, number of children,
 * interfaces, name, role, description, states. */
#define ITEM "((so)(so)(so)iiassusau)"

/* What the program said of one thing. */
typedef struct
{
  char *name; /* owned */
  AtspiRole role;
  gboolean is_empty; /* nothing is in it */
} Said;

typedef struct
{
  WindowSeen seen;     /* its path is owned, its name a Said's */
  GPtrArray *children; /* owned, of nodes that the reading owns */
} Node;

typedef struct
{
  GDBusConnection *bus;
  const char *program;
  GPtrArray *nodes; /* owned, of owned nodes: those of one depth after those of the one before */
  GHashTable *said; /* owned: path (owned) → Said (owned) */
  guint n_open;     /* questions without an answer */
} Reading;

/* One thing whose children were asked for. */
typedef struct
{
  Reading *reading;
  Node *node;
} Question;

static void
said_free (gpointer data)
{
  Said *said = data;

  g_free (said->name);
  g_free (said);
}

static void
node_free (gpointer data)
{
  Node *node = data;

  g_ptr_array_unref (node->children);
  g_free ((char *) (guintptr) node->seen.path);
  g_free (node);
}

static Node *
add_node (Reading *self, const char *path, guint depth)
{
  Node *node = g_new0 (Node, 1);

  node->seen = (WindowSeen){ g_strdup (path), "", ATSPI_ROLE_INVALID, depth };
  node->children = g_ptr_array_new ();
  g_ptr_array_add (self->nodes, node);
  return node;
}

/* --- names and roles --- */

static void
note_item (Reading *self, GVariant *item)
{
  g_autoptr (GVariant) itself = g_variant_get_child_value (item, 0);
  Said *said = g_new0 (Said, 1);
  gint32 n_children;
  guint32 role;
  char *path;

  g_variant_get (itself, "(so)", NULL, &path);
  g_variant_get_child (item, 4, "i", &n_children);
  g_variant_get_child (item, 6, "s", &said->name);
  g_variant_get_child (item, 7, "u", &role);
  said->role = (AtspiRole) role;
  said->is_empty = n_children == 0;
  g_hash_table_replace (self->said, path, said);
}

/* Only of what has been asked for or has had the keyboard once: GTK makes the rest when needed. */
static void
read_items (Reading *self)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->bus, self->program, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems", NULL,
      G_VARIANT_TYPE ("(a" ITEM ")"), G_DBUS_CALL_FLAGS_NONE, WINDOW_THING_TIMEOUT_MS, NULL, NULL);
  g_autoptr (GVariant) items = NULL;

  if (answer == NULL)
    return;
  items = g_variant_get_child_value (answer, 0);
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);

      note_item (self, item);
    }
}

/* Returns: whether all are known. */
static gboolean
fill_in (Reading *self)
{
  gboolean all = TRUE;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = g_ptr_array_index (self->nodes, i);
      const Said *said = g_hash_table_lookup (self->said, node->seen.path);

      if (said != NULL)
        {
          node->seen.name = said->name;
          node->seen.role = said->role;
        }
      all = all && (said != NULL || node->seen.depth == 0);
    }
  return all;
}

/* --- who is in whom --- */

static void
children_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  Reading *self = question->reading;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariantIter) children = NULL;
  const char *path;

  self->n_open--;
  if (answer == NULL) /* gone meanwhile */
    return;
  g_variant_get (answer, "(a(so))", &children);
  while (g_variant_iter_next (children, "(&s&o)", NULL, &path))
    g_ptr_array_add (question->node->children,
                     add_node (self, path, question->node->seen.depth + 1));
}

static void
ask_for_children (Reading *self, Node *node)
{
  const Said *said = g_hash_table_lookup (self->said, node->seen.path);
  Question *question;

  if ((said != NULL && said->is_empty) || node->seen.depth >= DEPTH_MAX)
    return;
  question = g_new0 (Question, 1);
  question->reading = self;
  question->node = node;
  self->n_open++;
  g_dbus_connection_call (self->bus, self->program, node->seen.path, ACCESSIBLE, "GetChildren",
                          NULL, G_VARIANT_TYPE ("(a(so))"), G_DBUS_CALL_FLAGS_NONE,
                          WINDOW_THING_TIMEOUT_MS, NULL, children_cb, question);
}

/* In a context of its own: events wait in the other one. */
static void
read_children (Reading *self)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  guint n_asked = 1; /* the program itself has been */

  g_main_context_push_thread_default (context);
  while (n_asked < self->nodes->len)
    {
      for (guint end = self->nodes->len; n_asked < end; n_asked++)
        ask_for_children (self, g_ptr_array_index (self->nodes, n_asked));
      while (self->n_open > 0)
        g_main_context_iteration (context, TRUE);
    }
  g_main_context_pop_thread_default (context);
}

/* --- windows --- */

static GVariant *
ask_root (GDBusConnection *bus, const char *program, const char *interface, const char *method,
          GVariant *arguments, const char *type)
{
  return g_dbus_connection_call_sync (bus, program, WINDOW_TREE_ROOT, interface, method, arguments,
                                      G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NONE,
                                      WINDOW_THING_TIMEOUT_MS, NULL, NULL);
}

static gint32
count_windows (GDBusConnection *bus, const char *program)
{
  g_autoptr (GVariant) answer = ask_root (bus, program, "org.freedesktop.DBus.Properties", "Get",
                                          g_variant_new ("(ss)", ACCESSIBLE, "ChildCount"), "(v)");
  g_autoptr (GVariant) value = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(v)", &value);
  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT32)
             ? g_variant_get_int32 (value)
             : 0;
}

/* GTK 4.8 tells a program's windows one by one only: its GetChildren is empty there. */
static char *
nth_window (GDBusConnection *bus, const char *program, gint32 i)
{
  g_autoptr (GVariant) answer
      = ask_root (bus, program, ACCESSIBLE, "GetChildAtIndex", g_variant_new ("(i)", i), "((so))");
  char *path = NULL;

  if (answer != NULL)
    g_variant_get (answer, "((so))", NULL, &path);
  return path;
}

gboolean
window_tree_has_active_frame (GDBusConnection *bus, const char *program)
{
  const gint32 n = count_windows (bus, program);

  for (gint32 i = 0; i < n; i++)
    {
      g_autofree char *path = nth_window (bus, program, i);
      g_autoptr (WindowThing) frame = path != NULL ? window_thing_new (bus, program, path) : NULL;

      if (frame != NULL && window_thing_has_state (frame, ATSPI_STATE_ACTIVE))
        return TRUE;
    }
  return FALSE;
}

static void
read_windows (Reading *self, Node *root)
{
  const gint32 n = count_windows (self->bus, self->program);

  for (gint32 i = 0; i < n; i++)
    {
      g_autofree char *path = nth_window (self->bus, self->program, i);

      if (path != NULL)
        g_ptr_array_add (root->children, add_node (self, path, 1));
    }
}

static void
visit_below (const Node *node, WindowTreeVisit visit, gpointer data)
{
  if (!visit (&node->seen, data))
    return;
  for (guint i = 0; i < node->children->len; i++)
    visit_below (g_ptr_array_index (node->children, i), visit, data);
}

void
window_tree_visit (GDBusConnection *bus, const char *program, WindowTreeVisit visit, gpointer data)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (node_free);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, said_free);
  Reading reading = { bus, program, nodes, said, 0 };
  Node *root = add_node (&reading, WINDOW_TREE_ROOT, 0);

  read_items (&reading);
  read_windows (&reading, root);
  read_children (&reading);
  if (!fill_in (&reading))
    {
      read_items (&reading);
      fill_in (&reading);
    }
  visit_below (root, visit, data);
}
