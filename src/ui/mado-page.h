/* mado-page.h - what the window asks of a screen in its middle
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-actions.h"
#include "mado-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_PAGE (mado_page_get_type ())
G_DECLARE_INTERFACE (MadoPage, mado_page, MADO, PAGE, GtkWidget)

struct _MadoPageInterface
{
  GTypeInterface parent;
  MadoScreen screen;
  char *(*get_title) (MadoPage *self);
  MadoRun *(*get_run) (MadoPage *self); /* nullable: the case in the band */
  gboolean (*can) (MadoPage *self, MadoAct act);
  void (*act) (MadoPage *self, MadoAct act);
  const char *(*get_label) (MadoPage *self, MadoAct act); /* nullable: other words in the bar */
  char *(*get_note) (MadoPage *self, MadoAct act);        /* nullable: beside the key's name */
  void (*focus_first) (MadoPage *self);
  void (*tick) (MadoPage *self); /* nullable: once a second */
};

/* Signals:
 *   "changed" (): title, labels or what can be done changed
 *   "say" (guint MadoTone, char *text): for the message line and the screen reader */

/* How a message is marked: never by colour alone. */
typedef enum
{
  MADO_TONE_NONE,
  MADO_TONE_OK,   /* ● */
  MADO_TONE_BUSY, /* ▶ */
  MADO_TONE_WARN, /* ▲ */
  MADO_TONE_BAD,  /* ■ */
} MadoTone;

const char *mado_tone_to_mark (MadoTone tone);

/** mado_tone_show: writes @text into @label with the mark and colour of @tone. */
void mado_tone_show (GtkLabel *label, MadoTone tone, const char *text);

MadoScreen mado_page_get_screen (MadoPage *self);
/** mado_page_get_title: Returns: (transfer full) */
char *mado_page_get_title (MadoPage *self);
MadoRun *mado_page_get_run (MadoPage *self);
gboolean mado_page_can (MadoPage *self, MadoAct act);
void mado_page_act (MadoPage *self, MadoAct act);
const char *mado_page_get_label (MadoPage *self, MadoAct act);
/** mado_page_get_note: Returns: (transfer full) (nullable): "2 left". */
char *mado_page_get_note (MadoPage *self, MadoAct act);
void mado_page_focus_first (MadoPage *self);
void mado_page_tick (MadoPage *self);

void mado_page_changed (MadoPage *self);
void mado_page_say (MadoPage *self, MadoTone tone, const char *text);

G_END_DECLS
