/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-run-column.h"

#include "mado-accessible.h"
#include "mado-case-text.h"
#include "mado-exact-label.h"
#include "mado-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *title; /* N_() */
  int width;         /* characters; names are never cut */
  gboolean expand;
  const char *css; /* nullable */
  /* Returns: (transfer full) */
  char *(*text) (MadoRun *run, gint64 now, MadoTone *tone);
} Column;

struct _MadoRunColumns
{
  MadoClock *clock; /* owned */
  GPtrArray *cells; /* owned, of GtkListItem that are bound (borrowed) */
};

static char *
number_text (MadoRun *run, gint64 now, MadoTone *tone)
{
  return mado_case_short_number (mado_run_get_case (run));
}

static char *
name_text (MadoRun *run, gint64 now, MadoTone *tone)
{
  return mado_case_text_name (mado_run_get_case (run));
}

static char *
procedure_text (MadoRun *run, gint64 now, MadoTone *tone)
{
  return mado_case_text_procedure (run);
}

static char *
step_text (MadoRun *run, gint64 now, MadoTone *tone)
{
  if (mado_run_get_problem (run) != NULL)
    *tone = MADO_TONE_BAD;
  return mado_case_text_step (run);
}

static char *
card_text (MadoRun *run, gint64 now, MadoTone *tone)
{
  return g_strdup (mado_case_text_holder (mado_run_get_case (run)->card_holder));
}

static char *
form_text (MadoRun *run, gint64 now, MadoTone *tone)
{
  return g_strdup (mado_case_text_holder (mado_run_get_case (run)->form_holder));
}

static char *
elapsed_text (MadoRun *run, gint64 now, MadoTone *tone)
{
  return mado_case_text_elapsed (mado_run_get_case (run), now, tone);
}

static char *
next_text (MadoRun *run, gint64 now, MadoTone *tone)
{
  return mado_case_text_next (run);
}

/* clang-format off */
static const Column columns[] = {
  { N_("Number"),           9, FALSE, "numeric",   number_text },
  { N_("Name"),            14, TRUE,  "name",      name_text },
  { N_("Procedure"),        9, FALSE, NULL,        procedure_text },
  { N_("Step"),            16, FALSE, NULL,        step_text },
  { N_("Card"),             6, FALSE, NULL,        card_text },
  { N_("Form"),             6, FALSE, NULL,        form_text },
  { N_("Elapsed/expected"), 11, FALSE, "numeric",  elapsed_text },
  { N_("Next"),            16, FALSE, NULL,        next_text },
};
/* clang-format on */

#define COLUMN_KEY "mado-column"

static void
show_cell (MadoRunColumns *self, GtkListItem *item)
{
  const Column *column = g_object_get_data (G_OBJECT (item), COLUMN_KEY);
  MadoRun *run = gtk_list_item_get_item (item);
  gint64 now = mado_clock_now (self->clock);
  MadoTone tone = MADO_TONE_NONE;
  g_autofree char *text = NULL;

  if (run == NULL)
    return;
  text = column->text (run, now, &tone);
  mado_tone_show (GTK_LABEL (gtk_list_item_get_child (item)), tone, text);
  if (column == &columns[0])
    {
      g_autofree char *row = mado_case_text_row (run, now);

      mado_accessible_name_row (gtk_list_item_get_child (item), row);
    }
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), column->width);
  if (column->expand)
    mado_exact_label_in_column (GTK_LABEL (label));
  if (column->css != NULL)
    gtk_widget_add_css_class (label, column->css);
  gtk_list_item_set_child (item, label);
  g_object_set_data (G_OBJECT (item), COLUMN_KEY, (gpointer) (guintptr) column);
}

static void
run_changed_cb (MadoRun *run, GtkListItem *item)
{
  MadoRunColumns *self = g_object_get_data (G_OBJECT (item), "mado-columns");

  show_cell (self, item);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, MadoRunColumns *self)
{
  g_object_set_data (G_OBJECT (item), "mado-columns", self);
  g_ptr_array_add (self->cells, item);
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (run_changed_cb), item);
  show_cell (self, item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, MadoRunColumns *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), run_changed_cb, item);
  g_ptr_array_remove_fast (self->cells, item);
}

static void
add_column (MadoRunColumns *self, GtkColumnView *view, const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *added;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) (guintptr) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  added = gtk_column_view_column_new (_ (column->title), factory);
  gtk_column_view_column_set_expand (added, column->expand);
  gtk_column_view_append_column (view, added);
  g_object_unref (added);
}

MadoRunColumns *
mado_run_columns_new (GtkColumnView *view, MadoClock *clock)
{
  MadoRunColumns *self = g_new0 (MadoRunColumns, 1);

  self->clock = g_object_ref (clock);
  self->cells = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, view, &columns[i]);
  return self;
}

void
mado_run_columns_free (MadoRunColumns *self)
{
  g_clear_object (&self->clock);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
mado_run_columns_tick (MadoRunColumns *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->cells, i);
      const Column *column = g_object_get_data (G_OBJECT (item), COLUMN_KEY);

      if (column->text == elapsed_text)
        show_cell (self, item);
    }
}

static gboolean
contains (const char *text, const char *wanted)
{
  g_autofree char *plain = text != NULL ? mado_text_normalize_kana (text) : NULL;

  return plain != NULL && strstr (plain, wanted) != NULL;
}

gboolean
mado_run_column_contains (MadoRun *run, const char *wanted)
{
  const MadoCase *data = mado_run_get_case (run);
  const MadoFourItems *items = data->register_items != NULL ? data->register_items : data->form;
  g_autofree char *plain = mado_text_normalize_kana (wanted);

  return contains (data->number, plain) || contains (data->card_id, plain)
         || (items != NULL && (contains (items->name, plain) || contains (items->kana, plain)));
}

MadoRun *
mado_run_column_find_number (GListModel *runs, const char *typed)
{
  g_autofree char *plain = mado_text_normalize_digits (typed); /* numbers are stored narrow */

  for (guint i = 0; *plain != '\0' && i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MadoRun) run = g_list_model_get_item (runs, i);
      g_autofree char *number = mado_case_short_number (mado_run_get_case (run));

      if (g_str_equal (plain, number) || g_str_equal (plain, mado_run_get_case (run)->number))
        return g_steal_pointer (&run);
    }
  return NULL;
}
