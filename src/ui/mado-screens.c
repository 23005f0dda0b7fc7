/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-screens.h"

#include "mado-changes-page.h"
#include "mado-checkup-page.h"
#include "mado-expiring-page.h"
#include "mado-search-page.h"

static const struct
{
  MadoAct act;
  GtkWidget *(*make) (MadoDesk *desk);
} screens[] = {
  { MADO_ACTION_DEVICES, mado_checkup_page_new },
  { MADO_ACTION_FIND, mado_search_page_new },
  { MADO_ACTION_EXPIRING, mado_expiring_page_new },
  { MADO_ACTION_CHANGES, mado_changes_page_new },
};

MadoPage *
mado_screens_enter (GtkStack *stack, MadoAct act, MadoDesk *desk, gboolean *fresh)
{
  const char *name = mado_actions_get (act)->name;
  GtkWidget *page = gtk_stack_get_child_by_name (stack, name);

  *fresh = page == NULL;
  for (gsize i = 0; page == NULL && i < G_N_ELEMENTS (screens); i++)
    if (screens[i].act == act)
      {
        page = screens[i].make (desk);
        gtk_stack_add_named (stack, page, name);
      }
  return page != NULL ? MADO_PAGE (page) : NULL;
}
