/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-letter-dialog.h"

#include "mado-accessible.h"
#include "mado-field-grid.h"
#include "mado-page.h"
#include "mado-problem.h"
#include "mado-reason.h"
#include "mado-words.h"

#include <glib/gi18n.h>

struct _MadoLetterDialog
{
  AdwWindow parent_instance;
  MadoDesk *desk; /* owned */
  gboolean busy;

  MadoFieldGrid *fields;
  GtkLabel *message;
  GtkWidget *button;
};

enum
{
  MADE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoLetterDialog, mado_letter_dialog, ADW_TYPE_WINDOW)

/* clang-format off */
/* Value of a choice: the row's number from 1, since 0 means that nothing is chosen. */
static const char *const procedures[]
    = { NULL, "issue", "renew", "reissue", "revoke", "report", "change_password", "reset_password", "unlock" };
static const MadoChoice purposes[] = {
  { 1, N_("First issue") },
  { 2, N_("Renewal") },
  { 3, N_("Revoke and issue anew") },
  { 4, N_("Revocation") },
  { 5, N_("Report of loss or leak") },
  { 6, N_("Change of the password") },
  { 7, N_("Password set anew") },
  { 8, N_("Lock release") },
  { 0, NULL },
};
/* clang-format on */
/* Values are the enum's plus 1. */
static const MadoChoice routes[] = {
  { MADO_LETTER_BY_PROXY + 1, N_ ("a proxy will come") },
  { MADO_LETTER_NO_PHOTO_ID + 1, N_ ("the applicant has no paper with photo") },
  { 0, NULL },
};
static const MadoChoice sexes[] = {
  { MADO_SEX_MALE, N_ ("male") },
  { MADO_SEX_FEMALE, N_ ("female") },
  { MADO_SEX_NOT_APPLICABLE, N_ ("not stated") },
  { 0, NULL },
};

/* The applicant as the register has him: once received, nothing of it can be changed. */
/* clang-format off */
static const MadoField fields[] = {
  { "purpose",        N_("Purpose"),                   MADO_FIELD_CHOICE,   0,   0, TRUE, NULL, purposes },
  { "route",          N_("Reason for the letter"),     MADO_FIELD_CHOICE,   0,   0, TRUE, NULL, routes },
  { "kana",           N_("Furigana"),                  MADO_FIELD_KANA,    26, 100, TRUE, NULL, NULL },
  { "name",           N_("Name in the register"),      MADO_FIELD_NAME,    26, MADO_NAME_MAX, TRUE, NULL, NULL },
  { "birth",          N_("Birth date"),                MADO_FIELD_PAST_DATE, 14,  20, TRUE, NULL, NULL },
  { "sex",            N_("Sex"),                       MADO_FIELD_CHOICE,   0,   0, TRUE, NULL, sexes },
  { "address",        N_("Address in the register"),   MADO_FIELD_ADDRESS, 44, MADO_ADDRESS_MAX, TRUE, NULL, NULL },
  { "agent-name",     N_("Name of the proxy"),         MADO_FIELD_NAME,    26, MADO_NAME_MAX, TRUE, NULL, NULL },
  { "agent-address",  N_("Address of the proxy"),      MADO_FIELD_ADDRESS, 44, MADO_ADDRESS_MAX, TRUE, NULL, NULL },
  { "agent-relation", N_("Relation to the applicant"), MADO_FIELD_NAME,    14,  40, TRUE, NULL, NULL },
};
/* clang-format on */

static gboolean
is_by_proxy (MadoLetterDialog *self)
{
  return mado_field_grid_get_choice (self->fields, "route") == MADO_LETTER_BY_PROXY + 1;
}

static void
fields_changed_cb (MadoLetterDialog *self)
{
  gboolean proxy = is_by_proxy (self);

  mado_field_grid_set_visible (self->fields, "agent-name", proxy);
  mado_field_grid_set_visible (self->fields, "agent-address", proxy);
  mado_field_grid_set_visible (self->fields, "agent-relation", proxy);
}

static MadoFourItems *
read_person (MadoLetterDialog *self)
{
  g_autofree char *name = mado_field_grid_get_text (self->fields, "name");
  g_autofree char *kana = mado_field_grid_get_text (self->fields, "kana");
  g_autofree char *address = mado_field_grid_get_text (self->fields, "address");
  MadoWareki birth = { 0 };

  mado_field_grid_get_date (self->fields, "birth", &birth);
  return mado_four_items_new (name, kana, address, &birth,
                              (MadoSex) mado_field_grid_get_choice (self->fields, "sex"));
}

static MadoInquiryAgent *
read_agent (MadoLetterDialog *self)
{
  g_autofree char *name = mado_field_grid_get_text (self->fields, "agent-name");
  g_autofree char *address = mado_field_grid_get_text (self->fields, "agent-address");
  g_autofree char *relation = mado_field_grid_get_text (self->fields, "agent-relation");

  return is_by_proxy (self) ? mado_inquiry_agent_new (name, address, relation) : NULL;
}

static void
say (MadoLetterDialog *self, MadoTone tone, const char *text)
{
  mado_tone_show (self->message, tone, text);
}

/* Returns: (transfer full): what is wrong, and, where a rule forbids the letter, which. */
static char *
refusal_text (MadoLetterDialog *self, const GError *error)
{
  g_autofree char *text = mado_problem_sentence (error->domain, error->code);
  g_autofree char *why = NULL;
  MadoReason reason;

  if (!g_error_matches (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_REQUEST)
      || !mado_reason_find (error->message, &reason))
    return g_steal_pointer (&text);
  why = mado_words_of_desk (self->desk, "issue", _ (mado_reason_get (reason)->sentence));
  return g_strdup_printf ("%s\n%s", text, why);
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoLetterDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoInquiryView) view
      = mado_desk_receive_inquiry_finish (MADO_DESK (source), result, &error);
  g_autofree char *text = NULL;

  self->busy = FALSE;
  gtk_widget_set_sensitive (self->button, TRUE);
  if (view != NULL || g_error_matches (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_OPEN))
    {
      /* The message of OPEN is the number of the letter that is there already. */
      g_signal_emit (self, signals[MADE], 0, view != NULL ? view->inquiry->number : error->message,
                     view == NULL);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  text = refusal_text (self, error);
  g_message ("A letter cannot be received: %s", error->message);
  say (self, MADO_TONE_BAD, text);
}

static void
receive_cb (MadoLetterDialog *self)
{
  if (self->busy)
    return;
  if (!mado_field_grid_check (self->fields))
    {
      say (self, MADO_TONE_WARN,
           _ ("Something is missing or cannot be read. The cursor is in the first such field."));
      return;
    }
  self->busy = TRUE;
  gtk_widget_set_sensitive (self->button, FALSE);
  mado_desk_receive_inquiry_async (
      self->desk, procedures[mado_field_grid_get_choice (self->fields, "purpose")],
      (MadoLetterRoute) (mado_field_grid_get_choice (self->fields, "route") - 1),
      read_person (self), read_agent (self), NULL, received_cb, g_object_ref (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, MadoLetterDialog *self)
{
  if (keyval == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else if (keyval == GDK_KEY_F12)
    receive_cb (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
mado_letter_dialog_dispose (GObject *object)
{
  g_clear_object (&MADO_LETTER_DIALOG (object)->desk);
  G_OBJECT_CLASS (mado_letter_dialog_parent_class)->dispose (object);
}

static void
mado_letter_dialog_class_init (MadoLetterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_letter_dialog_dispose;
  signals[MADE] = g_signal_new ("made", MADO_TYPE_LETTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  g_type_ensure (MADO_TYPE_FIELD_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/letter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoLetterDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, MadoLetterDialog, message);
  gtk_widget_class_bind_template_child (widget_class, MadoLetterDialog, button);
  gtk_widget_class_bind_template_callback (widget_class, fields_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, receive_cb);
}

static void
mado_letter_dialog_init (MadoLetterDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_tell_focus (GTK_WINDOW (self));
  mado_accessible_keep_focus_visible (GTK_WINDOW (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

MadoLetterDialog *
mado_letter_dialog_new (GtkWindow *parent, MadoDesk *desk)
{
  MadoLetterDialog *self = g_object_new (MADO_TYPE_LETTER_DIALOG, "transient-for", parent, "modal",
                                         TRUE, "title", _ ("New letter of inquiry"), NULL);

  self->desk = g_object_ref (desk);
  mado_field_grid_set_fields (self->fields, fields, G_N_ELEMENTS (fields),
                              mado_desk_get_clock (desk));
  fields_changed_cb (self);
  mado_field_grid_focus_first (self->fields);
  return self;
}
