/* mado-training-clock.h - the machine's clock, some days ahead: what ends in three years is
 * practised today
 *
 * The days stand in a file that a training desk and its CA share, so that both live on the same
 * day.  Never for a desk that is not one of training (mado-settings.h refuses the file there).
 * Layer: base.  Threads: any; it reads one short local file each time, for a CA that serves while
 * the day is changed.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-clock.h"

G_BEGIN_DECLS

#define MADO_TRAINING_CLOCK_MAX_DAYS                                                               \
  1800 /* the certificates of a training CA's desk last five years */

/** mado_training_clock_new: @file: holds a number of days, 0 to %MADO_TRAINING_CLOCK_MAX_DAYS.
 *   Returns: (transfer full): it is ahead by none while the file is missing or cannot be read. */
MadoClock *mado_training_clock_new (const char *file);

/** mado_training_clock_set_days: writes @file for all who share it.  Returns: %FALSE with
 *   %G_FILE_ERROR. */
gboolean mado_training_clock_set_days (const char *file, guint days, GError **error);

G_END_DECLS
