/* mado-pane.h - what the case screen asks of the work pane in its middle
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_PANE (mado_pane_get_type ())
G_DECLARE_INTERFACE (MadoPane, mado_pane, MADO, PANE, GtkWidget)

struct _MadoPaneInterface
{
  GTypeInterface parent;
  void (*show) (MadoPane *self, MadoDesk *desk, MadoRun *run); /* also on each change of the run */
  void (*store) (MadoPane *self, MadoCase *work);              /* nullable: what was typed */
  guint (*count_open) (MadoPane *self);                        /* nullable: what is still missing */
  gboolean (*check) (MadoPane *self);                          /* nullable: marks what is wrong */
  gboolean (*focus_first) (MadoPane *self);    /* nullable: FALSE: nothing to focus */
  void (*tick) (MadoPane *self, MadoRun *run); /* nullable: once a second */
  gboolean says_reasons; /* shows what the rules say by itself, as it is being edited */
};

/* Signal "edited" (): a value changed by the clerk. */

void mado_pane_show (MadoPane *self, MadoDesk *desk, MadoRun *run);
void mado_pane_store (MadoPane *self, MadoCase *work);
guint mado_pane_count_open (MadoPane *self);
gboolean mado_pane_check (MadoPane *self);
gboolean mado_pane_focus_first (MadoPane *self);
void mado_pane_tick (MadoPane *self, MadoRun *run);

void mado_pane_edited (MadoPane *self);

G_END_DECLS
