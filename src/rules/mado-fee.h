/* mado-fee.h - what a procedure costs on a day, and who may waive it
 *
 * Sources: 500 yen for issue and renewal (MIC page); nothing for a revocation (two cities);
 * password work 0 yen where sources are silent; free until 2004-03-31 (launch); waiver: a reason of
 * the profile's list and a supervisor, none by default (notes 5.5, 9 no. 14).
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_FEE_DUE,              /* the profile's yen */
  MADO_FEE_FREE,             /* this procedure costs nothing */
  MADO_FEE_CAMPAIGN,         /* on or before free_until */
  MADO_FEE_WAIVED,           /* a reason of the list, signed by a supervisor */
  MADO_FEE_WAIVER_UNSIGNED,  /* the reason is in the list; a supervisor must sign; full fee until
                                then */
  MADO_FEE_WAIVER_NOT_LISTED /* no such reason: the full fee */
} MadoFeeGround;

typedef struct
{
  guint yen;
  MadoFeeGround ground;
} MadoFee;

/**
 * mado_fee_ask:
 * @day: of the application in Japan
 * @waiver: (nullable): a reason of [fee] waiver_reasons; %NULL: none is asked for
 * @signed_by_supervisor: the second person has signed the waiver */
MadoFee mado_fee_ask (const MadoOfficeProfile *profile, MadoProcedure procedure, const GDate *day,
                      const char *waiver, gboolean signed_by_supervisor);

/** mado_fee_ground_name: Returns: "due", "free", "campaign", "waived", "waiver_unsigned" or
 * "waiver_not_listed". */
const char *mado_fee_ground_name (MadoFeeGround ground);

/** mado_fee_waiver_title: @waiver: a code of the profile's list.  Returns: (transfer none): the
 * msgid of its name; the code itself where the office has one of its own. */
const char *mado_fee_waiver_title (const char *waiver);
/** mado_fee_waiver_title_ja: the same in Japanese, as receipts say it. */
const char *mado_fee_waiver_title_ja (const char *waiver);

G_END_DECLS
