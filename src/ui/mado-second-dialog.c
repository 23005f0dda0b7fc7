/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-second-dialog.h"

#include "mado-accessible.h"
#include "mado-case-text.h"
#include "mado-fee.h"
#include "mado-pane-list.h"
#include "mado-problem.h"
#include "mado-run-second.h"
#include "mado-second.h"
#include "mado-secret-entry.h"
#include "mado-words.h"

#include <glib/gi18n.h>

struct _MadoSecondDialog
{
  AdwWindow parent_instance;
  MadoRun *run;        /* owned */
  MadoPage *page;      /* owned: tells what became of it */
  MadoDesk *desk;      /* owned */
  const char *form;    /* static, nullable: what is printed then */
  MadoSecondThen then; /* nullable */
  gint64 approval_id;
  gboolean busy, answered;
  gboolean confirms;      /* the answer that is on its way */
  GPtrArray *supervisors; /* owned, of char *: operator ids in the order of the list */

  GtkLabel *heading, *subject, *notice;
  GtkGrid *facts;
  GtkDropDown *operators;
  MadoSecretEntry *password;
  GtkWidget *refuse, *confirm;
};

G_DEFINE_FINAL_TYPE (MadoSecondDialog, mado_second_dialog, ADW_TYPE_WINDOW)

/* --- words --- */

typedef struct
{
  const char *id, *word; /* N_() */
} Word;

static const Word matters[] = {
  { "unlock", N_ ("Release the lock of the password") },
  { "proxy", N_ ("Accept the proxy") },
  { "inquiry", N_ ("Accept the person who came by the letter") },
  { "hold", N_ ("Release the hold") },
  { "waiver", N_ ("Waive the fee") },
  { "reprint", N_ ("Print a paper once more") },
};

static const Word names[] = {
  { "tries", N_ ("Tries left") }, { "proxy", N_ ("Proxy") },   { "papers", N_ ("Papers") },
  { "letter", N_ ("Letter") },    { "fee", N_ ("Fee") },       { "hold", N_ ("Hold") },
  { "yen", N_ ("Yen") },          { "ground", N_ ("Reason") }, { "reprints", N_ ("Reprints") },
  { "state", N_ ("Step") },
};

static const Word values[] = {
  { "came", N_ ("came to the window") }, { "accepted", N_ ("accepted") }, { "due", N_ ("due") },
  { "waived", N_ ("waived") },           { "released", N_ ("released") }, { "", N_ ("none") },
};

static const char *
find_word (const Word *words, gsize n_words, const char *id)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i].id, id))
      return _ (words[i].word);
  return id;
}

/* Returns: (transfer full) */
static char *
value_word (MadoSecondDialog *self, const char *name, const char *value)
{
  const char *procedure = mado_run_get_matrix (self->run)->procedure;
  MadoReason reason;

  if (g_str_equal (name, "state"))
    return g_strdup (_ (mado_pane_list_find (procedure, value)->heading));
  if (g_str_equal (name, "hold") && mado_reason_find (value, &reason))
    return mado_words_of_run (self->run, _ (mado_reason_get (reason)->sentence));
  if (g_str_equal (name, "ground") && *value != '\0')
    return g_strdup (_ (mado_fee_waiver_title (value)));
  return g_strdup (find_word (values, G_N_ELEMENTS (values), value));
}

/* --- showing --- */

static void
add_cell (MadoSecondDialog *self, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->facts, label, column, row, 1, 1);
}

static void
show_facts (MadoSecondDialog *self)
{
  g_autoptr (GPtrArray) facts = mado_run_list_second_facts (self->run);

  add_cell (self, 1, 0, _ ("Now"), "heading");
  add_cell (self, 2, 0, _ ("Afterwards"), "heading");
  for (guint i = 0; i < facts->len; i++)
    {
      const MadoSecondFact *fact = g_ptr_array_index (facts, i);
      g_autofree char *before = value_word (self, fact->name, fact->before);
      g_autofree char *after = value_word (self, fact->name, fact->after);
      int row = (int) i + 1;

      add_cell (self, 0, row, find_word (names, G_N_ELEMENTS (names), fact->name), "dim-label");
      add_cell (self, 1, row, before, "value");
      add_cell (self, 2, row, after, "value");
    }
}

static void
show_subject (MadoSecondDialog *self)
{
  const MadoCase *data = mado_run_get_case (self->run);
  const MadoFourItems *items = data->register_items != NULL ? data->register_items : data->form;
  g_autofree char *number = mado_case_short_number (data);
  g_autofree char *procedure = mado_case_text_procedure (self->run);
  g_autofree char *text
      = g_strdup_printf ("%s  %s  %s", number, procedure, items != NULL ? items->name : "");

  gtk_label_set_text (self->subject, text);
  gtk_label_set_text (self->heading, find_word (matters, G_N_ELEMENTS (matters),
                                                mado_run_wants_second (self->run)));
  mado_accessible_name (self, gtk_label_get_text (self->heading));
}

static void
show_sensitivity (MadoSecondDialog *self)
{
  gboolean usable = !self->busy && self->supervisors->len > 0
                    && mado_secret_entry_get_length (self->password) > 0;

  gtk_widget_set_sensitive (self->confirm, usable);
  gtk_widget_set_sensitive (self->refuse, usable);
}

static void
list_supervisors (MadoSecondDialog *self, MadoDesk *desk)
{
  GPtrArray *operators = mado_desk_get_operators (desk);
  g_autoptr (GtkStringList) shown = gtk_string_list_new (NULL);

  for (guint i = 0; operators != NULL && i < operators->len; i++)
    {
      const MadoOperatorInfo *who = g_ptr_array_index (operators, i);
      g_autofree char *name = g_strdup_printf ("%s  %s", who->display_name, who->operator_id);

      if (!g_str_equal (who->role, "supervisor"))
        continue;
      g_ptr_array_add (self->supervisors, g_strdup (who->operator_id));
      gtk_string_list_append (shown, name);
    }
  gtk_drop_down_set_model (self->operators, G_LIST_MODEL (shown));
  if (self->supervisors->len == 0)
    mado_tone_show (self->notice, MADO_TONE_BAD, _ ("No supervisor is registered at this desk."));
}

/* --- the answer --- */

static void
show_failure (MadoSecondDialog *self, const GError *error, guint tries_left)
{
  g_autofree char *sentence = mado_problem_sentence (error->domain, error->code);
  g_autofree char *text = NULL;

  if (g_error_matches (error, MADO_DESK_ERROR, MADO_DESK_ERROR_SIGN_IN) && tries_left > 0)
    text = g_strdup_printf (
        g_dngettext (NULL, "%s %u try is left.", "%s %u tries are left.", tries_left), sentence,
        tries_left);
  mado_tone_show (self->notice, MADO_TONE_BAD, text != NULL ? text : sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoSecondDialog) self = data;
  g_autoptr (GError) error = NULL;
  guint tries_left = 0;

  self->busy = FALSE;
  if (!mado_run_answer_second_finish (MADO_RUN (source), result, &tries_left, &error))
    {
      show_sensitivity (self);
      show_failure (self, error, tries_left);
      return;
    }
  self->answered = TRUE;
  if (!self->confirms)
    mado_page_say (self->page, MADO_TONE_WARN,
                   _ ("The supervisor did not confirm. Nothing was changed."));
  else if (self->then != NULL)
    self->then (self->page, self->desk, self->run, self->form);
  gtk_window_close (GTK_WINDOW (self));
}

static void
answer (MadoSecondDialog *self, gboolean confirms)
{
  guint position = gtk_drop_down_get_selected (self->operators);

  if (self->busy || self->answered || position >= self->supervisors->len
      || mado_secret_entry_get_length (self->password) == 0)
    return;
  self->busy = TRUE;
  self->confirms = confirms;
  mado_tone_show (self->notice, MADO_TONE_BUSY, _ ("Checking…"));
  mado_run_answer_second_async (
      self->run, self->approval_id, confirms, g_ptr_array_index (self->supervisors, position),
      mado_secret_entry_take (self->password), NULL, NULL, answered_cb, g_object_ref (self));
  show_sensitivity (self);
}

static void
confirm_cb (MadoSecondDialog *self)
{
  answer (self, TRUE);
}

static void
refuse_cb (MadoSecondDialog *self)
{
  answer (self, FALSE);
}

static void
password_changed_cb (MadoSecretEntry *entry, MadoSecondDialog *self)
{
  guint n = mado_secret_entry_get_length (entry);
  g_autofree char *count
      = g_strdup_printf (g_dngettext (NULL, "%u character entered", "%u characters entered", n), n);

  mado_secret_entry_set_count_text (entry, count);
  show_sensitivity (self);
}

static void
operator_changed_cb (MadoSecondDialog *self)
{
  mado_secret_entry_clear (self->password);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, MadoSecondDialog *self)
{
  if (keyval == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else if (keyval == GDK_KEY_F12)
    answer (self, TRUE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* The question does not outlive its window; an answer on its way is waited for. */
static gboolean
close_request_cb (MadoSecondDialog *self)
{
  if (self->busy)
    return GDK_EVENT_STOP;
  if (!self->answered)
    mado_run_withdraw_second (self->run, self->approval_id);
  self->answered = TRUE;
  return GDK_EVENT_PROPAGATE;
}

/* A window forgets a focus that was given before it has been mapped. */
static void
mado_second_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mado_second_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (MADO_SECOND_DIALOG (widget)->password));
}

static void
mado_second_dialog_dispose (GObject *object)
{
  MadoSecondDialog *self = MADO_SECOND_DIALOG (object);

  g_clear_object (&self->run);
  g_clear_object (&self->page);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->supervisors, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_second_dialog_parent_class)->dispose (object);
}

static void
mado_second_dialog_class_init (MadoSecondDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_second_dialog_dispose;
  widget_class->map = mado_second_dialog_map;
  g_type_ensure (MADO_TYPE_SECRET_ENTRY);
  /* GTK 4.8 tells of a bare window as of a filler, which no screen reader announces. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/second-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSecondDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoSecondDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, MadoSecondDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, MadoSecondDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, MadoSecondDialog, operators);
  gtk_widget_class_bind_template_child (widget_class, MadoSecondDialog, password);
  gtk_widget_class_bind_template_child (widget_class, MadoSecondDialog, refuse);
  gtk_widget_class_bind_template_child (widget_class, MadoSecondDialog, confirm);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, refuse_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, operator_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
mado_second_dialog_init (MadoSecondDialog *self)
{
  self->supervisors = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_secret_entry_set_label (self->password, _ ("Password of the supervisor"));
  mado_accessible_name_drop_down (self->operators, _ ("Supervisor"));
}

/* --- asking --- */

typedef struct
{
  GtkWindow *parent;   /* owned */
  MadoPage *page;      /* owned */
  MadoDesk *desk;      /* owned */
  const char *form;    /* static, nullable */
  MadoSecondThen then; /* nullable */
} Asking;

static void
present (const Asking *asking, MadoRun *run, gint64 approval_id)
{
  MadoSecondDialog *self
      = g_object_new (MADO_TYPE_SECOND_DIALOG, "transient-for", asking->parent, NULL);

  self->run = g_object_ref (run);
  self->page = g_object_ref (asking->page);
  self->desk = g_object_ref (asking->desk);
  self->form = asking->form;
  self->then = asking->then;
  self->approval_id = approval_id;
  show_subject (self);
  show_facts (self);
  list_supervisors (self, asking->desk);
  show_sensitivity (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GError) error = NULL;
  gint64 approval_id = mado_run_ask_second_finish (MADO_RUN (source), result, &error);

  if (approval_id != 0)
    present (asking, MADO_RUN (source), approval_id);
  else
    {
      g_autofree char *text = mado_problem_sentence (error->domain, error->code);

      mado_page_say (asking->page, MADO_TONE_BAD, text);
    }
  g_object_unref (asking->parent);
  g_object_unref (asking->page);
  g_object_unref (asking->desk);
  g_free (asking);
}

gboolean
mado_second_dialog_can (MadoRun *run)
{
  return mado_run_can (run, MADO_OUTCOME_OK) && mado_run_wants_second (run) != NULL;
}

static void
ask (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run, const char *form,
     MadoSecondThen then)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->parent = g_object_ref (parent);
  asking->page = g_object_ref (page);
  asking->desk = g_object_ref (desk);
  asking->form = form;
  asking->then = then;
  mado_run_ask_second_async (run, NULL, asked_cb, asking);
}

void
mado_second_dialog_ask (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run)
{
  ask (parent, page, desk, run, NULL, NULL);
}

void
mado_second_dialog_ask_to_print (MadoPage *page, MadoDesk *desk, MadoRun *run, const char *form,
                                 MadoSecondThen then)
{
  ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), page, desk, run, form, then);
}
