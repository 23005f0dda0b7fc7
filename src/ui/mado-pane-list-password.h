/* mado-pane-list-password.h - what the clerk is told in the three password procedures
 *
 * Layer: ui.  Threads: any (constant tables).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pane-list.h"

G_BEGIN_DECLS

extern const MadoPaneRows mado_pane_rows_change_password, mado_pane_rows_reset_password,
    mado_pane_rows_unlock;

G_END_DECLS
