/* mado-decide-field.h - what a question may say: tables of keys, read strictly
 *
 * The same tables are printed by "madoguchictl decide --fields", and a test compares docs/decide.md
 * with them: nothing can be read that is not described.
 *
 * Layer: programs.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-json-text.h"
#include "mado-wareki.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_FIELD_BOOLEAN, /* gboolean */
  MADO_FIELD_DATE,    /* GDate; ISO or by era; null: not known, where it is not needed */
  MADO_FIELD_BIRTH,   /* MadoWareki; as DATE, the era kept; year 0: not given */
  MADO_FIELD_TIME,    /* int, minutes from midnight; "10:00" */
  MADO_FIELD_COUNT,   /* int, min..max; -1 where the default says so */
  MADO_FIELD_CHOICE,  /* int, place in choices; -1: not given */
  MADO_FIELD_STRING,  /* const char * into the JSON; NULL: not given */
  MADO_FIELD_OBJECT,  /* keys of their own, into the same struct */
  MADO_FIELD_LIST,    /* GArray * of structs of their own, owned by the caller */
  MADO_FIELD_FREE,    /* const MadoJsonNode *: read elsewhere */
} MadoDecideFieldType;

typedef struct _MadoDecideField MadoDecideField;
struct _MadoDecideField
{
  const char *key; /* NULL ends a table */
  MadoDecideFieldType type;
  gsize offset;
  gboolean needed;
  const char *usual;               /* the default, for the table; NULL with needed */
  const char *const *choices;      /* CHOICE; NULL-ended */
  int min, max;                    /* COUNT */
  const MadoDecideField *fields;   /* OBJECT, LIST */
  gsize size;                      /* LIST, and OBJECT that is one: of a struct of its own */
  void (*init) (gpointer element); /* LIST (nullable): its defaults */
  const char *help;                /* one sentence */
  const char *name;                /* (nullable): of the table of a struct of its own: "paper" */
};

/**
 * mado_decide_fields_read:
 * @node: an object
 * @place: "papers[0]", empty at the top
 * @into: the struct, its defaults set
 *
 * Errors: %MADO_JSON_ERROR: "line 4, column 9: papers[0].code: why".  */
gboolean mado_decide_fields_read (const MadoDecideField *fields, const MadoJsonNode *node,
                                  const char *place, gpointer into, GError **error);

/** mado_decide_fail: @place: (nullable).  Sets @error at @node.  Returns: %FALSE. */
gboolean mado_decide_fail (const MadoJsonNode *node, const char *place, MadoJsonError code,
                           const char *why, GError **error);

/**
 * mado_decide_fields_describe:
 * @known: (nullable): a table whose keys are described elsewhere
 *
 * Adds the rows of a Markdown table to @text; structs of their own are named, not listed. */
void mado_decide_fields_describe (const MadoDecideField *fields, const MadoDecideField *known,
                                  const char *prefix, GString *text);

G_END_DECLS
