/* mado-case-private.h - rows of a case other than case_file itself
 *
 * Layer: store, not for others.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"

/* The form's and the register's items, and the chosen substitutes. */
gboolean mado_case_save_persons (const MadoCase *self, MadoDb *db, GError **error);
gboolean mado_case_load_persons (MadoCase *self, MadoDb *db, GError **error);
gboolean mado_case_save_documents (const MadoCase *self, MadoDb *db, GError **error);
gboolean mado_case_load_documents (MadoCase *self, MadoDb *db, GError **error);
gboolean mado_case_save_facts (const MadoCase *self, MadoDb *db, GError **error);
gboolean mado_case_load_facts (MadoCase *self, MadoDb *db, GError **error);
gboolean mado_case_save_agent (const MadoCase *self, MadoDb *db, GError **error);
gboolean mado_case_load_agent (MadoCase *self, MadoDb *db, GError **error);

/* Returns: (transfer full): a table with copies of @source's facts, or an empty one. */
GHashTable *mado_case_new_facts (GHashTable *source);
