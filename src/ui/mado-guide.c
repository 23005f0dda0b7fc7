/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-guide.h"

#include "mado-device-list.h"
#include "mado-dialog.h"
#include "mado-pane-list.h"

#include <glib/gi18n.h>

static void
show_step (GtkWindow *parent, MadoRun *run)
{
  const MadoPaneRow *row = mado_pane_list_find_of_run (run);
  g_autofree char *body = row->basis != NULL
                              ? g_strdup_printf ("%s\n\n%s", _ (row->task), _ (row->basis))
                              : g_strdup (_ (row->task));

  mado_dialog_tell (parent, _ (row->heading), body);
}

void
mado_guide_show (GtkWindow *parent, MadoScreen screen, MadoRun *run)
{
  if (run != NULL)
    show_step (parent, run);
  else if (screen == MADO_SCREEN_SIGN_IN)
    mado_dialog_tell (parent, _ ("Sign in"),
                      _ ("Choose your name, type your password and press F12. Nobody else may use "
                         "your sign-in: all that is done is recorded under your name. Lock the "
                         "screen with Ctrl+L when you leave the counter."));
  else if (screen == MADO_SCREEN_INQUIRY)
    mado_dialog_tell (parent, _ ("Book of letters"),
                      _ ("Each line is one letter of inquiry. Scan a letter to open it. F2 receives "
                         "a new request, F12 does what comes next: print, mail, take the reply. "
                         "The menu F10 has what happens less often: it came back, withdrawn, "
                         "void."));
  else
    mado_dialog_tell (parent, _ ("Counter home"),
                      _ ("Each line is one resident whom you serve. F2 receives a new application, "
                         "F12 opens the selected line. Times turn yellow six minutes before the "
                         "30 minutes that residents are told, and red after them."));
}

void
mado_guide_show_devices (GtkWindow *parent, MadoDesk *desk)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint kind = 0; kind < MADO_N_DEVICES; kind++)
    {
      g_autofree char *text = mado_device_text_long (desk, (MadoDeviceKind) kind);

      g_string_append_printf (body, "%s%s", kind > 0 ? "\n\n" : "", text);
    }
  mado_desk_check_devices (desk);
  mado_dialog_tell (parent, _ ("Devices"), body->str);
}
