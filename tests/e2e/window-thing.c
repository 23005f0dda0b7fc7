/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-thing.h"

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define COMPONENT "org.a11y.atspi.Component"
#define TEXT "org.a11y.atspi.Text"
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define NOTHING "/org/a11y/atspi/null"

struct _WindowThing
{
  GObject parent_instance;
  GDBusConnection *bus; /* owned */
  char *program, *path; /* owned */
};

G_DEFINE_TYPE (WindowThing, window_thing, G_TYPE_OBJECT)

const char *
window_thing_get_path (WindowThing *self)
{
  return self->path;
}

static GVariant *
ask (WindowThing *self, const char *interface, const char *method, GVariant *arguments,
     const char *type)
{
  return g_dbus_connection_call_sync (self->bus, self->program, self->path, interface, method,
                                      arguments, G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NONE,
                                      WINDOW_THING_TIMEOUT_MS, NULL, NULL);
}

/* Returns: (nullable): of this @type only. */
static GVariant *
read_property (WindowThing *self, const char *interface, const char *name, const char *type)
{
  g_autoptr (GVariant) answer
      = ask (self, PROPERTIES, "Get", g_variant_new ("(ss)", interface, name), "(v)");
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL)
    return NULL;
  g_variant_get (answer, "(v)", &value);
  return g_variant_is_of_type (value, G_VARIANT_TYPE (type)) ? g_steal_pointer (&value) : NULL;
}

char *
window_thing_name (WindowThing *self)
{
  g_autoptr (GVariant) name = read_property (self, ACCESSIBLE, "Name", "s");

  return name != NULL ? g_variant_dup_string (name, NULL) : g_strdup ("");
}

AtspiRole
window_thing_role (WindowThing *self)
{
  g_autoptr (GVariant) answer = ask (self, ACCESSIBLE, "GetRole", NULL, "(u)");
  guint32 role = ATSPI_ROLE_INVALID;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &role);
  return (AtspiRole) role;
}

/* The states are bits in words of 32. */
gboolean
window_thing_has_state (WindowThing *self, AtspiStateType state)
{
  g_autoptr (GVariant) answer = ask (self, ACCESSIBLE, "GetState", NULL, "(au)");
  g_autoptr (GVariant) words = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;
  guint32 word;

  if (words == NULL || g_variant_n_children (words) <= (gsize) state / 32)
    return FALSE;
  g_variant_get_child (words, (gsize) state / 32, "u", &word);
  return (word >> (state % 32) & 1) != 0;
}

gboolean
window_thing_has_size (WindowThing *self)
{
  g_autoptr (GVariant) answer = ask (self, COMPONENT, "GetExtents",
                                     g_variant_new ("(u)", ATSPI_COORD_TYPE_WINDOW), "((iiii))");
  gint32 width = 0, height = 0;

  if (answer != NULL)
    g_variant_get (answer, "((iiii))", NULL, NULL, &width, &height);
  return width > 0 && height > 0;
}

char *
window_thing_text (WindowThing *self)
{
  g_autoptr (GVariant) count = read_property (self, TEXT, "CharacterCount", "i");
  g_autoptr (GVariant) answer = NULL;
  char *text = NULL;

  if (count != NULL)
    answer = ask (self, TEXT, "GetText", g_variant_new ("(ii)", 0, g_variant_get_int32 (count)),
                  "(s)");
  if (answer != NULL)
    g_variant_get (answer, "(s)", &text);
  return text != NULL ? text : g_strdup ("");
}

WindowThing *
window_thing_parent (WindowThing *self)
{
  g_autoptr (GVariant) parent = read_property (self, ACCESSIBLE, "Parent", "(so)");
  const char *program, *path = NOTHING;

  if (parent != NULL)
    g_variant_get (parent, "(&s&o)", &program, &path);
  return g_str_equal (path, NOTHING) ? NULL : window_thing_new (self->bus, program, path);
}

static void
window_thing_finalize (GObject *object)
{
  WindowThing *self = WINDOW_THING (object);

  g_object_unref (self->bus);
  g_free (self->program);
  g_free (self->path);
  G_OBJECT_CLASS (window_thing_parent_class)->finalize (object);
}

static void
window_thing_class_init (WindowThingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = window_thing_finalize;
}

static void
window_thing_init (WindowThing *self)
{
}

WindowThing *
window_thing_new (GDBusConnection *bus, const char *program, const char *path)
{
  WindowThing *self = g_object_new (WINDOW_TYPE_THING, NULL);

  self->bus = g_object_ref (bus);
  self->program = g_strdup (program);
  self->path = g_strdup (path);
  return self;
}
