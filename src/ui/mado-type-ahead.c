/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-type-ahead.h"

#define WORD_US G_USEC_PER_SEC /* a pause of so long begins a new word */

typedef struct
{
  GtkDropDown *drop_down; /* borrowed: it owns this */
  GString *typed;         /* owned */
  gint64 at;              /* monotonic µs of the last letter */
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_string_free (word->typed, TRUE);
  g_free (word);
}

static gboolean
has_word (const char *text, const char *folded)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_utf8_casefold (words[i], -1);

      if (g_str_has_prefix (word, folded))
        return TRUE;
    }
  return FALSE;
}

guint
mado_type_ahead_find (GListModel *texts, const char *typed, guint from)
{
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  guint n = g_list_model_get_n_items (texts);

  for (guint i = 0; i < n; i++)
    {
      guint place = (from + i) % n;
      g_autoptr (GtkStringObject) text = g_list_model_get_item (texts, place);

      if (has_word (gtk_string_object_get_string (text), folded))
        return place;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* The list that hangs open begins at its first row, whatever is chosen. */
static void
focus_row (GtkWidget *list, guint place)
{
  GtkWidget *row = gtk_widget_get_first_child (list);

  for (guint i = 0; row != NULL && i < place; i++)
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

/* Returns: (nullable): the list, while it hangs open. */
static GtkWidget *
open_list (GtkDropDown *drop_down)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (drop_down)));
  GtkWidget *list = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) : NULL;

  return list != NULL && gtk_widget_is_ancestor (list, GTK_WIDGET (drop_down)) ? list : NULL;
}

static void
choose (GtkDropDown *drop_down, guint place)
{
  GtkWidget *list = open_list (drop_down);

  gtk_drop_down_set_selected (drop_down, place);
  if (list != NULL)
    focus_row (list, place);
}

/* Enter takes the row that GTK has selected, which is the one under the pointer wherever the keys
 * have gone meanwhile; here it is the one with the focus. */
static void
select_focused (GtkDropDown *drop_down)
{
  GtkWidget *list = open_list (drop_down);
  guint place = 0;

  if (list == NULL)
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row), place++)
    if (row == gtk_widget_get_focus_child (list))
      gtk_widget_activate_action (list, "list.select-item", "(ubb)", place, FALSE, FALSE);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                Word *word)
{
  GtkDropDown *drop_down = word->drop_down;
  gunichar letter = gdk_keyval_to_unicode (keyval);
  gint64 now = g_get_monotonic_time ();
  guint from = gtk_drop_down_get_selected (drop_down);
  guint place;

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    select_focused (drop_down);
  if (!g_unichar_isalnum (letter) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (now - word->at > WORD_US)
    g_string_set_size (word->typed, 0);
  word->at = now;
  g_string_append_unichar (word->typed, letter);
  /* The first letter goes on to the next entry, a longer word may stay where it is. */
  place = mado_type_ahead_find (gtk_drop_down_get_model (drop_down), word->typed->str,
                                from + (word->typed->len == 1 ? 1 : 0));
  if (place != GTK_INVALID_LIST_POSITION)
    choose (drop_down, place);
  return GDK_EVENT_STOP;
}

static void
listen (GtkWidget *widget, Word *word)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), word);
  gtk_widget_add_controller (widget, keys);
}

/* What hangs open keeps its keys to itself, so both have an ear. */
void
mado_type_ahead_add (GtkDropDown *drop_down)
{
  Word *word = g_new0 (Word, 1);

  word->drop_down = drop_down;
  word->typed = g_string_new (NULL);
  g_object_set_data_full (G_OBJECT (drop_down), "mado-type-ahead", word, word_free);
  listen (GTK_WIDGET (drop_down), word);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (drop_down)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      listen (child, word);
}
