/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-money.h"

#define GROUP 3 /* digits, whatever the locale: printf's %' knows no groups in C.UTF-8 */

char *
mado_money_digits (guint64 yen)
{
  g_autofree char *plain = g_strdup_printf ("%" G_GUINT64_FORMAT, yen);
  GString *text = g_string_new (plain);

  for (gssize at = (gssize) text->len - GROUP; at > 0; at -= GROUP)
    g_string_insert_c (text, at, ',');
  return g_string_free (text, FALSE);
}

char *
mado_money_yen (guint64 yen)
{
  g_autofree char *digits = mado_money_digits (yen);

  return g_strconcat (digits, "円", NULL);
}
