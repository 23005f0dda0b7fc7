/* mado-search.h - the index over names, readings and numbers of cases and letters
 *
 * What a search accepts, words parted by blanks, all of which must be found: a part of a name or
 * of its reading (either width, hiragana too); a date of birth (S55.2.17); the beginning of a case
 * number, with or without the year, of a letter's number or of a certificate's serial; the last
 * four digits of a card.
 *
 * Layer: store.  Threads: the database's worker; making an expression: any.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"
#include "mado-inquiry.h"

G_BEGIN_DECLS

/** mado_search_index_case: keeps the index in step, in the transaction that stores the case. */
gboolean mado_search_index_case (const MadoCase *of, MadoDb *db, GError **error);
/** mado_search_index_inquiry: the same for a letter. */
gboolean mado_search_index_inquiry (const MadoInquiry *of, MadoDb *db, GError **error);

/**
 * mado_search_catch_up:
 *
 * Indexes what was stored before there was an index (a file of schema 3 and older), in transactions
 * of its own.  Nothing to do costs one look. */
gboolean mado_search_catch_up (MadoDb *db, GError **error);

/**
 * mado_search_expression:
 * @text: as typed
 * @loose: also names that are written with the usual substitute of a character (髙 as 高): to be
 *   offered when nothing was found, never instead
 *
 * Returns: (transfer full) (nullable): the index's expression; %NULL when there is nothing to look
 *   for. */
char *mado_search_expression (const char *text, gboolean loose);

G_END_DECLS
