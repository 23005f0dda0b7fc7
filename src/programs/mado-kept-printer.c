/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-kept-printer.h"

#include <string.h>

struct _MadoKeptPrinter
{
  GObject parent_instance;
  MadoPrinter *printer; /* owned: does the work */
  char *folder;         /* owned */
};

static const char *
get_name (MadoPrinter *printer)
{
  return mado_printer_get_name (MADO_KEPT_PRINTER (printer)->printer);
}

/* "20261126-001 receipt" is kept as receipt.pdf, "letters of inquiry 1/1" as
 * letters-of-inquiry-1-1.pdf. */
static char *
file_name (const char *title)
{
  const char *blank = strrchr (title, ' ');
  g_autofree char *name
      = g_strdup (blank != NULL && strchr (blank, '/') == NULL ? blank + 1 : title);

  return g_strconcat (g_strdelimit (name, " /", '-'), ".pdf", NULL);
}

static gboolean
keep (MadoKeptPrinter *self, const MadoPrintOrder *order, GError **error)
{
  g_autofree char *file = file_name (order->title);
  g_autofree char *path = g_build_filename (self->folder, file, NULL);
  g_autoptr (GError) cause = NULL;
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (order->document, &n_bytes);

  if (g_file_set_contents (path, bytes, (gssize) n_bytes, &cause))
    return TRUE;
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FOLDER, "%s", cause->message);
  return FALSE;
}

static gboolean
submit (MadoPrinter *printer, const MadoPrintOrder *order, int *job_id, GError **error)
{
  MadoKeptPrinter *self = MADO_KEPT_PRINTER (printer);

  return keep (self, order, error) && mado_printer_submit (self->printer, order, job_id, error);
}

static MadoPrintState
read_state (MadoPrinter *printer, int job_id)
{
  return mado_printer_read_state (MADO_KEPT_PRINTER (printer)->printer, job_id);
}

static gboolean
cancel (MadoPrinter *printer, int job_id, GError **error)
{
  return mado_printer_cancel (MADO_KEPT_PRINTER (printer)->printer, job_id, error);
}

static void
printer_iface_init (MadoPrinterInterface *iface)
{
  iface->get_name = get_name;
  iface->submit = submit;
  iface->read_state = read_state;
  iface->cancel = cancel;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoKeptPrinter, mado_kept_printer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PRINTER, printer_iface_init))

static void
mado_kept_printer_finalize (GObject *object)
{
  MadoKeptPrinter *self = MADO_KEPT_PRINTER (object);

  g_object_unref (self->printer);
  g_free (self->folder);
  G_OBJECT_CLASS (mado_kept_printer_parent_class)->finalize (object);
}

static void
mado_kept_printer_class_init (MadoKeptPrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_kept_printer_finalize;
}

static void
mado_kept_printer_init (MadoKeptPrinter *self)
{
}

MadoPrinter *
mado_kept_printer_new (MadoPrinter *printer, const char *folder)
{
  MadoKeptPrinter *self = g_object_new (MADO_TYPE_KEPT_PRINTER, NULL);

  self->printer = printer;
  self->folder = g_strdup (folder);
  return MADO_PRINTER (self);
}
