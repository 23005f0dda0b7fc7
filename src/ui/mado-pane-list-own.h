/* mado-pane-list-own.h - the rows of each procedure that has words of its own
 *
 * Each in mado-pane-list-NAME.c.   Layer: ui, for mado-pane-list*.c only.  Threads: constant.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane-list.h"

extern const MadoPaneRows mado_pane_rows_renew;
extern const MadoPaneRows mado_pane_rows_reissue;
extern const MadoPaneRows mado_pane_rows_change_password;
extern const MadoPaneRows mado_pane_rows_reset_password;
extern const MadoPaneRows mado_pane_rows_unlock;
extern const MadoPaneRows mado_pane_list_revoke;
extern const MadoPaneRows mado_pane_list_report;
extern const MadoPaneRows mado_pane_rows_copy;
extern const MadoPaneRows mado_pane_rows_status;
extern const MadoPaneRows mado_pane_rows_erase;
