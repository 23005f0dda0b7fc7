/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-password.h"

#include "mado-citizen-keypad.h"
#include "mado-page.h"
#include "mado-password-rule.h"
#include "mado-secret-entry.h"

#include <glib/gi18n.h>

#define LEAST 4 /* characters; signature password, rules/mado-password-rule */

struct _MadoCitizenPassword
{
  GtkWidget parent_instance;
  MadoLanguage language;
  MadoPasswordPurpose purpose;
  gboolean mixed;          /* letters and digits both (profile) */
  int tries_left;          /* 0..15, -1 not known */
  MadoSecret *first;       /* owned, nullable: the first entry, while the second is being typed */
  MadoSecret *chosen;      /* owned, nullable: both agreed, or the one that was asked for */
  const char *notice_text; /* N_(), nullable */
  MadoTone notice_tone;
  char *reason; /* owned, nullable: why it is asked again; stands while nothing else is said */

  GtkWidget *content;
  GtkLabel *title, *rule, *count, *notice, *unseen;
  MadoSecretEntry *entry;
  MadoCitizenKeypad *keypad;
  GtkButton *accept, *erase, *restart;
};

enum
{
  CHOSEN,
  SAY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCitizenPassword, mado_citizen_password, GTK_TYPE_WIDGET)

static const char *
text_of (MadoCitizenPassword *self, const char *msgid)
{
  return mado_catalogue_text (self->language, msgid);
}

static void
show_count (MadoCitizenPassword *self)
{
  guint n = mado_secret_entry_get_length (self->entry);
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autoptr (GString) text = g_string_new (text_of (self, N_ ("%u characters entered")));

  g_string_replace (text, "%u", number, 1);
  gtk_label_set_text (self->count, text->str);
  mado_secret_entry_set_count_text (self->entry, text->str);
}

static void
show_notice (MadoCitizenPassword *self)
{
  if (self->notice_text != NULL)
    mado_tone_show (self->notice, self->notice_tone, text_of (self, self->notice_text));
  else if (self->reason != NULL)
    mado_tone_show (self->notice, MADO_TONE_WARN, self->reason);
  else
    mado_tone_show (self->notice, MADO_TONE_NONE, "");
}

static void
tell (MadoCitizenPassword *self, MadoTone tone, const char *msgid)
{
  self->notice_text = msgid;
  self->notice_tone = msgid != NULL ? tone : MADO_TONE_NONE;
  show_notice (self);
  if (msgid != NULL)
    g_signal_emit (self, signals[SAY], 0, text_of (self, msgid));
}

/* Returns: msgid of what the entry is for. */
static const char *
title_of (MadoCitizenPassword *self)
{
  if (self->purpose == MADO_PASSWORD_PRESENT)
    return N_ ("Enter the password that your card has now");
  if (self->purpose == MADO_PASSWORD_PROVE)
    return N_ ("Enter the new password once more: the card says whether it counts");
  return self->first == NULL ? N_ ("Choose the password for your signature")
                             : N_ ("Enter the same password once more");
}

static void
show_rule (MadoCitizenPassword *self)
{
  g_autofree char *number = g_strdup_printf ("%d", self->tries_left);
  g_autoptr (GString) text = NULL;

  if (self->purpose == MADO_PASSWORD_CHOOSE && self->mixed)
    text = g_string_new (text_of (self, N_ ("Capital letters A-Z and digits 0-9, both of them, 4 "
                                            "to 16 characters. Do not use your birth date or "
                                            "telephone number.")));
  else if (self->purpose == MADO_PASSWORD_CHOOSE)
    text = g_string_new (text_of (self, N_ ("Capital letters A-Z and digits 0-9, 4 to 16 "
                                            "characters. Do not use your birth date or telephone "
                                            "number.")));
  else if (self->tries_left == 1)
    text = g_string_new (text_of (self, N_ ("Only 1 try is left; then the password is locked. If "
                                            "you are not sure, ask the clerk first.")));
  else if (self->tries_left > 1)
    text = g_string_new (text_of (self, N_ ("Tries left: %d. After that the password is locked.")));
  else
    text = g_string_new (text_of (self, N_ ("A wrong entry uses up one try.")));
  g_string_replace (text, "%d", number, 1);
  gtk_label_set_text (self->rule, text->str);
}

static void
show_texts (MadoCitizenPassword *self)
{
  const char *title = title_of (self);

  gtk_label_set_text (self->title, text_of (self, title));
  show_rule (self);
  gtk_label_set_text (self->unseen, text_of (self, N_ ("The clerk cannot see it.")));
  gtk_button_set_label (self->accept, text_of (self, N_ ("OK (Enter)")));
  gtk_button_set_label (self->erase, text_of (self, N_ ("Erase one")));
  gtk_button_set_label (self->restart, text_of (self, N_ ("Start again")));
  mado_secret_entry_set_label (self->entry, text_of (self, title));
  show_count (self);
  show_notice (self);
}

static void
entry_changed_cb (MadoSecretEntry *entry, MadoCitizenPassword *self)
{
  show_count (self);
}

static void
entry_notice_cb (MadoSecretEntry *entry, guint notice, MadoCitizenPassword *self)
{
  static const char *const texts[] = {
    [MADO_SECRET_NOTICE_NONE] = NULL,
    [MADO_SECRET_NOTICE_FOLDED] = N_ ("Small letters become capital letters."),
    [MADO_SECRET_NOTICE_REFUSED] = N_ ("Only letters A-Z and digits 0-9 can be used."),
    [MADO_SECRET_NOTICE_FULL] = N_ ("16 characters are the most."),
  };

  /* What was said stays until the entry is finished: the next key comes within a moment. */
  if (texts[notice] != NULL)
    tell (self, notice == MADO_SECRET_NOTICE_FOLDED ? MADO_TONE_OK : MADO_TONE_WARN, texts[notice]);
}

static void
key_cb (MadoCitizenKeypad *keypad, guint character, MadoCitizenPassword *self)
{
  mado_secret_entry_feed (self->entry, character);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
erase_cb (MadoCitizenPassword *self)
{
  mado_secret_entry_erase_last (self->entry);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
mado_citizen_password_reset (MadoCitizenPassword *self)
{
  g_return_if_fail (MADO_IS_CITIZEN_PASSWORD (self));
  g_clear_pointer (&self->first, mado_secret_unref);
  g_clear_pointer (&self->chosen, mado_secret_unref);
  mado_secret_entry_clear (self->entry);
  tell (self, MADO_TONE_NONE, NULL);
  show_texts (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
compare_entries (MadoCitizenPassword *self)
{
  MadoSecret *second = mado_secret_entry_take (self->entry);

  if (mado_secret_equal (self->first, second))
    {
      self->chosen = second;
      g_clear_pointer (&self->first, mado_secret_unref);
      g_signal_emit (self, signals[CHOSEN], 0);
      return;
    }
  mado_secret_unref (second);
  mado_citizen_password_reset (self);
  tell (self, MADO_TONE_BAD, N_ ("The two entries differ. Nothing was set. Please choose again."));
}

/* Takes the entry that is to be typed once more. */
static void
take_first (MadoCitizenPassword *self)
{
  gsize n_bytes;
  const guint8 *bytes;

  self->first = mado_secret_entry_take (self->entry);
  bytes = mado_secret_get (self->first, &n_bytes);
  if (self->mixed && !mado_password_rule_is_mixed (bytes, n_bytes))
    {
      mado_citizen_password_reset (self);
      tell (self, MADO_TONE_WARN, N_ ("Both letters and digits are needed."));
      return;
    }
  tell (self, MADO_TONE_NONE, NULL);
  show_texts (self);
  g_signal_emit (self, signals[SAY], 0, gtk_label_get_text (self->title));
}

static void
accept_cb (MadoCitizenPassword *self)
{
  if (mado_secret_entry_get_length (self->entry) < LEAST)
    tell (self, MADO_TONE_WARN, N_ ("At least 4 characters are needed."));
  else if (self->purpose != MADO_PASSWORD_CHOOSE)
    {
      g_clear_pointer (&self->chosen, mado_secret_unref);
      self->chosen = mado_secret_entry_take (self->entry);
      g_signal_emit (self, signals[CHOSEN], 0);
    }
  else if (self->first != NULL)
    compare_entries (self);
  else
    take_first (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

MadoSecret *
mado_citizen_password_take (MadoCitizenPassword *self)
{
  g_return_val_if_fail (MADO_IS_CITIZEN_PASSWORD (self), NULL);
  return g_steal_pointer (&self->chosen);
}

void
mado_citizen_password_set_purpose (MadoCitizenPassword *self, MadoPasswordPurpose purpose,
                                   int tries_left)
{
  g_return_if_fail (MADO_IS_CITIZEN_PASSWORD (self));
  self->purpose = purpose;
  self->tries_left = tries_left;
  show_texts (self);
}

void
mado_citizen_password_set_mixed (MadoCitizenPassword *self, gboolean mixed)
{
  g_return_if_fail (MADO_IS_CITIZEN_PASSWORD (self));
  self->mixed = mixed;
  show_texts (self);
}

void
mado_citizen_password_set_language (MadoCitizenPassword *self, MadoLanguage language)
{
  g_return_if_fail (MADO_IS_CITIZEN_PASSWORD (self));
  self->language = language;
  show_texts (self);
}

void
mado_citizen_password_set_reason (MadoCitizenPassword *self, const char *reason)
{
  g_return_if_fail (MADO_IS_CITIZEN_PASSWORD (self));
  g_free (self->reason);
  self->reason = g_strdup (reason);
  show_notice (self);
}

static gboolean
mado_citizen_password_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MADO_CITIZEN_PASSWORD (widget)->entry));
}

/* As in mado-secret-entry.c: what grabs for a child must not do so on the way out. */
static gboolean
mado_citizen_password_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (MADO_CITIZEN_PASSWORD (widget)->content, direction);
}

static void
mado_citizen_password_dispose (GObject *object)
{
  MadoCitizenPassword *self = MADO_CITIZEN_PASSWORD (object);

  g_clear_pointer (&self->first, mado_secret_unref);
  g_clear_pointer (&self->chosen, mado_secret_unref);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_citizen_password_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/jp/madoguchi/ui/citizen-password.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, content);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, title);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, rule);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, count);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, notice);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, unseen);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, keypad);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, accept);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, erase);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenPassword, restart);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
  gtk_widget_class_bind_template_callback (widget_class, mado_citizen_password_reset);
}

static void
mado_citizen_password_class_init (MadoCitizenPasswordClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_citizen_password_dispose;
  widget_class->grab_focus = mado_citizen_password_grab_focus;
  widget_class->focus = mado_citizen_password_focus;
  signals[CHOSEN] = g_signal_new ("chosen", MADO_TYPE_CITIZEN_PASSWORD, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SAY] = g_signal_new ("say", MADO_TYPE_CITIZEN_PASSWORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (MADO_TYPE_SECRET_ENTRY);
  g_type_ensure (MADO_TYPE_CITIZEN_KEYPAD);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_citizen_password_init (MadoCitizenPassword *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_secret_entry_set_kind (self->entry, MADO_SECRET_KIND_CARD);
}
