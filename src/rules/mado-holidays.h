/* mado-holidays.h - the national holidays, one row of the profile a year
 *
 * [holidays] 2013 = 01-01 01-14 …: laws change them, so they are data; the office's file replaces a
 * whole year.  A year that is not there has no holidays.
 *
 * Layer: rules.  Threads: constant once read; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-profile-text.h"

G_BEGIN_DECLS

typedef struct _MadoHolidays MadoHolidays;

MadoHolidays *mado_holidays_new (void);
void mado_holidays_free (MadoHolidays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHolidays, mado_holidays_free)

/** mado_holidays_owns: Returns: whether @section is [holidays]. */
gboolean mado_holidays_owns (const char *section);

/** mado_holidays_read: takes one year; a value "none" is a year without holidays. */
gboolean mado_holidays_read (MadoHolidays *self, const MadoProfileEntry *entry, GError **error);

/** mado_holidays_has: Returns: whether @day is one. */
gboolean mado_holidays_has (const MadoHolidays *self, const GDate *day);

G_END_DECLS
