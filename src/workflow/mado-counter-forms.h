/* mado-counter-forms.h - the forms that go with a case at the counter, filled from it
 *
 * Layer: workflow, not for others.  Threads: the printer's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form.h"
#include "mado-run-private.h"

/**
 * mado_counter_form_new:
 * @form: "application", "certificate-copy", "receipt", "revocation", "password-request",
 *   "power-of-attorney", "claim-slip" or "refusal"
 * @copy: 1 for the first print; from 2 on a receipt is marked 再発行
 *
 * Asks the database (certificate, receipt number) on its own worker.
 * Returns: (transfer full): %NULL with %MADO_PRINT_ERROR, %MADO_DB_ERROR or %MADO_CA_ERROR. */
MadoForm *mado_counter_form_new (MadoRun *run, const MadoCase *work, const char *form, guint copy,
                                 GError **error);

/** mado_counter_form_is_marked: whether a further print of @form bears 再発行. */
gboolean mado_counter_form_is_marked (const char *form);

/**
 * mado_counter_forms_warm_up:
 *
 * Prints each form once to nowhere, so that the first resident's page does not pay for fonts,
 * templates and caches: it would take three times as long.  Blocks for some 0.2 s; a form that
 * cannot be made says so when it is needed. */
void mado_counter_forms_warm_up (MadoDesk *desk);
