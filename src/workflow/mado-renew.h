/* mado-renew.h - renewal, 更新, and "revoke and issue" outside the window: the table of their
 * states
 *
 * By law a revocation and an issue in one visit (LAW 6).  The CA does both in one act when the new
 * certificate is confirmed (docs/cmp.md); the card keeps the old pair until the new one is
 * activated, so no fault leaves the resident without a certificate before that.
 * Layer: workflow.  Threads: constant; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-matrix.h"
#include "mado-renewal.h"

G_BEGIN_DECLS

extern const MadoMatrix mado_renew_matrix;   /* 更新: in the window */
extern const MadoMatrix mado_reissue_matrix; /* 失効して新規発行: at any time */

/**
 * mado_renew_ask_rules:
 * @renewal: (out caller-allocates)
 *
 * What renewing today means for the case's certificate.
 * Returns: %FALSE before the card has told its last day. */
gboolean mado_renew_ask_rules (MadoRun *run, MadoRenewal *renewal);

G_END_DECLS
