/* scripted-reader.h - a reader whose card follows a table of commands and answers
 *
 * It fails the test when another command comes than the table says, when the table is not used
 * up, and when calls come in a wrong order.  With a key set it speaks SCP03 as a card does, so that
 * tables hold plain commands whether they travel protected or not.
 * For tests.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reader.h"
#include "mado-scp03.h"

G_BEGIN_DECLS

/* How a step ends instead of an answer. */
typedef enum
{
  SCRIPT_ANSWERS,
  SCRIPT_FAULT_LOST,    /* the reader reports LOST */
  SCRIPT_FAULT_EMPTY,   /* an answer of no bytes, as vpcd gives for a pulled card */
  SCRIPT_FAULT_REMOVED, /* gone before the command was sent */
  SCRIPT_FAULT_RESET,
  SCRIPT_FAULT_BAD_MAC, /* the protected answer with one bit changed */
  SCRIPT_FAULT_BARE,    /* the answer goes out without protection */
} ScriptFault;

typedef struct
{
  const char *command; /* hexadecimal; "*" at its end: any more bytes; "P " before it: protected */
  const char *answer;  /* hexadecimal, data and status word */
  ScriptFault fault;
} ScriptStep;

#define SCRIPTED_TYPE_READER (scripted_reader_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedReader, scripted_reader, SCRIPTED, READER, GObject)

/** scripted_reader_new: @steps: ends with a %NULL command; not copied. */
ScriptedReader *scripted_reader_new (const ScriptStep *steps);

/** scripted_reader_set_keys: the card's key set of @kvn and its 10 bytes of diversification data.
 * INITIALIZE UPDATE and EXTERNAL AUTHENTICATE still stand in the table, with answer %NULL. */
void scripted_reader_set_keys (ScriptedReader *self, guint8 kvn, const guint8 diversification[10],
                               const MadoScp03Keys *keys);

/** scripted_reader_set_busy: the next @n connects fail with BUSY. */
void scripted_reader_set_busy (ScriptedReader *self, guint n);

/** scripted_reader_finish: asserts that the table is used up and the reader disconnected. */
void scripted_reader_finish (ScriptedReader *self);

guint scripted_reader_get_n_resets (ScriptedReader *self);

G_END_DECLS
