/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-home-page.h"

#include "mado-accessible.h"
#include "mado-desk-expiring.h"
#include "mado-desk-inquiry.h"
#include "mado-device-list.h"
#include "mado-ledger-print.h"
#include "mado-money.h"
#include "mado-problem.h"
#include "mado-run-column.h"
#include "mado-run-wait.h"
#include "mado-start-dialog.h"

#include <glib/gi18n.h>

struct _MadoHomePage
{
  GtkWidget parent_instance;
  MadoDesk *desk;                /* owned */
  GtkSingleSelection *selection; /* owned */
  GtkFilter *filter;             /* owned */
  MadoRunColumns *columns;       /* owned */
  MadoLedgerPrint *ledger;       /* owned */
  gboolean starting;

  GtkWidget *content;
  GtkLabel *heading, *today, *money, *letters, *ending;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkColumnView *view;
  MadoDeviceList *devices;
};

enum
{
  OPEN_RUN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoHomePage, mado_home_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

static MadoRun *
selected_run (MadoHomePage *self)
{
  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

static void
open_selected (MadoHomePage *self)
{
  MadoRun *run = selected_run (self);

  if (run != NULL)
    g_signal_emit (self, signals[OPEN_RUN], 0, run);
}

static void
view_activate_cb (GtkColumnView *view, guint position, MadoHomePage *self)
{
  open_selected (self);
}

static void
show_list (MadoHomePage *self)
{
  GListModel *runs = mado_desk_get_runs (self->desk);
  guint n = runs != NULL ? g_list_model_get_n_items (runs) : 0;
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *text
      = g_strdup_printf (g_dngettext (NULL, "%u running case", "%u running cases", n), n);

  gtk_label_set_text (self->heading, text);
  gtk_stack_set_visible_child_name (self->stack, n == 0         ? "empty"
                                                 : n_shown == 0 ? "none-found"
                                                                : "list");
  mado_page_changed (MADO_PAGE (self));
}

static void
show_today (MadoHomePage *self)
{
  const MadoToday *today = mado_desk_get_today (self->desk);
  g_autofree char *cases
      = g_strdup_printf (_ ("Received %u   Finished %u"), today->opened, today->done);
  g_autofree char *yen = mado_money_digits (today->amount_yen);
  g_autofree char *money = g_strdup_printf (_ ("Cash ¥%s   Receipts %u"), yen, today->receipts);

  gtk_label_set_text (self->today, cases);
  gtk_label_set_text (self->money, money);
}

/* Letters of inquiry */

static void
letters_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoHomePage) self = data;
  MadoInquiryCounts counts;
  g_autofree char *text = NULL;
  guint open = 0;

  if (!mado_desk_count_inquiries_finish (MADO_DESK (source), result, &counts, NULL))
    return; /* what stood there stays */
  for (guint i = 0; i < MADO_N_LETTER_STATES; i++)
    open += counts.letters[i];
  text = g_strdup_printf (_ ("Letters (F4) %u   came back %u   overdue %u"), open,
                          counts.letters[MADO_LETTER_RETURNED], counts.overdue);
  mado_tone_show (self->letters, counts.overdue > 0 ? MADO_TONE_BAD : MADO_TONE_NONE, text);
}

/* Certificates that end this month and next: "Ending 11: 3, 12: 5" */
static void
ending_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoHomePage) self = data;
  MadoExpiringMonth months[MADO_EXPIRING_MONTHS];
  g_autofree char *text = NULL;

  if (self->desk == NULL
      || !mado_desk_count_expiring_finish (MADO_DESK (source), result, months, NULL))
    return;
  text = g_strdup_printf (_ ("Ending in month %u: %u, %u: %u"), months[0].month,
                          months[0].certificates, months[1].month, months[1].certificates);
  gtk_label_set_text (self->ending, text);
}

static void
count_letters (MadoHomePage *self)
{
  mado_desk_count_inquiries_async (self->desk, NULL, letters_counted_cb, g_object_ref (self));
  mado_desk_count_expiring_async (self->desk, NULL, ending_counted_cb, g_object_ref (self));
}

/* Finding */

static gboolean
matches (gpointer item, gpointer data)
{
  MadoHomePage *self = data;
  const char *wanted = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return *wanted == '\0' || mado_run_column_contains (MADO_RUN (item), wanted);
}

static void
search_changed_cb (GtkSearchEntry *entry, MadoHomePage *self)
{
  if (self->filter == NULL)
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_list (self);
}

static void
focus_list (MadoHomePage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* A claim slip's code, or the number that stands beside it: one scan resumes the case. */
static void
search_activate_cb (GtkSearchEntry *entry, MadoHomePage *self)
{
  MadoRun *run = mado_run_column_find_number (mado_desk_get_runs (self->desk),
                                              gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (run == NULL)
    {
      focus_list (self);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit (self, signals[OPEN_RUN], 0, run);
  if (mado_run_is_parked (run))
    mado_run_post (run, MADO_OUTCOME_OK);
  g_object_unref (run);
}

static void
search_stop_cb (GtkSearchEntry *entry, MadoHomePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  focus_list (self);
}

/* New case */

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoHomePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRun) run = mado_desk_start_finish (MADO_DESK (source), result, &error);

  self->starting = FALSE;
  mado_page_changed (MADO_PAGE (self));
  if (run != NULL)
    g_signal_emit (self, signals[OPEN_RUN], 0, run);
  else
    {
      g_autofree char *text = mado_problem_sentence (error->domain, error->code);

      g_warning ("A case cannot be opened: %s", error->message);
      mado_page_say (MADO_PAGE (self), MADO_TONE_BAD, text);
    }
}

static void
chosen_cb (MadoStartDialog *dialog, const char *procedure, MadoHomePage *self)
{
  if (self->starting)
    return;
  self->starting = TRUE;
  mado_page_changed (MADO_PAGE (self));
  mado_desk_start_async (self->desk, procedure, NULL, started_cb, g_object_ref (self));
}

static void
start (MadoHomePage *self)
{
  MadoStartDialog *dialog
      = mado_start_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->desk);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* MadoPage */

static char *
get_title (MadoPage *page)
{
  return g_strdup (_ ("Counter home"));
}

static gboolean
can (MadoPage *page, MadoAct act)
{
  MadoHomePage *self = MADO_HOME_PAGE (page);

  if (act == MADO_ACTION_NEW)
    return !self->starting && !mado_desk_is_look_up (self->desk);
  if (act == MADO_ACTION_OPEN)
    return selected_run (self) != NULL;
  return act != MADO_ACTION_LEDGER || !mado_desk_is_look_up (self->desk); /* a print is recorded */
}

static void
next_pane (MadoHomePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    focus_list (self);
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoHomePage *self = MADO_HOME_PAGE (page);

  if (what == MADO_ACTION_NEW)
    start (self);
  else if (what == MADO_ACTION_OPEN)
    open_selected (self);
  else if (what == MADO_ACTION_LEDGER)
    mado_ledger_print_ask (self->ledger);
  else if (what == MADO_ACTION_REFRESH)
    mado_desk_check_devices (self->desk);
  else if (what == MADO_ACTION_NEXT_PANE || what == MADO_ACTION_PREVIOUS_PANE)
    next_pane (self);
}

/* Also what the home shows whenever it is come to. */
static void
focus_first (MadoPage *page)
{
  count_letters (MADO_HOME_PAGE (page));
  focus_list (MADO_HOME_PAGE (page));
  mado_ledger_print_tell (MADO_HOME_PAGE (page)->ledger);
}

static void
tick (MadoPage *page)
{
  mado_run_columns_tick (MADO_HOME_PAGE (page)->columns);
}

static void
page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_HOME;
  iface->get_title = get_title;
  iface->can = can;
  iface->act = act;
  iface->focus_first = focus_first;
  iface->tick = tick;
}

void
mado_home_page_set_desk (MadoHomePage *self, MadoDesk *desk)
{
  GtkFilterListModel *found;

  g_return_if_fail (MADO_IS_HOME_PAGE (self) && self->desk == NULL);
  self->desk = g_object_ref (desk);
  self->columns = mado_run_columns_new (self->view, mado_desk_get_clock (desk));
  self->ledger = mado_ledger_print_new (MADO_PAGE (self), desk);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  found = gtk_filter_list_model_new (g_object_ref (mado_desk_get_runs (desk)),
                                     g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (found));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (mado_desk_get_runs (desk), "items-changed", G_CALLBACK (show_list), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "day-changed", G_CALLBACK (count_letters), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "today-changed", G_CALLBACK (show_today), self, G_CONNECT_SWAPPED);
  mado_device_list_set_desk (self->devices, desk);
  show_list (self);
  show_today (self);
}

static void
mado_home_page_dispose (GObject *object)
{
  MadoHomePage *self = MADO_HOME_PAGE (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL); /* unbinds the cells */
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->columns, mado_run_columns_free);
  g_clear_object (&self->ledger);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_home_page_parent_class)->dispose (object);
}

static void
mado_home_page_class_init (MadoHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_home_page_dispose;
  signals[OPEN_RUN] = g_signal_new ("open-run", MADO_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, MADO_TYPE_RUN);
  g_type_ensure (MADO_TYPE_DEVICE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, today);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, money);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, letters);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, ending);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, search);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, view);
  gtk_widget_class_bind_template_child (widget_class, MadoHomePage, devices);
  gtk_widget_class_bind_template_callback (widget_class, view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_home_page_init (MadoHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name (self->search, _ ("Find a case by number, furigana or card"));
  mado_accessible_name (self->view, _ ("Running cases"));
  mado_accessible_name (gtk_widget_get_last_child (GTK_WIDGET (self->view)), _ ("Running cases"));
  mado_accessible_name (gtk_widget_get_first_child (GTK_WIDGET (self->view)),
                        _ ("Column headings"));
  mado_accessible_leave_with_tab (GTK_WIDGET (self->view));
}
