/* mado-change-order.h - the store's question of a change, put to the rules: is it in there already?
 *
 * Layer: workflow, not for others.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-lapse.h"
#include "mado-register-change.h"

G_BEGIN_DECLS

/** mado_change_order_day: Returns: the day of YYYYMMDD. */
GDate mado_change_order_day (guint packed);

/** mado_change_order_event: Returns: the rules' event of the change's kind. */
MadoRegisterEvent mado_change_order_event (const MadoChange *change);

/** mado_change_order: what mado_lapse_order() says of a certificate, a case or a letter; a
 *   MadoChangeRule. */
MadoChangeMeeting mado_change_order (const MadoChange *change, const MadoChangeFound *found);

G_END_DECLS
