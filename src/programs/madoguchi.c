/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi - the counter workstation with its screens */
#include "config.h"

#include "mado-application.h"
#include "mado-parts.h"
#include "mado-secret.h"
#include "mado-worker.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
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
fail (const GError *error)
{
  MadoApplication *application = mado_application_new_failed (error);

  (void) fprintf (stderr, "madoguchi: %s\n", error->message);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  return 1;
}

/* GTK itself would crash on its way to a first window. */
static int
fail_without_display (const GError *error)
{
  if (error != NULL)
    (void) fprintf (stderr, "madoguchi: %s\n", error->message);
  (void) fprintf (stderr, "madoguchi: %s\n",
                  _ ("there is no display (DISPLAY, WAYLAND_DISPLAY) to show the window on; "
                     "madoguchictl works without one"));
  return 1;
}

/* --- */

typedef struct
{
  const char *path; /* nullable */
  gboolean training;
  MadoDeskParts *parts; /* owned: what was loaded, or NULL with error */
  char *settings;       /* owned: the file that was read, without links; NULL with error */
  GError *error;        /* owned */
  gboolean has_display;
} Loading;

static void
loading_clear (Loading *loading)
{
  g_clear_pointer (&loading->parts, mado_desk_parts_free);
  g_free (loading->settings);
  g_clear_error (&loading->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loading, loading_clear)

static char *
without_links (const char *file)
{
  char *real = realpath (file, NULL);
  char *copy = g_strdup (real != NULL ? real : file);

  free (real);
  return copy;
}

static MadoDeskParts *
load (Loading *loading, GError **error)
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
  loading->settings = without_links (settings->file);
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
static void
load_parts (Loading *loading)
{
  g_autoptr (MadoWorker) worker = mado_worker_new ("start");
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  /* GLib's reading of numbers makes its C locale when it is first needed.  Where two threads need
   * it at once, one waits, and takes what errno has from that for a wrong number: seen as a profile
   * that was refused, and in 3 of 1500 races of g_ascii_string_to_unsigned() in GLib 2.74. */
  (void) g_ascii_strtoull ("0", NULL, 10);
  g_task_set_task_data (task, loading, NULL);
  mado_worker_run (worker, task, load_on_worker);
  loading->has_display = gtk_init_check ();
  mado_worker_call (worker, do_nothing, NULL, NULL);
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
  g_auto (Loading) loading = { .path = path, .training = training };
  MadoDesk *desk;
  MadoApplication *application;
  int status;

  load_parts (&loading);
  if (!loading.has_display)
    return fail_without_display (loading.error);
  if (loading.parts == NULL)
    return fail (loading.error);
  desk = mado_desk_new (g_steal_pointer (&loading.parts));
  application = mado_application_new (desk, loading.settings);
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
