/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-training-ports.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define FIRST 20000 /* even; the kernel gives outgoing connections 32768 and up */
#define LAST 32000
#define ATTEMPTS 200

static gboolean
is_free (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  gboolean held = fd >= 0 && bind (fd, (const struct sockaddr *) &address, sizeof address) == 0;

  if (fd >= 0)
    close (fd);
  return held;
}

guint16
mado_training_find_ports (guint n)
{
  for (guint attempt = 0; attempt < ATTEMPTS; attempt++)
    {
      guint16 port = (guint16) (g_random_int_range (FIRST / 2, LAST / 2) * 2);

      if (is_free (port) && (n == 1 || is_free ((guint16) (port + 1))))
        return port;
    }
  return 0;
}
