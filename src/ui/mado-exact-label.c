/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-exact-label.h"

#define COLUMN_CHARS 28 /* at most in one line: fourteen kanji */

void
mado_exact_label (GtkLabel *label)
{
  PangoAttrList *before = gtk_label_get_attributes (label);
  PangoAttrList *attributes
      = before != NULL ? pango_attr_list_copy (before) : pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

void
mado_exact_label_in_column (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, COLUMN_CHARS);
  mado_exact_label (label);
}
