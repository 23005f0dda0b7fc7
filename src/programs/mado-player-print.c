/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-player-print.h"

#include "mado-desk-letters.h"

/* A printer that waits for a person has nobody here. */
static void
printer_cb (MadoPrintBatch *batch, guint state, gpointer data)
{
  if (mado_print_state_is_blocking ((MadoPrintState) state))
    mado_print_batch_stop (batch);
}

gboolean
mado_player_print_letter (MadoDesk *desk, gint64 inquiry_id, GError **error)
{
  g_autoptr (MadoPrintBatch) batch = mado_desk_print_letters (desk, &inquiry_id, 1);
  const GError *cause;

  g_signal_connect (batch, "printer", G_CALLBACK (printer_cb), NULL);
  mado_print_batch_start (batch);
  while (mado_print_batch_is_running (batch))
    g_main_context_iteration (NULL, TRUE);
  if (mado_print_batch_get_letter (batch, 0) == MADO_BATCH_PRINTED)
    return TRUE;
  cause = mado_print_batch_get_error (batch, 0);
  if (cause != NULL)
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the letter may not have come out");
  return FALSE;
}
