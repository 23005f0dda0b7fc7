/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-window-private.h"

#include "mado-accessible.h"
#include "mado-announce.h"
#include "mado-type-size.h"

#define LIMIT_S (5 * 60) /* to press the button or to choose a password; can be extended */
/* A key held down repeats 25 times a second, after 0.7 s at first: the F7 that brought the window
 * must not take it away again. */
#define HELD_US G_USEC_PER_SEC

enum
{
  CALLED,
  LEFT,
  TIMED_OUT,
  DISPLAY_LOST,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCitizenWindow, mado_citizen_window, GTK_TYPE_WINDOW)

static void
begin_limit (MadoCitizenWindow *self)
{
  self->deadline = mado_citizen_page_get (self->page)->limited
                       ? g_get_monotonic_time () + LIMIT_S * G_USEC_PER_SEC
                       : 0;
  self->soon_said = FALSE;
}

static void
focus_page (MadoCitizenWindow *self)
{
  if (mado_citizen_page_asks_password (self->page))
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  else if (self->page == MADO_CITIZEN_PAGE_BUTTON)
    gtk_widget_grab_focus (GTK_WIDGET (self->press));
  else if (self->page == MADO_CITIZEN_PAGE_TIME_OVER)
    gtk_widget_grab_focus (GTK_WIDGET (self->resume));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->call));
}

static gboolean
has_own_display (MadoCitizenWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));

  return g_list_model_get_n_items (monitors) > 1;
}

/* The card is at work between two entries of the resident's: a window that went and came back
 * within a second would flicker, and its focus would be told to nobody. */
static gboolean
is_between (MadoCitizenWindow *self)
{
  return self->page == MADO_CITIZEN_PAGE_WAIT && self->run != NULL
         && mado_run_is_busy (self->run, NULL);
}

static gboolean
is_residents_turn (MadoCitizenWindow *self)
{
  return self->page == MADO_CITIZEN_PAGE_BUTTON || mado_citizen_page_asks_password (self->page)
         || self->page == MADO_CITIZEN_PAGE_KEYGEN || self->page == MADO_CITIZEN_PAGE_TIME_OVER;
}

/* With a display of its own the window stays; with one display for both it comes when it is the
 * resident's turn and goes when it is not. */
static void
come_or_go (MadoCitizenWindow *self)
{
  if (is_residents_turn (self))
    mado_citizen_window_show (self);
  else if (!has_own_display (self) && !is_between (self))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->page == MADO_CITIZEN_PAGE_BUTTON || mado_citizen_page_asks_password (self->page))
    gtk_window_present (GTK_WINDOW (self));
}

static void
turn_to (MadoCitizenWindow *self, MadoCitizenPage page)
{
  g_autofree char *reason = NULL;
  g_autofree char *sentence = NULL;

  self->page = page;
  self->called = FALSE;
  /* The page first: GTK tells nobody of a focus that a hidden page takes. */
  gtk_stack_set_visible_child_name (self->stack, mado_citizen_page_get (page)->child);
  mado_citizen_password_reset (self->password);
  begin_limit (self);
  mado_citizen_window_show_texts (self);
  focus_page (self);
  if (self->run != NULL)
    come_or_go (self);
  sentence = mado_citizen_window_page_text (self);
  if (*sentence != '\0')
    mado_announce (GTK_WINDOW (self), sentence, FALSE);
  reason = mado_citizen_window_show_reason (self);
  if (reason != NULL)
    mado_announce (GTK_WINDOW (self), reason, TRUE);
}

static void
run_changed_cb (MadoRun *run, MadoCitizenWindow *self)
{
  MadoCitizenPage page = mado_citizen_page_for_run (run);

  if (page == MADO_CITIZEN_PAGE_ITEMS)
    mado_citizen_items_show (self->items, mado_run_get_case (run), self->language);
  if (page != self->page
      && !(self->page == MADO_CITIZEN_PAGE_TIME_OVER && mado_citizen_page_get (page)->limited))
    turn_to (self, page);
  else if (page == MADO_CITIZEN_PAGE_WAIT)
    come_or_go (self); /* the work has ended, or waits for the clerk */
  mado_citizen_window_show_texts (self);
}

gboolean
mado_citizen_window_has_own_display (MadoCitizenWindow *self)
{
  g_return_val_if_fail (MADO_IS_CITIZEN_WINDOW (self), FALSE);
  return has_own_display (self);
}

void
mado_citizen_window_set_run (MadoCitizenWindow *self, MadoRun *run)
{
  g_return_if_fail (MADO_IS_CITIZEN_WINDOW (self));
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_func (self->run, run_changed_cb, self);
  g_set_object (&self->run, run);
  turn_to (self, mado_citizen_page_for_run (run));
  if (run == NULL)
    return;
  g_signal_connect (run, "changed", G_CALLBACK (run_changed_cb), self);
  run_changed_cb (run, self);
}

/* What the resident does */

static void
press_cb (MadoCitizenWindow *self)
{
  if (self->run != NULL && mado_run_can (self->run, MADO_OUTCOME_OK))
    mado_run_post (self->run, MADO_OUTCOME_OK);
}

static void
chosen_cb (MadoCitizenWindow *self)
{
  MadoSecret *secret = mado_citizen_password_take (self->password);

  if (self->run != NULL && secret != NULL)
    mado_run_give_password (self->run, secret);
  else
    g_clear_pointer (&secret, mado_secret_unref);
}

static void
extend_cb (MadoCitizenWindow *self)
{
  begin_limit (self);
  mado_citizen_window_show_left (self);
  focus_page (self);
}

static void
call_cb (MadoCitizenWindow *self)
{
  self->called = TRUE;
  mado_citizen_window_show_texts (self);
  g_signal_emit (self, signals[CALLED], 0);
}

static void
resume_cb (MadoCitizenWindow *self)
{
  turn_to (self, mado_citizen_page_for_run (self->run));
}

static void
language_cb (MadoCitizenWindow *self)
{
  self->language
      = self->language == MADO_LANGUAGE_JAPANESE ? MADO_LANGUAGE_ENGLISH : MADO_LANGUAGE_JAPANESE;
  if (self->run != NULL)
    mado_citizen_items_show (self->items, mado_run_get_case (self->run), self->language);
  mado_citizen_window_show_texts (self);
  focus_page (self);
}

static void
say_cb (MadoCitizenPassword *page, const char *text, MadoCitizenWindow *self)
{
  mado_announce (GTK_WINDOW (self), text, FALSE);
}

static gboolean
tick_cb (gpointer data)
{
  MadoCitizenWindow *self = data;

  mado_citizen_window_show_progress (self);
  mado_citizen_window_show_left (self);
  if (self->deadline != 0 && g_get_monotonic_time () >= self->deadline)
    {
      turn_to (self, MADO_CITIZEN_PAGE_TIME_OVER);
      g_signal_emit (self, signals[TIMED_OUT], 0);
    }
  return G_SOURCE_CONTINUE;
}

/* Where it stands */

/* Returns: (transfer none) (nullable): where the clerk looks. */
static GdkMonitor *
clerks_monitor (MadoCitizenWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (item->data != self && gtk_widget_get_mapped (item->data))
      return gdk_display_get_monitor_at_surface (display,
                                                 gtk_native_get_surface (GTK_NATIVE (item->data)));
  return NULL;
}

/* Returns: (transfer full) (nullable): the first display that is not the clerk's; their order says
 * nothing about who sits before them. */
static GdkMonitor *
residents_monitor (MadoCitizenWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkMonitor *clerks = clerks_monitor (self);
  guint n = g_list_model_get_n_items (monitors);

  for (guint i = clerks == NULL ? 1 : 0; i < n; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      if (monitor != clerks)
        return g_steal_pointer (&monitor);
    }
  return NULL;
}

void
mado_citizen_window_show (MadoCitizenWindow *self)
{
  g_autoptr (GdkMonitor) monitor = NULL;

  g_return_if_fail (MADO_IS_CITIZEN_WINDOW (self));
  monitor = residents_monitor (self);
  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  else
    gtk_window_fullscreen (GTK_WINDOW (self)); /* nobody reads the clerk's screen beside it */
  gtk_widget_set_visible (self->way_back, monitor == NULL);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    self->key_at = g_get_monotonic_time ();
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

gboolean
mado_citizen_window_is_in_sight (GtkWidget *near)
{
  GtkRoot *root = gtk_widget_get_root (near);
  GtkApplication *application
      = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  for (GList *item = application != NULL ? gtk_application_get_windows (application) : NULL;
       item != NULL; item = item->next)
    if (MADO_IS_CITIZEN_WINDOW (item->data) && gtk_widget_get_visible (item->data))
      return TRUE;
  return FALSE;
}

/* The way back to the clerk's screen */

static gboolean
mado_citizen_window_close_request (GtkWindow *window)
{
  MadoCitizenWindow *self = MADO_CITIZEN_WINDOW (window);

  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  g_signal_emit (window, signals[LEFT], 0, is_residents_turn (self));
  return GDK_EVENT_STOP;
}

static void
leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoCitizenWindow *self = MADO_CITIZEN_WINDOW (widget);
  gint64 before = self->key_at;

  self->key_at = g_get_monotonic_time ();
  if (self->key_at - before > HELD_US)
    gtk_window_close (GTK_WINDOW (widget));
}

/* With a display of its own it is the resident who may press Esc, and it hides nothing. */
static void
escape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!has_own_display (MADO_CITIZEN_WINDOW (widget)))
    leave (widget, action, parameter);
}

static void
monitors_changed_cb (GListModel *monitors, guint position, guint removed, guint added,
                     MadoCitizenWindow *self)
{
  if (removed <= added || !gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return;
  mado_citizen_password_reset (self->password);
  gtk_window_unfullscreen (GTK_WINDOW (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[DISPLAY_LOST], 0);
}

static void
mado_citizen_window_dispose (GObject *object)
{
  MadoCitizenWindow *self = MADO_CITIZEN_WINDOW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_func (self->run, run_changed_cb, self);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (mado_citizen_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/citizen-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, number);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, name);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, text);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, left);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, progress_text);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, message);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, items);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, password);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, limit);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, language_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, press);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, extend);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, call);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, way_back);
  gtk_widget_class_bind_template_child (widget_class, MadoCitizenWindow, resume);
  gtk_widget_class_bind_template_callback (widget_class, press_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, extend_cb);
  gtk_widget_class_bind_template_callback (widget_class, call_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, say_cb);
}

static void
mado_citizen_window_class_init (MadoCitizenWindowClass *klass)
{
  static const char *const names[N_SIGNALS] = { "called", "left", "timed-out", "display-lost" };

  G_OBJECT_CLASS (klass)->dispose = mado_citizen_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mado_citizen_window_close_request;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], MADO_TYPE_CITIZEN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, i == LEFT ? 1 : 0, G_TYPE_BOOLEAN);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "citizen.leave", NULL, leave);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "citizen.escape", NULL, escape);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_F7, 0, "citizen.leave",
                                       NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "citizen.escape", NULL);
  g_type_ensure (MADO_TYPE_CITIZEN_ITEMS);
  g_type_ensure (MADO_TYPE_CITIZEN_PASSWORD);
  /* GTK 4.8 tells of a bare window as of a filler, which no screen reader announces, and knows no
   * other role for it. */
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_DIALOG);
  bind_template (GTK_WIDGET_CLASS (klass));
}

/* GTK tells nobody of a focus that a window had before it was on the screen: it takes it anew. */
static void
active_cb (GtkWindow *window)
{
  if (gtk_window_is_active (window))
    {
      gtk_window_set_focus (window, NULL);
      focus_page (MADO_CITIZEN_WINDOW (window));
    }
}

static void
mado_citizen_window_init (MadoCitizenWindow *self)
{
  GListModel *monitors;

  gtk_widget_init_template (GTK_WIDGET (self));
  if (mado_type_size_is_large (GTK_WIDGET (self)))
    gtk_widget_add_css_class (GTK_WIDGET (self), "large-type");
  monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_signal_connect_object (monitors, "items-changed", G_CALLBACK (monitors_changed_cb), self, 0);
  mado_announce_set_name (GTK_WINDOW (self), gtk_window_get_title (GTK_WINDOW (self)));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  mado_accessible_keep_focus_visible (GTK_WINDOW (self));
  mado_accessible_tell_focus (GTK_WINDOW (self));
  turn_to (self, MADO_CITIZEN_PAGE_WELCOME);
  self->tick = g_timeout_add_seconds (1, tick_cb, self);
}

GtkWidget *
mado_citizen_window_new (GtkApplication *application)
{
  return g_object_new (MADO_TYPE_CITIZEN_WINDOW, "application", application, NULL);
}
