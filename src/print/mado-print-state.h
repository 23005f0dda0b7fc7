/* mado-print-state.h - what a printer's answer asks of the clerk
 *
 * Layer: print.  Threads: any (pure).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_PRINT_OK,              /* nothing: idle and ready */
  MADO_PRINT_PRINTING,        /* wait */
  MADO_PRINT_DONE,            /* take the paper; final */
  MADO_PRINT_TONER_LOW,       /* order a cartridge; goes on printing */
  MADO_PRINT_TONER_OUT,       /* change the cartridge */
  MADO_PRINT_PAPER_OUT,       /* put paper in */
  MADO_PRINT_PAPER_JAM,       /* take the jammed sheet out */
  MADO_PRINT_COVER_OPEN,      /* close the cover */
  MADO_PRINT_QUEUE_STOPPED,   /* start the queue again */
  MADO_PRINT_QUEUE_REJECTING, /* let the queue take jobs again */
  MADO_PRINT_OFFLINE,         /* switch the printer on, look at its cable */
  MADO_PRINT_NO_SERVICE,      /* start the print service */
  MADO_PRINT_UNKNOWN_QUEUE,   /* choose another printer in the settings */
  MADO_PRINT_JOB_HELD,        /* release the job */
  MADO_PRINT_JOB_ABORTED,     /* print again; final */
  MADO_PRINT_JOB_CANCELLED,   /* somebody withdrew it: ask, then print again; final */
  MADO_PRINT_JOB_UNKNOWN,     /* the service has forgotten it: look at the tray; final */
  MADO_PRINT_N_STATES
} MadoPrintState;

/* The numbers of RFC 8011: printer-state (5.4.11) and job-state (5.3.7). */
typedef struct
{
  int printer_state;          /* 3 idle, 4 processing, 5 stopped */
  gboolean accepting;         /* printer-is-accepting-jobs */
  const char *const *reasons; /* printer-state-reasons, %NULL-terminated, or %NULL */
  int job_state;              /* 3 pending … 9 completed; 0: no job is asked about */
} MadoPrintReading;

/**
 * mado_print_state_judge:
 *
 * One state out of the three attributes: a job that has ended counts first, then what holds the
 * printer up in the order of the table, then that the job is under way. */
MadoPrintState mado_print_state_judge (const MadoPrintReading *reading);

/** mado_print_state_is_final: whether a job in @state will not change any more. */
gboolean mado_print_state_is_final (MadoPrintState state);

/** mado_print_state_is_blocking: whether the clerk must do something before paper comes. */
gboolean mado_print_state_is_blocking (MadoPrintState state);

/** mado_print_state_to_string: Returns: a word for logs and events, "paper-out". */
const char *mado_print_state_to_string (MadoPrintState state);

G_END_DECLS
