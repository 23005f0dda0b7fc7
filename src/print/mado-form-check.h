/* mado-form-check.h - whether an office's own template of a form can be used
 *
 * Layer: print.  Threads: that of the MadoFormFonts.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-sample.h"

G_BEGIN_DECLS

typedef struct
{
  char *file;          /* owned, nullable: the office's template; %NULL: the program's own */
  char *fault;         /* owned, nullable: why it cannot be used, English */
  GPtrArray *warnings; /* owned; sentences, owned: it can be used, but … */
} MadoFormFinding;

/**
 * mado_form_check:
 * @folder: (nullable): the office's folder, as for mado_form_new()
 *
 * Reads the template, fills it with ordinary values and with the hardest ones, and draws all
 * pages.  Blocks: files.
 *
 * Returns: (transfer full): without a fault when each field is there and of the right kind, each
 *   label and value has its glyphs, and nothing was cut off.  Warnings: ids that the program does
 *   not know, a typeface that is not of the forms, a sheet that is neither A4 nor A5. */
MadoFormFinding *mado_form_check (MadoFormFonts *fonts, MadoFormKind kind, const char *folder);
void mado_form_finding_free (MadoFormFinding *self);

/** mado_form_check_strangers: Returns: (transfer full) (element-type utf8): the SVG files in
 * @folder that are named as no form is and so would never be used; sorted. */
GPtrArray *mado_form_check_strangers (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormFinding, mado_form_finding_free)

G_END_DECLS
