/* mado-met-people.h - whom a question about one person meets in the record
 *
 * The queries give everybody who may be that person, by folded keys; who is the same and who is a
 * namesake is said in base (mado-person.h).
 *
 * Layer: store.  Threads: the database's worker; people are values.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-person.h"
#include "mado-query.h"

G_BEGIN_DECLS

/* Another person born on the same day whose name is read the same. */
typedef struct
{
  char *number;  /* owned: of the case that knows that person */
  char *name;    /* owned */
  char *address; /* owned */
} MadoNamesake;

typedef struct
{
  char *same; /* owned, nullable: what was asked for of the same person, the first found */
  GPtrArray *namesakes; /* owned; of MadoNamesake, one a case */
} MadoMetPeople;

MadoMetPeople *mado_met_people_new (void);
void mado_met_people_free (MadoMetPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMetPeople, mado_met_people_free)

/** mado_person_bind: binds :birth, :kana_key (NULL when there is no reading) and :name_key. */
void mado_person_bind (MadoQuery *query, const MadoPersonKey *key);

/**
 * mado_met_people_read:
 * @query: a new one, with other parameters bound; gives number, name, kana, address and @column
 * @column: what is wanted of the same person
 *
 * Adds whom the rows of @query are of.  Returns: %FALSE with %MADO_DB_ERROR. */
gboolean mado_met_people_read (MadoMetPeople *self, MadoQuery *query, const MadoPersonKey *key,
                               const char *column, GError **error);

G_END_DECLS
