/* mado-changes-page-private.h - the fields of the changes' screen, and what its three files share
 *
 * mado-changes-page.c: the two lists, and what the window asks.  mado-changes-page-work.c: what
 * takes its time: importing, sending, printing.  mado-changes-page-line.c: what a person decides of
 * one line.
 * Layer: ui, for these three files only.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mado-case-list.h"
#include "mado-changes-page.h"
#include "mado-desk-changes.h"
#include "mado-page.h"
#include "mado-print-batch.h"

G_BEGIN_DECLS

struct _MadoChangesPage
{
  GtkWidget parent_instance;
  MadoDesk *desk;                /* owned; %NULL when the screen is gone */
  GPtrArray *stops;              /* owned, nullable, of MadoChangeStop: running cases */
  GPtrArray *letters;            /* owned, nullable, of MadoChangeStop: letters to be compared */
  MadoCaseList *list;            /* owned, nullable: certificates that changes meet */
  GtkSingleSelection *selection; /* owned */
  guint counts[MADO_N_CHANGE_REVOCATION_STATES];
  GCancellable *cancellable;     /* owned, nullable: of what runs */
  MadoPrintBatch *batch;         /* owned, nullable: the list on its way to the printer */
  GtkFileChooserNative *chooser; /* owned, nullable */
  guint n_to_send;               /* of the batch that runs */
  gboolean refocus;              /* the keyboard was in the list that is being read anew */

  GtkWidget *content, *working, *stop, *stopped_box, *view;
  GtkLabel *state;
  GtkProgressBar *progress;
  GtkListBox *stopped;
  GtkDropDown *states;
  GtkScrolledWindow *scrolled;
};

/* mado-changes-page.c */
GtkWindow *mado_changes_page_get_window (MadoChangesPage *self);
void mado_changes_page_tell (MadoChangesPage *self, MadoTone tone, const char *text);
void mado_changes_page_tell_problem (MadoChangesPage *self, const GError *problem);
/* Which of MadoChangeRevocationState the list shows; -1: all. */
int mado_changes_page_get_state (MadoChangesPage *self);
/* How many wait for the authority. */
guint mado_changes_page_count_to_send (MadoChangesPage *self);
void mado_changes_page_list_anew (MadoChangesPage *self);
void mado_changes_page_focus_list (MadoChangesPage *self);

/* mado-changes-page-work.c */
void mado_changes_page_choose_file (MadoChangesPage *self);
void mado_changes_page_ask_to_send (MadoChangesPage *self);
void mado_changes_page_print (MadoChangesPage *self);
void mado_changes_page_stop_work (MadoChangesPage *self);

/* mado-changes-page-line.c */
void mado_changes_page_tell_stop (MadoChangesPage *self, const MadoChangeStop *stop);
void mado_changes_page_compare_letter (MadoChangesPage *self, const MadoChangeStop *letter);
/* @row: of the list, at @position. */
void mado_changes_page_compare (MadoChangesPage *self, const MadoListRow *row, guint position);

G_END_DECLS
