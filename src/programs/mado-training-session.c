/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-training-session.h"

#include "mado-reader-watch.h"
#include "mado-training-child.h"
#include "mado-training-pcscd.h"
#include "mado-training-ports.h"
#include "mado-training-printer.h"

#include <glib/gstdio.h>
#include <string.h>

#define OPERATOR_SLOT MADO_TRAINING_READER " 00 00"
#define RESIDENT_SLOT MADO_TRAINING_READER " 00 01"
#define START_S 30 /* until all answer: pcscd sees a card after 0.4 to 1 s */
#define LISTENING "listening on "

typedef enum
{
  PART_PCSCD,
  PART_CARD,
  PART_CA,
  N_CHILDREN,
  PART_OPERATOR_CARD = N_CHILDREN, /* seen through pcscd */
  PART_RESIDENT_CARD,
  PART_PRINTER,
  N_PARTS,
} Part;

static const char *const part_names[N_PARTS] = {
  "pcscd",      "madoguchi-card", "madoguchi-ca", "the operator's card", "the resident's card",
  "the printer"
};

struct _MadoTrainingSession
{
  GObject parent_instance;
  MadoTrainingFolder *folder; /* not owned */
  char *keygen_ms, *printer_wanted, *control;
  char *runtime;     /* owned: sockets and reader file; short, for sun_path has 108 bytes */
  char *pcsc_socket; /* owned */
  char *ca_url;      /* owned, nullable */
  char *printer_uri; /* owned, nullable: the pages go to a folder */
  char *settings;    /* owned */
  guint16 port;
  MadoTrainingChild *children[N_CHILDREN]; /* owned */
  MadoTrainingPrinter *printer;            /* owned, nullable */
  MadoReaderWatch *watch;                  /* owned, nullable */
  GCancellable *cancellable;               /* owned */
  gboolean answers[N_PARTS];
  gboolean told; /* ready or failed */
  guint limit;   /* source */
  const char *env[7];
};

G_DEFINE_FINAL_TYPE (MadoTrainingSession, mado_training_session, G_TYPE_OBJECT)

enum
{
  READY,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- telling --- */

static void
tell_failed (MadoTrainingSession *self, const GError *error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
child_ended_cb (MadoTrainingChild *child, gpointer data)
{
  g_autofree char *log
      = mado_training_folder_get_file (MADO_TRAINING_SESSION (data)->folder, "log");
  g_autoptr (GError) error = g_error_new (
      MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_ENDED,
      "%s ended by itself (status %d); what it said may be in %s",
      mado_training_child_get_name (child), mado_training_child_get_status (child), log);

  tell_failed (data, error);
}

static gboolean
late_cb (gpointer data)
{
  MadoTrainingSession *self = data;
  GString *missing = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  self->limit = 0;
  for (guint i = 0; i < N_PARTS; i++)
    if (!self->answers[i])
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", part_names[i]);
  error = g_error_new (MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_SILENT, "no answer within %d s: %s",
                       START_S, missing->str);
  g_string_free (missing, TRUE);
  tell_failed (self, error);
  return G_SOURCE_REMOVE;
}

static gboolean
write_settings (MadoTrainingSession *self, GError **error)
{
  const MadoTrainingPlaces places
      = { .reader = RESIDENT_SLOT, .ca_url = self->ca_url, .printer = self->printer_uri };

  return mado_training_folder_write_settings (self->folder, &places, error);
}

static void
part_answers (MadoTrainingSession *self, Part part)
{
  g_autoptr (GError) error = NULL;

  self->answers[part] = TRUE;
  for (guint i = 0; i < N_PARTS; i++)
    if (!self->answers[i])
      return;
  if (self->told)
    return;
  self->told = TRUE;
  g_clear_handle_id (&self->limit, g_source_remove);
  if (write_settings (self, &error))
    g_signal_emit (self, signals[READY], 0);
  else
    tell_failed (self, error);
}

/* --- pcscd --- */

static gboolean
start_pcscd (MadoTrainingSession *self, GError **error)
{
  g_autofree char *log = mado_training_folder_get_file (self->folder, "log/pcscd.log");
  const MadoTrainingPcscdOrder order = { .runtime = self->runtime,
                                         .socket = self->pcsc_socket,
                                         .log = log,
                                         .port = self->port,
                                         .ended = child_ended_cb,
                                         .data = self };

  self->answers[PART_PCSCD] = TRUE; /* that the cards are seen says more */
  self->children[PART_PCSCD] = mado_training_pcscd_start (&order, error);
  return self->children[PART_PCSCD] != NULL;
}

/* --- our own programs --- */

static char *
beside_us (const char *name)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self != NULL ? self : "./");

  return g_build_filename (folder, name, NULL);
}

static gboolean
start_ours (MadoTrainingSession *self, Part part, const char **argv, GError **error)
{
  g_autofree char *program = beside_us (part_names[part]);
  g_autofree char *file = g_strconcat ("log/", part_names[part], ".log", NULL);
  g_autofree char *log = mado_training_folder_get_file (self->folder, file);
  const MadoTrainingOrder order = { .name = part_names[part],
                                    .argv = argv,
                                    .log = log,
                                    .reads_stdout = part == PART_CA,
                                    .ended = child_ended_cb,
                                    .data = self };

  argv[0] = program;
  self->children[part] = mado_training_child_start (&order, error);
  return self->children[part] != NULL;
}

static gboolean
start_card (MadoTrainingSession *self, GError **error)
{
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *cards = mado_training_folder_get_file (self->folder, "cards");
  const char *argv[] = { NULL,        "--port",      port,          "--state",       cards,
                         "--control", self->control, "--keygen-ms", self->keygen_ms, NULL };

  self->answers[PART_CARD] = TRUE; /* that its cards are seen says more */
  return start_ours (self, PART_CARD, argv, error);
}

static void
ca_line_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoTrainingSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = mado_training_child_read_line_finish (source, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    return tell_failed (self, error);
  if (line == NULL)
    return; /* it ended, which is told by itself */
  if (!g_str_has_prefix (line, LISTENING))
    {
      error = g_error_new (MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_SILENT,
                           "madoguchi-ca does not say where it listens: %s", line);
      return tell_failed (self, error);
    }
  self->ca_url = g_strdup (line + strlen (LISTENING));
  part_answers (self, PART_CA);
}

static gboolean
start_ca (MadoTrainingSession *self, GError **error)
{
  g_autofree char *folder = mado_training_folder_get_file (self->folder, "ca");
  g_autofree char *calendar = mado_training_folder_get_file (self->folder, MADO_TRAINING_CALENDAR);
  const char *argv[] = { NULL, "--serve", folder, "--port", "0", "--calendar", calendar, NULL };

  if (!start_ours (self, PART_CA, argv, error))
    return FALSE;
  mado_training_child_read_line_async (self->children[PART_CA], self->cancellable, ca_line_cb,
                                       g_object_ref (self));
  return TRUE;
}

/* --- reader and cards, as every other program will see them --- */

static void
slot_changed_cb (MadoReaderWatch *watch, const char *name, const MadoSlot *slot,
                 MadoTrainingSession *self)
{
  if (slot->state != MADO_SLOT_CARD)
    return;
  if (g_str_equal (name, OPERATOR_SLOT))
    part_answers (self, PART_OPERATOR_CARD);
  else if (g_str_equal (name, RESIDENT_SLOT))
    part_answers (self, PART_RESIDENT_CARD);
}

static void
start_watch (MadoTrainingSession *self)
{
  g_setenv ("PCSCLITE_CSOCK_NAME", self->pcsc_socket, TRUE);
  self->watch = mado_reader_watch_new ();
  g_signal_connect_object (self->watch, "slot-changed", G_CALLBACK (slot_changed_cb), self, 0);
  mado_reader_watch_start (self->watch);
}

/* --- printer --- */

static void
printer_ready_cb (const char *uri, gpointer data)
{
  MadoTrainingSession *self = data;

  self->printer_uri = g_strdup (uri);
  part_answers (self, PART_PRINTER);
}

static void
printer_failed_cb (GError *error, gpointer data)
{
  tell_failed (data, error);
  g_error_free (error);
}

static gboolean
start_ippeveprinter (MadoTrainingSession *self, GError **error)
{
  g_autofree char *kept = mado_training_folder_get_file (self->folder, "prints");
  g_autofree char *log = mado_training_folder_get_file (self->folder, "log/ippeveprinter.log");
  const MadoTrainingPrinterOrder order = { .runtime = self->runtime,
                                           .kept = kept,
                                           .log = log,
                                           .ready = printer_ready_cb,
                                           .failed = printer_failed_cb,
                                           .ended = child_ended_cb,
                                           .data = self };
  const char *missing;

  if (!mado_training_printer_can_run (&missing))
    {
      g_set_error (error, MADO_TRAINING_ERROR, MADO_TRAINING_ERROR_MISSING,
                   "no IPP printer without %s: install %s, or take --printer folder", missing,
                   g_str_equal (missing, "dbus-daemon") ? "dbus" : "cups-ipp-utils");
      return FALSE;
    }
  self->printer = mado_training_printer_start (&order, error);
  return self->printer != NULL;
}

static gboolean
start_printer (MadoTrainingSession *self, GError **error)
{
  if (g_str_equal (self->printer_wanted, "ippeveprinter"))
    return start_ippeveprinter (self, error);
  if (!g_str_equal (self->printer_wanted, "folder"))
    self->printer_uri = g_strdup (self->printer_wanted);
  part_answers (self, PART_PRINTER);
  return TRUE;
}

/* --- the whole --- */

static gboolean
make_runtime (MadoTrainingSession *self, GError **error)
{
  self->runtime = g_dir_make_tmp ("madoguchi-training-XXXXXX", error);
  if (self->runtime == NULL)
    return FALSE;
  self->pcsc_socket = g_build_filename (self->runtime, MADO_TRAINING_PCSCD_SOCKET, NULL);
  if (self->control == NULL)
    self->control = g_build_filename (self->runtime, "card.control", NULL);
  return TRUE;
}

gboolean
mado_training_session_start (MadoTrainingSession *self, GError **error)
{
  if (!mado_training_pcscd_can_run (error) || !make_runtime (self, error))
    return FALSE;
  self->port = mado_training_find_ports (2);
  self->limit = g_timeout_add_seconds (START_S, late_cb, self);
  if (!start_pcscd (self, error) || !start_card (self, error) || !start_ca (self, error)
      || !start_printer (self, error))
    return FALSE;
  start_watch (self);
  return TRUE;
}

const char *const *
mado_training_session_get_env (MadoTrainingSession *self)
{
  self->env[0] = "MADOGUCHI_SETTINGS";
  self->env[1] = self->settings;
  self->env[2] = "PCSCLITE_CSOCK_NAME";
  self->env[3] = self->pcsc_socket;
  self->env[4] = "MADOGUCHI_CARD_CONTROL";
  self->env[5] = self->control;
  return self->env;
}

char *
mado_training_session_describe (MadoTrainingSession *self)
{
  return g_strdup_printf ("reader \"%s\", cards on ports %u and %u, CA %s, printer %s",
                          MADO_TRAINING_READER, self->port, self->port + 1U, self->ca_url,
                          self->printer_uri != NULL ? self->printer_uri : "folder prints/");
}

MadoTrainingSession *
mado_training_session_new (MadoTrainingFolder *folder, const MadoTrainingOptions *options)
{
  MadoTrainingSession *self = g_object_new (MADO_TYPE_TRAINING_SESSION, NULL);

  self->folder = folder;
  self->settings = mado_training_folder_get_file (folder, "desk.ini");
  self->keygen_ms = g_strdup (options->keygen_ms);
  self->printer_wanted = g_strdup (options->printer);
  self->control = g_strdup (options->control);
  return self;
}

static void
remove_runtime (const MadoTrainingSession *self)
{
  static const char *const names[] = { MADO_TRAINING_PCSCD_FILES, "card.control", "bus", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->runtime, names[i], NULL);

      (void) g_remove (path); /* some were never made */
    }
}

/* The users of a service end before the service. */
static void
mado_training_session_dispose (GObject *object)
{
  MadoTrainingSession *self = MADO_TRAINING_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->limit, g_source_remove);
  if (self->watch != NULL)
    mado_reader_watch_end (self->watch);
  g_clear_object (&self->watch);
  if (self->printer != NULL)
    mado_training_printer_stop (self->printer);
  g_clear_object (&self->printer);
  for (guint i = N_CHILDREN; i-- > 0;)
    g_clear_pointer (&self->children[i], mado_training_child_free);
  if (self->runtime != NULL)
    remove_runtime (self);
  g_clear_pointer (&self->runtime, g_free);
  G_OBJECT_CLASS (mado_training_session_parent_class)->dispose (object);
}

static void
mado_training_session_finalize (GObject *object)
{
  MadoTrainingSession *self = MADO_TRAINING_SESSION (object);

  g_object_unref (self->cancellable);
  g_free (self->keygen_ms);
  g_free (self->printer_wanted);
  g_free (self->control);
  g_free (self->pcsc_socket);
  g_free (self->ca_url);
  g_free (self->printer_uri);
  g_free (self->settings);
  G_OBJECT_CLASS (mado_training_session_parent_class)->finalize (object);
}

static void
mado_training_session_class_init (MadoTrainingSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mado_training_session_dispose;
  object_class->finalize = mado_training_session_finalize;
  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mado_training_session_init (MadoTrainingSession *self)
{
  self->cancellable = g_cancellable_new ();
}
