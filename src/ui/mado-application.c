/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-application.h"

#include "config.h"
#include "mado-announce.h"
#include "mado-dialog.h"
#include "mado-problem.h"
#include "mado-ui-resources.h"
#include "mado-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#define APPLICATION_ID "jp.madoguchi.Madoguchi"
#define ID_HASH_DIGITS 16

#define N_ENDS 3 /* signals that end the program in order */

#define FAILURE_WIDTH 800 /* pixels */
#define FAILURE_HEIGHT 480

struct _MadoApplication
{
  AdwApplication parent_instance;
  MadoDesk *desk;     /* owned; NULL when it could not be made */
  GError *failure;    /* owned, nullable: why not */
  guint ends[N_ENDS]; /* sources */
};

G_DEFINE_FINAL_TYPE (MadoApplication, mado_application, ADW_TYPE_APPLICATION)

/* "C" and "C.UTF-8" name no language. */
static gboolean
names_language (const char *value)
{
  return value != NULL && *value != '\0' && !g_str_equal (value, "C")
         && !g_str_has_prefix (value, "C.") && !g_str_equal (value, "POSIX");
}

/* The office's language, unless the environment names another. */
static gboolean
wants_japanese (void)
{
  static const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names_language (g_getenv (names[i])))
      return g_str_has_prefix (g_getenv (names[i]), "ja");
  return TRUE;
}

/* A bare machine has no Japanese locale: then C.UTF-8 with our catalogue does. */
void
mado_application_init_language (void)
{
  const char *folder = g_getenv ("MADO_LOCALE_DIR");
  gboolean japanese = wants_japanese ();
  const char *charset;

  if (setlocale (LC_ALL, "") == NULL || !g_get_charset (&charset)
      || g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    {
      g_unsetenv ("LC_ALL");
      (void) setlocale (LC_ALL, "C.UTF-8");
    }
  if (japanese)
    g_setenv ("LANGUAGE", "ja", TRUE);
  gtk_disable_setlocale (); /* GTK would warn of a locale that we have just dealt with */
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* Returns: (transfer none) (nullable): the clerk's window, whichever was used last. */
static GtkWindow *
find_window (GtkApplication *application)
{
  GtkWindow *found = NULL;

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (found == NULL || MADO_IS_WINDOW (item->data))
      found = item->data;
  return found;
}

/* The end of a session, and Ctrl-C, are a click on the window's X: nothing that was typed is lost.
 */
static gboolean
asked_to_end_cb (gpointer data)
{
  GtkWindow *window = find_window (data);

  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (data);
  return G_SOURCE_CONTINUE;
}

static void
mado_application_startup (GApplication *application)
{
  static const int signals[N_ENDS] = { SIGTERM, SIGHUP, SIGINT };
  MadoApplication *self = MADO_APPLICATION (application);

  mado_ui_register_resource ();
  G_APPLICATION_CLASS (mado_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  for (guint i = 0; i < N_ENDS; i++)
    self->ends[i] = g_unix_signal_add (signals[i], asked_to_end_cb, self);
}

/* An empty window is no use to anybody: it goes with its sentence, and the program with it. */
static void
tell_failure (MadoApplication *self)
{
  g_autofree char *sentence = mado_problem_sentence (self->failure->domain, self->failure->code);
  GtkWindow *window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (self)));
  AdwMessageDialog *dialog;

  gtk_window_set_title (window, _ ("Madoguchi"));
  gtk_window_set_default_size (window, FAILURE_WIDTH, FAILURE_HEIGHT);
  mado_announce_set_name (window, _ ("Madoguchi"));
  gtk_window_present (window);
  dialog = mado_dialog_new (window, _ ("The program cannot start"), sentence, _ ("Close"));
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (gtk_window_destroy), window);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
mado_application_activate (GApplication *application)
{
  MadoApplication *self = MADO_APPLICATION (application);
  GtkWindow *window = find_window (GTK_APPLICATION (self));

  if (window == NULL && self->failure != NULL)
    {
      tell_failure (self);
      return;
    }
  if (window == NULL)
    window = GTK_WINDOW (mado_window_new (GTK_APPLICATION (self), self->desk));
  gtk_window_present (window);
}

static void
mado_application_dispose (GObject *object)
{
  MadoApplication *self = MADO_APPLICATION (object);

  for (guint i = 0; i < N_ENDS; i++)
    g_clear_handle_id (&self->ends[i], g_source_remove);
  G_OBJECT_CLASS (mado_application_parent_class)->dispose (object);
  g_clear_object (&self->desk);
  g_clear_error (&self->failure);
}

static void
mado_application_class_init (MadoApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_application_dispose;
  G_APPLICATION_CLASS (klass)->startup = mado_application_startup;
  G_APPLICATION_CLASS (klass)->activate = mado_application_activate;
}

static void
mado_application_init (MadoApplication *self)
{
}

static MadoApplication *
new_application (const char *id, GApplicationFlags flags)
{
  return g_object_new (MADO_TYPE_APPLICATION, "application-id", id, "flags", flags,
                       "resource-base-path", "/jp/madoguchi/ui", "register-session", TRUE, NULL);
}

/* The id is what a session finds a program's first window by: two desks must not share it, or
 * whoever asks for training would be shown real cases.  The installed desk has the plain one, by
 * which a desktop finds name and icon. */
static char *
id_of_settings (const char *settings)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, settings, -1);

  if (g_str_equal (settings, SYSCONFDIR "/desk.ini"))
    return g_strdup (APPLICATION_ID);
  return g_strdup_printf ("%s.desk%.*s", APPLICATION_ID, ID_HASH_DIGITS, hash);
}

MadoApplication *
mado_application_new (MadoDesk *desk, const char *settings)
{
  g_autofree char *id = settings != NULL ? id_of_settings (settings) : g_strdup (APPLICATION_ID);
  MadoApplication *self = new_application (id, settings != NULL ? G_APPLICATION_DEFAULT_FLAGS
                                                                : G_APPLICATION_NON_UNIQUE);

  self->desk = g_object_ref (desk);
  return self;
}

MadoApplication *
mado_application_new_failed (const GError *failure)
{
  MadoApplication *self = new_application (APPLICATION_ID, G_APPLICATION_NON_UNIQUE);

  self->failure = g_error_copy (failure);
  return self;
}
