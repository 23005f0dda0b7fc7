/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-checkup-page.h"

#include "mado-accessible.h"
#include "mado-checkup-text.h"
#include "mado-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *row;
  GtkLabel *name, *took, *value, *advice;
} Line;

struct _MadoCheckupPage
{
  GtkWidget parent_instance;
  MadoDesk *desk;       /* owned */
  MadoCheckup *checkup; /* owned */
  Line lines[MADO_N_CHECKS];

  GtkWidget *content;
  GtkLabel *heading;
  GtkListBox *list;
};

static void page_iface_init (MadoPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (MadoCheckupPage, mado_checkup_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_PAGE, page_iface_init))

/* --- one line --- */

static void
show_line (MadoCheckupPage *self, MadoCheckKind kind)
{
  const MadoMeasure *check = mado_checkup_get (self->checkup, kind);
  Line *line = &self->lines[kind];
  g_autofree char *took = mado_checkup_text_took (check);
  g_autofree char *value = mado_checkup_text_value (self->checkup, kind);
  g_autofree char *advice = mado_checkup_text_advice (self->checkup, kind);
  g_autofree char *whole = mado_checkup_text_line (self->checkup, kind);

  mado_tone_show (line->name, mado_checkup_text_tone (check), mado_checkup_text_name (kind));
  if (mado_checkup_text_tone (check) == MADO_TONE_NONE)
    {
      g_autofree char *plain = g_strconcat ("・ ", mado_checkup_text_name (kind), NULL);

      gtk_label_set_text (line->name, plain);
    }
  gtk_label_set_text (line->took, took);
  gtk_label_set_text (line->value, value);
  gtk_label_set_text (line->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (line->advice), *advice != '\0');
  mado_accessible_name (line->row, whole);
}

static GtkLabel *
add_label (GtkWidget *grid, int column, int row, int width, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, width, 1);
  return GTK_LABEL (label);
}

static void
make_line (MadoCheckupPage *self, Line *line)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  line->name = add_label (grid, 0, 0, 1, NULL);
  gtk_label_set_width_chars (line->name, 22);
  line->took = add_label (grid, 1, 0, 1, "numeric");
  gtk_label_set_width_chars (line->took, 10);
  gtk_label_set_xalign (line->took, 1);
  line->value = add_label (grid, 2, 0, 1, "value");
  gtk_widget_set_hexpand (GTK_WIDGET (line->value), TRUE);
  gtk_label_set_ellipsize (line->value, PANGO_ELLIPSIZE_MIDDLE);
  line->advice = add_label (grid, 2, 1, 1, NULL);
  gtk_label_set_wrap (line->advice, TRUE);
  gtk_label_set_wrap_mode (line->advice, PANGO_WRAP_WORD_CHAR);
  line->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line->row), grid);
  gtk_list_box_append (self->list, line->row);
}

/* --- the whole --- */

static void
found_cb (MadoCheckup *checkup, guint kind, MadoCheckupPage *self)
{
  show_line (self, (MadoCheckKind) kind);
}

static void
ended_cb (MadoCheckup *checkup, MadoCheckupPage *self)
{
  static const MadoTone tones[] = { MADO_TONE_OK, MADO_TONE_OK, MADO_TONE_WARN, MADO_TONE_BAD };
  g_autofree char *text = mado_checkup_text_sum (checkup);

  for (guint kind = 0; kind < MADO_N_CHECKS; kind++) /* holders may have come after their line */
    show_line (self, (MadoCheckKind) kind);
  gtk_label_set_text (self->heading, text);
  mado_page_changed (MADO_PAGE (self));
  mado_page_say (MADO_PAGE (self), tones[mado_checkup_get_worst (checkup)], text);
}

static void
look (MadoCheckupPage *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));

  mado_checkup_set_displays (self->checkup, g_list_model_get_n_items (monitors));
  mado_checkup_start (self->checkup);
  gtk_label_set_text (self->heading, _ ("Checking …"));
  for (guint kind = 0; kind < MADO_N_CHECKS; kind++)
    show_line (self, (MadoCheckKind) kind);
  mado_page_changed (MADO_PAGE (self));
}

static int
selected_kind (MadoCheckupPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static void
tell_selected (MadoCheckupPage *self)
{
  int kind = selected_kind (self);
  g_autofree char *text = NULL;

  if (kind < 0)
    return;
  text = mado_checkup_text_line (self->checkup, (MadoCheckKind) kind);
  mado_dialog_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                    mado_checkup_text_name ((MadoCheckKind) kind), text);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoCheckupPage *self)
{
  tell_selected (self);
}

/* --- MadoPage --- */

static char *
get_title (MadoPage *page)
{
  return g_strdup (_ ("Diagnosis"));
}

static gboolean
can (MadoPage *page, MadoAct act)
{
  MadoCheckupPage *self = MADO_CHECKUP_PAGE (page);

  if (act == MADO_ACTION_REFRESH)
    return !mado_checkup_is_running (self->checkup);
  if (act == MADO_ACTION_OPEN)
    return selected_kind (self) >= 0;
  return act == MADO_ACTION_LEAVE || act == MADO_ACTION_SIGN_OUT;
}

static void
act (MadoPage *page, MadoAct what)
{
  MadoCheckupPage *self = MADO_CHECKUP_PAGE (page);

  if (what == MADO_ACTION_REFRESH)
    look (self);
  else if (what == MADO_ACTION_OPEN)
    tell_selected (self);
}

static const char *
get_label (MadoPage *page, MadoAct act)
{
  if (act == MADO_ACTION_REFRESH)
    return _ ("Check again");
  return act == MADO_ACTION_OPEN ? _ ("How to mend") : NULL;
}

/* Entering it is asking. */
static void
focus_first (MadoPage *page)
{
  MadoCheckupPage *self = MADO_CHECKUP_PAGE (page);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  gtk_list_box_select_row (self->list, first);
  gtk_widget_grab_focus (GTK_WIDGET (first));
  look (self);
}

static void
page_iface_init (MadoPageInterface *iface)
{
  iface->screen = MADO_SCREEN_CHECKUP;
  iface->get_title = get_title;
  iface->can = can;
  iface->act = act;
  iface->get_label = get_label;
  iface->focus_first = focus_first;
}

static void
mado_checkup_page_dispose (GObject *object)
{
  MadoCheckupPage *self = MADO_CHECKUP_PAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->checkup);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_checkup_page_parent_class)->dispose (object);
}

static void
mado_checkup_page_class_init (MadoCheckupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_checkup_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/ui/checkup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCheckupPage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoCheckupPage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoCheckupPage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mado_checkup_page_init (MadoCheckupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_accessible_name (self->list, _ ("Checks"));
  mado_accessible_leave_with_tab (GTK_WIDGET (self->list));
  for (guint kind = 0; kind < MADO_N_CHECKS; kind++)
    make_line (self, &self->lines[kind]);
}

GtkWidget *
mado_checkup_page_new (MadoDesk *desk)
{
  MadoCheckupPage *self = g_object_new (MADO_TYPE_CHECKUP_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->checkup = mado_desk_new_checkup (desk);
  g_signal_connect_object (self->checkup, "found", G_CALLBACK (found_cb), self, 0);
  g_signal_connect_object (self->checkup, "ended", G_CALLBACK (ended_cb), self, 0);
  return GTK_WIDGET (self);
}
