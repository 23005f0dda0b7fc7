/* mado-lapse-order.h - which came first: a change in the register, or what was drawn up from it
 *
 * A certificate lapses when what it bears changes (LAW 12), not because of a change that it bears
 * already.  The day alone does not tell the two apart: a move is notified within fourteen days
 * after it (JLAW 22(1), 23), so that the register, and whatever was drawn up from it, has the
 * old data until then.  Only a change of a later day meets for certain; of an earlier one, or one
 * of the same day, the new data tell, and where they do not a person has to compare.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-four-items.h"
#include "mado-lapse.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_LAPSE_MEETS,  /* the change came afterwards */
  MADO_LAPSE_BEFORE, /* it had happened and is in it: nothing follows */
  MADO_LAPSE_ASK,    /* it had happened and may not have been notified yet: a person compares */
  MADO_N_LAPSE_ORDERS,
} MadoLapseOrder;

/** What a change brings, beside what was drawn up. */
typedef enum
{
  MADO_NEW_ITEMS_NONE,      /* it says nothing new, or what was drawn up is not known */
  MADO_NEW_ITEMS_SAME,      /* the new data are in it already */
  MADO_NEW_ITEMS_DIFFERENT, /* it has other data */
  MADO_N_NEW_ITEMS,
} MadoNewItems;

/** The new data of a change; %NULL and 0 where it has none. */
typedef struct
{
  const char *old_name; /* of the person before the change */
  const char *name, *alias, *address;
  guint birth; /* YYYYMMDD */
  guint sex;
} MadoNewData;

/** mado_lapse_compare_new: @known: (nullable): what was drawn up from the register.
 *
 * Another spelling of the same name or address is no other one, unless the spelling is what
 * changed: JREG 21-2 nos. 1 and 2 and their opposite, and a name that was a variant of the new one.
 */
MadoNewItems mado_lapse_compare_new (MadoRegisterEvent event, const MadoNewData *fresh,
                                     const MadoFourItems *known);

/**
 * mado_lapse_order:
 * @changed_on: the day of the change
 * @drawn_up_on: when the register was looked at: the first day of the certificate, the day on which
 *   the case's items were compared, or the letter was asked for; invalid: not known
 *
 * Sources: LAW 12; JLAW 22(1), 23 (fourteen days); a moving in always came before what the
 * town drew up for its resident, for nobody else may apply (LAW 3(1)). */
MadoLapseOrder mado_lapse_order (MadoRegisterEvent event, const GDate *changed_on,
                                 const GDate *drawn_up_on, MadoNewItems fresh);

/** mado_lapse_apply_order: what remains of @lapse for what was drawn up: of a change that was
 * BEFORE nothing but what the card's holder has to do with the card. */
void mado_lapse_apply_order (MadoLapse *lapse, MadoLapseOrder order);

/** mado_lapse_order_name: Returns: "meets", "before" or "compare". */
const char *mado_lapse_order_name (MadoLapseOrder order);

G_END_DECLS
