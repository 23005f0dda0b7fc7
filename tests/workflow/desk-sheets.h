/* desk-sheets.h - the fonts and the forms with which every desk of a test program prints
 *
 * The forms are an office's own, as plain as forms may be: each field of a form, one below the
 * other. The program's own are drawn by the tests of print, of the windows and of whole programs,
 * and by the workflow tests that say so; here some thousand cases print, and lines and labels took
 * half of their time.
 *
 * For the files of the desk fixture only.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-fonts.h"

/** desk_sheets_fonts: Returns: (transfer none): made at the first call, until the program ends. */
MadoFormFonts *desk_sheets_fonts (void);

/** desk_sheets_folder: Returns: (transfer none): the folder of the plain forms. */
const char *desk_sheets_folder (void);
