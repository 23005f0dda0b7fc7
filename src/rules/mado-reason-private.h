/* mado-reason-private.h - the second half of the reasons' table, mado-reason-more.c
 *
 * Layer: rules, mado-reason*.c alone.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reason.h"

extern const MadoReasonRow mado_reason_more[MADO_N_REASONS - MADO_REASON_FIRST_MORE];
