/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-found-column.h"

#include "mado-accessible.h"
#include "mado-changes-text.h"
#include "mado-clock.h"
#include "mado-matrix.h"
#include "mado-wareki.h"
#include "mado-exact-label.h"

#include <glib/gi18n.h>

#define COLUMN_KEY "mado-column"
#define COLUMNS_MAX 7

typedef struct
{
  const char *title; /* N_() */
  int width;         /* characters; names are never cut */
  gboolean expand;
  const char *css; /* nullable */
  /* Returns: (transfer full) */
  char *(*text) (const MadoListRow *row);
} Column;

/* --- values --- */

static char *
format_date (const GDate *date)
{
  MadoWareki wareki = mado_wareki_from_date (date);

  return mado_wareki_format (&wareki, MADO_WAREKI_PLAIN);
}

static char *
format_day (gint64 unix_s)
{
  g_autoptr (GDate) date = NULL;

  if (unix_s == 0)
    return g_strdup ("—");
  date = mado_clock_date_of (unix_s);
  return format_date (date);
}

static char *
format_packed (guint packed)
{
  GDate date;

  if (!g_date_valid_dmy ((GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                         (GDateYear) (packed / 10000)))
    return g_strdup ("—");
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                  (GDateYear) (packed / 10000));
  return format_date (&date);
}

static char *
number_text (const MadoListRow *row)
{
  return g_strdup (row->number);
}

static char *
name_text (const MadoListRow *row)
{
  return g_strdup (row->name != NULL ? row->name : _ ("(no name yet)"));
}

static char *
kana_text (const MadoListRow *row)
{
  return g_strdup (row->kana != NULL ? row->kana : "—");
}

static char *
birth_text (const MadoListRow *row)
{
  return format_packed (row->birth);
}

static char *
procedure_text (const MadoListRow *row)
{
  const MadoMatrix *matrix = mado_matrix_for (row->subject);

  return g_strdup (matrix != NULL ? _ (matrix->title) : row->subject);
}

/* What became of a case; a letter's state has words of the same table. */
/* clang-format off */
static const struct { const char *id, *word; } words[] = {
  { "done",        N_("finished") },
  { "refused",     N_("refused") },
  { "withdrawn",   N_("withdrawn") },
  { "stopped",     N_("stopped") },
  { "confirmed",   N_("in force") },
  { "revoked",     N_("revoked") },
  { "received",    N_("received") },
  { "written",     N_("on the card") },
  { "discarded",   N_("discarded") },
  { "printed",     N_("letter made") },
  { "mailed",      N_("mailed") },
  { "returned",    N_("came back") },
  { "replied",     N_("answered") },
  { "verified",    N_("checked") },
  { "consumed",    N_("used") },
  { "expired",     N_("past its day") },
  { "rejected",    N_("rejected") },
  { "void",        N_("void") },
};
/* clang-format on */

static char *
word_for (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].id, id) == 0)
      return g_strdup (_ (words[i].word));
  return g_strdup (id != NULL ? id : "—");
}

static char *
case_state_text (const MadoListRow *row)
{
  if (row->closed_at == 0)
    return g_strdup (_ ("in progress"));
  return word_for (row->ending != NULL ? row->ending : row->state);
}

static char *
letter_state_text (const MadoListRow *row)
{
  return word_for (row->state);
}

static char *
opened_text (const MadoListRow *row)
{
  return format_day (row->opened_at);
}

static char *
serial_text (const MadoListRow *row)
{
  return g_strdup (row->serial != NULL ? row->serial : "—");
}

static char *
serial_state_text (const MadoListRow *row)
{
  return word_for (row->serial_state);
}

static char *
ends_text (const MadoListRow *row)
{
  return format_day (row->ends);
}

static char *
due_text (const MadoListRow *row)
{
  return format_packed ((guint) row->ends);
}

static char *
noticed_text (const MadoListRow *row)
{
  return row->noticed_at != 0 ? format_day (row->noticed_at) : g_strdup (_ ("not yet"));
}

static char *
lapse_text (const MadoListRow *row)
{
  return mado_changes_text_state (row->state);
}

static char *
change_text (const MadoListRow *row)
{
  return mado_changes_text_kind (row->subject);
}

static char *
article_text (const MadoListRow *row)
{
  return g_strdup (mado_changes_text_article (row->subject, row->ending));
}

/* --- tables --- */

/* clang-format off */
static const Column number = { N_("Number"),     14, FALSE, "numeric", number_text };
static const Column name   = { N_("Name"),       14, TRUE,  "name",    name_text };
static const Column kana   = { N_("Furigana"),   16, TRUE,  NULL,      kana_text };
static const Column birth  = { N_("Birth date"), 14, FALSE, "numeric", birth_text };
static const Column procedure = { N_("Procedure"), 10, FALSE, NULL,    procedure_text };
static const Column purpose = { N_("Letter for"), 10, FALSE, NULL,     procedure_text };
static const Column state  = { N_("State"),       8, FALSE, NULL,      case_state_text };
static const Column letter = { N_("State"),       8, FALSE, NULL,      letter_state_text };
static const Column opened = { N_("Received"),   14, FALSE, "numeric", opened_text };
static const Column serial = { N_("Certificate number"), 20, FALSE, "numeric", serial_text };
static const Column force  = { N_("State"),       8, FALSE, NULL,      serial_state_text };
static const Column ends   = { N_("Ends"),       14, FALSE, "numeric", ends_text };
static const Column due    = { N_("Reply due"),  14, FALSE, "numeric", due_text };
static const Column noticed = { N_("Notice printed"), 14, FALSE, "numeric", noticed_text };

static const Column lapse  = { N_("State"),      18, FALSE, NULL,      lapse_text };
static const Column change = { N_("Change"),      8, FALSE, NULL,      change_text };
static const Column day    = { N_("Day of the change"), 14, FALSE, "numeric", due_text };
static const Column article = { N_("Article"),   18, FALSE, NULL,      article_text };

static const Column *const sets[][COLUMNS_MAX + 1] = {
  [MADO_FOUND_PERSONS]      = { &kana, &name, &birth, &force, &ends, &number },
  [MADO_FOUND_CASES]        = { &number, &name, &kana, &procedure, &state, &opened, &ends },
  [MADO_FOUND_CERTIFICATES] = { &serial, &force, &ends, &name, &kana, &number },
  [MADO_FOUND_LETTERS]      = { &number, &name, &kana, &purpose, &letter, &due },
  [MADO_FOUND_EXPIRING]     = { &ends, &name, &kana, &birth, &serial, &noticed },
  [MADO_FOUND_LAPSES]       = { &lapse, &name, &change, &day, &birth, &article, &serial },
};
/* clang-format on */

static char *
row_text (MadoFoundKind kind, const MadoListRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const Column *const *column = sets[kind]; *column != NULL; column++)
    {
      g_autofree char *value = (*column)->text (row);

      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
mado_found_column_facts (MadoFoundKind kind, const MadoListRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const Column *const *column = sets[kind]; *column != NULL; column++)
    {
      g_autofree char *value = (*column)->text (row);

      g_string_append_printf (text, _ ("%s%s: %s"), text->len > 0 ? "\n" : "", _ ((*column)->title),
                              value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- cells --- */

static void
show_cell (GtkListItem *item)
{
  const Column *column = g_object_get_data (G_OBJECT (item), COLUMN_KEY);
  GtkWidget *view = g_object_get_data (G_OBJECT (item), "mado-view");
  MadoFoundKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (view), COLUMN_KEY));
  const MadoListRow *row = mado_case_item_get_row (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = row != NULL ? column->text (row) : g_strdup ("…");

  gtk_label_set_text (GTK_LABEL (label), text);
  if (column == sets[kind][0])
    {
      g_autofree char *whole = row != NULL ? row_text (kind, row) : g_strdup (_ ("being read"));

      mado_accessible_name_row (label, whole);
    }
}

static void
loaded_cb (MadoCaseItem *found, GParamSpec *pspec, GtkListItem *item)
{
  show_cell (item);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, GtkWidget *view)
{
  const Column *column = g_object_get_data (G_OBJECT (factory), COLUMN_KEY);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), column->width);
  if (column->expand)
    mado_exact_label_in_column (GTK_LABEL (label));
  if (column->css != NULL)
    gtk_widget_add_css_class (label, column->css);
  gtk_list_item_set_child (item, label);
  g_object_set_data (G_OBJECT (item), COLUMN_KEY, (gpointer) (guintptr) column);
  g_object_set_data (G_OBJECT (item), "mado-view", view);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_connect (gtk_list_item_get_item (item), "notify::loaded", G_CALLBACK (loaded_cb), item);
  show_cell (item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), loaded_cb, item);
}

static void
add_column (GtkWidget *view, const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *added;

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, (gpointer) (guintptr) column);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), view);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  added = gtk_column_view_column_new (_ (column->title), factory);
  gtk_column_view_column_set_expand (added, column->expand);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), added);
  g_object_unref (added);
}

GtkWidget *
mado_found_column_new_view (MadoFoundKind kind, const char *view_name)
{
  GtkWidget *view = gtk_column_view_new (NULL);

  g_object_set_data (G_OBJECT (view), COLUMN_KEY, GUINT_TO_POINTER ((guint) kind));
  gtk_widget_add_css_class (view, "data-table");
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_column_view_set_reorderable (GTK_COLUMN_VIEW (view), FALSE);
  for (const Column *const *column = sets[kind]; *column != NULL; column++)
    add_column (view, *column);
  mado_accessible_name (view, view_name);
  mado_accessible_name (gtk_widget_get_last_child (view), view_name);
  mado_accessible_name (gtk_widget_get_first_child (view), _ ("Column headings"));
  mado_accessible_leave_with_tab (view);
  return view;
}
