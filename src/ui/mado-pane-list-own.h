/* mado-pane-list-own.h - the rows of each procedure that has words of its own
 *
 * Layer: ui, for mado-pane-list*.c only.  Threads: constant.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane-list.h"

extern const MadoPaneRows mado_pane_rows_renew, mado_pane_rows_reissue,
    mado_pane_rows_change_password, mado_pane_rows_reset_password,
    mado_pane_rows_unlock, /* mado-pane-list-renew.c */
    mado_pane_rows_copy, mado_pane_rows_status, mado_pane_rows_erase; /* mado-pane-list-lookup.c */
