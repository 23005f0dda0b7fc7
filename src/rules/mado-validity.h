/* mado-validity.h - from when to when a certificate is valid and may be renewed
 *
 * Sources: LAW 5 (three years counted from the day of issue itself), 民法 143; the end of the first
 * certificates with 2007-01-28 and of the last with 2018-12-21; renewal "from three months before
 * the end day" (MIC page, Q7).
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mado_validity_last_day:
 * @issued: the day of issue in Japan
 * @years: of the profile; 3
 * @last: (out caller-allocates): the last valid day: the day before the same date, 02-28 for an
 * issue on 02-29 */
void mado_validity_last_day (const GDate *issued, guint years, GDate *last);

/** mado_validity_last_instant: Returns: unix seconds of 23:59:59 in Japan on @last (14:59:59 UTC).
 */
gint64 mado_validity_last_instant (const GDate *last);

/**
 * mado_validity_window_opens:
 * @last: the certificate's last valid day
 * @months: before it; 3
 * @offset_days: 0, or 1 where "under three months" is read strictly
 * @opens: (out caller-allocates): the first day of the renewal window, the month's last day when
 * there is no such date */
void mado_validity_window_opens (const GDate *last, guint months, guint offset_days, GDate *opens);

/** mado_validity_days_left: Returns: how many days, @day included, remain until @last; 0 when it is
 * over. */
guint mado_validity_days_left (const GDate *last, const GDate *day);

/** mado_validity_bound: @last: (inout): the certificate's last day, made that of the card where
 * @card_ends (the office lets the card's end end the certificate) and @card_last, when it is known,
 * comes first. */
void mado_validity_bound (gboolean card_ends, const GDate *card_last, GDate *last);

G_END_DECLS
