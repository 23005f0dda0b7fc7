/* mado-period.h - counting years and months as the Civil Code does
 *
 * Sources: 民法 140 (the first day does not count unless the period starts at midnight), 143 (a
 * period ends with the day before its corresponding day, or with the month when there is none);
 * 年齢計算ニ関スル法律 (the day of birth counts).
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mado_period_last_day:
 * @first: the first day that counts
 * @months: 1 or more; three years are 36
 * @last: (out caller-allocates): the last day of the period */
void mado_period_last_day (const GDate *first, guint months, GDate *last);

/**
 * mado_period_last_day_after:
 * @event: the day of the event; counting starts on the next day (民法 140)
 *
 * A paper of 02-28 in a common year is good for three months through 05-31, one of 04-30 through
 * 07-31. */
void mado_period_last_day_after (const GDate *event, guint months, GDate *last);

/**
 * mado_age_reached_on:
 * @age: years, 1 or more
 * @day: (out caller-allocates): the day at whose end the age is reached: the day before the
 * birthday, 02-28 for a birth on 02-29 whatever the year */
void mado_age_reached_on (const GDate *birth, guint age, GDate *day);

/**
 * mado_age_on:
 *
 * Returns: the age on @day in full years, counted by whole days as administrations do: the day
 * before the birthday already belongs to the new age.  0 for a day before the birth. */
guint mado_age_on (const GDate *birth, const GDate *day);

G_END_DECLS
