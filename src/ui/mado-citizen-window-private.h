/* mado-citizen-window-private.h - the fields of the resident's window, and what its two files share
 *
 * mado-citizen-window.c: which page stands there, and what the resident does.
 * mado-citizen-window-text.c: what the page says, in the resident's language.
 * Layer: ui, for these two files only.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mado-catalogue.h"
#include "mado-citizen-items.h"
#include "mado-citizen-pages.h"
#include "mado-citizen-password.h"
#include "mado-citizen-window.h"

G_BEGIN_DECLS

struct _MadoCitizenWindow
{
  GtkWindow parent_instance;
  MadoRun *run; /* owned, nullable */
  MadoLanguage language;
  MadoCitizenPage page;
  gint64 deadline; /* monotonic µs; 0: no limit on this page */
  gboolean soon_said, called;
  guint tick;
  gint64 key_at; /* monotonic µs: the last key that was to hide the window, or that showed it */

  GtkLabel *number, *name, *text, *left, *progress_text;
  GtkStack *stack;
  GtkLabel *message;
  GtkProgressBar *progress;
  MadoCitizenItems *items;
  MadoCitizenPassword *password;
  GtkWidget *limit, *way_back;
  GtkButton *language_button, *press, *extend, *call, *resume;
};

/* mado-citizen-window-text.c */

/* Everything that is written on the window, anew. */
void mado_citizen_window_show_texts (MadoCitizenWindow *self);
/* How far the key generation is, and how much time is left: each second. */
void mado_citizen_window_show_progress (MadoCitizenWindow *self);
void mado_citizen_window_show_left (MadoCitizenWindow *self);
/* Returns: (transfer full) (nullable): why the password is asked for again. */
char *mado_citizen_window_show_reason (MadoCitizenWindow *self);
/* Returns: (transfer full): the page's own sentence; "" when its child says it. */
char *mado_citizen_window_page_text (MadoCitizenWindow *self);

G_END_DECLS
