/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-stops.h"

#include "mado-desk-changes.h"
#include "mado-inquiry-word.h"
#include "mado-run-private.h"

/* --- running cases --- */

static void
tell_run (MadoDesk *self, const MadoChangeStop *stop)
{
  GListModel *runs = mado_desk_get_runs (self);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MadoRun) run = g_list_model_get_item (runs, i);

      if (mado_run_get_case (run)->case_id == stop->id)
        {
          mado_run_tell_change (run, stop);
          return;
        }
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stops = mado_desk_list_stops_finish (MADO_DESK (source), result, &error);

  if (stops == NULL)
    g_warning ("Running cases were not compared with the changes: %s", error->message);
  for (guint i = 0; stops != NULL && i < stops->len; i++)
    tell_run (MADO_DESK (source), g_ptr_array_index (stops, i));
}

void
mado_desk_tell_changes (MadoDesk *self)
{
  mado_desk_list_stops_async (self, MADO_CHANGE_STOPS_CASE, NULL, listed_cb, NULL);
}

/* --- letters --- */

gboolean
mado_desk_void_letter (MadoDeed *deed, const MadoChangeStop *stop, GError **error)
{
  g_autofree char *reason = g_strconcat ("change:", stop->kind, NULL);
  const MadoInquirySaid said
      = { .word = MADO_LETTER_VOID_IT, .now = deed->now, .today = deed->today, .reason = reason };
  g_autoptr (MadoInquiry) letter = mado_inquiry_load (deed->db, stop->id, error);
  g_autofree char *detail = g_strdup_printf ("{\"inquiry\":\"%s\",\"change\":%" G_GINT64_FORMAT "}",
                                             stop->number, stop->change_id);

  return letter != NULL && mado_inquiry_say (letter, deed->db, &said, error)
         && mado_change_note_handled (deed->db, MADO_CHANGE_STOPS_INQUIRY, stop->change_id,
                                      stop->id, deed->now, error)
         && mado_deed_event (deed, "inquiry.void", "ok", NULL, reason, detail, error);
}
