/* mado-case-form.h - what a case says on any of the forms
 *
 * Layer: workflow, not for others.  Threads: that of the form (the printer's worker).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"
#include "mado-form.h"

G_BEGIN_DECLS

/**
 * mado_case_form_fill:
 *
 * Sets each field that the form has and that the case alone answers: number and its QR code, days,
 * the four items (a letter, a label, a slip and a guide get the register's; an application what the
 * applicant wrote), representative or proxy, ticks of kind and reason, papers, inquiry, tries, the
 * CA's record of a revocation.  What needs more than the case (fee, certificate, deadlines, what to
 * bring) is the caller's to set, before or after; a field without an answer is left alone.
 *
 * Returns: %FALSE with %MADO_PRINT_ERROR_GLYPH or _TOO_LONG. */
gboolean mado_case_form_fill (MadoForm *form, MadoFormKind kind, const MadoCase *work,
                              GError **error);

/** mado_case_form_day: Returns: (transfer full): 平成25年3月31日（2013年） of an instant. */
char *mado_case_form_day (gint64 unix_s);
/** mado_case_form_moment: Returns: (transfer full): the same with the time: …10時41分. */
char *mado_case_form_moment (gint64 unix_s);

G_END_DECLS
