/* mado-ca-outcome.h - what an error of the certification authority means for a row
 *
 * Layer: workflow, not for others.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-matrix.h"

/** mado_ca_outcome: @cause: (transfer full): goes to @error.
 *
 * Returns: AGAIN when nothing was sent, FAIL when the CA said no, UNSURE when its answer is not
 * known, CARD_GONE when the desk itself said no inside certConf. */
MadoOutcome mado_ca_outcome (GError *cause, GError **error);
