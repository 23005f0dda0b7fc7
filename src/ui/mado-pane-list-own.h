/* mado-pane-list-own.h - the rows of each procedure that has words of its own
 *
 * Layer: ui, for mado-pane-list*.c only.  Threads: constant.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane-list.h"

extern const MadoPaneRows mado_pane_rows_renew, mado_pane_rows_reissue; /* mado-pane-list-renew.c */
