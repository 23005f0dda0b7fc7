/* mado-step-list.h - the steps of a procedure: done, running, to come
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_STEP_LIST (mado_step_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoStepList, mado_step_list, MADO, STEP_LIST, GtkWidget)

void mado_step_list_show (MadoStepList *self, MadoRun *run);

G_END_DECLS
