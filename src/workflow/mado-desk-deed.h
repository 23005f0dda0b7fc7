/* mado-desk-deed.h - one piece of work of the desk's services on its database
 *
 * A service's call is a deed: a function on the database's worker that reads or writes in one
 * transaction, with its events, and leaves its result in its data.
 *
 * Layer: workflow, not for others.  Threads: begun and finished on the main thread; the function
 * runs on the database's worker.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-private.h"

typedef struct
{
  MadoDesk *desk;     /* not owned: the task holds it */
  MadoDb *db;         /* not owned; NULL before the worker has begun */
  char *actor, *role; /* owned: who is signed in, as of the call */
  gint64 now;         /* unix s, UTC */
  guint today;        /* YYYYMMDD in Japan */
  gpointer data;      /* owned: the service's */
  GDestroyNotify free_data;
  GError *refusal; /* owned, nullable: what was written stands, but this is the caller's answer */
} MadoDeed;

/* Returns: FALSE with @error: nothing is written.  @deed->refusal may be set with TRUE. */
typedef gboolean (*MadoDeedFunc) (MadoDeed *deed, GError **error);

typedef enum
{
  MADO_DEED_READS,         /* no transaction, nobody need be signed in */
  MADO_DEED_WRITES,        /* one transaction; MADO_DESK_ERROR_NOT_SIGNED_IN without a clerk */
  MADO_DEED_WRITES_ITSELF, /* begins its own; the same otherwise */
  MADO_DEED_BY_CLOCK,      /* one transaction, also when nobody is signed in (nightly) */
} MadoDeedKind;

/**
 * mado_desk_do:
 * @data: (transfer full)
 * @tag: the public _async function
 *
 * Runs @func on the database's worker.  Cancelling works until its turn comes. */
void mado_desk_do (MadoDesk *self, MadoDeedKind kind, MadoDeedFunc func, gpointer data,
                   GDestroyNotify free_data, gpointer tag, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data);

/** mado_desk_did: Returns: (transfer none): the deed's data, which live as long as @result; %NULL
 *   with @error. */
gpointer mado_desk_did (MadoDesk *self, GAsyncResult *result, gpointer tag, GError **error);

/** mado_desk_peek_deed: Returns: (transfer none): the data, also of a call that failed. */
gpointer mado_desk_peek_deed (GAsyncResult *result);

/**
 * mado_deed_event:
 * @reason: (nullable): a code
 * @detail: (nullable): JSON without personal data
 *
 * Appends an event to the deed's transaction. */
gboolean mado_deed_event (MadoDeed *deed, const char *code, const char *outcome,
                          const char *case_number, const char *reason, const char *detail,
                          GError **error);
