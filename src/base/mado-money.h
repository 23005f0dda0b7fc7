/* mado-money.h - an amount of yen as a Japanese office writes it
 *
 * Layer: base.  Threads: any (pure).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** mado_money_digits: Returns: (transfer full): "1,500", for a text that names the unit itself. */
char *mado_money_digits (guint64 yen);

/** mado_money_yen: Returns: (transfer full): "1,500円", as it stands on paper. */
char *mado_money_yen (guint64 yen);

G_END_DECLS
