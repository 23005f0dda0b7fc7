/* mado-office-form.h - a form with all that the office itself says on it
 *
 * Layer: workflow, not for others.  Threads: that of the fonts (the printer's worker).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-parts.h"
#include "mado-form.h"

G_BEGIN_DECLS

/**
 * mado_office_form_new:
 *
 * Takes the office's template where it has one, and sets what the profile knows: title, form
 * number, addressee, sender, contact, hours, rules of passwords, each where the form has it.  What
 * is of the case is the caller's to set.  In training 訓練 is across the page.
 *
 * Returns: (transfer full): %NULL with %MADO_PRINT_ERROR. */
MadoForm *mado_office_form_new (MadoFormFonts *fonts, MadoFormKind kind, const MadoDeskParts *parts,
                                GError **error);

/** mado_office_form_password_rule: Returns: (transfer full): which passwords the office takes, in
 * the words of its forms. */
char *mado_office_form_password_rule (const MadoOfficeProfile *profile);

G_END_DECLS
