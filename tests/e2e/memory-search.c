/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "memory-search.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Larger ones are address space that a sanitizer keeps for its shadow, in which no data lie. */
#define MAPPING_MAX (G_GUINT64_CONSTANT (16) << 30) /* bytes */
#define PAGE_EXISTS (G_GUINT64_CONSTANT (3) << 62)  /* proc(5), pagemap: present, swapped */

/* AddressSanitizer turns mlock() into nothing, in the program as in this test: then DONTDUMP alone
 * tells guarded memory. */
#if defined(__SANITIZE_ADDRESS__)
#define LOCKED_FLAG " dd"
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LOCKED_FLAG " dd"
#endif
#endif
#ifndef LOCKED_FLAG
#define LOCKED_FLAG " lo"
#endif

typedef struct
{
  guint64 begin, end;
  gboolean is_guarded;
} Mapping;

/* smaps: a line "begin-end perms …", then lines "Name: …", at last "VmFlags: rd wr … lo dd". */
static GArray *
read_mappings (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps", (int) pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *mappings = g_array_new (FALSE, FALSE, sizeof (Mapping));

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return mappings;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      Mapping mapping = { 0 };

      if (g_str_has_prefix (lines[i], "VmFlags:") && mappings->len > 0)
        g_array_index (mappings, Mapping, mappings->len - 1).is_guarded
            = strstr (lines[i], LOCKED_FLAG) != NULL && strstr (lines[i], " dd") != NULL;
      else if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x ", &mapping.begin,
                       &mapping.end)
               == 2)
        g_array_append_val (mappings, mapping);
    }
  return mappings;
}

static guint
count (const char *bytes, gsize n_bytes, const char *text)
{
  const gsize n_text = strlen (text);
  guint n_finds = 0;

  for (const char *at = bytes;
       (at = memmem (at, n_bytes - (gsize) (at - bytes), text, n_text)) != NULL; at++)
    n_finds++;
  return n_finds;
}

static guint64
get_size (const Mapping *mapping)
{
  return mapping->end - mapping->begin;
}

/* Which pages of the mapping exist, in memory or in swap: reading others would only make them. */
static guint64 *
read_pages (int pagemap, const Mapping *mapping, gsize n_pages)
{
  guint64 *pages = g_new0 (guint64, n_pages);
  const gsize page = (gsize) sysconf (_SC_PAGESIZE);

  if (pread (pagemap, pages, n_pages * sizeof *pages,
             (off_t) (mapping->begin / page * sizeof *pages))
      < 0)
    memset (pages, 0, n_pages * sizeof *pages);
  return pages;
}

static void
search_run (int memory, const Mapping *mapping, guint64 begin, gsize n_bytes, const char *text,
            MemoryFinds *finds)
{
  g_autofree char *bytes = g_malloc (n_bytes);
  ssize_t n_read = pread (memory, bytes, n_bytes, (off_t) begin);
  guint n_finds = n_read > 0 ? count (bytes, (gsize) n_read, text) : 0;

  if (mapping->is_guarded)
    finds->n_guarded += n_finds;
  else
    finds->n_exposed += n_finds;
}

static void
search_mapping (int memory, int pagemap, const Mapping *mapping, const char *text,
                MemoryFinds *finds)
{
  const gsize page = (gsize) sysconf (_SC_PAGESIZE);
  const gsize n_pages = (gsize) get_size (mapping) / page;
  g_autofree guint64 *pages = read_pages (pagemap, mapping, n_pages);
  gsize first = 0;

  finds->n_mappings++;
  for (gsize i = 0; i <= n_pages; i++)
    {
      if (i < n_pages && (pages[i] & PAGE_EXISTS) != 0)
        continue;
      if (i > first)
        search_run (memory, mapping, mapping->begin + first * page, (i - first) * page, text,
                    finds);
      first = i + 1;
    }
}

gboolean
memory_search (pid_t pid, const char *text, MemoryFinds *finds)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/mem", (int) pid);
  g_autoptr (GArray) mappings = NULL;
  g_autofree char *pagemap_path = g_strdup_printf ("/proc/%d/pagemap", (int) pid);
  int memory = open (path, O_RDONLY | O_CLOEXEC);
  int pagemap = open (pagemap_path, O_RDONLY | O_CLOEXEC);
  siginfo_t info;

  *finds = (MemoryFinds){ 0 };
  if (memory < 0 || pagemap < 0)
    {
      close (memory);
      close (pagemap);
      return FALSE;
    }
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  g_assert_cmpint (waitid (P_PID, (id_t) pid, &info, WSTOPPED | WNOWAIT), ==, 0);
  mappings = read_mappings (pid);
  for (guint i = 0; i < mappings->len; i++)
    if (get_size (&g_array_index (mappings, Mapping, i)) <= MAPPING_MAX)
      search_mapping (memory, pagemap, &g_array_index (mappings, Mapping, i), text, finds);
  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
  close (memory);
  close (pagemap);
  return TRUE;
}
