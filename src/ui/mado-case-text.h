/* mado-case-text.h - a case in the words of the counter
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-page.h"

G_BEGIN_DECLS

#define MADO_EXPECTED_MINUTES 30 /* residents are told 20 to 40 minutes */

/** mado_case_text_task: Returns: (transfer full): @task with the case's words in it, and why the
 *   case waits, if it does. */
char *mado_case_text_task (MadoRun *run, const char *task);

/** mado_case_text_by_hand: Returns: (transfer full) (nullable): what the clerk has to write into
 * the papers of @work; as long as the case is at the window they are there. */
char *mado_case_text_by_hand (const MadoCase *work);

/* All return text that the caller owns. */
char *mado_case_text_name (const MadoCase *data);
char *mado_case_text_name_with_kana (const MadoCase *data);
char *mado_case_text_procedure (MadoRun *run);
char *mado_case_text_step (MadoRun *run);
char *mado_case_text_cash (MadoRun *run);
/** mado_case_text_card: "****-5531", or %NULL before a card was read. */
char *mado_case_text_card (const MadoCase *data);

/** mado_case_text_time: @unix_s: 0: never.  Returns: "令和8年11月26日（2026年） 10:41", in Japan.
 */
char *mado_case_text_time (gint64 unix_s);

/**
 * mado_case_text_elapsed:
 * @now: unix s
 * @tone: (out): OK, WARN from 24 minutes on, BAD from 30 on
 *
 * Returns: "12:40/30", the minutes usual behind the stroke; "1 h 45 min" or "3 days" for what took
 *   longer than anybody waits. */
char *mado_case_text_elapsed (const MadoCase *data, gint64 now, MadoTone *tone);

/** mado_case_text_duration: the same where no heading says "minutes": "12:40/30 min". */
char *mado_case_text_duration (const MadoCase *data, gint64 now, MadoTone *tone);

const char *mado_case_text_holder (MadoHolder holder);

/** mado_case_text_next: Returns: (transfer full): what has to happen next, in few words. */
char *mado_case_text_next (MadoRun *run);

/** mado_case_text_row: the whole row of the counter home as a screen reader should say it. */
char *mado_case_text_row (MadoRun *run, gint64 now);

G_END_DECLS
