/* mado-inquiry-column.h - the columns of the book of letters
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** mado_inquiry_columns_add: fills @view, which shows MadoCaseItems of letters.  @clock must
 * outlive the view. */
void mado_inquiry_columns_add (GtkColumnView *view, MadoClock *clock);

G_END_DECLS
