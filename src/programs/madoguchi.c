/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi - the counter workstation with its screens */
#include "config.h"

#include "mado-application.h"
#include "mado-parts.h"
#include "mado-secret.h"
#include "mado-worker.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/* --- training --- */

/* Starts the supervisor that lies beside this program; it comes back here with its settings. */
static int
start_training (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *supervisor
      = folder != NULL ? g_build_filename (folder, "madoguchi-training", NULL) : NULL;

  if (supervisor != NULL)
    execl (supervisor, supervisor, "--", self, (char *) NULL);
  (void) fprintf (stderr, "madoguchi: madoguchi-training is not installed beside this program\n");
  return 1;
}

/* --- a start that fails --- */

/* The sentence on the screen, file and line on stderr for the administrator. */
static int
fail (GError *error)
{
  MadoApplication *application = mado_application_new_failed (error);

  (void) fprintf (stderr, "madoguchi: %s\n", error->message);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  g_error_free (error);
  return 1;
}

/* --- */

typedef struct
{
  const char *path; /* nullable */
  gboolean training;
  MadoDeskParts *parts; /* (transfer full): what was loaded, or NULL with error */
  GError *error;
} Loading;

static MadoDeskParts *
load (const Loading *loading, GError **error)
{
  g_autofree char *usual = mado_parts_default_settings ();
  g_autoptr (MadoSettings) settings
      = mado_settings_load (loading->path != NULL ? loading->path : usual, error);

  if (settings == NULL)
    return NULL;
  if (loading->training && !settings->training)
    {
      g_set_error (error, MADO_SETTINGS_ERROR, MADO_SETTINGS_ERROR_VALUE,
                   "%s: [desk] training is not yes", settings->file);
      return NULL;
    }
  return mado_parts_new (settings, error);
}

static void
load_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Loading *loading = data;

  loading->parts = load (loading, &loading->error);
  g_task_return_boolean (task, TRUE);
}

static gboolean
do_nothing (gpointer data, GError **error)
{
  return TRUE;
}

/* Files, keys and certificates are read while GTK finds its display: each takes a part of the time
 * to the first frame that the other need not wait for. */
static MadoDeskParts *
load_parts (const char *path, gboolean training, GError **error)
{
  Loading loading = { .path = path, .training = training };
  g_autoptr (MadoWorker) worker = mado_worker_new ("start");
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  /* GLib's reading of numbers makes its C locale when it is first needed.  Where two threads need
   * it at once, one waits, and takes what errno has from that for a wrong number: seen as a profile
   * that was refused, and in 3 of 1500 races of g_ascii_string_to_unsigned() in GLib 2.74. */
  (void) g_ascii_strtoull ("0", NULL, 10);
  g_task_set_task_data (task, &loading, NULL);
  mado_worker_run (worker, task, load_on_worker);
  gtk_init_check (); /* without a display g_application_run() says so */
  mado_worker_call (worker, do_nothing, NULL, NULL);
  if (loading.parts == NULL)
    g_propagate_error (error, loading.error);
  return loading.parts;
}

static gboolean
parse (int *argc, char ***argv, const GOptionEntry *entries)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  (void) fprintf (stderr, "madoguchi: %s\n", error->message);
  return FALSE;
}

static int
run (const char *path, gboolean training)
{
  GError *error = NULL;
  MadoDeskParts *parts = load_parts (path, training, &error);
  MadoDesk *desk;
  MadoApplication *application;
  int status;

  if (parts == NULL)
    return fail (error);
  desk = mado_desk_new (parts);
  application = mado_application_new (desk);
  status = g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  mado_desk_end (desk);
  return status;
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  gboolean training = FALSE;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "settings", 's', 0, G_OPTION_ARG_FILENAME, &path, N_ ("The desk's settings"), N_ ("FILE") },
    { "training", 0, 0, G_OPTION_ARG_NONE, &training,
      N_ ("Work on a simulated card, CA and printer; every page is marked as training"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    { NULL }
  };

  mado_secret_init_process ();
  mado_application_init_language ();
  if (!parse (&argc, &argv, entries))
    return 2;
  if (version)
    return printf ("madoguchi %s\n", PACKAGE_VERSION) < 0;
  if (training && path == NULL && g_getenv ("MADOGUCHI_SETTINGS") == NULL)
    return start_training ();
  return run (path, training);
}
