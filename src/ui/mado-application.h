/* mado-application.h - the program with a screen
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_APPLICATION (mado_application_get_type ())
G_DECLARE_FINAL_TYPE (MadoApplication, mado_application, MADO, APPLICATION, AdwApplication)

/**
 * mado_application_init_language:
 *
 * Sets the locale and binds the catalogue; call it first in main().  The language is Japanese
 * unless the environment names another.  An office's machine may lack the ja_JP locale: then
 * Japanese still comes from the catalogue, and UTF-8 from C.UTF-8.
 * MADO_LOCALE_DIR overrides where catalogues are looked for (running from the build folder). */
void mado_application_init_language (void);

/**
 * mado_application_new:
 * @desk: shown, and opened, once the program runs
 * @settings: (nullable): the file that describes @desk, without links
 *
 * A second start with the same @settings brings the first one's window forward; other settings, and
 * %NULL, are a program of their own beside it.
 * Returns: (transfer full) */
MadoApplication *mado_application_new (MadoDesk *desk, const char *settings);

/** mado_application_new_failed: Returns: (transfer full): says why there is no desk, and ends when
 * that was read. */
MadoApplication *mado_application_new_failed (const GError *failure);

G_END_DECLS
