/* mado-changes-text.h - changes of resident data in words
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-changes.h"

G_BEGIN_DECLS

/* Returns: (transfer full), all but the article. */
/* @state, @kind: as they are stored. */
char *mado_changes_text_state (const char *state);
char *mado_changes_text_kind (const char *kind);
/* In the language of the screen; @article: as it was stored.  Returns: (transfer none) */
const char *mado_changes_text_article (const char *kind, const char *article);
/* How many rows stand in which state; where there are none, what to do. */
char *mado_changes_text_counts (const guint counts[MADO_N_CHANGE_REVOCATION_STATES]);
char *mado_changes_text_stop (const MadoChangeStop *stop);
char *mado_changes_text_letter (const MadoChangeStop *letter);
/* Both names side by side, for a person to compare. */
char *mado_changes_text_compare (const MadoChangeRevocation *row);
/* Whether the change is not later than the certificate. */
gboolean mado_changes_text_is_earlier (const MadoChangeRevocation *row);
/* What the change brings beside what the certificate has, and both days. */
char *mado_changes_text_earlier (const MadoChangeRevocation *row);
char *mado_changes_text_import (const MadoImport *import);
/* Every bad row that is kept, a line each: line and reason. */
char *mado_changes_text_bad (const MadoImport *import);

G_END_DECLS
