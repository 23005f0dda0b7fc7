/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-field-grid.h"

#include "mado-field-choices.h"
#include "mado-field-value.h"
#include "mado-page.h"

#include <glib/gi18n.h>

#define LABEL_CHARS 8 /* of a field's label at least: a long one is broken where room is scarce */
#define CHOICE_ECHO_CHARS 10 /* what is said of a choice is no column of single letters */

/* One field on the screen. */
typedef struct
{
  const MadoField *field; /* constant */
  GtkWidget *input;       /* GtkEntry, or the box of the choices */
  GtkWidget *label;
  GtkLabel *echo;           /* what was understood, or what is wrong */
  gboolean left;            /* was left once: errors may be shown */
  gboolean applies, folded; /* shown: applies and is not folded */
} Row;

struct _MadoFieldGrid
{
  GtkWidget parent_instance;
  GtkWidget *grid;  /* owned child */
  GArray *rows;     /* owned, of Row */
  MadoClock *clock; /* owned, nullable before the fields are set */
  gboolean filling; /* the program writes, not the person */
};

enum
{
  CHANGED,
  FINISHED,
  REVEAL,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoFieldGrid, mado_field_grid, GTK_TYPE_WIDGET)

static Row *
row_at (MadoFieldGrid *self, guint i)
{
  return &g_array_index (self->rows, Row, i);
}

static Row *
find_row (MadoFieldGrid *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (row_at (self, i)->field->id, id))
      return row_at (self, i);
  g_assert_not_reached ();
}

static gboolean
is_choice (const Row *row)
{
  return row->field->kind == MADO_FIELD_CHOICE;
}

static const char *
row_text (const Row *row)
{
  return is_choice (row) ? "" : gtk_editable_get_text (GTK_EDITABLE (row->input));
}

static const char *
row_error (MadoFieldGrid *self, const Row *row)
{
  g_autoptr (GDate) today = mado_clock_today (self->clock);

  if (!row->applies)
    return NULL;
  if (is_choice (row))
    return row->field->required && mado_field_choices_get (row->input) == 0 ? _ ("Please choose.")
                                                                            : NULL;
  return mado_field_value_error (row->field, row_text (row), today);
}

static void
mark (Row *row, const char *error)
{
  if (error != NULL)
    gtk_widget_add_css_class (row->input, "error");
  else
    gtk_widget_remove_css_class (row->input, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row->input), GTK_ACCESSIBLE_STATE_INVALID,
      error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_row (MadoFieldGrid *self, Row *row)
{
  g_autoptr (GDate) today = mado_clock_today (self->clock); /* the page outlives midnight */
  const char *error = row->left ? row_error (self, row) : NULL;
  g_autofree char *echo
      = is_choice (row) ? NULL : mado_field_value_echo (row->field->kind, row_text (row), today);
  const char *text = error != NULL ? error : echo != NULL ? echo : "";

  mark (row, error);
  mado_tone_show (row->echo,
                  error != NULL  ? MADO_TONE_BAD
                  : echo != NULL ? MADO_TONE_OK
                                 : MADO_TONE_NONE,
                  text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

static void
focus_row (MadoFieldGrid *self, Row *row)
{
  if (row->folded)
    g_signal_emit (self, signals[REVEAL], 0, row->field->id);
  if (is_choice (row))
    mado_field_choices_focus (row->input);
  else
    gtk_widget_grab_focus (row->input);
}

static guint
focused_row (MadoFieldGrid *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (focus == row_at (self, i)->input || gtk_widget_is_ancestor (focus, row_at (self, i)->input))
      return i;
  return self->rows->len;
}

static void
go_on (MadoFieldGrid *self, gboolean back)
{
  guint i = focused_row (self);

  if (i == self->rows->len)
    return;
  do
    i = back ? i - 1 : i + 1; /* wraps around to a large number before the first */
  while (i < self->rows->len && !row_at (self, i)->applies);
  if (i < self->rows->len)
    focus_row (self, row_at (self, i));
  else if (!back)
    g_signal_emit (self, signals[FINISHED], 0);
}

static void
activate_cb (GtkEntry *entry, MadoFieldGrid *self)
{
  go_on (self, FALSE);
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* Enter would toggle a choice; it moves on instead.  Text fields are left to the input method. */
static gboolean
choice_key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
               MadoFieldGrid *self)
{
  guint i = focused_row (self);

  if (!is_enter (keyval) || i == self->rows->len || !is_choice (row_at (self, i)))
    return GDK_EVENT_PROPAGATE;
  go_on (self, (state & GDK_SHIFT_MASK) != 0);
  return GDK_EVENT_STOP;
}

static gboolean
back_key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
             MadoFieldGrid *self)
{
  if (!is_enter (keyval) || (state & GDK_SHIFT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  go_on (self, TRUE);
  return GDK_EVENT_STOP;
}

static void
value_changed_cb (GtkWidget *input, MadoFieldGrid *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, row_at (self, i));
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* A window that is just opening, or loses the keyboard to another one, takes the focus along:
 * nobody left the field then. */
static gboolean
has_keyboard (MadoFieldGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root));
}

/* Width and kana are put right, and the change is seen. */
static void
leave_cb (GtkEventControllerFocus *focus, MadoFieldGrid *self)
{
  GtkWidget *input = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = row_at (self, i);

      if (row->input != input)
        continue;
      row->left = row->left || has_keyboard (self);
      if (!is_choice (row) && !mado_field_value_is_date (row->field->kind))
        {
          g_autofree char *value = mado_field_value_normalize (row->field->kind, row_text (row));

          if (!g_str_equal (value, row_text (row)))
            gtk_editable_set_text (GTK_EDITABLE (input), value);
        }
      show_row (self, row);
    }
}

static GtkInputPurpose
purpose_of (MadoFieldKind kind)
{
  if (kind == MADO_FIELD_NAME || kind == MADO_FIELD_KANA)
    return GTK_INPUT_PURPOSE_NAME;
  return kind == MADO_FIELD_DIGITS ? GTK_INPUT_PURPOSE_DIGITS : GTK_INPUT_PURPOSE_FREE_FORM;
}

static GtkWidget *
make_entry (MadoFieldGrid *self, const MadoField *field)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), field->width);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), purpose_of (field->kind));
  if (field->hint != NULL)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ (field->hint));
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (entry, "changed", G_CALLBACK (value_changed_cb), self);
  return entry;
}

static void
add_row (MadoFieldGrid *self, const MadoField *field, int place)
{
  Row row = { .field = field, .applies = TRUE };
  GtkWidget *label = gtk_label_new (_ (field->label));
  GtkWidget *echo = gtk_label_new (NULL);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10); /* the echo stands close by */
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row.input = field->kind == MADO_FIELD_CHOICE
                  ? mado_field_choices_new (field->choices, G_CALLBACK (value_changed_cb), self)
                  : make_entry (self, field);
  row.label = label;
  row.echo = GTK_LABEL (echo);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_xalign (GTK_LABEL (echo), 0);
  gtk_label_set_wrap (GTK_LABEL (echo), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (echo), PANGO_WRAP_WORD_CHAR);
  if (field->kind == MADO_FIELD_CHOICE)
    gtk_label_set_width_chars (GTK_LABEL (echo), CHOICE_ECHO_CHARS);
  gtk_widget_set_hexpand (echo, TRUE);
  gtk_box_append (GTK_BOX (pair), row.input);
  gtk_box_append (GTK_BOX (pair), echo);
  gtk_widget_set_halign (row.input, GTK_ALIGN_START);
  if (field->kind != MADO_FIELD_CHOICE)
    gtk_label_set_mnemonic_widget (GTK_LABEL (label), row.input); /* this names it, too */
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (row.input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (field->label), -1);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (row.input, focus);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, place, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), pair, 1, place, 1, 1);
  g_array_append_val (self->rows, row);
}

void
mado_field_grid_set_fields (MadoFieldGrid *self, const MadoField *fields, guint n_fields,
                            MadoClock *clock)
{
  g_return_if_fail (MADO_IS_FIELD_GRID (self) && self->rows->len == 0);
  self->clock = g_object_ref (clock);
  for (guint i = 0; i < n_fields; i++)
    add_row (self, &fields[i], (int) i);
}

char *
mado_field_grid_get_text (MadoFieldGrid *self, const char *id)
{
  Row *row = find_row (self, id);

  return mado_field_value_normalize (row->field->kind, row_text (row));
}

void
mado_field_grid_set_text (MadoFieldGrid *self, const char *id, const char *text)
{
  Row *row = find_row (self, id);

  if (g_strcmp0 (text != NULL ? text : "", row_text (row)) == 0)
    return;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (row->input), text != NULL ? text : "");
  self->filling = FALSE;
}

gboolean
mado_field_grid_get_date (MadoFieldGrid *self, const char *id, MadoWareki *date)
{
  g_autofree char *text = mado_field_grid_get_text (self, id);

  return mado_wareki_parse (text, date, NULL);
}

void
mado_field_grid_set_date (MadoFieldGrid *self, const char *id, const MadoWareki *date)
{
  MadoWareki shown;
  g_autofree char *text
      = mado_wareki_is_valid (date) ? mado_wareki_format (date, MADO_WAREKI_PLAIN) : g_strdup ("");

  /* What was typed another way stays as it was typed. */
  if (!mado_field_grid_get_date (self, id, &shown) || !mado_wareki_equal (&shown, date))
    mado_field_grid_set_text (self, id, text);
}

guint
mado_field_grid_get_choice (MadoFieldGrid *self, const char *id)
{
  return mado_field_choices_get (find_row (self, id)->input);
}

void
mado_field_grid_set_choice (MadoFieldGrid *self, const char *id, guint value)
{
  self->filling = TRUE;
  mado_field_choices_set (find_row (self, id)->input, value);
  self->filling = FALSE;
}

static void
show_or_hide (Row *row)
{
  gboolean shown = row->applies && !row->folded;

  gtk_widget_set_visible (row->label, shown);
  gtk_widget_set_visible (row->input, shown);
  gtk_widget_set_visible (gtk_widget_get_parent (row->input), shown); /* with its echo */
}

void
mado_field_grid_set_visible (MadoFieldGrid *self, const char *id, gboolean visible)
{
  Row *row = find_row (self, id);

  row->applies = visible;
  show_or_hide (row);
}

void
mado_field_grid_set_folded (MadoFieldGrid *self, const char *id, gboolean folded)
{
  Row *row = find_row (self, id);

  row->folded = folded;
  show_or_hide (row);
}

gboolean
mado_field_grid_is_open (MadoFieldGrid *self, const char *id)
{
  return row_error (self, find_row (self, id)) != NULL;
}

char *
mado_field_grid_describe (MadoFieldGrid *self, const char *id)
{
  const Row *row = find_row (self, id);
  const char *text = is_choice (row) ? mado_field_choices_get_label (row->input) : row_text (row);

  return row->applies && text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

guint
mado_field_grid_count_open (MadoFieldGrid *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (row_error (self, row_at (self, i)) != NULL)
      n++;
  return n;
}

gboolean
mado_field_grid_check (MadoFieldGrid *self)
{
  Row *first = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = row_at (self, i);

      row->left = TRUE;
      show_row (self, row);
      if (first == NULL && row_error (self, row) != NULL)
        first = row;
    }
  if (first != NULL)
    focus_row (self, first);
  return first == NULL;
}

void
mado_field_grid_focus_first (MadoFieldGrid *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (row_error (self, row_at (self, i)) != NULL)
      {
        focus_row (self, row_at (self, i));
        return;
      }
  if (self->rows->len > 0)
    focus_row (self, row_at (self, 0));
}

void
mado_field_grid_focus (MadoFieldGrid *self, const char *id)
{
  gboolean here = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      here |= g_str_equal (row_at (self, i)->field->id, id);
      if (here && row_at (self, i)->applies)
        {
          focus_row (self, row_at (self, i));
          return;
        }
    }
}

static void
mado_field_grid_dispose (GObject *object)
{
  MadoFieldGrid *self = MADO_FIELD_GRID (object);

  g_array_set_size (self->rows, 0);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mado_field_grid_parent_class)->dispose (object);
}

static void
mado_field_grid_finalize (GObject *object)
{
  g_array_unref (MADO_FIELD_GRID (object)->rows);
  G_OBJECT_CLASS (mado_field_grid_parent_class)->finalize (object);
}

static void
mado_field_grid_class_init (MadoFieldGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_field_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_field_grid_finalize;
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_FIELD_GRID, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", MADO_TYPE_FIELD_GRID, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[REVEAL] = g_signal_new ("reveal", MADO_TYPE_FIELD_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_FORM);
}

static void
add_keys (MadoFieldGrid *self, GtkPropagationPhase phase, GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect (keys, "key-pressed", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
mado_field_grid_init (MadoFieldGrid *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (choice_key_cb));
  add_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (back_key_cb));
}
