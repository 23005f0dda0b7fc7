/* mado-timing.h - how long a case took and where the time went, read from its events
 *
 * Layer: programs.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 total_us; /* first event to last */
  gint64 card_us, ca_us, print_us;
  gint64 desk_us; /* the rest: ours */
  gint64 cpu_us;  /* of our process meanwhile, all threads; 0: not known; not from the events */
  guint apdus;
  gint64 card_bytes;
  guint events;
} MadoTiming;

/** mado_timing_measure: @events: (element-type MadoEvent): of one case, in order. */
void mado_timing_measure (GPtrArray *events, MadoTiming *timing);

/** mado_timing_to_json: Returns: (transfer full): with the steps, one object a step. */
char *mado_timing_to_json (const MadoTiming *timing, GPtrArray *events);

G_END_DECLS
