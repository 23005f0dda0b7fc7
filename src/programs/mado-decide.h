/* mado-decide.h - answers questions about the rules: JSON in, JSON out
 *
 * What "madoguchictl decide" does, without files; docs/decide.md describes both sides.
 *
 * Layer: programs.  Threads: any; the same question and profile always give the same answer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-json-text.h"
#include "mado-office-profile.h"

G_BEGIN_DECLS

/**
 * mado_decide_text:
 * @sources: of the profile, the base first
 * @text: one question, or a list of them
 *
 * Errors: %MADO_JSON_ERROR with "line 3, column 7: place: why" when the question cannot be read;
 *   %MADO_PROFILE_ERROR when the profile itself is wrong.
 *
 * Returns: (transfer full) (nullable): the answer as indented JSON with a line feed; of a list, all
 *   or none. */
char *mado_decide_text (const MadoProfileSource *sources, gsize n_sources, const char *text,
                        gsize n_text, GError **error);

/** mado_decide_shipped_profile: Returns: (transfer full): the text of juki.ini as it was built in.
 */
char *mado_decide_shipped_profile (void);

/** mado_decide_describe: Returns: (transfer full): the keys of every question as Markdown tables.
 */
char *mado_decide_describe (void);

/** mado_decide_describe_reasons: Returns: (transfer full): every reason's code, answer, source and
 * sentence with @profile's numbers as a Markdown table. */
char *mado_decide_describe_reasons (const MadoOfficeProfile *profile);

G_END_DECLS
