/* mado-inquiry-text.h - a letter of inquiry in the words of the counter
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-inquiry.h"
#include "mado-list.h"
#include "mado-page.h"

G_BEGIN_DECLS

/** mado_inquiry_text_state: Returns: (transfer none): "mailed" in the language of the screen. */
const char *mado_inquiry_text_state (MadoLetterState state);
const char *mado_inquiry_text_purpose (MadoLetterPurpose purpose);

/** mado_inquiry_text_next: Returns: (transfer none): what comes next, in few words. */
const char *mado_inquiry_text_next (MadoLetterState state);

/** mado_inquiry_text_is_in_house: not mailed, or not mailed again: day of mailing and last day are
 *   those of a letter that came back. */
gboolean mado_inquiry_text_is_in_house (MadoLetterState state);

/** mado_inquiry_text_day: Returns: (transfer full): YYYYMMDD, or "—" for 0. */
char *mado_inquiry_text_day (guint day);

/** mado_inquiry_text_left: Returns: (transfer full): days until @due, "" when nothing waits.
 * @tone: (out): BAD when it is over. */
char *mado_inquiry_text_left (MadoLetterState state, guint due, const GDate *today, MadoTone *tone);

/** mado_inquiry_text_why_not: Returns: (transfer none) (nullable): why a letter that was scanned
 *   cannot be replied to now; %NULL when it can. */
const char *mado_inquiry_text_why_not (MadoLetterState state);

/** mado_inquiry_text_found: Returns: (transfer full): what is said of a letter that was scanned. */
char *mado_inquiry_text_found (const MadoInquiry *letter);

/** mado_inquiry_text_counts: Returns: (transfer full): the line above the book. */
char *mado_inquiry_text_counts (const MadoInquiryCounts *counts);

/** mado_inquiry_text_whole: Returns: (transfer full): all that is known of a letter, in lines. */
char *mado_inquiry_text_whole (const MadoInquiryView *view);

G_END_DECLS
