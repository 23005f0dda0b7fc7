/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "avahi-answer.h"

#include <signal.h>
#include <sys/prctl.h>

#define API_VERSION 0x0201 /* avahi-common/defs.h of Avahi 0.8: what its client asks for */
#define SERVER_RUNNING 2
#define LIMIT_US (20 * G_USEC_PER_SEC)

struct _AvahiAnswer
{
  GSubprocess *bus;      /* owned */
  char *address;         /* owned */
  GMainContext *context; /* owned */
  GMainLoop *loop;       /* owned */
  GThread *thread;
  GDBusConnection *connection; /* owned by the thread */
  GMutex lock;                 /* guards ready */
  GCond changed;
  gboolean ready;
};

static const char introspection[]
    = "<node><interface name='org.freedesktop.Avahi.Server'>"
      "<method name='GetAPIVersion'><arg type='u' direction='out'/></method>"
      "<method name='GetState'><arg type='i' direction='out'/></method>"
      "<method name='GetVersionString'><arg type='s' direction='out'/></method>"
      "<method name='GetHostName'><arg type='s' direction='out'/></method>"
      "<method name='GetHostNameFqdn'><arg type='s' direction='out'/></method>"
      "</interface></node>";

static void
answer_cb (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
           const char *method, GVariant *parameters, GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  GVariant *answer;

  if (g_str_equal (method, "GetAPIVersion"))
    answer = g_variant_new ("(u)", API_VERSION);
  else if (g_str_equal (method, "GetState"))
    answer = g_variant_new ("(i)", SERVER_RUNNING);
  else if (g_str_equal (method, "GetVersionString"))
    answer = g_variant_new ("(s)", "avahi 0.8");
  else
    answer = g_variant_new ("(s)", "localhost");
  g_dbus_method_invocation_return_value (invocation, answer);
}

static GDBusConnection *
connect_to_bus (AvahiAnswer *self)
{
  gint64 deadline = g_get_monotonic_time () + LIMIT_US;
  GDBusConnection *connection = NULL;

  while (connection == NULL)
    {
      connection = g_dbus_connection_new_for_address_sync (
          self->address,
          G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
              | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
          NULL, NULL, NULL);
      if (connection == NULL && g_get_monotonic_time () > deadline)
        g_error ("dbus-daemon does not start");
      if (connection == NULL)
        g_poll (NULL, 0, 10);
    }
  return connection;
}

static void
serve (AvahiAnswer *self)
{
  static const GDBusInterfaceVTable table = { .method_call = answer_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GError) error = NULL;

  self->connection = connect_to_bus (self);
  g_dbus_connection_register_object (self->connection, "/", node->interfaces[0], &table, self, NULL,
                                     &error);
  g_assert_no_error (error);
  owned = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", "org.freedesktop.Avahi", 0), G_VARIANT_TYPE ("(u)"), 0,
      -1, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
run (gpointer data)
{
  AvahiAnswer *self = data;

  g_main_context_push_thread_default (self->context);
  serve (self);
  g_mutex_lock (&self->lock);
  self->ready = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_main_loop_run (self->loop);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* The bus must not outlive a test that crashes. */
static void
set_up_child (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

AvahiAnswer *
avahi_answer_new (const char *folder)
{
  AvahiAnswer *self = g_new0 (AvahiAnswer, 1);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *option = NULL;
  g_autoptr (GError) error = NULL;

  self->address = g_strdup_printf ("unix:path=%s/bus", folder);
  option = g_strconcat ("--address=", self->address, NULL);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  self->bus = g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", "--session", "--nofork",
                                           "--nopidfile", option, NULL);
  g_assert_no_error (error);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("avahi-answer", run, self);
  g_mutex_lock (&self->lock);
  while (!self->ready)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

void
avahi_answer_free (AvahiAnswer *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_subprocess_force_exit (self->bus);
  g_subprocess_wait (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_free (self->address);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

const char *
avahi_answer_get_address (AvahiAnswer *self)
{
  return self->address;
}
