/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl log, operator and workflows: what reads and writes the desk's file directly */
#include "config.h"

#include "mado-command.h"
#include "mado-desk-sql.h"
#include "mado-event.h"
#include "mado-matrix.h"
#include "mado-operator.h"

#include <stdio.h>
#include <string.h>

#define PAGE 1000         /* events read at once: flat memory however long the record is */
#define PASSWORD_LINE 256 /* bytes */

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

static MadoDb *
open_database (const MadoSettings *settings)
{
  GError *error = NULL;
  MadoDb *db;

  mado_desk_sql_register_resource ();
  db = mado_db_open (settings->database, &desk_schema, &error);
  if (db == NULL)
    mado_command_fail (error);
  return db;
}

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
print_log (MadoDb *db)
{
  gint64 last = 0;

  for (;;)
    {
      GError *error = NULL;
      g_autoptr (GPtrArray) events = mado_event_load_after (db, last, PAGE, &error);

      if (events == NULL)
        return mado_command_fail (error);
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
  db = settings != NULL ? open_database (settings) : NULL;
  return db != NULL ? print_log (db) : 1;
}

/* --- operators --- */

/* One line of stdin; the stack copy is wiped by mado_secret_new_take(). */
static MadoSecret *
read_password (void)
{
  char line[PASSWORD_LINE];
  MadoSecret *password = NULL;

  if (fgets (line, sizeof line, stdin) != NULL)
    {
      gsize n_line = strcspn (line, "\r\n");

      if (n_line >= MADO_OPERATOR_PASSWORD_MIN)
        password = mado_secret_new_take ((guint8 *) line, n_line);
    }
  explicit_bzero (line, sizeof line);
  return password;
}

static int
list_operators (MadoDb *db)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) operators = mado_operator_list (db, &error);

  if (operators == NULL)
    return mado_command_fail (error);
  for (guint i = 0; i < operators->len; i++)
    {
      const MadoOperator *operator= g_ptr_array_index (operators, i);

      (void) printf (
          "%s\t%s\t%s\t%s\n", operator->operator_id, operator->role,
                                                     operator->display_name,
                                                     operator->failed_tries >= MADO_OPERATOR_TRIES
                                                         ? "locked"
                                                         : "");
    }
  return 0;
}

static int
add_or_change (MadoDb *db, int argc, char **argv)
{
  gboolean add = g_str_equal (argv[1], "add");
  g_autoptr (MadoSecret) password = read_password ();
  GError *error = NULL;
  gboolean held;

  if (password == NULL)
    {
      (void) fprintf (stderr,
                      "madoguchictl: give the password, %d bytes or more, on standard input\n",
                      MADO_OPERATOR_PASSWORD_MIN);
      return 1;
    }
  if (add)
    held = mado_operator_add (db, argv[2], argv[3], argv[4], password,
                              g_get_real_time () / G_USEC_PER_SEC, &error);
  else
    held = mado_operator_set_password (db, argv[2], password, &error);
  return held ? 0 : mado_command_fail (error);
}

int
mado_command_operator (int argc, char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &path, "the desk's settings", "FILE" },
          { NULL } };
  g_autoptr (MadoSettings) settings = NULL;
  g_autoptr (MadoDb) db = NULL;
  gboolean list, known;

  if (!mado_command_parse (&argc, &argv, entries,
                           "list | add ID NAME clerk|supervisor|auditor | password ID",
                           "The password comes as one line on standard input."))
    return 2;
  list = argc == 2 && g_str_equal (argv[1], "list");
  known = list || (argc == 5 && g_str_equal (argv[1], "add"))
          || (argc == 3 && g_str_equal (argv[1], "password"));
  if (!known)
    {
      (void) fprintf (stderr, "madoguchictl: see madoguchictl operator --help\n");
      return 2;
    }
  settings = mado_command_settings (path);
  db = settings != NULL ? open_database (settings) : NULL;
  if (db == NULL)
    return 1;
  return list ? list_operators (db) : add_or_change (db, argc, argv);
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
