/* mado-letter-case.h - the case in which the reply to a letter is taken
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiry.h"
#include "mado-run.h"

G_BEGIN_DECLS

/* Told once. @run: (transfer none) (nullable): else @error says why not */
typedef void (*MadoLetterCaseBegun) (MadoRun *run, const GError *error, gpointer data);

/**
 * mado_letter_case_begin:
 * @owner: kept until @begun was called; its data
 *
 * Opens a case of the procedure that @letter was asked for, with its number, its person and its
 * proxy entered.
 * Returns: whether one is being opened; %FALSE: the letter does not say which procedure. */
gboolean mado_letter_case_begin (MadoDesk *desk, const MadoInquiry *letter,
                                 MadoLetterCaseBegun begun, GObject *owner);

G_END_DECLS
