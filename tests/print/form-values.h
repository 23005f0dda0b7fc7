/* form-values.h - forms filled for the tests, and what poppler says of them
 *
 * Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-sample.h"

/** A form of the program's own with the sample's values, the hardest if @longest; fails the test on
 * any error. */
MadoForm *form_values_fill (MadoFormFonts *fonts, MadoFormKind kind, gboolean longest);

/** Runs poppler's @tool on @document and returns what it writes; fails the test if it fails. */
char *form_values_run (const char *tool, GBytes *document, const char *const *options);

/** @text without white space, variation selectors and joiners, for comparing with a PDF's. */
char *form_values_squeeze (const char *text);
