/* SPDX-License-Identifier: GPL-3.0-or-later */
/* who is connected to a service's UNIX socket: the kernel tells the peers, /proc whose they are */
#include "config.h"

#include "mado-reader-probe.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWER_MAX (64 * 1024) /* bytes of one datagram of the kernel; it sends at most 32 KiB */
#define COMM_MAX 15            /* bytes, proc(5): TASK_COMM_LEN without its end */
#define DELETED " (deleted)"   /* behind the path of a program that was replaced since */
#define LINK_MAX 64            /* "socket:[4294967295]" and a margin */

typedef struct
{
  struct nlmsghdr head;
  struct unix_diag_req ask;
} Question;

static int
ask_kernel (void)
{
  Question question = { .head = { .nlmsg_len = sizeof question,
                                  .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                                  .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
                        .ask = { .sdiag_family = AF_UNIX,
                                 .udiag_states = 0xFFFFFFFF,
                                 .udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER } };
  const int fd = socket (AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);

  if (fd >= 0 && send (fd, &question, sizeof question, 0) == (ssize_t) sizeof question)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* One socket: its peer is taken down when it bears the service's name. */
static void
take_socket (struct nlmsghdr *head, const char *path, GHashTable *peers)
{
  const struct unix_diag_msg *socket = NLMSG_DATA (head);
  gsize rest = head->nlmsg_len - NLMSG_LENGTH (sizeof *socket);
  struct rtattr *attribute
      = (struct rtattr *) (gpointer) ((guint8 *) NLMSG_DATA (head) + sizeof *socket);
  gboolean named = FALSE;
  guint32 peer = 0;

  for (; RTA_OK (attribute, rest); attribute = RTA_NEXT (attribute, rest))
    {
      if (attribute->rta_type == UNIX_DIAG_NAME)
        named = RTA_PAYLOAD (attribute) >= strlen (path)
                && strncmp (RTA_DATA (attribute), path, RTA_PAYLOAD (attribute)) == 0;
      else if (attribute->rta_type == UNIX_DIAG_PEER && RTA_PAYLOAD (attribute) == sizeof peer)
        memcpy (&peer, RTA_DATA (attribute), sizeof peer);
    }
  if (named && peer != 0)
    g_hash_table_add (peers, GUINT_TO_POINTER (peer));
}

/* Returns: whether the list goes on. */
static gboolean
take_answer (char *answer, gssize n_bytes, const char *path, GHashTable *peers)
{
  struct nlmsghdr *head = (struct nlmsghdr *) (gpointer) answer;
  guint rest = (guint) MAX (n_bytes, 0);

  if (n_bytes <= 0)
    return FALSE;
  for (; NLMSG_OK (head, rest); head = NLMSG_NEXT (head, rest))
    {
      if (head->nlmsg_type != SOCK_DIAG_BY_FAMILY)
        return FALSE; /* done, or an error */
      if (head->nlmsg_len >= NLMSG_LENGTH (sizeof (struct unix_diag_msg)))
        take_socket (head, path, peers);
    }
  return TRUE;
}

/* The inodes of the sockets that are connected to those with this name. */
static GHashTable *
find_peers (const char *path)
{
  GHashTable *peers = g_hash_table_new (NULL, NULL);
  g_autofree char *answer = g_malloc (ANSWER_MAX);
  const int fd = ask_kernel ();

  if (fd < 0)
    return peers;
  while (take_answer (answer, recv (fd, answer, ANSWER_MAX, 0), path, peers))
    ;
  close (fd);
  return peers;
}

/* --- whose they are --- */

static gboolean
is_peer (const char *link, GHashTable *peers)
{
  guint64 inode;

  if (!g_str_has_prefix (link, "socket:["))
    return FALSE;
  inode = g_ascii_strtoull (link + strlen ("socket:["), NULL, 10);
  return g_hash_table_remove (peers, GUINT_TO_POINTER ((guint) inode));
}

static gboolean
holds_peer (const char *pid, GHashTable *peers)
{
  g_autofree char *folder = g_build_filename ("/proc", pid, "fd", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  gboolean holds = FALSE;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char link[LINK_MAX];
      const ssize_t n = readlink (path, link, sizeof link - 1);

      if (n <= 0)
        continue;
      link[n] = '\0';
      holds |= is_peer (link, peers);
    }
  return holds;
}

static void
holder_free (gpointer data)
{
  MadoReaderHolder *holder = data;

  g_free (holder->name);
  g_free (holder);
}

/* The kernel keeps 15 bytes of a name; what was cut is at the end of the program's path.
 * Returns: (transfer full) (nullable) */
static char *
find_name (const char *pid)
{
  g_autofree char *comm = g_build_filename ("/proc", pid, "comm", NULL);
  g_autofree char *link = g_build_filename ("/proc", pid, "exe", NULL);
  g_autofree char *program = g_file_read_link (link, NULL);
  g_autofree char *whole = program != NULL ? g_path_get_basename (program) : NULL;
  g_autofree char *name = NULL;

  if (!g_file_get_contents (comm, &name, NULL, NULL))
    return NULL;
  g_strchomp (name);
  if (strlen (name) < COMM_MAX || whole == NULL || !g_str_has_prefix (whole, name))
    return g_steal_pointer (&name);
  if (g_str_has_suffix (whole, DELETED))
    whole[strlen (whole) - strlen (DELETED)] = '\0';
  return g_steal_pointer (&whole);
}

static void
add_holder (GPtrArray *holders, const char *pid)
{
  MadoReaderHolder *holder = g_new0 (MadoReaderHolder, 1);

  holder->pid = (gint) g_ascii_strtoll (pid, NULL, 10);
  holder->name = find_name (pid);
  g_ptr_array_add (holders, holder);
}

GPtrArray *
mado_reader_find_holders (const char *socket)
{
  GPtrArray *holders = g_ptr_array_new_with_free_func (holder_free);
  g_autoptr (GHashTable) peers = find_peers (socket);
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  g_autofree char *own = g_strdup_printf ("%d", (int) getpid ());
  const char *pid;

  holds_peer (own, peers); /* our own do not count */
  while (processes != NULL && g_hash_table_size (peers) > 0
         && (pid = g_dir_read_name (processes)) != NULL)
    if (g_ascii_isdigit (*pid) && holds_peer (pid, peers))
      add_holder (holders, pid);
  if (g_hash_table_size (peers) > 0)
    g_ptr_array_add (holders, g_new0 (MadoReaderHolder, 1));
  return holders;
}
