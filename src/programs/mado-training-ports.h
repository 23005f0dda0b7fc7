/* mado-training-ports.h - TCP ports that nobody uses at this moment
 *
 * Layer: programs.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** mado_training_find_ports: @n: 1 or 2.  Returns: the first of @n neighbouring ports that were
 *   free on every address, below those that the kernel hands out; 0 if none was found. */
guint16 mado_training_find_ports (guint n);

G_END_DECLS
