/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "seen-process.h"

#include "harness-process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define END_MS 30000
#define FILE_MAX (16 << 20) /* read-only files above this are fonts and icon caches */
#define RESERVE_MIN (G_GUINT64_CONSTANT (1) << 30) /* such regions are the books of a sanitizer */
#define PAGE_EXISTS (G_GUINT64_CONSTANT (3) << 62) /* proc(5), pagemap: present, swapped */

struct _SeenProcess
{
  GPid pid;
  int memory, maps, pages; /* of /proc/PID, opened before the program ran */
  gsize n_bytes;
};

/* Between fork and exec: only what is safe there. */
static void
become (const char *const *argv, int log)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  dup2 (log, STDOUT_FILENO);
  dup2 (log, STDERR_FILENO);
  ptrace (PTRACE_TRACEME, 0, NULL, NULL);
  execv (argv[0], (char **) (guintptr) argv);
  _exit (127);
}

static int
open_entry (GPid pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", (int) pid, name);
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    g_error ("%s: %s", path, g_strerror (errno));
  return fd;
}

SeenProcess *
seen_process_start (const char *const *argv, const char *log)
{
  SeenProcess *self = g_new0 (SeenProcess, 1);
  int fd = open (log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int status = 0;

  g_assert_cmpint (fd, >=, 0);
  self->pid = fork ();
  if (self->pid == 0)
    become (argv, fd);
  close (fd);
  while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (!WIFSTOPPED (status))
    g_error ("%s does not start: status %X", argv[0], (unsigned) status);
  self->memory = open_entry (self->pid, "mem");
  self->maps = open_entry (self->pid, "maps");
  self->pages = open_entry (self->pid, "pagemap");
  g_assert_cmpint (ptrace (PTRACE_DETACH, self->pid, NULL, NULL), ==, 0);
  return self;
}

GPid
seen_process_get_pid (SeenProcess *self)
{
  return self->pid;
}

gsize
seen_process_count_bytes (SeenProcess *self)
{
  return self->n_bytes;
}

gboolean
seen_process_is_closed (SeenProcess *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/auxv", (int) self->pid);
  g_autofree char *limits = g_strdup_printf ("/proc/%d/limits", (int) self->pid);
  g_autofree char *text = NULL;
  struct stat entry;

  /* The kernel gives the entries of an undumpable process to root. */
  g_assert_cmpint (stat (path, &entry), ==, 0);
  if (geteuid () != 0)
    return entry.st_uid == 0;
  g_assert_true (g_file_get_contents (limits, &text, NULL, NULL));
  return g_regex_match_simple ("^Max core file size +0 ", text, G_REGEX_MULTILINE, 0);
}

/* --- searching --- */

static guint
search_chunk (const guint8 *chunk, gsize n_chunk, GBytes *const *needles, const char *region)
{
  guint n_hits = 0;

  for (guint i = 0; needles[i] != NULL; i++)
    {
      gsize n_needle;
      const void *needle = g_bytes_get_data (needles[i], &n_needle);
      const guint8 *from = chunk, *hit;

      while ((hit = memmem (from, n_chunk - (gsize) (from - chunk), needle, n_needle)) != NULL)
        {
          if (n_hits < 2)
            fprintf (stderr, "# needle %u stands in %s\n", i, region);
          n_hits++;
          from = hit + 1;
        }
    }
  return n_hits;
}

static guint
search_run (SeenProcess *self, guint64 begin, gsize n_bytes, GBytes *const *needles,
            const char *region)
{
  g_autofree guint8 *bytes = g_malloc (n_bytes);
  gssize n = pread (self->memory, bytes, n_bytes, (off_t) begin);

  if (n <= 0)
    return 0; /* gone meanwhile */
  self->n_bytes += (gsize) n;
  return search_chunk (bytes, (gsize) n, needles, region);
}

/* Only pages that exist, in memory or in swap: to read others would make them. */
static guint
search_region (SeenProcess *self, guint64 begin, guint64 end, GBytes *const *needles,
               const char *region)
{
  const gsize size = (gsize) sysconf (_SC_PAGESIZE);
  const gsize n_pages = (gsize) (end - begin) / size;
  g_autofree guint64 *pages = g_new0 (guint64, n_pages + 1);
  guint n_hits = 0;
  gsize first = 0;

  if (pread (self->pages, pages, n_pages * sizeof *pages, (off_t) (begin / size * sizeof *pages))
      < 0)
    return 0;
  for (gsize i = 0; i <= n_pages; i++)
    if (i == n_pages || (pages[i] & PAGE_EXISTS) == 0)
      {
        if (i > first)
          n_hits += search_run (self, begin + first * size, (i - first) * size, needles, region);
        first = i + 1;
      }
  return n_hits;
}

static char *
read_maps (SeenProcess *self)
{
  GString *text = g_string_new (NULL);
  char part[4096];
  gssize n;

  g_assert_cmpint (lseek (self->maps, 0, SEEK_SET), ==, 0);
  while ((n = read (self->maps, part, sizeof part)) > 0)
    g_string_append_len (text, part, n);
  return g_string_free (text, FALSE);
}

guint
seen_process_search (SeenProcess *self, GBytes *const *needles)
{
  g_autofree char *maps = read_maps (self);
  g_auto (GStrv) regions = g_strsplit (maps, "\n", -1);
  guint n_hits = 0;

  self->n_bytes = 0;
  for (guint i = 0; regions[i] != NULL && *regions[i] != '\0'; i++)
    {
      guint64 begin, end, offset, inode;
      char access[5], device[16];

      g_assert_cmpint (sscanf (regions[i],
                               "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER
                               "x %4s %" G_GINT64_MODIFIER "x %15s %" G_GINT64_MODIFIER "u",
                               &begin, &end, access, &offset, device, &inode),
                       ==, 6);
      if (strstr (regions[i], "[v") != NULL || end - begin >= RESERVE_MIN
          || (inode != 0 && access[1] != 'w' && end - begin > FILE_MAX))
        continue;
      n_hits += search_region (self, begin, end, needles, regions[i]);
    }
  return n_hits;
}

/* --- ending --- */

static gboolean
has_ended (gpointer data)
{
  int *status = data;
  pid_t pid = (pid_t) status[1];

  return waitpid (pid, &status[0], WNOHANG) == pid;
}

int
seen_process_end (SeenProcess *self, int signal)
{
  int status[2] = { 0, (int) self->pid };

  kill (self->pid, signal);
  harness_process_wait (has_ended, status, END_MS, "the end of the program");
  close (self->memory);
  close (self->maps);
  close (self->pages);
  g_free (self);
  return status[0];
}
