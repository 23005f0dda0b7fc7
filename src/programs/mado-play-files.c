/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-play-files.h"

#include "mado-run-private.h"
#include "mado-timing.h"

#include <stdio.h>

static gboolean
write_text (const char *out, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (out, name, NULL);

  return g_file_set_contents (path, text, -1, error);
}

typedef struct
{
  MadoDesk *desk;
  GBytes *der;       /* owned */
  GPtrArray *events; /* owned */
} Rest;

static gboolean
derive (guint8 kvn, const guint8 *diversification, MadoScp03Keys *keys, gpointer data,
        GError **error)
{
  const MadoDeskParts *parts = data;

  mado_scp03_diversify (parts->master_counter, diversification, keys);
  return TRUE;
}

/* The certificate as the card gives it back, not as the desk remembers it. */
static gboolean
read_card_on_worker (gpointer data, GError **error)
{
  Rest *rest = data;
  const MadoDeskParts *parts = mado_desk_get_parts (rest->desk);
  const MadoCardOptions options = { .keys = derive, .keys_data = (gpointer) (guintptr) parts };
  g_autoptr (MadoCardSession) session
      = mado_card_session_open (parts->reader, &options, MADO_CARD_KEYS_COUNTER, NULL, error);

  rest->der = session != NULL ? mado_card_session_read_certificate (session, error) : NULL;
  return rest->der != NULL;
}

static gboolean
read_events_on_worker (gpointer data, GError **error)
{
  Rest *rest = data;

  rest->events = mado_event_load_after (mado_desk_get_db (rest->desk), 0, 10000, error);
  return rest->events != NULL;
}

static gboolean
write_certificates (const char *out, Rest *rest, GError **error)
{
  g_autoptr (MadoCertificate) certificate = mado_certificate_new (rest->der, error);
  g_autofree char *pem = certificate != NULL ? mado_certificate_to_pem (certificate) : NULL;
  g_autofree char *ca
      = mado_certificate_to_pem (mado_ca_get_ca_certificate (mado_desk_get_parts (rest->desk)->ca));

  return pem != NULL && write_text (out, "certificate.pem", pem, error)
         && write_text (out, "ca.pem", ca, error);
}

/* A procedure that issued leaves the certificate; another one has none to leave. */
static gboolean
leave_certificates (const char *out, Rest *rest, const MadoCase *work, GError **error)
{
  return work->serial == NULL
         || (mado_worker_call (mado_desk_get_worker (rest->desk, MADO_BY_CARD), read_card_on_worker,
                               rest, error)
             && write_certificates (out, rest, error));
}

static gboolean
write_events (const char *out, GPtrArray *events, GError **error)
{
  GString *lines = g_string_new (NULL);
  gboolean held;

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *line = mado_event_to_json (g_ptr_array_index (events, i));

      g_string_append_printf (lines, "%s\n", line);
    }
  held = write_text (out, "events.jsonl", lines->str, error);
  g_string_free (lines, TRUE);
  return held;
}

static GPtrArray *
events_of (GPtrArray *events, const char *case_number)
{
  GPtrArray *mine = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      MadoEvent *event = g_ptr_array_index (events, i);

      if (g_strcmp0 (event->case_number, case_number) == 0)
        g_ptr_array_add (mine, event);
    }
  return mine;
}

gboolean
mado_play_files_leave (const char *out, gint64 cpu_us, MadoDesk *desk, MadoRun *run, GError **error)
{
  Rest rest = { .desk = desk };
  g_autoptr (GPtrArray) mine = NULL;
  g_autofree char *json = NULL;
  MadoTiming timing;
  gboolean held;

  if (!mado_worker_call (mado_desk_get_db_worker (desk), read_events_on_worker, &rest, error))
    return FALSE;
  mine = events_of (rest.events, mado_run_get_case (run)->number);
  mado_timing_measure (mine, &timing);
  timing.cpu_us = cpu_us;
  (void) printf (
      "\ntotal %.1f ms = card %.1f + CA %.1f + printer %.1f + desk %.1f (processor %.1f); "
      "%u APDUs, %u events\n",
      (double) timing.total_us / 1000, (double) timing.card_us / 1000, (double) timing.ca_us / 1000,
      (double) timing.print_us / 1000, (double) timing.desk_us / 1000,
      (double) timing.cpu_us / 1000, timing.apdus, timing.events);
  json = mado_timing_to_json (&timing, mine);
  held = out == NULL
         || (leave_certificates (out, &rest, mado_run_get_case (run), error)
             && write_events (out, rest.events, error)
             && write_text (out, "timing.json", json, error));
  g_ptr_array_unref (rest.events);
  g_clear_pointer (&rest.der, g_bytes_unref);
  return held;
}
