/* memory-search.h - looks for bytes in the memory of another process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef struct
{
  guint n_mappings; /* that could be read */
  guint n_guarded;  /* finds in memory that is locked and never dumped (mlock, MADV_DONTDUMP) */
  guint n_exposed;  /* finds anywhere else */
} MemoryFinds;

/** memory_search: stops @pid while it looks.  Returns: %FALSE when the kernel lets us not read the
 *   memory at all, as it should unless we are root. */
gboolean memory_search (pid_t pid, const char *text, MemoryFinds *finds);

G_END_DECLS
