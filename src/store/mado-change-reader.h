/* mado-change-reader.h - a file of changes, row by row: CSV in UTF-8 (with or without BOM) or CP932
 *
 * The first line names the columns, in any order, in Japanese or by id: 異動事由 kind, 異動日 day,
 * 氏名 name, フリガナ kana, 生年月日 birth; and where there are any 新氏名 new_name, 新フリガナ
 * new_kana, 新通称 new_alias, 新住所 new_address, 新生年月日 new_birth, 新性別 new_sex.  Other
 * columns are passed over.  A field in quotation marks may hold commas, but no line feed: a row
 * that has one is a single bad row, and a missing mark costs its own line, never those that follow.
 * Memory does not grow with the file.
 *
 * Layer: store.  Threads: one at a time; reading blocks.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-change.h"

G_BEGIN_DECLS

#define MADO_CHANGE_ERROR (mado_change_error_quark ())
GQuark mado_change_error_quark (void);
typedef enum
{
  MADO_CHANGE_ERROR_HEADING, /* the first line names none of the five columns that are needed */
  MADO_CHANGE_ERROR_EMPTY,   /* nothing in it */
  MADO_CHANGE_ERROR_KNOWN,   /* this very file was imported before */
  /* The first line names columns, but not this one (the first that is missing) */
  MADO_CHANGE_ERROR_NO_KIND,
  MADO_CHANGE_ERROR_NO_DAY,
  MADO_CHANGE_ERROR_NO_NAME,
  MADO_CHANGE_ERROR_NO_KANA,
  MADO_CHANGE_ERROR_NO_BIRTH,
} MadoChangeError;

#define MADO_CHANGE_LINE_MAX 8192 /* bytes; the longest sensible row has some 1,500 */

typedef struct _MadoChangeReader MadoChangeReader;

/** mado_change_reader_new: @stream: read to its end, not closed; @today: YYYYMMDD, in Japan.
 *   Returns: (transfer full) */
MadoChangeReader *mado_change_reader_new (GInputStream *stream, guint today);
void mado_change_reader_free (MadoChangeReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoChangeReader, mado_change_reader_free)

/**
 * mado_change_reader_next:
 * @change: (out) (transfer full) (nullable): the next row; %NULL for a bad one and at the end
 * @fault: (out): of a bad row; NONE with @change %NULL: the end
 *
 * Empty lines are passed over.
 * Returns: %FALSE with %MADO_CHANGE_ERROR or the stream's error. */
gboolean mado_change_reader_next (MadoChangeReader *self, MadoChange **change,
                                  MadoChangeFault *fault, GError **error);

/** mado_change_reader_get_line: Returns: the number, from 1, of the line where the row begins that
 * was read last. */
guint64 mado_change_reader_get_line (const MadoChangeReader *self);

/** mado_change_reader_get_position: Returns: bytes consumed so far, a row's end being looked for
 * included. */
guint64 mado_change_reader_get_position (const MadoChangeReader *self);

G_END_DECLS
