/* mado-form-sample.h - values to try a form with: ordinary ones, and the hardest
 *
 * The values are data (data/forms/sample.ini).   Layer: print.  Threads: that of the form.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_FORM_SAMPLE_ORDINARY, /* as a resident's would be */
  MADO_FORM_SAMPLE_HARDEST, /* names of 100 characters with 𠮷 髙 﨑 邉 邊 齋, addresses of 200 */
} MadoFormSample;

/**
 * mado_form_sample_fill:
 *
 * Sets every field that the template has, and in a list rows for two pages and a bit.
 * Returns: %FALSE at the first that does not fit, as mado_form_set(). */
gboolean mado_form_sample_fill (MadoForm *form, MadoFormSample sample, GError **error);

G_END_DECLS
