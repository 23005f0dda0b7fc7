/* mado-issue.h - first issue, 新規発行: the table of its states
 *
 * Layer: workflow.  Threads: constant; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-matrix.h"

G_BEGIN_DECLS

extern const MadoMatrix mado_issue_matrix;

G_END_DECLS
