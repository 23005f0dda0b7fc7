/* mado-citizen-problem.h - why a password is asked for again, in the resident's own words
 *
 * The clerk's table (mado-problem) speaks of keys, cards and codes; the resident hears what to do.
 * Layer: ui.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-catalogue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * mado_citizen_problem_sentence:
 * @problem: (nullable): of the run that waits for the password
 * @tries_left: 0..15, or -1 when the card did not say
 *
 * Returns: (transfer full) (nullable): the sentence in @language; %NULL without a problem. */
char *mado_citizen_problem_sentence (MadoLanguage language, const GError *problem, int tries_left);

G_END_DECLS
