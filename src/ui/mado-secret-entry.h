/* mado-secret-entry.h - a password field whose text nobody else can read
 *
 * GTK's own password widgets give their text and each key away over AT-SPI.  Here the visible field
 * only ever holds '*': keys are caught before the input method sees them and go straight into a
 * MadoSecret.  No clipboard, context menu, undo, drag or input method.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_SECRET_KIND_OPERATOR, /* printable ASCII, 1..64 */
  MADO_SECRET_KIND_CARD,     /* A-Z 0-9, lower case becomes upper case, at most 16 */
} MadoSecretKind;

/* What the person should be told about the last key. */
typedef enum
{
  MADO_SECRET_NOTICE_NONE,
  MADO_SECRET_NOTICE_FOLDED,  /* a small letter became a capital one */
  MADO_SECRET_NOTICE_REFUSED, /* this character cannot be used */
  MADO_SECRET_NOTICE_FULL,    /* no more characters fit */
} MadoSecretNotice;

#define MADO_TYPE_SECRET_ENTRY (mado_secret_entry_get_type ())
G_DECLARE_FINAL_TYPE (MadoSecretEntry, mado_secret_entry, MADO, SECRET_ENTRY, GtkWidget)

/* Signals:
 *   "changed" (): the length changed
 *   "notice" (guint MadoSecretNotice): after each key; NONE when nothing is to be said
 *   "activate" (): Enter */

/** mado_secret_entry_new: Returns: (transfer floating): an empty field. */
GtkWidget *mado_secret_entry_new (MadoSecretKind kind);

/** mado_secret_entry_set_kind: empties the field. */
void mado_secret_entry_set_kind (MadoSecretEntry *self, MadoSecretKind kind);

/** mado_secret_entry_set_label: the field's accessible name. */
void mado_secret_entry_set_label (MadoSecretEntry *self, const char *label);

/** mado_secret_entry_set_count_text: what a screen reader says of the length: "3 characters". */
void mado_secret_entry_set_count_text (MadoSecretEntry *self, const char *text);

guint mado_secret_entry_get_length (MadoSecretEntry *self);

/** mado_secret_entry_feed: takes one character from a keypad on the screen. */
void mado_secret_entry_feed (MadoSecretEntry *self, gunichar character);
void mado_secret_entry_erase_last (MadoSecretEntry *self);

/** mado_secret_entry_clear: wipes what was typed. */
void mado_secret_entry_clear (MadoSecretEntry *self);

/** mado_secret_entry_take: Returns: (transfer full): what was typed; the field is empty then. */
MadoSecret *mado_secret_entry_take (MadoSecretEntry *self);

G_END_DECLS
