/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-training-pcscd.h"

#include "mado-training-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PROGRAM "/usr/sbin/pcscd"
#define DRIVER "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
#define BACKLOG 16
#define FOLDER "/run/pcscd" /* pcscd makes it or ends, although ours keeps nothing there */

gboolean
mado_training_pcscd_can_run (GError **error)
{
  /* clang-format off */
  static const struct { const char *file, *package; } needed[] = {
    { PROGRAM, "pcscd"           },
    { DRIVER,  "vsmartcard-vpcd" },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!g_file_test (needed[i].file, G_FILE_TEST_EXISTS))
      {
        g_set_error (error, MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_MISSING,
                     "no simulated reader without %s: install the package %s", needed[i].file,
                     needed[i].package);
        return FALSE;
      }
  if (geteuid () == 0 || g_file_test (FOLDER, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error_literal (error, MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_MISSING,
                       "no simulated reader without the folder " FOLDER
                       ", which only root can make: run sudo install -d -m 755 " FOLDER);
  return FALSE;
}

/* The driver listens on all addresses, which no setting of it can change. */
static gboolean
write_reader_file (const char *folder, guint16 port, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "vpcd", NULL);
  g_autofree char *text = g_strdup_printf ("FRIENDLYNAME \"" MADO_TRAINING_READER "\"\n"
                                           "DEVICENAME /dev/null:0x%04X\n"
                                           "LIBPATH " DRIVER "\n"
                                           "CHANNELID 0x%04X\n",
                                           port, port);

  if (g_mkdir (folder, 0700) != 0)
    {
      int cause = errno;

      g_set_error (error, MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_FOLDER, "%s: %s", folder,
                   g_strerror (cause));
      return FALSE;
    }
  return g_file_set_contents (path, text, -1, error);
}

static int
listen_on_socket (const char *path, GError **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd >= 0 && strlen (path) < sizeof address.sun_path)
    {
      g_strlcpy (address.sun_path, path, sizeof address.sun_path);
      if (bind (fd, (const struct sockaddr *) &address, sizeof address) == 0
          && listen (fd, BACKLOG) == 0)
        return fd;
    }
  g_set_error (error, MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_FOLDER, "%s: no socket there", path);
  if (fd >= 0)
    close (fd);
  return -1;
}

/* sh sets LISTEN_PID to the id that pcscd then has. */
static const char start[] = "LISTEN_PID=$$ exec " PROGRAM " --foreground -c \"$0\"";

MadoTrainingChild *
mado_training_pcscd_start (const MadoTrainingPcscdOrder *wanted, GError **error)
{
  g_autofree char *readers = g_build_filename (wanted->runtime, "readers", NULL);
  const char *argv[] = { "/bin/sh", "-c", start, readers, NULL };
  const char *env[] = { "LISTEN_FDS", "1", NULL };
  MadoTrainingOrder order = { .name = "pcscd",
                              .argv = argv,
                              .env = env,
                              .log = wanted->log,
                              .ended = wanted->ended,
                              .data = wanted->data };

  if (!write_reader_file (readers, wanted->port, error))
    return NULL;
  order.fd = listen_on_socket (wanted->socket, error);
  return order.fd >= 0 ? mado_training_child_start (&order, error) : NULL;
}
