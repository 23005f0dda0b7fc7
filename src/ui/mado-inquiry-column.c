/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-inquiry-column.h"

#include "mado-accessible.h"
#include "mado-case-item.h"
#include "mado-exact-label.h"
#include "mado-inquiry-text.h"

#include <glib/gi18n.h>

#define COLUMN_KEY "mado-column"
#define CLOCK_KEY "mado-clock"

typedef struct
{
  const MadoListRow *row;
  MadoLetterState state;
  GDate *today;
} Cell;

typedef struct
{
  const char *title; /* N_() */
  int width;         /* characters */
  gboolean expand;
  const char *css; /* nullable */
  /* Returns: (transfer full) */
  char *(*text) (const Cell *cell, MadoTone *tone);
} Column;

static char *
number_text (const Cell *cell, MadoTone *tone)
{
  return g_strdup (cell->row->number);
}

static char *
name_text (const Cell *cell, MadoTone *tone)
{
  return g_strdup (cell->row->name != NULL ? cell->row->name : "—");
}

static char *
purpose_text (const Cell *cell, MadoTone *tone)
{
  for (guint i = 0; i < MADO_N_LETTER_PURPOSES; i++)
    if (g_str_equal (cell->row->subject, mado_inquiry_purpose_to_string ((MadoLetterPurpose) i)))
      return g_strdup (mado_inquiry_text_purpose ((MadoLetterPurpose) i));
  return g_strdup (cell->row->subject);
}

static char *
proxy_text (const Cell *cell, MadoTone *tone)
{
  return g_strdup (cell->row->serial != NULL ? cell->row->serial : _ ("(no photo document)"));
}

static char *
state_text (const Cell *cell, MadoTone *tone)
{
  if (cell->state == MADO_LETTER_RETURNED)
    *tone = MADO_TONE_WARN;
  if (cell->state == MADO_LETTER_EXPIRED)
    *tone = MADO_TONE_BAD;
  return g_strdup (mado_inquiry_text_state (cell->state));
}

static char *
mailed_text (const Cell *cell, MadoTone *tone)
{
  g_autoptr (GDate) day = NULL;

  if (cell->row->noticed_at == 0 || mado_inquiry_text_is_in_house (cell->state))
    return g_strdup ("—");
  day = mado_clock_date_of (cell->row->noticed_at);
  return mado_inquiry_text_day (g_date_get_year (day) * 10000u
                                + (guint) g_date_get_month (day) * 100u + g_date_get_day (day));
}

static char *
due_text (const Cell *cell, MadoTone *tone)
{
  if (mado_inquiry_text_is_in_house (cell->state))
    return g_strdup ("—");
  return mado_inquiry_text_day ((guint) cell->row->ends);
}

static char *
left_text (const Cell *cell, MadoTone *tone)
{
  return mado_inquiry_text_left (cell->state, (guint) cell->row->ends, cell->today, tone);
}

static char *
next_text (const Cell *cell, MadoTone *tone)
{
  return g_strdup (mado_inquiry_text_next (cell->state));
}

/* clang-format off */
static const Column columns[] = {
  { N_("Letter"),    13, FALSE, "numeric", number_text  },
  { N_("Applicant"), 12, TRUE,  "name",    name_text    },
  { N_("Purpose"),    8, FALSE, NULL,      purpose_text },
  { N_("Proxy"),     12, TRUE,  "name",    proxy_text   },
  { N_("State"),      8, FALSE, NULL,      state_text   },
  { N_("Mailed"),    12, FALSE, NULL,      mailed_text  },
  { N_("Reply due"), 12, FALSE, NULL,      due_text     },
  { N_("Left"),       8, FALSE, NULL,      left_text    },
  { N_("Next"),      14, FALSE, NULL,      next_text    },
};
/* clang-format on */

/* What a screen reader says of the row. */
static void
name_row (GtkWidget *child, const Cell *cell)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      MadoTone tone = MADO_TONE_NONE;
      g_autofree char *text = columns[i].text (cell, &tone);

      g_string_append_printf (said, "%s%s %s", i > 0 ? ", " : "", _ (columns[i].title), text);
    }
  mado_accessible_name_row (child, said->str);
}

static void
show_cell (GtkListItem *item)
{
  const Column *column = g_object_get_data (G_OBJECT (item), COLUMN_KEY);
  MadoClock *clock = g_object_get_data (G_OBJECT (item), CLOCK_KEY);
  MadoCaseItem *place = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autoptr (GDate) today = mado_clock_today (clock);
  Cell cell = { .today = today };
  MadoTone tone = MADO_TONE_NONE;
  g_autofree char *text = NULL;

  cell.row = place != NULL ? mado_case_item_get_row (place) : NULL;
  if (cell.row == NULL || !mado_letter_state_find (cell.row->state, &cell.state))
    {
      gtk_label_set_text (GTK_LABEL (label), "…");
      return;
    }
  text = column->text (&cell, &tone);
  mado_tone_show (GTK_LABEL (label), tone, text);
  if (column == &columns[0])
    name_row (label, &cell);
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
loaded_cb (MadoCaseItem *place, GParamSpec *property, GtkListItem *item)
{
  show_cell (item);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, MadoClock *clock)
{
  g_object_set_data (G_OBJECT (item), CLOCK_KEY, clock);
  g_signal_connect (gtk_list_item_get_item (item), "notify::loaded", G_CALLBACK (loaded_cb), item);
  show_cell (item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, MadoClock *clock)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), loaded_cb, item);
}

void
mado_inquiry_columns_add (GtkColumnView *view, MadoClock *clock)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) added = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) (guintptr) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), clock);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), clock);
      added = gtk_column_view_column_new (_ (columns[i].title), factory);
      gtk_column_view_column_set_expand (added, columns[i].expand);
      gtk_column_view_append_column (view, added);
    }
}
