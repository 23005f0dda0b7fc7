/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-control-socket.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

struct _MadoSimControlSocket
{
  MadoSimControl *control; /* not owned */
  GSocketService *service; /* owned */
  GCancellable *ended;     /* owned: ends the reads of open connections */
  char *path;              /* owned */
};

/* One connection that is being read.  It refers to the control, which may be gone when a read
 * ends: then that read was cancelled. */
typedef struct
{
  MadoSimControl *control;       /* not owned */
  GSocketConnection *connection; /* owned */
  GDataInputStream *lines;       /* owned */
  GCancellable *ended;           /* owned */
} Client;

static void
client_free (Client *client)
{
  g_object_unref (client->lines);
  g_object_unref (client->connection);
  g_object_unref (client->ended);
  g_free (client);
}

static void read_next (Client *client);

static void
line_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Client *client = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (client->lines, result, NULL, NULL);
  g_autofree char *answer = NULL;
  g_autofree char *answer_line = NULL;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (client->connection));

  if (line == NULL)
    return client_free (client);
  answer = mado_sim_control_run (client->control, line);
  answer_line = g_strconcat (answer, "\n", NULL);
  if (g_output_stream_write_all (output, answer_line, strlen (answer_line), NULL, NULL, NULL))
    read_next (client);
  else
    client_free (client);
}

static void
read_next (Client *client)
{
  g_data_input_stream_read_line_async (client->lines, G_PRIORITY_DEFAULT, client->ended, line_cb,
                                       client);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  MadoSimControlSocket *self = data;
  Client *client = g_new0 (Client, 1);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));

  client->control = self->control;
  client->connection = g_object_ref (connection);
  client->lines = g_data_input_stream_new (input);
  client->ended = g_object_ref (self->ended);
  read_next (client);
  return TRUE;
}

/* A socket file that nobody listens on is left over from a program that was killed. */
static gboolean
remove_left_over (const char *path, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  struct stat found;

  if (connection != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
                           "another program listens on the control socket");
      return FALSE;
    }
  if (g_lstat (path, &found) == 0 && S_ISSOCK (found.st_mode))
    g_unlink (path);
  return TRUE;
}

MadoSimControlSocket *
mado_sim_control_socket_new (MadoSimControl *control, const char *path, GError **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  MadoSimControlSocket *self;
  gboolean added;
  mode_t mask;

  if (!remove_left_over (path, error))
    return NULL;
  mask = umask (0177);
  added = g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                         G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, error);
  umask (mask);
  if (!added)
    return NULL;
  self = g_new0 (MadoSimControlSocket, 1);
  self->control = control;
  self->service = g_steal_pointer (&service);
  self->ended = g_cancellable_new ();
  self->path = g_strdup (path);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);
  return self;
}

void
mado_sim_control_socket_free (MadoSimControlSocket *self)
{
  g_cancellable_cancel (self->ended);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_unlink (self->path);
  g_object_unref (self->service);
  g_object_unref (self->ended);
  g_free (self->path);
  g_free (self);
}
