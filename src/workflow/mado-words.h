/* mado-words.h - the office's numbers in the sentences of a case and of a desk
 *
 * Layer: workflow.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-run.h"

G_BEGIN_DECLS

/** mado_words_of_run: @text: translated, with places such as {fee} (mado-profile-words.h).
 *   Returns: (transfer full): with the office's numbers, and the fee of the case today. */
char *mado_words_of_run (MadoRun *run, const char *text);

/** mado_words_of_desk: the same where no case is: @procedure: id of the one whose fee is meant. */
char *mado_words_of_desk (MadoDesk *desk, const char *procedure, const char *text);

G_END_DECLS
