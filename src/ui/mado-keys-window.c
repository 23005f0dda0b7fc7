/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-keys-window.h"

#include "mado-accessible.h"
#include "mado-actions.h"

#include <glib/gi18n.h>

static const struct
{
  MadoScreen screen;
  const char *title;
} groups[] = {
  { MADO_SCREEN_ALL, N_ ("Everywhere") },
  { MADO_SCREEN_HOME, N_ ("Counter home") },
  { MADO_SCREEN_CASE, N_ ("Case") },
  { MADO_SCREEN_INQUIRY, N_ ("Book of letters") },
};

/* An action is listed once: under "everywhere" when it is on all screens. */
static gboolean
belongs (const MadoActionRow *row, MadoScreen screen)
{
  if (row->key == NULL || row->help == NULL)
    return FALSE;
  if (row->screens == MADO_SCREEN_ALL)
    return screen == MADO_SCREEN_ALL;
  return screen != MADO_SCREEN_ALL && (row->screens & screen) != 0;
}

static void
add_group (GString *xml, MadoScreen screen, const char *title)
{
  g_autofree char *head = g_markup_printf_escaped ("<child><object class='GtkShortcutsGroup'>"
                                                   "<property name='title'>%s</property>",
                                                   title);

  g_string_append (xml, head);
  for (guint i = 0; i < MADO_N_ACTIONS; i++)
    {
      const MadoActionRow *row = mado_actions_get ((MadoAct) i);
      g_autofree char *item = NULL;

      if (!belongs (row, screen))
        continue;
      item = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                      "<property name='title'>%s</property>"
                                      "<property name='accelerator'>%s%s%s</property>"
                                      "</object></child>",
                                      _ (row->help), row->key, row->key2 != NULL ? " " : "",
                                      row->key2 != NULL ? row->key2 : "");
      g_string_append (xml, item);
    }
  g_string_append (xml, "</object></child>");
}

/* GTK 4.8 takes the parts of a shortcuts window from a GtkBuilder only. */
void
mado_keys_window_show (GtkWindow *parent)
{
  g_autoptr (GString) xml = g_string_new (
      "<interface><object class='GtkShortcutsWindow' id='window'><child>"
      "<object class='GtkShortcutsSection'><property name='section-name'>keys</property>"
      "<property name='max-height'>14</property>");
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GtkWindow *window;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    add_group (xml, groups[i].screen, _ (groups[i].title));
  g_string_append (xml, "</object></child></object></interface>");
  if (!gtk_builder_add_from_string (builder, xml->str, (gssize) xml->len, NULL))
    g_assert_not_reached ();
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_modal (window, TRUE);
  mado_accessible_name (window, _ ("List of keys"));
  gtk_window_present (window);
}
