/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-print-state.h"

#include <cups/ipp.h>
#include <string.h>

typedef enum
{
  GOES_ON,
  BLOCKS,
  ENDS
} Weight;

/* clang-format off */
static const struct { const char *word; Weight weight; } states[MADO_PRINT_N_STATES] = {
  [MADO_PRINT_OK]              = { "ok",              GOES_ON },
  [MADO_PRINT_PRINTING]        = { "printing",        GOES_ON },
  [MADO_PRINT_DONE]            = { "done",            ENDS    },
  [MADO_PRINT_TONER_LOW]       = { "toner-low",       GOES_ON },
  [MADO_PRINT_TONER_OUT]       = { "toner-out",       BLOCKS  },
  [MADO_PRINT_PAPER_OUT]       = { "paper-out",       BLOCKS  },
  [MADO_PRINT_PAPER_JAM]       = { "paper-jam",       BLOCKS  },
  [MADO_PRINT_COVER_OPEN]      = { "cover-open",      BLOCKS  },
  [MADO_PRINT_QUEUE_STOPPED]   = { "queue-stopped",   BLOCKS  },
  [MADO_PRINT_QUEUE_REJECTING] = { "queue-rejecting", BLOCKS  },
  [MADO_PRINT_OFFLINE]         = { "offline",         BLOCKS  },
  [MADO_PRINT_NO_SERVICE]      = { "no-service",      BLOCKS  },
  [MADO_PRINT_UNKNOWN_QUEUE]   = { "unknown-queue",   BLOCKS  },
  [MADO_PRINT_JOB_HELD]        = { "job-held",        BLOCKS  },
  [MADO_PRINT_JOB_ABORTED]     = { "job-aborted",     ENDS    },
  [MADO_PRINT_JOB_CANCELLED]   = { "job-cancelled",   ENDS    },
  [MADO_PRINT_JOB_UNKNOWN]     = { "job-unknown",     ENDS    },
};

/* Keywords of printer-state-reasons without "-error", "-warning", "-report": RFC 8011 5.4.12 and
 * the IANA registry of IPP attributes.  The first row that matches any reason wins: what keeps
 * the paper from moving stands before what is only known of the connection. */
static const struct { const char *keyword; MadoPrintState state; } reasons[] = {
  { "media-jam",                    MADO_PRINT_PAPER_JAM       },
  { "cover-open",                   MADO_PRINT_COVER_OPEN      },
  { "door-open",                    MADO_PRINT_COVER_OPEN      },
  { "interlock-open",               MADO_PRINT_COVER_OPEN      },
  { "output-tray-missing",          MADO_PRINT_COVER_OPEN      },
  { "media-empty",                  MADO_PRINT_PAPER_OUT       },
  { "media-needed",                 MADO_PRINT_PAPER_OUT       },
  { "input-tray-missing",           MADO_PRINT_PAPER_OUT       },
  { "toner-empty",                  MADO_PRINT_TONER_OUT       },
  { "marker-supply-empty",          MADO_PRINT_TONER_OUT       },
  { "developer-empty",              MADO_PRINT_TONER_OUT       },
  { "marker-supply-missing",        MADO_PRINT_TONER_OUT       },
  { "offline",                      MADO_PRINT_OFFLINE         },
  { "shutdown",                     MADO_PRINT_OFFLINE         },
  { "timed-out",                    MADO_PRINT_OFFLINE         },
  { "connecting-to-device",         MADO_PRINT_OFFLINE         },
  { "paused",                       MADO_PRINT_QUEUE_STOPPED   },
  { "moving-to-paused",             MADO_PRINT_QUEUE_STOPPED   },
  { "stopping",                     MADO_PRINT_QUEUE_STOPPED   },
  { "hold-new-jobs",                MADO_PRINT_QUEUE_STOPPED   },
  { "spool-area-full",              MADO_PRINT_QUEUE_REJECTING },
  { "toner-low",                    MADO_PRINT_TONER_LOW       },
  { "marker-supply-low",            MADO_PRINT_TONER_LOW       },
  { "developer-low",                MADO_PRINT_TONER_LOW       },
};
/* clang-format on */

static gboolean
is_keyword (const char *reason, const char *keyword)
{
  static const char *const suffixes[] = { "", "-error", "-warning", "-report" };
  gsize n = strlen (keyword);

  if (strncmp (reason, keyword, n) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_equal (reason + n, suffixes[i]))
      return TRUE;
  return FALSE;
}

static MadoPrintState
judge_reasons (const char *const *given)
{
  for (gsize row = 0; row < G_N_ELEMENTS (reasons); row++)
    for (gsize i = 0; given != NULL && given[i] != NULL; i++)
      if (is_keyword (given[i], reasons[row].keyword))
        return reasons[row].state;
  return MADO_PRINT_OK;
}

static MadoPrintState
judge_printer (const MadoPrintReading *reading)
{
  MadoPrintState state = judge_reasons (reading->reasons);

  if (mado_print_state_is_blocking (state))
    return state;
  if (reading->printer_state == IPP_PSTATE_STOPPED)
    return MADO_PRINT_QUEUE_STOPPED;
  return reading->accepting ? state : MADO_PRINT_QUEUE_REJECTING;
}

/* A job that is already in does not mind that the queue takes no others. */
static MadoPrintState
judge_waiting_job (const MadoPrintReading *reading)
{
  MadoPrintState state = judge_printer (reading);

  if (mado_print_state_is_blocking (state) && state != MADO_PRINT_QUEUE_REJECTING)
    return state;
  return reading->job_state == IPP_JSTATE_STOPPED ? MADO_PRINT_QUEUE_STOPPED : MADO_PRINT_PRINTING;
}

MadoPrintState
mado_print_state_judge (const MadoPrintReading *reading)
{
  switch (reading->job_state)
    {
    case 0:
      return judge_printer (reading);
    case IPP_JSTATE_HELD:
      return MADO_PRINT_JOB_HELD;
    case IPP_JSTATE_COMPLETED:
      return MADO_PRINT_DONE;
    case IPP_JSTATE_CANCELED:
      return MADO_PRINT_JOB_CANCELLED;
    case IPP_JSTATE_ABORTED:
      return MADO_PRINT_JOB_ABORTED;
    default:
      return judge_waiting_job (reading);
    }
}

gboolean
mado_print_state_is_final (MadoPrintState state)
{
  return states[state].weight == ENDS;
}

gboolean
mado_print_state_is_blocking (MadoPrintState state)
{
  return states[state].weight == BLOCKS;
}

const char *
mado_print_state_to_string (MadoPrintState state)
{
  return states[state].word;
}
