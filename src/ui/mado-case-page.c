/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-case-page.h"

#include "mado-announce.h"
#include "mado-case-checks.h"
#include "mado-case-dialogs.h"
#include "mado-case-log.h"
#include "mado-case-text.h"
#include "mado-device-list.h"
#include "mado-findings.h"
#include "mado-pane-list.h"
#include "mado-pane-new.h"
#include "mado-pane.h"
#include "mado-problem.h"
#include "mado-step-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LOG_LINES 8

struct _MadoCasePage
{
  GtkWidget parent_instance;
  MadoDesk *desk;                 /* owned */
  MadoRun *run;                   /* owned, nullable */
  const MadoState *shown;         /* constant: the row that stands on the screen */
  GtkWidget *panes[MADO_N_WORKS]; /* owned by the stack; made when first needed */
  GQuark problem_domain;          /* what was said last, so that it is said once */
  int problem_code;
  guint n_open; /* what is still to be done before F12 */

  GtkWidget *content; /* AdwFlap */
  MadoStepList *steps;
  GtkLabel *heading, *task, *problem, *by_hand, *card, *log;
  MadoFindings *findings;
  GtkStack *stack;
  MadoCaseChecks *checks;
  MadoDeviceList *devices;
};

enum
{
  LEAVE,
  TOGGLE_CITIZEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoCasePage, mado_case_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

static const MadoPaneRow *
pane_row (MadoCasePage *self)
{
  return mado_pane_list_find_of_run (self->run);
}

static MadoPane *
current_pane (MadoCasePage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  return child != NULL && MADO_IS_PANE (child) ? MADO_PANE (child) : NULL;
}

/* --- what is still open, and the label of F12 --- */

static gboolean
is_stopped_action (MadoCasePage *self)
{
  return mado_run_get_state (self->run)->action != NULL && !mado_run_is_busy (self->run, NULL)
         && mado_run_can (self->run, MADO_OUTCOME_OK);
}

static guint
count_open (MadoCasePage *self)
{
  MadoPane *pane = current_pane (self);

  return (pane != NULL ? mado_pane_count_open (pane) : 0)
         + mado_case_checks_count_open (self->checks);
}

static gboolean
can_confirm (MadoCasePage *self)
{
  const MadoState *state = mado_run_get_state (self->run);

  if (state->ending != MADO_ENDING_NONE)
    return TRUE;
  if (state->actor == MADO_BY_APPLICANT || !mado_run_can (self->run, MADO_OUTCOME_OK))
    return FALSE;
  return pane_row (self)->confirm != NULL || is_stopped_action (self);
}

static void
show_confirm (MadoCasePage *self)
{
  self->n_open = is_stopped_action (self) ? 0 : count_open (self);
  mado_page_changed (MADO_PAGE (self));
}

/* --- showing --- */

static void
show_problem (MadoCasePage *self)
{
  const GError *problem = mado_run_get_problem (self->run);
  MadoProblemPlace place = mado_problem_place_of (mado_run_get_state (self->run));
  g_autofree char *sentence
      = problem != NULL ? mado_problem_sentence_at (problem->domain, problem->code, place) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  mado_tone_show (self->problem, MADO_TONE_BAD, sentence != NULL ? sentence : "");
  mado_findings_show (self->findings, self->run,
                      g_error_matches (problem, MADO_RUN_ERROR, MADO_RUN_ERROR_RULES)
                              && !MADO_PANE_GET_IFACE (current_pane (self))->says_reasons
                          ? mado_run_get_decision (self->run)
                          : NULL);
  if (problem != NULL
      && (problem->domain != self->problem_domain || problem->code != self->problem_code))
    mado_page_say (MADO_PAGE (self), MADO_TONE_BAD, sentence);
  else if (problem == NULL && self->problem_domain != 0)
    mado_page_say (MADO_PAGE (self), MADO_TONE_NONE, "");
  self->problem_domain = problem != NULL ? problem->domain : 0;
  self->problem_code = problem != NULL ? problem->code : 0;
}

/* What stopped the row may not hold any more, or for other reasons. */
static void
look_again (MadoCasePage *self)
{
  mado_run_edited (self->run);
  mado_run_keep_soon (self->run);
  show_problem (self);
  show_confirm (self);
}

static void
edited_cb (MadoPane *pane, MadoCasePage *self)
{
  MadoCase *work = self->run != NULL ? mado_run_edit (self->run) : NULL;

  if (work != NULL)
    mado_pane_store (pane, work);
  if (self->run != NULL)
    look_again (self);
}

static MadoPane *
pane_of_kind (MadoCasePage *self, MadoWorkKind kind)
{
  if (self->panes[kind] == NULL)
    {
      self->panes[kind] = mado_pane_new (kind);
      g_signal_connect (self->panes[kind], "edited", G_CALLBACK (edited_cb), self);
      gtk_stack_add_child (self->stack, self->panes[kind]);
    }
  return MADO_PANE (self->panes[kind]);
}

static void
show_by_hand (MadoCasePage *self)
{
  g_autofree char *text = mado_case_text_by_hand (mado_run_get_case (self->run));

  gtk_widget_set_visible (GTK_WIDGET (self->by_hand), text != NULL);
  mado_tone_show (self->by_hand, MADO_TONE_WARN, text != NULL ? text : "");
}

static void
show_side (MadoCasePage *self)
{
  const MadoCase *data = mado_run_get_case (self->run);
  g_autofree char *card = mado_case_text_card (data);
  g_autofree char *text
      = card != NULL ? g_strdup_printf (_ ("Number %s"), card) : g_strdup (_ ("not read yet"));
  g_autofree char *log = mado_case_log_text (mado_run_get_log (self->run), LOG_LINES);

  gtk_label_set_text (self->card, text);
  gtk_label_set_text (self->log, log);
}

/* A label that cannot be selected refuses gtk_widget_grab_focus() (GTK 4.8, gtklabel.c), but the
 * sentence of the task must be able to hold the keyboard where a row has no field, and by F6. */
static void
focus_task (MadoCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_focusable (GTK_WIDGET (self->task), TRUE);
  if (root != NULL)
    gtk_root_set_focus (root, GTK_WIDGET (self->task));
}

static void
focus_first (MadoPage *page)
{
  MadoCasePage *self = MADO_CASE_PAGE (page);
  MadoPane *pane = current_pane (self);

  if (mado_desk_is_look_up (self->desk))
    focus_task (self);
  else if ((pane != NULL && mado_pane_focus_first (pane))
           || mado_case_checks_focus_open (self->checks))
    gtk_widget_set_focusable (GTK_WIDGET (self->task), FALSE); /* no stop of Tab among fields */
  else
    focus_task (self);
}

static void
announce (MadoCasePage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    mado_announce (GTK_WINDOW (root), text, FALSE);
}

/* A new row: its own pane, boxes and focus. */
static void
show_row (MadoCasePage *self)
{
  const MadoPaneRow *row = pane_row (self);
  MadoPane *pane = pane_of_kind (self, row->kind);
  guint step = mado_run_get_step (self->run);
  g_autofree char *heading = g_strdup_printf ("%u. %s", step, _ (row->heading));
  g_autofree char *task = mado_case_text_task (self->run, _ (row->task));
  g_autofree char *said = g_strdup_printf ("%s. %s", heading, task);

  self->shown = mado_run_get_state (self->run);
  self->problem_domain = 0;
  mado_page_say (MADO_PAGE (self), MADO_TONE_NONE, ""); /* what was said was of the row before */
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->task, task);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (pane));
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !mado_desk_is_look_up (self->desk));
  gtk_widget_set_sensitive (GTK_WIDGET (self->checks), !mado_desk_is_look_up (self->desk));
  mado_case_checks_show (self->checks, self->run);
  mado_pane_show (pane, self->desk, self->run);
  focus_first (MADO_PAGE (self));
  announce (self, said);
}

static void
run_changed_cb (MadoRun *run, MadoCasePage *self)
{
  mado_step_list_show (self->steps, run);
  if (mado_run_get_state (run) != self->shown)
    show_row (self);
  else
    mado_pane_show (current_pane (self), self->desk, run);
  show_problem (self);
  show_by_hand (self);
  show_side (self);
  show_confirm (self);
}

/* --- what the clerk does --- */

/* What stands on the screen is what is judged and stored.  Returns: whether it can be edited. */
static gboolean
take_down (MadoCasePage *self)
{
  MadoPane *pane = current_pane (self);
  MadoCase *work = self->run != NULL ? mado_run_edit (self->run) : NULL;

  if (work == NULL || pane == NULL)
    return FALSE;
  mado_pane_store (pane, work);
  mado_case_checks_store (self->checks, work);
  return TRUE;
}

void
mado_case_page_store (MadoCasePage *self)
{
  if (take_down (self))
    mado_run_save (self->run);
}

static void
confirm (MadoCasePage *self)
{
  MadoPane *pane = current_pane (self);

  if (mado_run_get_state (self->run)->ending != MADO_ENDING_NONE)
    {
      g_signal_emit (self, signals[LEAVE], 0);
      return;
    }
  if (!mado_pane_check (pane))
    {
      mado_page_say (
          MADO_PAGE (self), MADO_TONE_WARN,
          _ ("Something is missing or cannot be read. The cursor is in the first such field."));
      return;
    }
  if (count_open (self) > 0)
    {
      focus_first (MADO_PAGE (self));
      mado_page_say (MADO_PAGE (self), MADO_TONE_WARN, _ ("Not everything is ticked yet."));
      return;
    }
  take_down (self);
  mado_run_post (self->run, MADO_OUTCOME_OK);
}

static void
do_again (MadoCasePage *self)
{
  if (is_stopped_action (self))
    mado_run_post (self->run, MADO_OUTCOME_OK);
  else if (mado_run_can (self->run, MADO_OUTCOME_AGAIN))
    mado_run_post (self->run, MADO_OUTCOME_AGAIN);
}

static void
hold (MadoCasePage *self)
{
  mado_case_page_store (self);
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
next_pane (MadoCasePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == GTK_WIDGET (self->task))
    focus_first (MADO_PAGE (self));
  else
    focus_task (self);
}

void
mado_case_page_set_run (MadoCasePage *self, MadoRun *run)
{
  g_return_if_fail (MADO_IS_CASE_PAGE (self));
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_func (self->run, run_changed_cb, self);
  g_set_object (&self->run, run);
  self->shown = NULL;
  self->problem_domain = 0;
  if (run == NULL)
    return;
  g_signal_connect (run, "changed", G_CALLBACK (run_changed_cb), self);
  run_changed_cb (run, self);
}

void
mado_case_page_set_desk (MadoCasePage *self, MadoDesk *desk)
{
  g_return_if_fail (MADO_IS_CASE_PAGE (self) && self->desk == NULL);
  self->desk = g_object_ref (desk);
  mado_device_list_set_desk (self->devices, desk);
}

/* --- MadoPage --- */

static char *
get_title (MadoPage *page)
{
  MadoCasePage *self = MADO_CASE_PAGE (page);
  g_autofree char *number = NULL, *procedure = NULL;

  if (self->run == NULL)
    return g_strdup (_ ("Case"));
  number = mado_case_short_number (mado_run_get_case (self->run));
  procedure = mado_case_text_procedure (self->run);
  return g_strdup_printf (_ ("Case %s  %s"), number, procedure);
}

static MadoRun *
get_run (MadoPage *page)
{
  return MADO_CASE_PAGE (page)->run;
}

static gboolean
can (MadoPage *page, MadoAct act)
{
  MadoCasePage *self = MADO_CASE_PAGE (page);

  if (self->run == NULL)
    return FALSE;
  if (act == MADO_ACTION_CONFIRM)
    return can_confirm (self);
  if (act == MADO_ACTION_CITIZEN || act == MADO_ACTION_PRINT || act == MADO_ACTION_SUPERVISOR)
    return !mado_desk_is_look_up (self->desk) && mado_case_dialogs_can (self->run, act);
  if (act == MADO_ACTION_READ_AGAIN)
    return is_stopped_action (self) || mado_run_can (self->run, MADO_OUTCOME_AGAIN);
  return mado_case_dialogs_can (self->run, act);
}

static const char *
get_label (MadoPage *page, MadoAct act)
{
  MadoCasePage *self = MADO_CASE_PAGE (page);

  if (self->run == NULL)
    return NULL;
  if (act == MADO_ACTION_READ_AGAIN
      && g_str_equal (mado_run_get_state (self->run)->name, "changed-doubt"))
    return _ ("Another person");
  if (act == MADO_ACTION_READ_AGAIN
      && g_str_equal (mado_run_get_state (self->run)->name, "changed-earlier"))
    return _ ("Has it: go on");
  if (act == MADO_ACTION_READ_AGAIN && g_str_equal (mado_run_get_state (self->run)->name, "waiver"))
    return _ ("Take the fee");
  if (act != MADO_ACTION_CONFIRM)
    return NULL;
  if (is_stopped_action (self))
    return _ ("Try again");
  return pane_row (self)->confirm != NULL ? _ (pane_row (self)->confirm) : NULL;
}

static char *
get_note (MadoPage *page, MadoAct act)
{
  MadoCasePage *self = MADO_CASE_PAGE (page);

  if (act != MADO_ACTION_CONFIRM || self->run == NULL || self->n_open == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (NULL, "%u left", "%u left", self->n_open), self->n_open);
}

/* What has been entered is what the dialog shows, and what a supervisor confirms. */
static void
open_dialog (MadoCasePage *self, MadoAct what)
{
  edited_cb (current_pane (self), self);
  mado_case_dialogs_open (MADO_PAGE (self), self->desk, self->run, what);
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoCasePage *self = MADO_CASE_PAGE (page);

  if (what == MADO_ACTION_CONFIRM)
    confirm (self);
  else if (what == MADO_ACTION_READ_AGAIN)
    do_again (self);
  else if (what == MADO_ACTION_HOLD)
    hold (self);
  else if (what == MADO_ACTION_CITIZEN)
    g_signal_emit (self, signals[TOGGLE_CITIZEN], 0);
  else if (what == MADO_ACTION_NEXT_PANE || what == MADO_ACTION_PREVIOUS_PANE)
    next_pane (self);
  else
    open_dialog (self, what);
}

static void
tick (MadoPage *page)
{
  MadoCasePage *self = MADO_CASE_PAGE (page);

  if (self->run != NULL)
    mado_pane_tick (current_pane (self), self->run);
}

static void
page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_CASE;
  iface->get_title = get_title;
  iface->get_run = get_run;
  iface->can = can;
  iface->act = act;
  iface->get_label = get_label;
  iface->get_note = get_note;
  iface->focus_first = focus_first;
  iface->tick = tick;
}

static void
mado_case_page_dispose (GObject *object)
{
  MadoCasePage *self = MADO_CASE_PAGE (object);

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_func (self->run, run_changed_cb, self);
  g_clear_object (&self->run);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_case_page_parent_class)->dispose (object);
}

static void
mado_case_page_class_init (MadoCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_case_page_dispose;
  signals[LEAVE] = g_signal_new ("leave", MADO_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[TOGGLE_CITIZEN] = g_signal_new ("toggle-citizen", MADO_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MADO_TYPE_STEP_LIST);
  g_type_ensure (MADO_TYPE_DEVICE_LIST);
  g_type_ensure (MADO_TYPE_FINDINGS);
  g_type_ensure (MADO_TYPE_CASE_CHECKS);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, steps);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, task);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, problem);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, by_hand);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, findings);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, checks);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, devices);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, card);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, log);
  gtk_widget_class_bind_template_callback (widget_class, look_again);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_case_page_init (MadoCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
