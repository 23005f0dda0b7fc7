/* mado-query.h - named SQL, parameters bound by name, columns read by name
 *
 * Layer: db.  Threads: the connection's.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

G_BEGIN_DECLS

typedef struct _MadoQuery MadoQuery;

/**
 * mado_query_new:
 * @name: "<aggregate>/<verb>", the file sql/queries/<aggregate>/<verb>.sql
 *
 * Takes the prepared statement of that name (prepared once a connection).  Binding a parameter
 * that the file does not have, or leaving one unbound, makes the first step fail with
 * %MADO_DB_ERROR_QUERY.
 * Returns: (transfer full): %NULL with %MADO_DB_ERROR. */
MadoQuery *mado_query_new (MadoDb *db, const char *name, GError **error);
void mado_query_free (MadoQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoQuery, mado_query_free)

/* @parameter without the colon.  Texts and blobs are copied; NULL binds SQL NULL. */
void mado_query_bind_text (MadoQuery *self, const char *parameter, const char *value);
void mado_query_bind_integer (MadoQuery *self, const char *parameter, gint64 value);
void mado_query_bind_bytes (MadoQuery *self, const char *parameter, GBytes *value);
void mado_query_bind_null (MadoQuery *self, const char *parameter);

/** mado_query_run: for statements without rows.  Returns: %FALSE with %MADO_DB_ERROR. */
gboolean mado_query_run (MadoQuery *self, GError **error);

/**
 * mado_query_next:
 * @has_row: (out): whether a row stands ready; %FALSE at the end
 *
 * Returns: %FALSE with %MADO_DB_ERROR. */
gboolean mado_query_next (MadoQuery *self, gboolean *has_row, GError **error);

/* Columns of the present row by name; an unknown name is a programmer's mistake (aborts).
 * Text and bytes: text is (transfer none), valid until the next step; bytes are (transfer full),
 * NULL for SQL NULL. */
const char *mado_query_get_text (MadoQuery *self, const char *column);
gint64 mado_query_get_integer (MadoQuery *self, const char *column);
GBytes *mado_query_get_bytes (MadoQuery *self, const char *column);
gboolean mado_query_is_null (MadoQuery *self, const char *column);

G_END_DECLS
