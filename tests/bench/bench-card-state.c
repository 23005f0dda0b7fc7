/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-card-state READER N: reads all that the desk knows of a card, N times
 *
 * Each time a whole conversation: connect, select, identify, SCP03, life cycle, tries, public key,
 * certificate, reset.  Prints the microseconds of each and the length of the certificate. */
#include "config.h"

#include "mado-card-session.h"
#include "mado-reader-pcsc.h"
#include "mado-scp03.h"
#include "mado-sim-card-personalise.h"
#include "mado-worker.h"

#include <stdio.h>
#include <stdlib.h>

static gboolean
training_keys (guint8 kvn, const guint8 *diversification, MadoScp03Keys *keys, gpointer data,
               GError **error)
{
  g_autoptr (MadoSecret) master = mado_sim_training_master (kvn);

  mado_scp03_diversify (master, diversification, keys);
  return TRUE;
}

static gboolean
read_once (MadoReader *reader, GError **error)
{
  const MadoCardOptions options = { .keys = training_keys };
  const gint64 began = g_get_monotonic_time ();
  MadoCardSession *session
      = mado_card_session_open (reader, &options, MADO_CARD_KEYS_COUNTER, NULL, error);
  g_autoptr (MadoCardState) state
      = session != NULL ? mado_card_session_read_state (session, error) : NULL;

  g_clear_pointer (&session, mado_card_session_close);
  if (state == NULL)
    return FALSE;
  if (state->certificate == NULL)
    {
      g_set_error_literal (error, MADO_CARD_ERROR, MADO_CARD_ERROR_NO_CERTIFICATE,
                           "no certificate on the card");
      return FALSE;
    }
  printf ("%" G_GINT64_FORMAT " %" G_GSIZE_FORMAT "\n", g_get_monotonic_time () - began,
          g_bytes_get_size (state->certificate));
  return TRUE;
}

/* A reader belongs to one worker. */
typedef struct
{
  const char *name;
  int times;
} Order;

static gboolean
read_on_worker (gpointer data, GError **error)
{
  const Order *order = data;
  g_autoptr (MadoReader) reader = mado_reader_pcsc_new (order->name);

  for (int i = 0; i < order->times; i++)
    if (!read_once (reader, error))
      return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (MadoWorker) worker = NULL;
  g_autoptr (GError) error = NULL;
  Order order;

  mado_secret_init_process ();
  if (argc != 3)
    {
      fprintf (stderr, "usage: bench-card-state READER N\n");
      return 2;
    }
  order = (Order){ argv[1], atoi (argv[2]) };
  worker = mado_worker_new ("card");
  if (mado_worker_call (worker, read_on_worker, &order, &error))
    return 0;
  fprintf (stderr, "bench-card-state: %s\n", error->message);
  return 1;
}
