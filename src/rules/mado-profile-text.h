/* mado-profile-text.h - reads "key = value" text line by line, so that a fault can name file and
 * line
 *
 * Layer: rules.  Threads: any.  No file is touched: the caller reads it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_PROFILE_ERROR (mado_profile_error_quark ())
GQuark mado_profile_error_quark (void);
typedef enum
{
  MADO_PROFILE_ERROR_SYNTAX, /* not UTF-8, or a line that is neither section, key nor comment */
  MADO_PROFILE_ERROR_UNKNOWN_KEY,   /* misspelt section or key */
  MADO_PROFILE_ERROR_TWICE,         /* one key twice in one file */
  MADO_PROFILE_ERROR_VALUE,         /* a value that cannot stand */
  MADO_PROFILE_ERROR_MISSING,       /* a key that the base profile must have */
  MADO_PROFILE_ERROR_CONTRADICTION, /* two values that cannot stand together */
} MadoProfileError;

/** Where a fault is, for a sentence on the screen. */
typedef struct
{
  char *file; /* owned; as the caller named it */
  guint line; /* from 1; 0 when it is about the whole file */
  char *key;  /* owned (nullable): "fee.issue_yen" */
} MadoProfileFault;

void mado_profile_fault_clear (MadoProfileFault *self);

/** One entry; the texts live during the call. */
typedef struct
{
  const char *file;
  guint line;
  const char *section;
  const char *key;
  const char *value;
} MadoProfileEntry;

typedef gboolean (*MadoProfileEntryFunc) (const MadoProfileEntry *entry, gpointer user_data,
                                          GError **error);

/**
 * mado_profile_fail:
 *
 * Sets @error to "file:line: section.key: why". Returns: %FALSE. */
gboolean mado_profile_fail (const MadoProfileEntry *entry, MadoProfileError code, const char *why,
                            GError **error);

/**
 * mado_profile_text_each:
 * @file: the name for messages
 * @text: the whole text, UTF-8; lines of [section], key = value, # comment, or nothing
 * @fault: (out caller-allocates): set when it fails; clear it with mado_profile_fault_clear()
 *
 * Calls @func for each entry in order and stops at the first fault. */
gboolean mado_profile_text_each (const char *file, const char *text, MadoProfileEntryFunc func,
                                 gpointer user_data, MadoProfileFault *fault, GError **error);

G_END_DECLS
