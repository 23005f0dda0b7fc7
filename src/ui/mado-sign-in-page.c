/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-sign-in-page.h"

#include "mado-accessible.h"
#include "mado-problem.h"
#include "mado-secret-entry.h"
#include "mado-type-ahead.h"

#include <glib/gi18n.h>

struct _MadoSignInPage
{
  GtkWidget parent_instance;
  MadoDesk *desk;  /* owned */
  gboolean opened; /* the record is */
  char *chosen;    /* owned, nullable: id of who was chosen when the list was read anew */
  gboolean ready, busy;

  GtkWidget *content;
  GtkLabel *office, *state, *role, *notice;
  GtkDropDown *operators;
  MadoSecretEntry *password;
  GtkWidget *button;
};

enum
{
  SIGNED_IN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoSignInPage, mado_sign_in_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

static const char *
role_word (const char *role)
{
  static const struct
  {
    const char *role, *word;
  } words[] = {
    { "clerk", N_ ("Counter clerk") },
    { "supervisor", N_ ("Supervisor") },
    { "auditor", N_ ("Auditor") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].role, role))
      return _ (words[i].word);
  return "";
}

static const MadoOperatorInfo *
selected_operator (MadoSignInPage *self)
{
  GPtrArray *operators = mado_desk_get_operators (self->desk);
  guint position = gtk_drop_down_get_selected (self->operators);

  return operators != NULL && position < operators->len ? g_ptr_array_index (operators, position)
                                                        : NULL;
}

static void
show_sensitivity (MadoSignInPage *self)
{
  gboolean usable = self->ready && !self->busy;

  gtk_widget_set_sensitive (GTK_WIDGET (self->operators), usable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), self->ready);
  gtk_widget_set_sensitive (self->button, usable
                                              && mado_secret_entry_get_length (self->password) > 0
                                              && selected_operator (self) != NULL);
  mado_page_changed (MADO_PAGE (self));
}

static void
show_role (MadoSignInPage *self)
{
  const MadoOperatorInfo *who = self->ready ? selected_operator (self) : NULL;

  gtk_label_set_text (self->role, who != NULL ? role_word (who->role) : "—");
}

static void
password_changed_cb (MadoSecretEntry *entry, MadoSignInPage *self)
{
  guint n = mado_secret_entry_get_length (entry);
  g_autofree char *count
      = g_strdup_printf (g_dngettext (NULL, "%u character entered", "%u characters entered", n), n);

  mado_secret_entry_set_count_text (entry, count);
  show_sensitivity (self);
}

static void
password_notice_cb (MadoSecretEntry *entry, guint notice, MadoSignInPage *self)
{
  const char *text = "";

  if (notice == MADO_SECRET_NOTICE_REFUSED)
    text = _ (
        "Only letters, digits and signs of the keyboard can be used. Turn Japanese input off.");
  else if (notice == MADO_SECRET_NOTICE_FULL)
    text = _ ("No more characters fit.");
  mado_tone_show (self->notice, *text != '\0' ? MADO_TONE_WARN : MADO_TONE_NONE, text);
  if (*text != '\0')
    mado_page_say (MADO_PAGE (self), MADO_TONE_WARN, text);
}

static void
show_failure (MadoSignInPage *self, const GError *error, guint tries_left)
{
  g_autofree char *sentence = mado_problem_sentence (error->domain, error->code);
  g_autofree char *text = NULL;

  if (g_error_matches (error, MADO_DESK_ERROR, MADO_DESK_ERROR_SIGN_IN) && tries_left > 0)
    text = g_strdup_printf (
        g_dngettext (NULL, "%s %u try is left.", "%s %u tries are left.", tries_left), sentence,
        tries_left);
  mado_tone_show (self->notice, MADO_TONE_BAD, text != NULL ? text : sentence);
  mado_page_say (MADO_PAGE (self), MADO_TONE_BAD, text != NULL ? text : sentence);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  guint tries_left = 0;

  self->busy = FALSE;
  if (mado_desk_sign_in_finish (MADO_DESK (source), result, &tries_left, &error))
    {
      mado_tone_show (self->notice, MADO_TONE_NONE, "");
      show_sensitivity (self);
      g_signal_emit (self, signals[SIGNED_IN], 0);
      return;
    }
  show_sensitivity (self);
  show_failure (self, error, tries_left);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
sign_in (MadoSignInPage *self)
{
  const MadoOperatorInfo *who = selected_operator (self);

  if (!self->ready || self->busy || who == NULL
      || mado_secret_entry_get_length (self->password) == 0)
    return;
  self->busy = TRUE;
  mado_tone_show (self->notice, MADO_TONE_BUSY, _ ("Checking…"));
  mado_desk_sign_in_async (self->desk, who->operator_id, mado_secret_entry_take (self->password),
                           NULL, signed_in_cb, g_object_ref (self));
  show_sensitivity (self);
}

static void
operator_changed_cb (GtkDropDown *drop_down, GParamSpec *pspec, MadoSignInPage *self)
{
  show_role (self);
  if (self->ready)
    {
      mado_secret_entry_clear (self->password);
      show_sensitivity (self);
    }
}

void
mado_sign_in_page_set_desk (MadoSignInPage *self, MadoDesk *desk)
{
  g_autofree char *office
      = g_strdup_printf ("%s  %s", mado_desk_get_office (desk), mado_desk_get_counter (desk));

  g_set_object (&self->desk, desk);
  gtk_label_set_text (self->office, office);
  mado_tone_show (self->state, MADO_TONE_BUSY, _ ("Opening the record…"));
}

/* @operator_id: (nullable): who stays chosen */
static void
fill_operators (MadoSignInPage *self, const char *operator_id)
{
  GPtrArray *operators = mado_desk_get_operators (self->desk);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; operators != NULL && i < operators->len; i++)
    {
      const MadoOperatorInfo *who = g_ptr_array_index (operators, i);
      g_autofree char *name = g_strdup_printf ("%s  %s", who->display_name, who->operator_id);

      gtk_string_list_append (names, name);
      if (g_strcmp0 (who->operator_id, operator_id) == 0)
        chosen = i;
    }
  gtk_drop_down_set_model (self->operators, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->operators, chosen);
}

void
mado_sign_in_page_ready (MadoSignInPage *self)
{
  GPtrArray *operators = mado_desk_get_operators (self->desk);

  self->opened = TRUE;
  fill_operators (self, self->chosen);
  self->ready = operators != NULL && operators->len > 0;
  if (self->ready && mado_desk_is_look_up (self->desk))
    mado_tone_show (self->state, MADO_TONE_WARN, _ ("Ready, to look things up only"));
  else if (self->ready)
    mado_tone_show (self->state, MADO_TONE_OK, _ ("Ready"));
  else
    {
      g_autofree char *text = mado_problem_sentence (MADO_DESK_ERROR, MADO_DESK_ERROR_NO_OPERATOR);

      mado_tone_show (self->state, MADO_TONE_BAD, text);
    }
  show_role (self);
  show_sensitivity (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->ready ? GTK_WIDGET (self->password) : self->button));
}

void
mado_sign_in_page_failed (MadoSignInPage *self, const GError *error)
{
  g_autofree char *text = mado_problem_sentence (error->domain, error->code);

  self->ready = FALSE;
  mado_tone_show (self->state, MADO_TONE_BAD, text);
  show_sensitivity (self);
}

/* F5: somebody may have been registered, or released, since. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoSignInPage) self = data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (mado_desk_list_operators_finish (MADO_DESK (source), result, &error))
    mado_sign_in_page_ready (self);
  else
    show_failure (self, error, 0);
  show_sensitivity (self);
}

static void
refresh (MadoSignInPage *self)
{
  const MadoOperatorInfo *who = selected_operator (self);

  g_free (self->chosen);
  self->chosen = g_strdup (who != NULL ? who->operator_id : NULL);
  self->busy = TRUE;
  mado_desk_check_devices (self->desk);
  mado_desk_list_operators_async (self->desk, NULL, listed_cb, g_object_ref (self));
  show_sensitivity (self);
}

/* MadoPage */

static char *
get_title (MadoPage *page)
{
  return g_strdup (_ ("Sign in"));
}

static gboolean
can (MadoPage *page, MadoAct act)
{
  MadoSignInPage *self = MADO_SIGN_IN_PAGE (page);

  if (act == MADO_ACTION_SIGN_IN)
    return gtk_widget_get_sensitive (self->button);
  return act == MADO_ACTION_REFRESH && self->opened && !self->busy;
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoSignInPage *self = MADO_SIGN_IN_PAGE (page);

  if (what == MADO_ACTION_SIGN_IN)
    sign_in (self);
  else if (what == MADO_ACTION_REFRESH)
    refresh (self);
}

static void
focus_first (MadoPage *page)
{
  MadoSignInPage *self = MADO_SIGN_IN_PAGE (page);

  mado_secret_entry_clear (self->password);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_SIGN_IN;
  iface->get_title = get_title;
  iface->can = can;
  iface->act = act;
  iface->focus_first = focus_first;
}

static void
mado_sign_in_page_dispose (GObject *object)
{
  MadoSignInPage *self = MADO_SIGN_IN_PAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_sign_in_page_parent_class)->dispose (object);
}

static void
mado_sign_in_page_class_init (MadoSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_sign_in_page_dispose;
  signals[SIGNED_IN] = g_signal_new ("signed-in", MADO_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MADO_TYPE_SECRET_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, office);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, state);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, role);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, notice);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, operators);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, button);
  gtk_widget_class_bind_template_callback (widget_class, operator_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_sign_in_page_init (MadoSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name_drop_down (self->operators, _ ("Operator"));
  mado_type_ahead_add (self->operators);
  mado_secret_entry_set_label (self->password, _ ("Password"));
}
