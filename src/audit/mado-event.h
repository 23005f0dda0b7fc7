/* mado-event.h - one line of the record: who did what, when, to which case, with what outcome
 *
 * Layer: audit.  Threads: the database worker writes and reads; a value may be passed on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

G_BEGIN_DECLS

/* Fields of needs.md 5.2.  An event never holds personal data, a password or a key. */
typedef struct
{
  gint64 sequence;     /* 1, 2, 3 … given by the database */
  gint64 at;           /* unix s, UTC */
  gint64 monotonic_us; /* tells clock jumps */
  char *workstation;   /* owned, like all that follow */
  char *session;       /* one run of the program */
  char *actor;
  char *role;
  char *second_actor; /* nullable */
  char *case_number;  /* nullable */
  char *card_id;      /* nullable */
  char *code;         /* "issue.keygen", "session.start" … */
  char *outcome;      /* "intent", "ok", "fail", "again", "unsure", "card-gone", "cancel" */
  char *reason;       /* nullable: a code, never a sentence */
  char *detail;       /* nullable: JSON */
  char *version;
} MadoEvent;

MadoEvent *mado_event_new (const char *code, const char *outcome);
MadoEvent *mado_event_copy (const MadoEvent *self);
void mado_event_free (MadoEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoEvent, mado_event_free)

/**
 * mado_event_append:
 * @self: every field that is not nullable must be set; the sequence is filled in
 *
 * Appends inside the caller's transaction: the event is durable exactly when that commits.
 * Returns: %FALSE with %MADO_DB_ERROR. */
gboolean mado_event_append (MadoEvent *self, MadoDb *db, GError **error);

/** mado_event_load_of_case: Returns: (transfer full) (element-type MadoEvent): in order. */
GPtrArray *mado_event_load_of_case (MadoDb *db, const char *case_number, GError **error);

/**
 * mado_event_load_after:
 * @sequence: 0 for the beginning
 * @limit: most events, 1..10000
 *
 * Returns: (transfer full) (element-type MadoEvent): in order; empty at the end. */
GPtrArray *mado_event_load_after (MadoDb *db, gint64 sequence, guint limit, GError **error);

/**
 * mado_event_load_open_prints:
 *
 * Of a print that belongs to no case "print.intent" or "print.sent" was the last word when the
 * program ended.  To be asked before this run's "program.start".
 * Returns: (transfer full) (element-type MadoEvent): in order, one for each such form. */
GPtrArray *mado_event_load_open_prints (MadoDb *db, GError **error);

/** mado_event_to_json: Returns: (transfer full): one JSON object on one line. */
char *mado_event_to_json (const MadoEvent *self);

G_END_DECLS
