/* mado-office-profile-private.h - the table of keys that mado-office-profile.c reads by
 *
 * Layer: rules, mado-office-profile*.c alone.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"

extern const MadoProfileField mado_office_profile_fields[];
extern const gsize mado_office_profile_n_fields;
