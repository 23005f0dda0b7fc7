/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-printer.h"

#include <stdlib.h>

typedef enum
{
  WAITING,
  PRINTED,
  FAILED,
  CANCELLED
} JobState;

typedef struct
{
  char *path;       /* owned; where the page goes */
  GBytes *document; /* owned; NULL once it is written */
  JobState state;
} Job;

struct _MadoSimPrinter
{
  GObject parent_instance;
  char *folder;     /* owned */
  GMutex lock;      /* guards the rest */
  GHashTable *jobs; /* owned; id -> Job, owned */
  int last_id;
  MadoSimPrinterFault fault;
};

static void printer_interface_init (MadoPrinterInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoSimPrinter, mado_sim_printer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PRINTER, printer_interface_init))

/* clang-format off */
static const struct
{
  MadoPrintState state; /* of a printer, or a waiting job, with this fault */
  gboolean refuses;
  MadoPrintError code;
} faults[] = {
  [MADO_SIM_PRINTER_READY]     = { MADO_PRINT_OK,              FALSE, 0                            },
  [MADO_SIM_PRINTER_PAPER_OUT] = { MADO_PRINT_PAPER_OUT,       FALSE, 0                            },
  [MADO_SIM_PRINTER_STOPPED]   = { MADO_PRINT_QUEUE_STOPPED,   FALSE, 0                            },
  [MADO_SIM_PRINTER_REJECTING] = { MADO_PRINT_QUEUE_REJECTING, TRUE,  MADO_PRINT_ERROR_REJECTED    },
  [MADO_SIM_PRINTER_GONE]      = { MADO_PRINT_NO_SERVICE,      TRUE,  MADO_PRINT_ERROR_NO_SERVICE  },
  [MADO_SIM_PRINTER_SILENT]    = { MADO_PRINT_OK,              FALSE, 0                            },
};
/* clang-format on */

static void
job_free (Job *job)
{
  g_free (job->path);
  g_clear_pointer (&job->document, g_bytes_unref);
  g_free (job);
}

static gboolean
has_paper (MadoSimPrinter *self)
{
  return self->fault == MADO_SIM_PRINTER_READY || self->fault == MADO_SIM_PRINTER_SILENT;
}

/* g_file_set_contents_full() writes a temporary file beside it, syncs and renames. */
static void
print_job (Job *job)
{
  gsize n_bytes;
  const char *bytes;

  if (job->state != WAITING)
    return;
  bytes = g_bytes_get_data (job->document, &n_bytes);
  job->state = g_file_set_contents_full (
                   job->path, bytes, (gssize) n_bytes,
                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL)
                   ? PRINTED
                   : FAILED;
  g_clear_pointer (&job->document, g_bytes_unref);
}

/* A job's title as a file's name: what a shell or another system could mind becomes "-". */
static char *
build_path (MadoSimPrinter *self, int id, const char *title)
{
  g_autofree char *plain = g_strdup (title == NULL ? "" : title);
  g_autofree char *name = NULL;

  g_strcanon (plain, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-_", '-');
  name = g_strdup_printf ("%04d-%s.pdf", id, plain);
  return g_build_filename (self->folder, name, NULL);
}

static Job *
add_job (MadoSimPrinter *self, const MadoPrintOrder *order)
{
  Job *job = g_new0 (Job, 1);

  self->last_id++;
  job->path = build_path (self, self->last_id, order->title);
  job->document = g_bytes_ref (order->document);
  g_hash_table_insert (self->jobs, GINT_TO_POINTER (self->last_id), job);
  return job;
}

/* Called on the worker, not when the fault goes: the window sets faults and must not write. */
static void
print_waiting_jobs (MadoSimPrinter *self)
{
  for (int id = 1; has_paper (self) && id <= self->last_id; id++)
    {
      Job *job = g_hash_table_lookup (self->jobs, GINT_TO_POINTER (id));

      if (job != NULL)
        print_job (job);
    }
}

static gboolean
submit_locked (MadoSimPrinter *self, const MadoPrintOrder *order, int *job_id, GError **error)
{
  Job *job;

  if (faults[self->fault].refuses)
    {
      g_set_error_literal (error, MADO_PRINT_ERROR, (int) faults[self->fault].code,
                           "The training printer takes no jobs");
      return FALSE;
    }
  job = add_job (self, order);
  print_waiting_jobs (self);
  if (job->state == FAILED)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FOLDER, "Cannot write %s", job->path);
      return FALSE;
    }
  if (self->fault == MADO_SIM_PRINTER_SILENT)
    {
      g_set_error_literal (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_UNSURE,
                           "The training printer does not answer");
      return FALSE;
    }
  *job_id = self->last_id;
  return TRUE;
}

static gboolean
submit (MadoPrinter *printer, const MadoPrintOrder *order, int *job_id, GError **error)
{
  MadoSimPrinter *self = MADO_SIM_PRINTER (printer);
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return submit_locked (self, order, job_id, error);
}

static MadoPrintState
read_state (MadoPrinter *printer, int job_id)
{
  static const MadoPrintState ended[] = { [PRINTED] = MADO_PRINT_DONE,
                                          [FAILED] = MADO_PRINT_JOB_ABORTED,
                                          [CANCELLED] = MADO_PRINT_JOB_CANCELLED };
  MadoSimPrinter *self = MADO_SIM_PRINTER (printer);
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Job *job = g_hash_table_lookup (self->jobs, GINT_TO_POINTER (job_id));

  print_waiting_jobs (self);
  if (job_id == 0 || self->fault == MADO_SIM_PRINTER_GONE)
    return faults[self->fault].state;
  if (job == NULL)
    return MADO_PRINT_JOB_UNKNOWN;
  if (job->state != WAITING)
    return ended[job->state];
  return faults[self->fault].state == MADO_PRINT_QUEUE_REJECTING ? MADO_PRINT_PRINTING
                                                                 : faults[self->fault].state;
}

static gboolean
cancel (MadoPrinter *printer, int job_id, GError **error)
{
  MadoSimPrinter *self = MADO_SIM_PRINTER (printer);
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Job *job = g_hash_table_lookup (self->jobs, GINT_TO_POINTER (job_id));

  if (self->fault == MADO_SIM_PRINTER_GONE)
    {
      g_set_error_literal (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_NO_SERVICE,
                           "The training printer is gone");
      return FALSE;
    }
  if (job != NULL && job->state == WAITING)
    {
      job->state = CANCELLED;
      g_clear_pointer (&job->document, g_bytes_unref);
      return TRUE;
    }
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_REJECTED, "Job %d is not waiting", job_id);
  return FALSE;
}

static const char *
get_name (MadoPrinter *printer)
{
  return MADO_SIM_PRINTER (printer)->folder;
}

void
mado_sim_printer_set_fault (MadoSimPrinter *self, MadoSimPrinterFault fault)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->fault = fault;
}

char *
mado_sim_printer_get_path (MadoSimPrinter *self, int job_id)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Job *job = g_hash_table_lookup (self->jobs, GINT_TO_POINTER (job_id));

  return job != NULL && job->state == PRINTED ? g_strdup (job->path) : NULL;
}

static void
mado_sim_printer_finalize (GObject *object)
{
  MadoSimPrinter *self = MADO_SIM_PRINTER (object);

  g_clear_pointer (&self->jobs, g_hash_table_unref);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  G_OBJECT_CLASS (mado_sim_printer_parent_class)->finalize (object);
}

static void
mado_sim_printer_class_init (MadoSimPrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_sim_printer_finalize;
}

static void
printer_interface_init (MadoPrinterInterface *iface)
{
  iface->get_name = get_name;
  iface->submit = submit;
  iface->read_state = read_state;
  iface->cancel = cancel;
}

static void
mado_sim_printer_init (MadoSimPrinter *self)
{
  g_mutex_init (&self->lock);
  self->jobs = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) job_free);
}

MadoSimPrinter *
mado_sim_printer_new (const char *folder, GError **error)
{
  g_autoptr (MadoSimPrinter) self = g_object_new (MADO_TYPE_SIM_PRINTER, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_mkdir_with_parents (folder, 0700) != 0 || (dir = g_dir_open (folder, 0, NULL)) == NULL)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FOLDER, "Cannot use the folder %s",
                   folder);
      return NULL;
    }
  self->folder = g_strdup (folder);
  while ((name = g_dir_read_name (dir)) != NULL)
    self->last_id = MAX (self->last_id, (int) g_ascii_strtoull (name, NULL, 10));
  return g_steal_pointer (&self);
}
