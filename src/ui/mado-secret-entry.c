/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-secret-entry.h"

#include <string.h>

#define OPERATOR_MAX 64 /* characters; ours */
#define CARD_MAX 16     /* characters; signature password, rules/mado-password-rule */

struct _MadoSecretEntry
{
  GtkWidget parent_instance;
  GtkWidget *field;   /* owned child; holds only '*' */
  GtkEditable *text;  /* borrowed: its GtkText */
  MadoSecret *secret; /* owned */
  MadoSecretKind kind;
  gboolean writing; /* we are filling in the '*' */
};

enum
{
  CHANGED,
  NOTICE,
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoSecretEntry, mado_secret_entry, GTK_TYPE_WIDGET)

static gsize
capacity_of (MadoSecretKind kind)
{
  return kind == MADO_SECRET_KIND_CARD ? CARD_MAX : OPERATOR_MAX;
}

static void
show_length (MadoSecretEntry *self)
{
  char stars[OPERATOR_MAX + 1] = { 0 };

  memset (stars, '*', mado_secret_get_length (self->secret));
  self->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->field), stars);
  gtk_editable_set_position (GTK_EDITABLE (self->field), -1);
  self->writing = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tell (MadoSecretEntry *self, MadoSecretNotice notice)
{
  g_signal_emit (self, signals[NOTICE], 0, (guint) notice);
}

/* Returns the byte to keep, 0 when the character cannot be used. */
static guint8
fold (MadoSecretKind kind, gunichar character, MadoSecretNotice *notice)
{
  if (kind == MADO_SECRET_KIND_OPERATOR)
    return character >= 0x20 && character < 0x7F ? (guint8) character : 0;
  if (character < 0x80 && g_ascii_islower ((char) character))
    {
      *notice = MADO_SECRET_NOTICE_FOLDED;
      return (guint8) g_ascii_toupper ((char) character);
    }
  return character < 0x80 && g_ascii_isalnum ((char) character) ? (guint8) character : 0;
}

void
mado_secret_entry_feed (MadoSecretEntry *self, gunichar character)
{
  MadoSecretNotice notice = MADO_SECRET_NOTICE_NONE;
  guint8 byte;

  g_return_if_fail (MADO_IS_SECRET_ENTRY (self));
  byte = fold (self->kind, character, &notice);
  if (byte == 0)
    notice = MADO_SECRET_NOTICE_REFUSED;
  else if (!mado_secret_append (self->secret, byte))
    notice = MADO_SECRET_NOTICE_FULL;
  else
    show_length (self);
  tell (self, notice);
}

void
mado_secret_entry_erase_last (MadoSecretEntry *self)
{
  g_return_if_fail (MADO_IS_SECRET_ENTRY (self));
  mado_secret_drop_last (self->secret);
  show_length (self);
  tell (self, MADO_SECRET_NOTICE_NONE);
}

void
mado_secret_entry_clear (MadoSecretEntry *self)
{
  g_return_if_fail (MADO_IS_SECRET_ENTRY (self));
  mado_secret_clear (self->secret);
  show_length (self);
}

MadoSecret *
mado_secret_entry_take (MadoSecretEntry *self)
{
  MadoSecret *taken;

  g_return_val_if_fail (MADO_IS_SECRET_ENTRY (self), NULL);
  taken = g_steal_pointer (&self->secret);
  self->secret = mado_secret_new (capacity_of (self->kind));
  show_length (self);
  return taken;
}

guint
mado_secret_entry_get_length (MadoSecretEntry *self)
{
  g_return_val_if_fail (MADO_IS_SECRET_ENTRY (self), 0);
  return (guint) mado_secret_get_length (self->secret);
}

/* Keys that move about and never become text; all else stops here, also what would wake an input
 * method, the context menu or the clipboard. */
static gboolean
belongs_to_others (guint keyval, GdkModifierType state)
{
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_Escape)
    return TRUE;
  if (keyval >= GDK_KEY_F1 && keyval <= GDK_KEY_F12)
    return keyval != GDK_KEY_F10 || (state & GDK_SHIFT_MASK) == 0; /* Shift+F10: context menu */
  return (state & GDK_ALT_MASK) != 0;                              /* mnemonics */
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                MadoSecretEntry *self)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if (belongs_to_others (keyval, state))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    g_signal_emit (self, signals[ACTIVATE], 0);
  else if (keyval == GDK_KEY_BackSpace)
    mado_secret_entry_erase_last (self);
  else if (keyval == GDK_KEY_Delete)
    mado_secret_entry_clear (self);
  else if ((state & GDK_CONTROL_MASK) != 0)
    return keyval == GDK_KEY_v || keyval == GDK_KEY_c || keyval == GDK_KEY_x || keyval == GDK_KEY_z
                   || keyval == GDK_KEY_a || keyval == GDK_KEY_u || keyval == GDK_KEY_Insert
               ? GDK_EVENT_STOP
               : GDK_EVENT_PROPAGATE;
  else if (g_unichar_isgraph (character) || character == ' ')
    mado_secret_entry_feed (self, character);
  return GDK_EVENT_STOP;
}

/* Text that came some other way: paste, drop, an input method's palette. */
static void
insert_text_cb (GtkEditable *text, const char *inserted, int length, int *position,
                MadoSecretEntry *self)
{
  if (self->writing)
    return;
  g_signal_stop_emission_by_name (text, "insert-text");
  tell (self, MADO_SECRET_NOTICE_REFUSED);
}

static void
delete_text_cb (GtkEditable *text, int start, int end, MadoSecretEntry *self)
{
  if (!self->writing)
    g_signal_stop_emission_by_name (text, "delete-text");
}

/* Middle button pastes, right button opens the menu: neither here. */
static void
button_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, MadoSecretEntry *self)
{
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click)) != GDK_BUTTON_PRIMARY)
    gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
}

void
mado_secret_entry_set_kind (MadoSecretEntry *self, MadoSecretKind kind)
{
  g_return_if_fail (MADO_IS_SECRET_ENTRY (self));
  self->kind = kind;
  g_clear_pointer (&self->secret, mado_secret_unref);
  self->secret = mado_secret_new (capacity_of (kind));
  show_length (self);
}

void
mado_secret_entry_set_label (MadoSecretEntry *self, const char *label)
{
  g_return_if_fail (MADO_IS_SECRET_ENTRY (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

void
mado_secret_entry_set_count_text (MadoSecretEntry *self, const char *text)
{
  g_return_if_fail (MADO_IS_SECRET_ENTRY (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

static gboolean
mado_secret_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MADO_SECRET_ENTRY (widget)->field);
}

/* GTK's own would grab the focus again on the way out, and hold Shift+Tab for ever. */
static gboolean
mado_secret_entry_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (MADO_SECRET_ENTRY (widget)->field, direction);
}

static void
mado_secret_entry_dispose (GObject *object)
{
  MadoSecretEntry *self = MADO_SECRET_ENTRY (object);

  g_clear_pointer (&self->secret, mado_secret_unref);
  g_clear_pointer (&self->field, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_secret_entry_parent_class)->dispose (object);
}

static void
mado_secret_entry_class_init (MadoSecretEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mado_secret_entry_dispose;
  widget_class->grab_focus = mado_secret_entry_grab_focus;
  widget_class->focus = mado_secret_entry_focus;
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[NOTICE] = g_signal_new ("notice", MADO_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ACTIVATE] = g_signal_new ("activate", MADO_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "secretentry");
}

static void
harden_text (MadoSecretEntry *self)
{
  self->text = gtk_editable_get_delegate (GTK_EDITABLE (self->field));
  g_object_set (self->text, "enable-undo", FALSE, "im-module", "gtk-im-context-none", NULL);
  g_signal_connect (self->text, "insert-text", G_CALLBACK (insert_text_cb), self);
  g_signal_connect (self->text, "delete-text", G_CALLBACK (delete_text_cb), self);
}

static void
mado_secret_entry_init (MadoSecretEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->kind = MADO_SECRET_KIND_OPERATOR;
  self->secret = mado_secret_new (OPERATOR_MAX);
  self->field = gtk_password_entry_new ();
  gtk_widget_set_hexpand (self->field, TRUE);
  gtk_widget_set_parent (self->field, GTK_WIDGET (self));
  harden_text (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (button_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
mado_secret_entry_new (MadoSecretKind kind)
{
  MadoSecretEntry *self = g_object_new (MADO_TYPE_SECRET_ENTRY, NULL);

  mado_secret_entry_set_kind (self, kind);
  return GTK_WIDGET (self);
}
