/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-run-card.h"

#include "mado-scp03.h"

/* clang-format off */
/* What an error of the card or its reader means for the row; all that is not here is FAIL. */
static const struct { gboolean is_card; int code; MadoOutcome outcome; } meanings[] = {
  { FALSE, MADO_READER_ERROR_NO_SERVICE,      MADO_OUTCOME_AGAIN     },
  { FALSE, MADO_READER_ERROR_NO_READER,       MADO_OUTCOME_AGAIN     },
  { FALSE, MADO_READER_ERROR_NO_CARD,         MADO_OUTCOME_CARD_GONE },
  { FALSE, MADO_READER_ERROR_UNRESPONSIVE,    MADO_OUTCOME_AGAIN     },
  { FALSE, MADO_READER_ERROR_BUSY,            MADO_OUTCOME_AGAIN     },
  { FALSE, MADO_READER_ERROR_RESET,           MADO_OUTCOME_AGAIN     },
  { FALSE, MADO_READER_ERROR_REMOVED,         MADO_OUTCOME_CARD_GONE },
  { FALSE, MADO_READER_ERROR_LOST,            MADO_OUTCOME_UNSURE    },
  { FALSE, MADO_READER_ERROR_NO_MEMORY,       MADO_OUTCOME_AGAIN     },
  { FALSE, MADO_READER_ERROR_FAILED,          MADO_OUTCOME_AGAIN     },
  { TRUE,  MADO_CARD_ERROR_DIFFERENT_CARD,    MADO_OUTCOME_CARD_GONE },
  { TRUE,  MADO_CARD_ERROR_SESSION_OVER,      MADO_OUTCOME_AGAIN     },
  { TRUE,  MADO_CARD_ERROR_UNSURE,            MADO_OUTCOME_UNSURE    },
  { TRUE,  MADO_CARD_ERROR_READ_BACK,         MADO_OUTCOME_UNSURE    },
};
/* clang-format on */

MadoOutcome
mado_run_card_outcome (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_error_matches (error, meanings[i].is_card ? MADO_CARD_ERROR : MADO_READER_ERROR,
                         meanings[i].code))
      return meanings[i].outcome;
  return MADO_OUTCOME_FAIL;
}

/* --- one conversation --- */

static gboolean
derive_keys (guint8 kvn, const guint8 *diversification, MadoScp03Keys *keys, gpointer data,
             GError **error)
{
  const MadoDeskParts *parts = data;

  mado_scp03_diversify (kvn == MADO_CARD_KEYS_COUNTER ? parts->master_counter
                                                      : parts->master_generator,
                        diversification, keys);
  return TRUE;
}

static gint64
monotonic (MadoRun *run)
{
  return mado_clock_monotonic (mado_run_get_parts (run)->clock);
}

gboolean
mado_run_card_begin (MadoRunCard *talk, MadoRun *run, guint8 kvn, const char *card_id,
                     const char *spki_sha256, GError **error)
{
  const MadoDeskParts *parts = mado_run_get_parts (run);
  MadoCardOptions options = { .keys = derive_keys, .keys_data = (gpointer) (guintptr) parts };

  talk->run = run;
  talk->began = monotonic (run);
  talk->session = mado_card_session_open (parts->reader, &options, kvn, NULL, error);
  if (talk->session == NULL)
    {
      mado_run_spent_card (run, monotonic (run) - talk->began, 0, 0);
      return FALSE;
    }
  return card_id == NULL || mado_card_session_expect (talk->session, card_id, spki_sha256, error);
}

/* The conversation lasts until the reader has reset the card. */
void
mado_run_card_end (MadoRunCard *talk)
{
  MadoTraffic traffic;

  if (talk->session == NULL)
    return;
  traffic = *mado_card_session_get_traffic (talk->session);
  g_clear_pointer (&talk->session, mado_card_session_close);
  mado_run_spent_card (talk->run, monotonic (talk->run) - talk->began, (guint) traffic.n_commands,
                       traffic.n_sent + traffic.n_received);
}

MadoOutcome
mado_run_card_conclude (gboolean held, GError *cause, GError **error)
{
  MadoOutcome outcome;

  if (held)
    return MADO_OUTCOME_OK;
  outcome = mado_run_card_outcome (cause);
  g_propagate_error (error, cause);
  return outcome;
}
