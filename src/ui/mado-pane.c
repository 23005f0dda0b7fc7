/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane.h"

static guint edited_signal;

G_DEFINE_INTERFACE (MadoPane, mado_pane, GTK_TYPE_WIDGET)

static void
mado_pane_default_init (MadoPaneInterface *iface)
{
  edited_signal = g_signal_new ("edited", MADO_TYPE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

void
mado_pane_show (MadoPane *self, MadoDesk *desk, MadoRun *run)
{
  MADO_PANE_GET_IFACE (self)->show (self, desk, run);
}

void
mado_pane_store (MadoPane *self, MadoCase *work)
{
  MadoPaneInterface *iface = MADO_PANE_GET_IFACE (self);

  if (iface->store != NULL)
    iface->store (self, work);
}

guint
mado_pane_count_open (MadoPane *self)
{
  MadoPaneInterface *iface = MADO_PANE_GET_IFACE (self);

  return iface->count_open != NULL ? iface->count_open (self) : 0;
}

gboolean
mado_pane_check (MadoPane *self)
{
  MadoPaneInterface *iface = MADO_PANE_GET_IFACE (self);

  return iface->check == NULL || iface->check (self);
}

gboolean
mado_pane_focus_first (MadoPane *self)
{
  MadoPaneInterface *iface = MADO_PANE_GET_IFACE (self);

  return iface->focus_first != NULL && iface->focus_first (self);
}

void
mado_pane_tick (MadoPane *self, MadoRun *run)
{
  MadoPaneInterface *iface = MADO_PANE_GET_IFACE (self);

  if (iface->tick != NULL)
    iface->tick (self, run);
}

void
mado_pane_edited (MadoPane *self)
{
  g_signal_emit (self, edited_signal, 0);
}
