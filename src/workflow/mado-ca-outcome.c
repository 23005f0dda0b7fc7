/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-ca-outcome.h"

#include "mado-ca.h"

/* clang-format off */
static const struct { MadoCaError code; MadoOutcome outcome; } meanings[] = {
  { MADO_CA_ERROR_UNREACHABLE,    MADO_OUTCOME_AGAIN     },
  { MADO_CA_ERROR_UNAVAILABLE,    MADO_OUTCOME_AGAIN     },
  { MADO_CA_ERROR_WAITING,        MADO_OUTCOME_AGAIN     },
  { MADO_CA_ERROR_REFUSED,        MADO_OUTCOME_FAIL      },
  { MADO_CA_ERROR_RA_EXPIRED,     MADO_OUTCOME_FAIL      },
  { MADO_CA_ERROR_BAD_REQUEST,    MADO_OUTCOME_FAIL      },
  { MADO_CA_ERROR_NOT_CONFIRMED,  MADO_OUTCOME_CARD_GONE }, /* the row's way to asking, then cleaning the card */
  { MADO_CA_ERROR_NO_ANSWER,      MADO_OUTCOME_UNSURE    },
  { MADO_CA_ERROR_BAD_ANSWER,     MADO_OUTCOME_UNSURE    },
  { MADO_CA_ERROR_WRONG_KEY,      MADO_OUTCOME_UNSURE    },
  { MADO_CA_ERROR_CONFIRM_UNSURE, MADO_OUTCOME_UNSURE    },
};
/* clang-format on */

static MadoOutcome
outcome_of (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_error_matches (error, MADO_CA_ERROR, (int) meanings[i].code))
      return meanings[i].outcome;
  return MADO_OUTCOME_AGAIN; /* cancelled before it was sent */
}

MadoOutcome
mado_ca_outcome (GError *cause, GError **error)
{
  MadoOutcome outcome = outcome_of (cause);

  g_propagate_error (error, cause);
  return outcome;
}
