/* mado-letter-words.h - what the clerk says of a letter, asked in a dialog each
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-inquiry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Told once when the word was taken or not. @view: (transfer none) (nullable) */
typedef void (*MadoLetterSaid) (MadoInquiryView *view, const GError *error, gpointer data);

/**
 * mado_letter_words_ask:
 * @word: MAIL, RETURN, WITHDRAW or VOID_IT
 * @owner: (transfer none): kept until the answer has come; the data of @said
 *
 * Shows what the word needs, and says it of the letter when the clerk confirms.  Making void, which
 * cannot be taken back, asks for the last four digits of the number (ui.md 3.2). */
void mado_letter_words_ask (GtkWindow *parent, MadoDesk *desk, const MadoInquiry *letter,
                            MadoLetterWord word, MadoLetterSaid said, GObject *owner);

/* Told when the clerk wants the letter printed once more and compared its address. */
typedef void (*MadoLetterAgain) (gint64 inquiry_id, gpointer data);

/**
 * mado_letter_words_ask_again:
 * @owner: (transfer none): kept until the dialog has gone; the data of @again
 *
 * A letter that came back is printed once more when its address was compared with the register
 * again (domain.md 3.3, RETURNED).  Nothing is said of it here: PRINT is its word when the sheet
 * has come. */
void mado_letter_words_ask_again (GtkWindow *parent, MadoDesk *desk, const MadoInquiry *letter,
                                  MadoLetterAgain again, GObject *owner);

/** mado_letter_words_say: says a word without asking. */
void mado_letter_words_say (MadoDesk *desk, gint64 inquiry_id, const MadoInquirySaid *words,
                            MadoLetterSaid said, GObject *owner);

G_END_DECLS
