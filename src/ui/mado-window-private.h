/* mado-window-private.h - the fields of the clerk's window, and what its two files share
 *
 * mado-window.c: header, screens, actions.  mado-window-citizen.c: what the resident's window tells
 * the clerk, and showing and hiding it.
 * Layer: ui, for these two files only.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mado-case-page.h"
#include "mado-citizen-window.h"
#include "mado-custody-band.h"
#include "mado-home-page.h"
#include "mado-inquiry-page.h"
#include "mado-key-bar.h"
#include "mado-sign-in-page.h"
#include "mado-window.h"

G_BEGIN_DECLS

struct _MadoWindow
{
  AdwApplicationWindow parent_instance;
  MadoDesk *desk;             /* owned */
  MadoCitizenWindow *citizen; /* owned top-level, made with the first case */
  GCancellable *cancellable;  /* owned: what runs while the window stands */
  guint tick;
  gboolean closing;       /* it goes as soon as nothing runs any more */
  gboolean told_unstored; /* what would be lost if it went */
  guint leaving;          /* source */
  guint inhibited;        /* the session's end, 0: not */
  MadoPage *before;       /* borrowed: the screen that Esc goes back to */

  AdwWindowTitle *title;
  GtkLabel *clock;
  GtkMenuButton *menu;
  GtkWidget *training;
  MadoCustodyBand *custody;
  GtkStack *stack;
  MadoSignInPage *sign_in;
  MadoHomePage *home;
  MadoCasePage *case_page;
  MadoInquiryPage *inquiries;
  GtkLabel *message;
  MadoKeyBar *keys;
};

/* mado-window.c: in the message line, and to the screen reader. */
void mado_window_say (MadoWindow *self, MadoTone tone, const char *text);

void mado_window_refresh (MadoWindow *self);

/* mado-window-close.c: of GtkWindow: Returns: whether the window must stay for now. */
gboolean mado_window_close_request (GtkWindow *window);
/* Those of this window that are open. */
void mado_window_destroy_dialogs (MadoWindow *self);
void mado_window_query_end (MadoWindow *self);
/* Each second: lets the session end once nothing runs any more. */
void mado_window_release_session (MadoWindow *self);

/* mado-window-citizen.c */
void mado_window_make_citizen (MadoWindow *self);
/* Shows or hides the resident's window. */
void mado_window_toggle_citizen (MadoWindow *self);

G_END_DECLS
