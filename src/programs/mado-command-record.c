/* SPDX-License-Identifier: GPL-3.0-or-later */
/* how the commands open the desk's record, and what they say when they cannot */
#include "config.h"

#include "mado-command.h"

#include "mado-desk-sql.h"
#include "mado-problem.h"

#include <glib/gi18n.h>
#include <stdio.h>

static const MadoDbSchema desk_schema
    = { "/jp/madoguchi/sql/desk/migrations", "/jp/madoguchi/sql/desk/queries" };

/* The other next steps are for a clerk at the window. */
static gboolean
is_of_version (const GError *error)
{
  return g_error_matches (error, MADO_DB_ERROR, MADO_DB_ERROR_OLDER)
         || g_error_matches (error, MADO_DB_ERROR, MADO_DB_ERROR_NEWER);
}

int
mado_command_fail_record (const MadoSettings *settings, GError *error)
{
  const MadoProblem *row = mado_problem_find (error->domain, error->code);

  (void) fprintf (stderr, "madoguchictl: %s: %s\n", settings->database, _ (row->cause));
  if (is_of_version (error))
    (void) fprintf (stderr, "- %s\n", _ (row->next));
  (void) fprintf (stderr, "- %s\n", error->message);
  g_error_free (error);
  return 1;
}

static MadoDb *
open_as (const MadoSettings *settings, MadoCommandRecord use, GError **error)
{
  const gboolean missing = !g_file_test (settings->database, G_FILE_TEST_EXISTS);

  if (missing && use == MADO_COMMAND_RECORD_MAKE)
    return mado_db_open (settings->database, &desk_schema, error);
  return mado_db_open_as_it_stands (settings->database, &desk_schema,
                                    use == MADO_COMMAND_RECORD_LOOK ? MADO_DB_LOOK : MADO_DB_WORK,
                                    error);
}

static void
tell_missing (const MadoSettings *settings)
{
  g_autofree char *sentence
      = g_strdup_printf (_ ("There is no record %s; [desk] database in %s names it."),
                         settings->database, settings->file);

  (void) fprintf (stderr, "madoguchictl: %s\n", sentence);
}

MadoDb *
mado_command_open_record (const MadoSettings *settings, MadoCommandRecord use)
{
  GError *error = NULL;
  MadoDb *db;

  mado_desk_sql_register_resource ();
  db = open_as (settings, use, &error);
  if (db != NULL)
    return db;
  if (use == MADO_COMMAND_RECORD_MAKE || g_file_test (settings->database, G_FILE_TEST_EXISTS))
    {
      mado_command_fail_record (settings, error);
      return NULL;
    }
  tell_missing (settings);
  g_error_free (error);
  return NULL;
}
