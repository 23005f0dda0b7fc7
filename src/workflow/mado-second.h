/* mado-second.h - what a second person confirms: when it is asked for, and what is shown of it
 *
 * A row of a table names the matter (MadoState.second); whether this office and this case ask for
 * a second person follows from here.  Source: domain.md 9 #11 (profile [second_person]); ui.md F11.
 *
 * Layer: workflow.  Threads: pure; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"
#include "mado-office-profile.h"

G_BEGIN_DECLS

/* One fact as it is and as it will be; codes and numbers, never personal data. */
typedef struct
{
  const char *name;     /* static: "tries" */
  char *before, *after; /* owned */
} MadoSecondFact;

/** mado_second_resolve: Returns: (transfer none): the matter of a row for this case: "reply" is
 *   "proxy" or "inquiry", by who came; others stand as they are. */
const char *mado_second_resolve (const char *second, const MadoCase *work);

/** mado_second_is_known: whether @what is a matter of the list. */
gboolean mado_second_is_known (const char *what);

/** mado_second_is_needed: whether the office asks for a second person in @what, and the case is
 *   one that it concerns (proxy: only when a proxy came; reprint: only beyond the first). */
gboolean mado_second_is_needed (const char *what, const MadoCase *work,
                                const MadoOfficeProfile *profile);

/**
 * mado_second_list_facts:
 * @from, @to: the row that would be left, and the next one
 *
 * Returns: (transfer full) (element-type MadoSecondFact): what the supervisor is shown. */
GPtrArray *mado_second_list_facts (const char *what, const MadoCase *work,
                                   const MadoOfficeProfile *profile, const char *from,
                                   const char *to);

/** mado_second_to_json: Returns: (transfer full): the facts before, or after, as one JSON object.
 */
char *mado_second_to_json (const GPtrArray *facts, gboolean after);

G_END_DECLS
