/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchictl changes: imports a file of changes of resident data, without a screen */
#include "config.h"

#include "mado-command.h"

#include "mado-desk-changes.h"
#include "mado-parts.h"
#include "mado-password-line.h"

#include <stdio.h>

typedef struct
{
  char *settings, *report, *operator_id, *password_file; /* owned */
  MadoSecret *password;                                  /* owned; until the sign-in takes it */
} Order;

static void
order_clear (Order *order)
{
  g_free (order->settings);
  g_free (order->report);
  g_free (order->operator_id);
  g_free (order->password_file);
  g_clear_pointer (&order->password, mado_secret_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **kept)
{
  while (*kept == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *kept;
}

static gboolean
open_desk (MadoDesk *desk, Order *order, GError **error)
{
  g_autoptr (GAsyncResult) opened = NULL, signed_in = NULL;

  mado_desk_open_async (desk, NULL, keep_result_cb, &opened);
  if (!mado_desk_open_finish (desk, wait_for (&opened), error))
    return FALSE;
  mado_desk_sign_in_async (desk, order->operator_id, g_steal_pointer (&order->password), NULL,
                           keep_result_cb, &signed_in);
  return mado_desk_sign_in_finish (desk, wait_for (&signed_in), NULL, error);
}

static void
progress (const MadoImport *import, gpointer data)
{
  (void) fprintf (stderr, "\r%u rows", import->n_good + import->n_known + import->n_bad);
}

static void
print_sum (const MadoImport *import)
{
  (void) fprintf (stderr, "\n");
  for (guint i = 0; i < import->bad->len; i++)
    {
      const MadoImportBadRow *row = &g_array_index (import->bad, MadoImportBadRow, i);

      (void) printf ("line %" G_GUINT64_FORMAT ": %s\n", row->line,
                     mado_change_fault_to_words (row->fault));
    }
  (void) printf ("taken %u, known before %u, bad %u; certificates met %u, running cases %u, "
                 "letters %u\n",
                 import->n_good, import->n_known, import->n_bad, import->n_certificates,
                 import->n_cases, import->n_inquiries);
}

static gboolean
import_file (MadoDesk *desk, const Order *order, const char *path, guint *n_bad, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoImport) import = NULL;

  mado_desk_import_changes_async (desk, path, order->report, progress, NULL, NULL, keep_result_cb,
                                  &result);
  import = mado_desk_import_changes_finish (desk, wait_for (&result), error);
  if (import == NULL)
    return FALSE;
  print_sum (import);
  *n_bad = import->n_bad;
  return TRUE;
}

static int
run (Order *order, const char *path)
{
  g_autoptr (MadoSettings) settings = mado_command_settings (order->settings);
  MadoDeskParts *parts;
  MadoDesk *desk;
  GError *error = NULL;
  guint n_bad = 0;

  if (settings == NULL)
    return 1;
  order->password = mado_password_line_of_file (order->password_file, &error);
  parts = order->password != NULL ? mado_parts_new (settings, &error) : NULL;
  if (parts == NULL)
    return mado_command_fail (error);
  desk = mado_desk_new (parts);
  if (open_desk (desk, order, &error))
    import_file (desk, order, path, &n_bad, &error);
  mado_desk_end (desk);
  if (error != NULL)
    return mado_command_fail (error);
  return n_bad == 0 ? 0 : 1;
}

int
mado_command_changes (int argc, char **argv)
{
  g_auto (Order) order = { NULL };
  const GOptionEntry entries[]
      = { { "settings", 's', 0, G_OPTION_ARG_FILENAME, &order.settings, "the desk's settings",
            "FILE" },
          { "report", 'r', 0, G_OPTION_ARG_FILENAME, &order.report,
            "write every bad row there as line,reason,explanation", "FILE" },
          { "operator", 'o', 0, G_OPTION_ARG_STRING, &order.operator_id, "who imports", "ID" },
          { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &order.password_file,
            "its first line signs in", "FILE" },
          { NULL } };

  if (!mado_command_parse (
          &argc, &argv, entries, "import FILE",
          "Imports a file of changes of resident data (CSV, UTF-8 or CP932). Good "
          "rows are kept, bad ones are listed.\nExit status: 0 all rows were good, "
          "1 some were not or it failed."))
    return 2;
  if (argc != 3 || !g_str_equal (argv[1], "import") || order.operator_id == NULL
      || order.password_file == NULL)
    {
      (void) fprintf (stderr, "madoguchictl: see madoguchictl changes --help\n");
      return 2;
    }
  return run (&order, argv[2]);
}
