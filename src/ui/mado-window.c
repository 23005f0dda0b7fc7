/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-window-private.h"

#include "mado-accessible.h"
#include "mado-announce.h"
#include "mado-desk-night.h"
#include "mado-dialog.h"
#include "mado-guide.h"
#include "mado-keys-window.h"
#include "mado-problem.h"
#include "mado-screens.h"
#include "mado-search-page.h"
#include "mado-shortcuts.h"
#include "mado-wareki.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (MadoWindow, mado_window, ADW_TYPE_APPLICATION_WINDOW)

static MadoPage *
current_page (MadoWindow *self)
{
  return MADO_PAGE (gtk_stack_get_visible_child (self->stack));
}

/* Title, keys and actions */

static void
show_title (MadoWindow *self)
{
  const MadoOperatorInfo *who = mado_desk_get_operator (self->desk);
  g_autofree char *title = mado_page_get_title (current_page (self));
  g_autofree char *name = g_strdup_printf ("%s — %s", title, _ ("Madoguchi"));
  g_autoptr (GDate) today = mado_clock_today (mado_desk_get_clock (self->desk));
  MadoWareki wareki = mado_wareki_from_date (today);
  g_autofree char *day = mado_wareki_format (&wareki, MADO_WAREKI_PLAIN);
  g_autofree char *subtitle = NULL;

  if (who != NULL)
    subtitle = g_strdup_printf ("%s  %s  %s", mado_desk_get_counter (self->desk), who->display_name,
                                day);
  else
    subtitle = g_strdup_printf ("%s  %s  %s", mado_desk_get_office (self->desk),
                                mado_desk_get_counter (self->desk), day);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), name);
  mado_announce_set_name (GTK_WINDOW (self), name);
}

static void
show_actions (MadoWindow *self)
{
  MadoPage *page = current_page (self);

  for (guint act = 0; act < MADO_N_ACTIONS; act++)
    {
      const char *name = mado_actions_get ((MadoAct) act)->name;
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
      gboolean here
          = (mado_actions_get ((MadoAct) act)->screens & mado_page_get_screen (page)) != 0;
      gboolean common = act == MADO_ACTION_HELP || act == MADO_ACTION_DEVICES
                        || act == MADO_ACTION_MENU || act == MADO_ACTION_KEYS;

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   here && !self->closing
                                       && (common || mado_page_can (page, (MadoAct) act)));
    }
}

void
mado_window_refresh (MadoWindow *self)
{
  MadoPage *page = current_page (self);
  gint64 now = mado_clock_now (mado_desk_get_clock (self->desk));

  show_title (self);
  show_actions (self);
  mado_key_bar_update (self->keys, page);
  mado_custody_band_show (self->custody, mado_page_get_run (page), now);
}

void
mado_window_say (MadoWindow *self, MadoTone tone, const char *text)
{
  mado_tone_show (self->message, tone, text);
  if (*text != '\0')
    mado_announce (GTK_WINDOW (self), text, tone == MADO_TONE_BAD);
}

static void
say_problem (MadoWindow *self, GQuark domain, int code)
{
  g_autofree char *text = mado_problem_sentence (domain, code);

  mado_window_say (self, MADO_TONE_BAD, text);
}

static void
page_say_cb (MadoPage *page, guint tone, const char *text, MadoWindow *self)
{
  if (page == current_page (self))
    mado_window_say (self, (MadoTone) tone, text);
}

static void
page_changed_cb (MadoPage *page, MadoWindow *self)
{
  if (page == current_page (self))
    mado_window_refresh (self);
}

static void
go_to (MadoWindow *self, gpointer page)
{
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  mado_tone_show (self->message, MADO_TONE_NONE, "");
  mado_window_refresh (self);
  mado_page_focus_first (MADO_PAGE (page));
}

/* Between the screens */

static void
show_to_citizen (MadoWindow *self, MadoRun *run)
{
  if (self->citizen == NULL)
    mado_window_make_citizen (self);
  mado_citizen_window_set_run (self->citizen, run);
  if (mado_citizen_window_has_own_display (self->citizen))
    mado_citizen_window_show (self->citizen);
}

static void
open_run (MadoWindow *self, MadoRun *run)
{
  if (!mado_desk_is_look_up (self->desk))
    show_to_citizen (self, run);
  /* In sight first: GTK tells nobody of a focus that a hidden page takes. */
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->case_page));
  mado_case_page_set_run (self->case_page, run);
  go_to (self, self->case_page);
}

static void
go_home (MadoWindow *self)
{
  mado_case_page_set_run (self->case_page, NULL);
  if (self->citizen != NULL)
    mado_citizen_window_set_run (self->citizen, NULL);
  go_to (self, self->home);
  if (mado_desk_is_look_up (self->desk))
    say_problem (self, MADO_DESK_ERROR, MADO_DESK_ERROR_LOOK_UP);
}

static void
signed_in_cb (MadoSignInPage *page, MadoWindow *self)
{
  go_home (self);
}

static void
sign_out (MadoWindow *self)
{
  mado_case_page_store (self->case_page);
  mado_case_page_set_run (self->case_page, NULL);
  if (self->citizen != NULL)
    mado_citizen_window_set_run (self->citizen, NULL);
  mado_desk_sign_out (self->desk);
  go_to (self, self->sign_in);
}

static void
open_run_cb (MadoHomePage *home, MadoRun *run, MadoWindow *self)
{
  open_run (self, run);
}

static void
open_letters (MadoWindow *self)
{
  go_to (self, self->inquiries);
  mado_inquiry_page_refresh (self->inquiries);
}

static void
open_letter_run_cb (MadoInquiryPage *page, MadoRun *run, MadoWindow *self)
{
  open_run (self, run);
}

static void
leave_letters_cb (MadoInquiryPage *page, MadoWindow *self)
{
  go_home (self);
}

static void
leave_case_cb (MadoCasePage *page, MadoWindow *self)
{
  go_home (self);
}

/* Screens beside the home: search, diagnosis … */

static void
connect_page (MadoWindow *self, gpointer page)
{
  g_signal_connect (page, "changed", G_CALLBACK (page_changed_cb), self);
  g_signal_connect (page, "say", G_CALLBACK (page_say_cb), self);
}

static void
open_found_cb (gpointer page, MadoRun *run, MadoWindow *self)
{
  open_run (self, run);
}

/* Returns: whether @what enters a screen; on that screen itself the key is the screen's own. */
static gboolean
enter_screen (MadoWindow *self, MadoAct what)
{
  MadoPage *here = current_page (self), *page;
  gboolean fresh;

  page = mado_screens_enter (self->stack, what, self->desk, &fresh);
  if (page == NULL || page == here)
    return FALSE;
  if (fresh)
    connect_page (self, page);
  if (fresh && MADO_IS_SEARCH_PAGE (page))
    g_signal_connect (page, "open-run", G_CALLBACK (open_found_cb), self);
  if (MADO_PAGE (self->sign_in) == here || MADO_PAGE (self->home) == here
      || MADO_PAGE (self->case_page) == here || MADO_PAGE (self->inquiries) == here)
    self->before = here;
  go_to (self, page);
  return TRUE;
}

static void
show_history (MadoWindow *self)
{
  MadoRun *run = mado_page_get_run (current_page (self));

  if (run == NULL || !enter_screen (self, MADO_ACTION_FIND))
    return;
  mado_search_page_show_history (MADO_SEARCH_PAGE (current_page (self)), mado_run_get_case (run));
}

/* Actions */

static void
act (MadoWindow *self, MadoAct what)
{
  MadoPage *page = current_page (self);

  if (what == MADO_ACTION_HELP)
    mado_guide_show (GTK_WINDOW (self), mado_page_get_screen (page), mado_page_get_run (page));
  else if (what == MADO_ACTION_MENU)
    gtk_menu_button_popup (self->menu);
  else if (what == MADO_ACTION_KEYS)
    mado_keys_window_show (GTK_WINDOW (self));
  else if (what == MADO_ACTION_SIGN_OUT)
    sign_out (self);
  else if (what == MADO_ACTION_LETTERS)
    open_letters (self);
  else if (what == MADO_ACTION_HISTORY)
    show_history (self);
  else if (what == MADO_ACTION_LEAVE)
    go_to (self, self->before);
  else if (!enter_screen (self, what))
    mado_page_act (page, what);
}

static void
action_activate_cb (GSimpleAction *action, GVariant *parameter, MadoWindow *self)
{
  for (guint what = 0; what < MADO_N_ACTIONS; what++)
    if (g_str_equal (mado_actions_get ((MadoAct) what)->name,
                     g_action_get_name (G_ACTION (action))))
      act (self, (MadoAct) what);
}

/* The menu shows what can be done here and now: twenty lines, most of them grey, would hide it. */
static void
append_item (GMenu *menu, const MadoActionRow *row, const char *detailed)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ (row->label), detailed);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static void
add_actions (MadoWindow *self)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < MADO_N_ACTIONS; i++)
    {
      const MadoActionRow *row = mado_actions_get ((MadoAct) i);
      g_autoptr (GSimpleAction) action = g_simple_action_new (row->name, NULL);
      g_autofree char *detailed = g_strconcat ("win.", row->name, NULL);

      g_signal_connect (action, "activate", G_CALLBACK (action_activate_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
      if (row->in_menu)
        append_item (menu, row, detailed);
    }
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
  g_object_unref (menu);
}

/* Opening the desk */

static void
desk_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (mado_desk_open_finish (self->desk, result, &error))
    {
      mado_desk_keep_days (self->desk);
      mado_sign_in_page_ready (self->sign_in);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_warning ("The desk cannot be opened: %s", error->message);
      mado_sign_in_page_failed (self->sign_in, error);
      say_problem (self, error->domain, error->code);
    }
}

/* Nothing slow before the first frame. */
static void
first_frame_cb (GdkFrameClock *clock, MadoWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  mado_desk_open_async (self->desk, self->cancellable, desk_opened_cb, g_object_ref (self));
}

static void
realize_cb (GtkWidget *widget)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (first_frame_cb),
                    widget);
}

static void
show_clock (MadoWindow *self)
{
  g_autoptr (GDateTime) now
      = g_date_time_new_from_unix_utc (mado_clock_now (mado_desk_get_clock (self->desk)));
  g_autoptr (GDateTime) japan = g_date_time_add_hours (now, 9);
  g_autofree char *text = g_date_time_format (japan, "%H:%M:%S");

  gtk_label_set_text (self->clock, text);
}

static gboolean
tick_cb (gpointer data)
{
  MadoWindow *self = data;
  MadoPage *page = current_page (self);

  show_clock (self);
  mado_page_tick (page);
  mado_window_release_session (self);
  mado_custody_band_show (self->custody, mado_page_get_run (page),
                          mado_clock_now (mado_desk_get_clock (self->desk)));
  return G_SOURCE_CONTINUE;
}

static void
mado_window_dispose (GObject *object)
{
  MadoWindow *self = MADO_WINDOW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->leaving, g_source_remove);
  mado_window_destroy_dialogs (self);
  g_cancellable_cancel (self->cancellable);
  if (self->citizen != NULL)
    gtk_window_destroy (GTK_WINDOW (self->citizen));
  g_clear_object (&self->citizen);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (mado_window_parent_class)->dispose (object);
  g_clear_object (&self->desk);
}

static void
mado_window_class_init (MadoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mado_window_close_request;
  g_type_ensure (MADO_TYPE_CUSTODY_BAND);
  g_type_ensure (MADO_TYPE_KEY_BAR);
  g_type_ensure (MADO_TYPE_SIGN_IN_PAGE);
  g_type_ensure (MADO_TYPE_HOME_PAGE);
  g_type_ensure (MADO_TYPE_CASE_PAGE);
  g_type_ensure (MADO_TYPE_INQUIRY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, title);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, clock);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, training);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, custody);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, home);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, case_page);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, inquiries);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, message);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, keys);
}

static void
mado_window_init (MadoWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name_menu_button (self->menu, _ ("Menu F10"));
  mado_accessible_keep_focus_visible (GTK_WINDOW (self));
  add_actions (self);
  mado_shortcuts_add (GTK_WIDGET (self), self->stack);
  connect_page (self, self->sign_in);
  connect_page (self, self->home);
  connect_page (self, self->case_page);
  connect_page (self, self->inquiries);
  g_signal_connect (self->sign_in, "signed-in", G_CALLBACK (signed_in_cb), self);
  g_signal_connect (self->home, "open-run", G_CALLBACK (open_run_cb), self);
  g_signal_connect (self->case_page, "leave", G_CALLBACK (leave_case_cb), self);
  g_signal_connect_swapped (self->case_page, "toggle-citizen",
                            G_CALLBACK (mado_window_toggle_citizen), self);
  g_signal_connect (self->inquiries, "leave", G_CALLBACK (leave_letters_cb), self);
  g_signal_connect (self->inquiries, "open-run", G_CALLBACK (open_letter_run_cb), self);
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
}

GtkWidget *
mado_window_new (GtkApplication *application, MadoDesk *desk)
{
  MadoWindow *self = g_object_new (MADO_TYPE_WINDOW, "application", application, NULL);

  self->desk = g_object_ref (desk);
  mado_sign_in_page_set_desk (self->sign_in, desk);
  mado_home_page_set_desk (self->home, desk);
  mado_case_page_set_desk (self->case_page, desk);
  mado_inquiry_page_set_desk (self->inquiries, desk);
  gtk_widget_set_visible (self->training, mado_desk_is_training (desk));
  g_signal_connect_object (desk, "day-changed", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  self->tick = g_timeout_add_seconds (1, tick_cb, self);
  show_clock (self);
  g_signal_connect_object (application, "query-end", G_CALLBACK (mado_window_query_end), self,
                           G_CONNECT_SWAPPED);
  go_to (self, self->sign_in);
  return GTK_WIDGET (self);
}
