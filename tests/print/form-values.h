/* form-values.h - what the tests write on each form: ordinary values and the longest ones
 *
 * Threads: any (constant tables).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form.h"

typedef struct
{
  const char *id;
  const char *ordinary;
  const char *longest; /* NULL: as ordinary */
} FormValue;

/* Ends with an id of NULL. */
const FormValue *form_values_get (MadoFormKind kind);

/** A form of the program's own with all its values set; fails the test on any error. */
MadoForm *form_values_fill (MadoFormFonts *fonts, MadoFormKind kind, gboolean longest);

/** Runs poppler's @tool on @document and returns what it writes; fails the test if it fails. */
char *form_values_run (const char *tool, GBytes *document, const char *const *options);

/** @text without white space, variation selectors and joiners, for comparing with a PDF's. */
char *form_values_squeeze (const char *text);
