/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-training-printer.h"

#include "mado-training-ports.h"

#define PROGRAM "/usr/sbin/ippeveprinter"
/* Its command for each job: without one it pretends to print for 5 to 15 s. */
#define DEVICE "/bin/true"
#define LOOK_MS 20         /* between two tries to connect; it says nothing when it is ready */
#define API_VERSION 0x0201 /* avahi-common/defs.h of Avahi 0.8: what its client asks for */
#define SERVER_RUNNING 2   /* AVAHI_SERVER_RUNNING, same file */

struct _MadoTrainingPrinter
{
  GObject parent_instance;
  MadoTrainingPrinterOrder order; /* its strings are those below */
  char *runtime, *kept, *log;     /* owned */
  MadoTrainingChild *bus;         /* owned */
  MadoTrainingChild *printer;     /* owned, nullable */
  GDBusConnection *connection;    /* owned, nullable */
  GCancellable *cancellable;      /* owned */
  char *address;                  /* owned, nullable: of the bus */
  char *uri;                      /* owned, nullable */
  guint16 port;
  guint look; /* source */
};

G_DEFINE_FINAL_TYPE (MadoTrainingPrinter, mado_training_printer, G_TYPE_OBJECT)

static const char introspection[]
    = "<node><interface name='org.freedesktop.Avahi.Server'>"
      "<method name='GetAPIVersion'><arg type='u' direction='out'/></method>"
      "<method name='GetState'><arg type='i' direction='out'/></method>"
      "<method name='GetVersionString'><arg type='s' direction='out'/></method>"
      "<method name='GetHostName'><arg type='s' direction='out'/></method>"
      "<method name='GetHostNameFqdn'><arg type='s' direction='out'/></method>"
      "</interface></node>";

gboolean
mado_training_printer_can_run (const char **missing)
{
  g_autofree char *bus = g_find_program_in_path ("dbus-daemon");

  *missing = !g_file_test (PROGRAM, G_FILE_TEST_IS_EXECUTABLE) ? "ippeveprinter"
             : bus == NULL                                     ? "dbus-daemon"
                                                               : NULL;
  return *missing == NULL;
}

/* Takes @error. */
static void
fail (MadoTrainingPrinter *self, GError *error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return g_error_free (error);
  g_prefix_error (&error, "training printer: ");
  self->order.failed (error, self->order.data);
}

/* --- 3: until it takes connections --- */

static gboolean look_cb (gpointer data);

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoTrainingPrinter) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (connection != NULL)
    self->order.ready (self->uri, self->order.data);
  else
    self->look = g_timeout_add (LOOK_MS, look_cb, self);
}

static gboolean
look_cb (gpointer data)
{
  MadoTrainingPrinter *self = data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  self->look = 0;
  g_socket_client_set_enable_proxy (client, FALSE); /* it is on this computer */
  g_socket_client_connect_to_host_async (client, "localhost", self->port, self->cancellable,
                                         connected_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* --- 2: the printer, once somebody answers for Avahi --- */

static gboolean
start_printer (MadoTrainingPrinter *self, GError **error)
{
  g_autofree char *port = NULL;
  const char *env[] = { "DBUS_SYSTEM_BUS_ADDRESS", self->address, NULL };
  const char *argv[] = { PROGRAM,
                         "-r",
                         "off",
                         "-n",
                         "localhost",
                         "-p",
                         NULL,
                         "-k",
                         "-c",
                         DEVICE,
                         "-d",
                         self->order.kept,
                         "-f",
                         "application/pdf",
                         "Madoguchi training",
                         NULL };
  const MadoTrainingOrder order = { .name = "ippeveprinter",
                                    .argv = argv,
                                    .env = env,
                                    .log = self->order.log,
                                    .ended = self->order.ended,
                                    .data = self->order.data };

  self->port = mado_training_find_ports (1);
  port = g_strdup_printf ("%u", self->port);
  argv[6] = port;
  self->uri = g_strdup_printf ("ipp://localhost:%u/ipp/print", self->port);
  self->printer = mado_training_child_start (&order, error);
  return self->printer != NULL;
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoTrainingPrinter) self = data;
  GError *error = NULL;
  g_autoptr (GVariant) owned
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (owned == NULL)
    return fail (self, error);
  if (!start_printer (self, &error))
    return fail (self, error);
  look_cb (self);
}

/* --- 1: the bus --- */

static void
answer_cb (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
           const char *method, GVariant *parameters, GDBusMethodInvocation *invocation,
           gpointer data)
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

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  static const GDBusInterfaceVTable table = { .method_call = answer_cb };
  g_autoptr (MadoTrainingPrinter) self = data;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  GError *error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_finish (result, &error);

  if (connection == NULL)
    return fail (self, error);
  self->connection = connection;
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  if (g_dbus_connection_register_object (connection, "/", node->interfaces[0], &table, NULL, NULL,
                                         &error)
      == 0)
    return fail (self, error);
  g_dbus_connection_call (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", "org.freedesktop.Avahi", 0), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, named_cb, g_object_ref (self));
}

static void
bus_address_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoTrainingPrinter) self = data;
  GError *error = NULL;
  char *address = mado_training_child_read_line_finish (source, result, &error);

  if (address == NULL && error != NULL)
    return fail (self, error);
  if (address == NULL)
    return; /* it ended, which is told by itself */
  self->address = address;
  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                         | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, self->cancellable, on_bus_cb, g_object_ref (self));
}

static gboolean
start_bus (MadoTrainingPrinter *self, GError **error)
{
  g_autofree char *address = g_strdup_printf ("--address=unix:path=%s/bus", self->order.runtime);
  const char *argv[]
      = { "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", address, NULL };
  const MadoTrainingOrder order = { .name = "dbus-daemon",
                                    .argv = argv,
                                    .log = self->order.log,
                                    .reads_stdout = TRUE,
                                    .ended = self->order.ended,
                                    .data = self->order.data };

  self->bus = mado_training_child_start (&order, error);
  if (self->bus == NULL)
    return FALSE;
  mado_training_child_read_line_async (self->bus, self->cancellable, bus_address_cb,
                                       g_object_ref (self));
  return TRUE;
}

MadoTrainingPrinter *
mado_training_printer_start (const MadoTrainingPrinterOrder *order, GError **error)
{
  g_autoptr (MadoTrainingPrinter) self = g_object_new (MADO_TYPE_TRAINING_PRINTER, NULL);

  self->order = *order;
  self->order.runtime = self->runtime = g_strdup (order->runtime);
  self->order.kept = self->kept = g_strdup (order->kept);
  self->order.log = self->log = g_strdup (order->log);
  return start_bus (self, error) ? g_steal_pointer (&self) : NULL;
}

void
mado_training_printer_stop (MadoTrainingPrinter *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_pointer (&self->printer, mado_training_child_free);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->bus, mado_training_child_free);
}

static void
mado_training_printer_finalize (GObject *object)
{
  MadoTrainingPrinter *self = MADO_TRAINING_PRINTER (object);

  mado_training_printer_stop (self);
  g_object_unref (self->cancellable);
  g_free (self->runtime);
  g_free (self->kept);
  g_free (self->log);
  g_free (self->address);
  g_free (self->uri);
  G_OBJECT_CLASS (mado_training_printer_parent_class)->finalize (object);
}

static void
mado_training_printer_class_init (MadoTrainingPrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_training_printer_finalize;
}

static void
mado_training_printer_init (MadoTrainingPrinter *self)
{
  self->cancellable = g_cancellable_new ();
}
