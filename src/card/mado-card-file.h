/* mado-card-file.h - reading and writing the card's transparent files
 *
 * A file with a short identifier (0001..001E) is addressed by it, which saves a SELECT; others are
 * selected first.
 * Layer: card (inside profiles only).  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-talk.h"

G_BEGIN_DECLS

/** mado_card_file_select: makes @file the current one. */
gboolean mado_card_file_select (MadoCardTalk *talk, guint16 file, GError **error);

/**
 * mado_card_file_read_first:
 * @file: its identifier
 * @n_wanted: bytes from the file's beginning; fewer come when one answer cannot hold them
 * @bytes: (out caller-allocates): the answer's data
 * @sw: (out): any status word: what it means depends on the file
 *
 * One READ BINARY, after SELECT where that is needed; the file becomes the current one.
 * Returns: %FALSE only when there was no answer. */
gboolean mado_card_file_read_first (MadoCardTalk *talk, guint16 file, gsize n_wanted,
                                    GByteArray *bytes, guint16 *sw, GError **error);

/** mado_card_file_is_empty_status: whether @sw says that a file is not there or holds nothing. */
gboolean mado_card_file_is_empty_status (guint16 sw);

/** mado_card_file_read_rest: appends to @bytes until @total, from the current file. */
gboolean mado_card_file_read_rest (MadoCardTalk *talk, GByteArray *bytes, gsize total,
                                   GError **error);

/**
 * mado_card_file_read_certificate:
 * @der: (out) (nullable) (transfer full): with PRESENT only
 *
 * Reads the object at the file's beginning by the length in its header; filler behind it is
 * ignored. */
gboolean mado_card_file_read_certificate (MadoCardTalk *talk, guint16 file,
                                          MadoCardCertificate *status, GBytes **der,
                                          GError **error);

/**
 * mado_card_file_write_certificate:
 * @header_is_zero: whether the file is known to begin with 00000000
 *
 * Body first, the four header bytes last: until then every reader sees a length of 0.  Reads back
 * and compares.
 * Returns: %FALSE with %MADO_CARD_ERROR_TOO_LONG, READ_BACK, UNSURE and others. */
gboolean mado_card_file_write_certificate (MadoCardTalk *talk, guint16 file, GBytes *der,
                                           gboolean header_is_zero, GError **error);

/**
 * mado_card_file_begins_with:
 * @same: (out): whether @der stands at the file's beginning
 * @header_is_zero: (out): whether 00000000 stands there
 *
 * Compares piece by piece and stops at the first that differs. */
gboolean mado_card_file_begins_with (MadoCardTalk *talk, guint16 file, GBytes *der, gboolean *same,
                                     gboolean *header_is_zero, GError **error);

/** mado_card_file_erase: makes the object absent (header first), then wipes the body. */
gboolean mado_card_file_erase (MadoCardTalk *talk, guint16 file, GError **error);

G_END_DECLS
