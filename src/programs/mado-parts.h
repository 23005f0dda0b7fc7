/* mado-parts.h - puts a desk's parts together as the settings say
 *
 * Layer: programs.  Threads: main, before anything else runs; reads files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-parts.h"
#include "mado-settings.h"

G_BEGIN_DECLS

/**
 * mado_parts_new:
 *
 * Nothing is connected yet: reader, CA and printer are reached when they are first used.
 * Returns: (transfer full): %NULL with %MADO_SETTINGS_ERROR, %MADO_PROFILE_ERROR (file, line and
 *   reason in the message), %MADO_CA_ERROR, %MADO_PRINT_ERROR or %MADO_SIM_CARD_ERROR. */
MadoDeskParts *mado_parts_new (const MadoSettings *settings, GError **error);

/** mado_parts_load_profile: Returns: (transfer full): the office profile that @settings name; %NULL
 *   with %MADO_SETTINGS_ERROR or %MADO_PROFILE_ERROR (file, line and reason in the message). */
MadoOfficeProfile *mado_parts_load_profile (const MadoSettings *settings, GError **error);

/** mado_parts_default_settings: Returns: (transfer full): the file that is used when none is named:
 *   $MADOGUCHI_SETTINGS or /etc/madoguchi/desk.ini. */
char *mado_parts_default_settings (void);

G_END_DECLS
