/* mado-reset-password.h - 初期化: the table for when the old password is forgotten
 *
 * Layer: workflow.  Threads: constant; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-matrix.h"

G_BEGIN_DECLS

extern const MadoMatrix mado_reset_password_matrix;

G_END_DECLS
