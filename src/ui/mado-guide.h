/* mado-guide.h - F1 and F8: what to do here, and how the devices are
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

/** mado_guide_show: what to do on @screen, with the article for the step of @run (nullable). */
void mado_guide_show (GtkWindow *parent, MadoScreen screen, MadoRun *run);

G_END_DECLS
