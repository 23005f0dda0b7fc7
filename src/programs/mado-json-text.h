/* mado-json-text.h - reads JSON strictly and remembers the line of everything
 *
 * RFC 8259 and no more: one value, no comments, no key twice, nothing after the end.  A rule's
 * question must not be answered when a key was misspelt or given twice, and the message must say
 * where; json-glib keeps the last of two keys and no places, so it only writes here.
 *
 * Layer: programs.  Threads: a value.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_JSON_ERROR (mado_json_error_quark ())
GQuark mado_json_error_quark (void);
typedef enum
{
  MADO_JSON_ERROR_SYNTAX, /* not JSON */
  MADO_JSON_ERROR_KEY,    /* a key that nobody reads, that is missing, or that stands twice */
  MADO_JSON_ERROR_VALUE,  /* a value of another type, or one that cannot stand */
} MadoJsonError;

typedef enum
{
  MADO_JSON_NULL,
  MADO_JSON_BOOLEAN,
  MADO_JSON_NUMBER,
  MADO_JSON_STRING,
  MADO_JSON_ARRAY,
  MADO_JSON_OBJECT,
} MadoJsonKind;

typedef struct
{
  MadoJsonKind kind;
  guint line, column;  /* where it begins, from 1; columns in characters */
  gboolean truth;      /* BOOLEAN */
  char *text;          /* owned: STRING its text, NUMBER as written; else NULL */
  char *key;           /* owned (nullable): its name as a member of an object */
  GPtrArray *children; /* owned; ARRAY, OBJECT: of MadoJsonNode, in order; else NULL */
} MadoJsonNode;

/** mado_json_text_parse: @n_text: bytes.  Returns: (transfer full) (nullable): @error says "line 3,
 * column 7: why". */
MadoJsonNode *mado_json_text_parse (const char *text, gsize n_text, GError **error);
void mado_json_node_free (MadoJsonNode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoJsonNode, mado_json_node_free)

/** mado_json_node_get: Returns: (transfer none) (nullable): the member of that name. */
const MadoJsonNode *mado_json_node_get (const MadoJsonNode *self, const char *key);

/** mado_json_kind_name: Returns: "a string", "true or false" … for messages. */
const char *mado_json_kind_name (MadoJsonKind kind);

G_END_DECLS
