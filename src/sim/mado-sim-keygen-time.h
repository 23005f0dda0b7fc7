/* mado-sim-keygen-time.h - how long real cards take for an RSA-2048 key pair
 *
 * Layer: sim.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mado_sim_keygen_time_at:
 * @share: 0..1, evenly distributed for a realistic time
 *
 * Returns: milliseconds that this share of key generations stays under. */
guint mado_sim_keygen_time_at (double share);

G_END_DECLS
