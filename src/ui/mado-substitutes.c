/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-substitutes.h"

#include "mado-exact-label.h"

#include "mado-accessible.h"

#include <glib/gi18n.h>

#define CLERK_COLUMNS 3
#define RESIDENT_COLUMNS 2
#define RESIDENT_PIXELS 200

struct _MadoSubstitutes
{
  GtkWidget parent_instance;
  GtkWidget *grid; /* owned child */
};

G_DEFINE_FINAL_TYPE (MadoSubstitutes, mado_substitutes, GTK_TYPE_WIDGET)

void
mado_glyph_label (GtkLabel *label, const char *text, int pixels)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_family_new ("IPAmjMincho"));
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (pixels * PANGO_SCALE));
  pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string ("ja")));
  gtk_label_set_attributes (label, attributes);
  mado_exact_label (label);
  gtk_label_set_text (label, text);
  pango_attr_list_unref (attributes);
}

static char *
describe (const MadoSubstitute *substitute, const char *item, MadoLanguage language)
{
  static const char *const reasons[] = {
    [MADO_SUBSTITUTE_KNOWN] = N_ ("not in JIS X 0208 or 0212"),
    [MADO_SUBSTITUTE_SELECTOR] = N_ ("variant of the same character"),
    [MADO_SUBSTITUTE_CHOSEN] = N_ ("chosen by the clerk"),
    [MADO_SUBSTITUTE_MISSING] = N_ ("no substitute is known: kana needed"),
  };
  g_autoptr (GString) text
      = g_string_new (mado_catalogue_text (language, N_ ("%s, character %u: %s")));
  g_autofree char *position = g_strdup_printf ("%u", substitute->position);

  g_string_replace (text, "%s", mado_catalogue_text (language, item), 1);
  g_string_replace (text, "%u", position, 1);
  g_string_replace (text, "%s", mado_catalogue_text (language, reasons[substitute->kind]), 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
glyph (const char *text, int pixels)
{
  GtkWidget *label = gtk_label_new (NULL);

  mado_glyph_label (GTK_LABEL (label), text, pixels);
  gtk_widget_add_css_class (label, "glyph");
  return label;
}

static void
add_pair (MadoSubstitutes *self, guint place, const MadoSubstitute *substitute, const char *item,
          int pixels, MadoLanguage language)
{
  guint columns = pixels >= RESIDENT_PIXELS ? RESIDENT_COLUMNS : CLERK_COLUMNS;
  g_autofree char *reason = describe (substitute, item, language);
  g_autofree char *name
      = g_strdup_printf ("%s → %s. %s", substitute->original, substitute->certified, reason);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *glyphs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, pixels / 8);
  GtkWidget *arrow = gtk_label_new ("→");
  GtkWidget *label = gtk_label_new (reason);

  gtk_widget_add_css_class (arrow, "arrow");
  gtk_widget_add_css_class (label, "reason");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_halign (glyphs, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (glyphs), glyph (substitute->original, pixels));
  gtk_box_append (GTK_BOX (glyphs), arrow);
  gtk_box_append (GTK_BOX (glyphs), glyph (substitute->certified, pixels));
  gtk_box_append (GTK_BOX (pair), glyphs);
  gtk_box_append (GTK_BOX (pair), label);
  mado_accessible_name (pair, name);
  gtk_grid_attach (GTK_GRID (self->grid), pair, (int) (place % columns), (int) (place / columns), 1,
                   1);
}

static guint
add_text (MadoSubstitutes *self, guint place, const MadoCertificateText *text, const char *item,
          int pixels, MadoLanguage language)
{
  for (guint i = 0; i < text->substitutes->len; i++)
    add_pair (self, place + i, g_ptr_array_index (text->substitutes, i), item, pixels, language);
  return text->substitutes->len;
}

guint
mado_substitutes_show (MadoSubstitutes *self, const MadoCertificateItems *items, int pixels,
                       MadoLanguage language)
{
  GtkWidget *child;
  guint n = 0;

  g_return_val_if_fail (MADO_IS_SUBSTITUTES (self), 0);
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  if (items == NULL)
    return 0;
  n += add_text (self, n, items->name, N_ ("Name"), pixels, language);
  n += add_text (self, n, items->address, N_ ("Address"), pixels, language);
  return n;
}

static void
mado_substitutes_dispose (GObject *object)
{
  MadoSubstitutes *self = MADO_SUBSTITUTES (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_substitutes_parent_class)->dispose (object);
}

static void
mado_substitutes_class_init (MadoSubstitutesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_substitutes_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "substitutes");
}

static void
mado_substitutes_init (MadoSubstitutes *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 32);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 12);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}
