/* mado-revoke.h - the end of a certificate before its day: 失効申請 and 漏えい等届出
 *
 * Two procedures by law, one table of states: "revoke" is the holder's wish (V1, LAW 9), "report"
 * the duty of who lost the card, broke it or fears misuse (V2 to V4, LAW 10).
 *
 * Layer: workflow.  Threads: constant; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-matrix.h"

G_BEGIN_DECLS

extern const MadoMatrix mado_revoke_matrix;
extern const MadoMatrix mado_report_matrix;

/* The digits of a serial that are typed before the CA is asked to revoke it. */
#define MADO_REVOKE_TYPED_DIGITS 4

/**
 * mado_revoke_normalize_serial:
 * @typed: (nullable): as typed from the copy: any width and case, blanks and colons between
 *
 * Returns: (transfer full) (nullable): upper-case hexadecimal of even length, as the CA writes it;
 *   %NULL when it is no serial. */
char *mado_revoke_normalize_serial (const char *typed);

/** mado_revoke_typed_matches: whether @typed are the last digits of @serial. */
gboolean mado_revoke_typed_matches (const char *serial, const char *typed);

G_END_DECLS
