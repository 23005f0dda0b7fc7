/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-search-page.h"

#include "mado-accessible.h"
#include "mado-desk-search.h"
#include "mado-dialog.h"
#include "mado-found-column.h"
#include "mado-problem.h"

#include <glib/gi18n.h>

/* What is found of one kind. */
typedef struct
{
  GtkWidget *tab;                /* a toggle button with the count */
  GtkWidget *view;               /* a column view */
  GtkSingleSelection *selection; /* owned */
  MadoCaseList *list;            /* owned, nullable: before the first search */
} Group;

struct _MadoSearchPage
{
  GtkWidget parent_instance;
  MadoDesk *desk; /* owned */
  Group groups[MADO_N_SEARCH_GROUPS];
  guint n_uncounted; /* lists of this search that are still being counted */
  gint64 began;      /* monotonic µs */
  gboolean loose;    /* this search */
  gboolean of_one;   /* the cases of one person are listed */

  GtkWidget *content, *tabs, *loosely;
  GtkSearchEntry *entry;
  GtkCheckButton *visit, *phone, *official;
  GtkLabel *state;
  GtkStack *stack;
};

/* clang-format off */
static const struct { const char *title; MadoFoundKind columns; } titles[MADO_N_SEARCH_GROUPS] = {
  [MADO_SEARCH_PERSONS]      = { N_("Persons"),      MADO_FOUND_PERSONS },
  [MADO_SEARCH_CASES]        = { N_("Cases"),        MADO_FOUND_CASES },
  [MADO_SEARCH_CERTIFICATES] = { N_("Certificates"), MADO_FOUND_CERTIFICATES },
  [MADO_SEARCH_LETTERS]      = { N_("Letters"),      MADO_FOUND_LETTERS },
};
/* clang-format on */

enum
{
  OPEN_RUN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoSearchPage, mado_search_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

/* --- what is shown --- */

static guint
count_of (const Group *group)
{
  return group->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (group->list)) : 0;
}

static MadoSearchGroup
shown_group (MadoSearchPage *self)
{
  guint shown = 0;

  while (shown + 1 < MADO_N_SEARCH_GROUPS
         && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->groups[shown].tab)))
    shown++;
  return (MadoSearchGroup) shown;
}

static void
show_counts (MadoSearchPage *self)
{
  for (guint i = 0; i < MADO_N_SEARCH_GROUPS; i++)
    {
      g_autofree char *text
          = g_strdup_printf ("%s  %u", _ (titles[i].title), count_of (&self->groups[i]));

      gtk_button_set_label (GTK_BUTTON (self->groups[i].tab), text);
    }
}

static void
tab_toggled_cb (GtkToggleButton *tab, MadoSearchPage *self)
{
  if (!gtk_toggle_button_get_active (tab))
    return;
  gtk_stack_set_visible_child (self->stack,
                               gtk_widget_get_parent (self->groups[shown_group (self)].view));
  mado_page_changed (MADO_PAGE (self));
}

static void
show_group (MadoSearchPage *self, MadoSearchGroup group)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->groups[group].tab), TRUE);
  gtk_widget_grab_focus (self->groups[group].view);
}

static void
tell (MadoSearchPage *self, MadoTone tone, const char *text)
{
  mado_tone_show (self->state, tone, text);
  mado_page_say (MADO_PAGE (self), tone, text);
}

/* --- when everything has been counted --- */

static const GError *
problem_of (MadoSearchPage *self)
{
  const GError *problem = NULL;

  for (guint i = 0; problem == NULL && i < MADO_N_SEARCH_GROUPS; i++)
    if (self->groups[i].list != NULL)
      problem = mado_case_list_get_problem (self->groups[i].list);
  return problem;
}

static void
tell_nothing (MadoSearchPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *text = g_strdup_printf (
      self->loose ? _ ("Nothing found for %s, nor with the usual substitutes. The last four digits "
                       "of the card or a birth date can be searched for, too.")
                  : _ ("Nothing found that is written %s. Other spellings were not tried."),
      typed);

  gtk_widget_set_visible (self->loosely, !self->loose);
  tell (self, MADO_TONE_WARN, text);
  gtk_widget_grab_focus (self->loose ? GTK_WIDGET (self->entry) : self->loosely);
}

static void
tell_found (MadoSearchPage *self)
{
  double took_s = (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  g_autofree char *text = g_strdup_printf (
      _ ("Persons %u, cases %u, certificates %u, letters %u (%.2f s)"),
      count_of (&self->groups[MADO_SEARCH_PERSONS]), count_of (&self->groups[MADO_SEARCH_CASES]),
      count_of (&self->groups[MADO_SEARCH_CERTIFICATES]),
      count_of (&self->groups[MADO_SEARCH_LETTERS]), took_s);
  guint first = 0;

  tell (self, MADO_TONE_OK, text);
  while (first + 1 < MADO_N_SEARCH_GROUPS && count_of (&self->groups[first]) == 0)
    first++;
  show_group (self, (MadoSearchGroup) first);
}

static void
conclude (MadoSearchPage *self)
{
  const GError *problem = problem_of (self);
  guint n = 0;

  for (guint i = 0; i < MADO_N_SEARCH_GROUPS; i++)
    n += count_of (&self->groups[i]);
  show_counts (self);
  gtk_widget_set_visible (self->loosely, FALSE);
  if (problem != NULL)
    {
      g_autofree char *text = mado_problem_sentence (problem->domain, problem->code);

      tell (self, MADO_TONE_BAD, text);
    }
  else if (self->of_one)
    {
      tell (self, MADO_TONE_OK, _ ("The cases of this person, the newest first."));
      show_group (self, MADO_SEARCH_CASES);
    }
  else if (n == 0)
    tell_nothing (self);
  else
    tell_found (self);
  mado_page_changed (MADO_PAGE (self));
}

static void
counted_cb (MadoCaseList *list, MadoSearchPage *self)
{
  g_signal_handlers_disconnect_by_func (list, counted_cb, self);
  if (self->n_uncounted > 0 && --self->n_uncounted == 0)
    conclude (self);
}

/* --- searching --- */

static void
forget (MadoSearchPage *self, Group *group)
{
  if (group->list != NULL)
    g_signal_handlers_disconnect_by_func (group->list, counted_cb, self);
  gtk_single_selection_set_model (group->selection, NULL);
  g_clear_object (&group->list);
}

/* @list: (transfer full) */
static void
take_list (MadoSearchPage *self, Group *group, MadoCaseList *list)
{
  group->list = list;
  gtk_single_selection_set_model (group->selection, G_LIST_MODEL (list));
  g_signal_connect (list, "counted", G_CALLBACK (counted_cb), self);
  self->n_uncounted++;
}

static void
begin (MadoSearchPage *self, gboolean of_one)
{
  for (guint i = 0; i < MADO_N_SEARCH_GROUPS; i++)
    forget (self, &self->groups[i]);
  self->n_uncounted = 0;
  self->of_one = of_one;
  self->began = g_get_monotonic_time ();
  gtk_label_set_text (self->state, "");
}

static MadoSearchPurpose
purpose (MadoSearchPage *self)
{
  if (gtk_check_button_get_active (self->phone))
    return MADO_SEARCH_PHONE;
  return gtk_check_button_get_active (self->official) ? MADO_SEARCH_OFFICIAL : MADO_SEARCH_VISIT;
}

static void
search (MadoSearchPage *self, gboolean loose)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (*g_strstrip (text) == '\0')
    return;
  begin (self, FALSE);
  self->loose = loose;
  for (guint i = 0; i < MADO_N_SEARCH_GROUPS; i++)
    take_list (self, &self->groups[i],
               mado_desk_search (self->desk, text, loose, (MadoSearchGroup) i, purpose (self)));
}

static void
search_cb (MadoSearchPage *self)
{
  search (self, FALSE);
}

static void
search_loosely_cb (MadoSearchPage *self)
{
  search (self, TRUE);
}

/* Esc in the field empties it first; in an empty field it is the window's. */
static void
stop_search_cb (MadoSearchPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.leave", NULL);
}

void
mado_search_page_show_history (MadoSearchPage *self, const MadoCase *of)
{
  MadoCaseList *list = mado_desk_history (self->desk, of);

  begin (self, TRUE);
  if (list != NULL)
    take_list (self, &self->groups[MADO_SEARCH_CASES], list);
  else
    tell (self, MADO_TONE_WARN,
          _ ("Earlier cases can be listed when name and birth date have been entered."));
  show_counts (self);
}

/* --- opening what is selected --- */

static const MadoListRow *
selected_row (MadoSearchPage *self)
{
  const Group *group = &self->groups[shown_group (self)];
  MadoCaseItem *item = gtk_single_selection_get_selected_item (group->selection);

  return item != NULL ? mado_case_item_get_row (item) : NULL;
}

static gboolean
open_running (MadoSearchPage *self, const char *case_number)
{
  GListModel *runs = mado_desk_get_runs (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (MadoRun) run = g_list_model_get_item (runs, i);

      if (g_strcmp0 (mado_run_get_case (run)->number, case_number) == 0)
        {
          g_signal_emit (self, signals[OPEN_RUN], 0, run);
          return TRUE;
        }
    }
  return FALSE;
}

static void
open_selected (MadoSearchPage *self)
{
  MadoSearchGroup group = shown_group (self);
  const MadoListRow *row = selected_row (self);
  g_autofree char *facts = NULL;

  if (row == NULL)
    return;
  if (group == MADO_SEARCH_PERSONS && row->kana != NULL)
    {
      MadoCaseList *list = mado_desk_search_person (self->desk, row, purpose (self));

      begin (self, TRUE);
      take_list (self, &self->groups[MADO_SEARCH_CASES], list);
      return;
    }
  if (group != MADO_SEARCH_LETTERS && open_running (self, row->number))
    return;
  facts = mado_found_column_facts (titles[group].columns, row);
  mado_dialog_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), row->number, facts);
}

static void
view_activate_cb (GtkColumnView *view, guint position, MadoSearchPage *self)
{
  open_selected (self);
}

/* --- MadoPage --- */

static char *
get_title (MadoPage *page)
{
  return g_strdup (_ ("Search"));
}

static gboolean
can (MadoPage *page, MadoAct act)
{
  if (act == MADO_ACTION_OPEN)
    return selected_row (MADO_SEARCH_PAGE (page)) != NULL;
  if (act == MADO_ACTION_REFRESH)
    return *gtk_editable_get_text (GTK_EDITABLE (MADO_SEARCH_PAGE (page)->entry)) != '\0';
  return TRUE;
}

static void
next_pane (MadoSearchPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  else
    gtk_widget_grab_focus (self->groups[shown_group (self)].view);
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoSearchPage *self = MADO_SEARCH_PAGE (page);

  if (what == MADO_ACTION_OPEN)
    open_selected (self);
  else if (what == MADO_ACTION_FIND)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  else if (what == MADO_ACTION_REFRESH)
    search (self, self->loose);
  else if (what == MADO_ACTION_NEXT_PANE || what == MADO_ACTION_PREVIOUS_PANE)
    next_pane (self);
}

static void
focus_first (MadoPage *page)
{
  MadoSearchPage *self = MADO_SEARCH_PAGE (page);

  if (*gtk_label_get_text (self->state) == '\0')
    gtk_label_set_text (self->state, _ ("Type what to search for and press Enter."));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_SEARCH;
  iface->get_title = get_title;
  iface->can = can;
  iface->act = act;
  iface->focus_first = focus_first;
}

/* The first row is selected before it has come: then it can be opened, too. */
static void
selected_cb (GtkSingleSelection *selection, GParamSpec *property, MadoSearchPage *self)
{
  MadoCaseItem *item = gtk_single_selection_get_selected_item (selection);

  if (item != NULL && mado_case_item_get_row (item) == NULL)
    g_signal_connect_object (item, "notify::loaded", G_CALLBACK (mado_page_changed), self,
                             G_CONNECT_SWAPPED);
  mado_page_changed (MADO_PAGE (self));
}

static void
make_group (MadoSearchPage *self, guint i)
{
  Group *group = &self->groups[i];
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  group->view = mado_found_column_new_view (titles[i].columns, _ (titles[i].title));
  group->selection = gtk_single_selection_new (NULL);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (group->view), GTK_SELECTION_MODEL (group->selection));
  g_signal_connect (group->view, "activate", G_CALLBACK (view_activate_cb), self);
  g_signal_connect_object (group->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                           self, 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), group->view);
  mado_accessible_name (scrolled, _ (titles[i].title)); /* it holds the focus of an empty list */
  gtk_stack_add_child (self->stack, scrolled);
  group->tab = gtk_toggle_button_new ();
  if (i > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (group->tab),
                                 GTK_TOGGLE_BUTTON (self->groups[0].tab));
  gtk_box_append (GTK_BOX (self->tabs), group->tab);
  g_signal_connect (group->tab, "toggled", G_CALLBACK (tab_toggled_cb), self);
}

static void
mado_search_page_dispose (GObject *object)
{
  MadoSearchPage *self = MADO_SEARCH_PAGE (object);

  for (guint i = 0; self->content != NULL && i < MADO_N_SEARCH_GROUPS; i++)
    {
      gtk_column_view_set_model (GTK_COLUMN_VIEW (self->groups[i].view), NULL);
      forget (self, &self->groups[i]);
      g_clear_object (&self->groups[i].selection);
    }
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_search_page_parent_class)->dispose (object);
}

static void
mado_search_page_class_init (MadoSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_search_page_dispose;
  signals[OPEN_RUN] = g_signal_new ("open-run", MADO_TYPE_SEARCH_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, MADO_TYPE_RUN);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, visit);
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, phone);
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, official);
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, state);
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, loosely);
  gtk_widget_class_bind_template_child (widget_class, MadoSearchPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_loosely_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_search_page_init (MadoSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name (self->entry, _ ("What to search for"));
  for (guint i = 0; i < MADO_N_SEARCH_GROUPS; i++)
    make_group (self, i);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->groups[0].tab), TRUE);
  show_counts (self);
}

GtkWidget *
mado_search_page_new (MadoDesk *desk)
{
  MadoSearchPage *self = g_object_new (MADO_TYPE_SEARCH_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
