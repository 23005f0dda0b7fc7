/* mado-waiting.h - rows that every procedure has: received only, held, refused, met by a change
 *
 * They stand behind the rows of each table (mado_matrix_row()), so that no table repeats them:
 *
 *   park      a claim slip with the case's code is printed, the card goes back; then
 *   parked    waits until the person comes again; OK goes on at the row where the case was left
 *   held      疑義: waits for a supervisor, who releases it (F11); OK goes on where it was left
 *   refusing  the slip with reason, article and what to bring is printed; then the table's
 *             "refused"
 *   changed   中止(異動): the register says that the person moved, died …; OK takes the table's way
 *             out (CANCEL of the row where the change met the case) and ends as stopped
 *   changed-doubt       the same of a change that may be another person's: AGAIN goes on where it
 *             was
 *   changed-earlier     the same of a change that may be in the case already (mado-lapse-order.h)
 *   stopped-by-change   that end
 *   waiver    the fee is waived for a reason of the profile's list: a supervisor confirms (F11),
 * then a receipt of 0 yen; AGAIN takes the fee after all
 *
 * Sources: domain.md 4.3 (claim slip, refusal), 9 #11 (hold), 9 #14 (waiver), 9 #21 (stop); LAW 12;
 * ui.md S4.  No password is taken for a case that waits: it can only be left where nothing was
 * written to the card for it yet, or where the authority said nothing at all.
 *
 * Layer: workflow, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_WAITING_PARK,
  MADO_WAITING_PARKED,
  MADO_WAITING_HELD,
  MADO_WAITING_REFUSING,
  MADO_WAITING_CHANGED,
  MADO_WAITING_CHANGED_DOUBT,
  MADO_WAITING_CHANGED_EARLIER,
  MADO_WAITING_STOPPED,
  MADO_WAITING_WAIVER,
  MADO_N_WAITING,
} MadoWaiting;

/** mado_waiting_row: Returns: (transfer none): the shared row. */
const MadoState *mado_waiting_row (MadoWaiting waiting);

/** mado_waiting_may_begin: whether a case may be left at @row of @matrix by a clerk's word. */
gboolean mado_waiting_may_begin (const MadoMatrix *matrix, int row);

/** mado_waiting_may_begin_at_ca: whether it may be left at @row, where the CA does not answer:
 *   nothing was sent yet and the row may be given up. */
gboolean mado_waiting_may_begin_at_ca (const MadoMatrix *matrix, int row);

/** mado_waiting_return_row: Returns: the row where a case that is left at @row goes on: itself,
 *   or the last one before it in which a clerk works: the card comes back there. */
int mado_waiting_return_row (const MadoMatrix *matrix, int row);

/**
 * mado_waiting_way_out:
 *
 * How a case that stands in @row, whose action has not begun, is given up for a change of resident
 * data.  Not while it is not known what card or CA did (the row that looks comes first), not once
 * the fee was taken (what was issued then ends by the governor's record, LAW 15), and not where the
 * case is on its way out already.  Returns: a row; %MADO_NEVER: it goes on for now. */
int mado_waiting_way_out (const MadoMatrix *matrix, int row, const MadoCase *work);

G_END_DECLS
