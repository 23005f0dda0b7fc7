/* mado-hours.h - when the counter and the certification authority work
 *
 * Sources: working days only, closed from 12-29 to 01-03 (three towns); the authority's hours end
 * the day (Kutchan, Nerima); planned stops (2023-04-29 to 05-07); residents are told 20 to 40
 * minutes, so an application within that of the authority's end is warned of (notes 5.6).
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"
#include "mado-reason.h"

G_BEGIN_DECLS

/**
 * mado_hours_counter:
 * @day: in Japan
 * @minute: from midnight
 * @reason: (out) (optional): CLOSED_DAY or CLOSED_HOURS when it is closed
 *
 * Returns: whether the counter receives people then. */
gboolean mado_hours_counter (const MadoOfficeProfile *profile, const GDate *day, guint minute,
                             MadoReason *reason);

/**
 * mado_hours_ca:
 * @reason: (out) (optional): CA_STOPPED, CA_CLOSED or, with %TRUE, CA_CLOSES_SOON; MADO_N_REASONS
 * when nothing is to be said
 *
 * Returns: whether the authority answers then. */
gboolean mado_hours_ca (const MadoOfficeProfile *profile, const GDate *day, guint minute,
                        MadoReason *reason);

/**
 * mado_hours_service:
 * @reason: (out) (optional): BEFORE_SERVICE or AFTER_SERVICE when none are issued
 *
 * Source: LAW suppl. 1; the profile's last day and hour.
 *
 * Returns: whether certificates are issued at all then. */
gboolean mado_hours_service (const MadoOfficeProfile *profile, const GDate *day, guint minute,
                             MadoReason *reason);

/** mado_hours_next_day: @next: (out caller-allocates): the first day after @day on which the
 * counter is open and the authority works; @day itself unchanged in @next when there is none within
 * two months. */
void mado_hours_next_day (const MadoOfficeProfile *profile, const GDate *day, GDate *next);

G_END_DECLS
