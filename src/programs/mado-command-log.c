/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl log and workflows: what is only printed */
#include "config.h"

#include "mado-command.h"
#include "mado-event.h"
#include "mado-matrix.h"

#include <stdio.h>

#define PAGE 1000 /* events read at once: flat memory however long the record is */

static gboolean
print_page (GPtrArray *events, FILE *where)
{
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *line = mado_event_to_json (g_ptr_array_index (events, i));

      if (fprintf (where, "%s\n", line) < 0)
        return FALSE;
    }
  return TRUE;
}

static int
print_log (const MadoSettings *settings, MadoDb *db)
{
  gint64 last = 0;

  for (;;)
    {
      GError *error = NULL;
      g_autoptr (GPtrArray) events = mado_event_load_after (db, last, PAGE, &error);

      if (events == NULL)
        return mado_command_fail_record (settings, error);
      if (events->len == 0)
        return 0;
      if (!print_page (events, stdout))
        return 1;
      last = ((const MadoEvent *) g_ptr_array_index (events, events->len - 1))->sequence;
    }
}

int
mado_command_log (int argc, char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &path, "the desk's settings", "FILE" },
          { NULL } };
  g_autoptr (MadoSettings) settings = NULL;
  g_autoptr (MadoDb) db = NULL;

  if (!mado_command_parse (&argc, &argv, entries, "", "Prints every event as one JSON line."))
    return 2;
  settings = mado_command_settings (path);
  db = settings != NULL ? mado_command_open_record (settings, MADO_COMMAND_RECORD_LOOK) : NULL;
  return db != NULL ? print_log (settings, db) : 1;
}

int
mado_command_workflows (int argc, char **argv)
{
  for (guint i = 0; mado_matrix_at (i) != NULL; i++)
    {
      g_autofree char *text = mado_matrix_to_plantuml (mado_matrix_at (i));

      if (fputs (text, stdout) < 0)
        return 1;
    }
  return 0;
}
