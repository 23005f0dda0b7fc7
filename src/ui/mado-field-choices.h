/* mado-field-choices.h - one of a few, as buttons side by side; in lines where they are many
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-field-grid.h"

G_BEGIN_DECLS

/** mado_field_choices_new: @choices: static, ends with label NULL.  @toggled: handler of each
 *   button's "toggled".  Returns: (transfer floating) */
GtkWidget *mado_field_choices_new (const MadoChoice *choices, GCallback toggled, gpointer data);

/** mado_field_choices_get: Returns: the chosen value, 0 for none. */
guint mado_field_choices_get (GtkWidget *choices);
void mado_field_choices_set (GtkWidget *choices, guint value);

/** mado_field_choices_set_label: what the choice of @value is called now; translated. */
void mado_field_choices_set_label (GtkWidget *choices, guint value, const char *label);
/** mado_field_choices_get_label: Returns: (transfer none) (nullable): of what is chosen. */
const char *mado_field_choices_get_label (GtkWidget *choices);

/** mado_field_choices_focus: what is chosen, or the first. */
void mado_field_choices_focus (GtkWidget *choices);

G_END_DECLS
