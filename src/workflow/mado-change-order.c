/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-change-order.h"

#include "mado-lapse-order.h"

GDate
mado_change_order_day (guint packed)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                  (GDateYear) (packed / 10000));
  return day;
}

MadoRegisterEvent
mado_change_order_event (const MadoChange *change)
{
  MadoRegisterEvent event = MADO_N_EVENTS;

  g_assert (mado_lapse_find (change->kind->id, &event)); /* tests/workflow: one table for both */
  return event;
}

MadoChangeMeeting
mado_change_order (const MadoChange *change, const MadoChangeFound *found)
{
  static const MadoChangeMeeting meetings[MADO_N_LAPSE_ORDERS]
      = { [MADO_LAPSE_MEETS] = MADO_CHANGE_MET,
          [MADO_LAPSE_BEFORE] = MADO_CHANGE_NOT_MET,
          [MADO_LAPSE_ASK] = MADO_CHANGE_ASK_FIRST };
  const MadoNewData fresh = { .old_name = change->name,
                              .name = change->new_name,
                              .alias = change->new_alias,
                              .address = change->new_address,
                              .birth = change->new_birth,
                              .sex = change->new_sex };
  MadoRegisterEvent event = mado_change_order_event (change);
  GDate changed_on = mado_change_order_day (change->day),
        drawn_up_on = mado_change_order_day (found->drawn_up_on);
  MadoLapseOrder order;

  order = mado_lapse_order (event, &changed_on, &drawn_up_on, MADO_NEW_ITEMS_NONE);
  if (order == MADO_LAPSE_ASK) /* only then are the data worth a comparison */
    order = mado_lapse_order (event, &changed_on, &drawn_up_on,
                              mado_lapse_compare_new (event, &fresh, found->items));
  return meetings[order];
}
