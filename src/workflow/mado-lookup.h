/* mado-lookup.h - 写し再交付, 状態照会 and カードの証明書消去: look which certificate it is, then
 * one deed
 *
 * Layer: workflow.  Threads: constant.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-matrix.h"

extern const MadoMatrix mado_copy_matrix;
extern const MadoMatrix mado_status_matrix;
extern const MadoMatrix mado_erase_matrix;
