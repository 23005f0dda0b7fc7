/* mado-unlock.h - ロック解除: the table for when no tries are left
 *
 * Layer: workflow.  Threads: constant; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-matrix.h"

G_BEGIN_DECLS

extern const MadoMatrix mado_unlock_matrix;

G_END_DECLS
