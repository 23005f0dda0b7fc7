/* mado-desk-search.h - searching, and a person's earlier cases; every search leaves a line in the
 * log
 *
 * Layer: workflow.  Threads: main thread.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-list.h"
#include "mado-case.h"

G_BEGIN_DECLS

/* Why somebody looks (ui.md S10). */
typedef enum
{
  MADO_SEARCH_VISIT,    /* 来庁中: the person is at the counter */
  MADO_SEARCH_PHONE,    /* 電話照会 */
  MADO_SEARCH_OFFICIAL, /* 職権 */
} MadoSearchPurpose;

/* What is listed of what is found. */
typedef enum
{
  MADO_SEARCH_PERSONS, /* each once, with the newest case; of the newest 2000 cases, as are */
  MADO_SEARCH_CASES,
  MADO_SEARCH_CERTIFICATES, /* these */
  MADO_SEARCH_LETTERS,
  MADO_N_SEARCH_GROUPS
} MadoSearchGroup;

/**
 * mado_desk_search:
 * @text: what mado_search_expression() accepts
 * @loose: also names with the usual substitute of a character; offer it when nothing was found
 *
 * The log says who searched, what for and how much was found; never what was typed.  Cases and
 * letters are two searches, persons and certificates another view of the first.
 * Returns: (transfer full) */
MadoCaseList *mado_desk_search (MadoDesk *self, const char *text, gboolean loose,
                                MadoSearchGroup group, MadoSearchPurpose purpose);

/** mado_desk_search_person: Returns: (transfer full): the cases of the person of @row, newest
 * first; logged as a search. */
MadoCaseList *mado_desk_search_person (MadoDesk *self, const MadoListRow *row,
                                       MadoSearchPurpose purpose);

/** mado_desk_history: Returns: (transfer full) (nullable): the cases of the person of @of, newest
 *   first, @of among them; %NULL before birth date and reading are known. */
MadoCaseList *mado_desk_history (MadoDesk *self, const MadoCase *of);

G_END_DECLS
