/* mado-certificate-row.h - the certificates that the CA made for the desk's cases
 *
 * Layer: store.  Threads: the database's worker; a value may be passed on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"
#include "mado-met-people.h"

G_BEGIN_DECLS

/* How far a certificate came, card.md 8.3: S7 received, S8 written, S9 confirmed. */
typedef enum
{
  MADO_CERTIFICATE_RECEIVED,
  MADO_CERTIFICATE_WRITTEN,
  MADO_CERTIFICATE_CONFIRMED,
  MADO_CERTIFICATE_DISCARDED, /* revoked before it was handed over (reason 0) */
  MADO_CERTIFICATE_REVOKED,
} MadoCertificateState;

typedef struct
{
  char *serial; /* owned; hexadecimal */
  gint64 case_id;
  GBytes *der;       /* owned */
  char *spki_sha256; /* owned */
  MadoCertificateState state;
  gint64 not_before, not_after; /* unix s, UTC */
  gint64 changed_at;
  gint64 revoked_at;     /* when the CA recorded it (LAW 15(1) no. 1); 0: not revoked, not known */
  int revocation_reason; /* CRLReason; -1: not revoked, not known.  Not saved with the row */
} MadoCertificateRow;

void mado_certificate_row_free (MadoCertificateRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCertificateRow, mado_certificate_row_free)

/** mado_certificate_row_save: inserts it, or moves a known serial to the new state. */
gboolean mado_certificate_row_save (const MadoCertificateRow *self, MadoDb *db, GError **error);

/** mado_certificate_row_set_state: of a known serial, inside the caller's transaction. */
gboolean mado_certificate_row_set_state (MadoDb *db, const char *serial, MadoCertificateState state,
                                         gint64 now, GError **error);

/**
 * mado_certificate_row_set_revoked:
 * @revoked_at: unix s, UTC, by the CA's clock
 * @reason: CRLReason as the CA recorded it
 *
 * Inside the caller's transaction.  A serial that is not known changes nothing: another desk may
 * have issued it. */
gboolean mado_certificate_row_set_revoked (MadoDb *db, const char *serial, gint64 revoked_at,
                                           int reason, gint64 now, GError **error);

/** mado_certificate_row_load: Returns: (transfer full): %NULL with %MADO_DB_ERROR_QUERY if unknown.
 */
MadoCertificateRow *mado_certificate_row_load (MadoDb *db, const char *serial, GError **error);

/** mado_certificate_row_load_of_case: Returns: (transfer full) (element-type MadoCertificateRow) */
GPtrArray *mado_certificate_row_load_of_case (MadoDb *db, gint64 case_id, GError **error);

/**
 * mado_certificate_row_meet_live:
 * @met: gets the serial of a certificate in force at @now that this desk issued to the same person
 *   in another case (LAW 6), and namesakes who have one */
gboolean mado_certificate_row_meet_live (MadoDb *db, gint64 case_id, const MadoPersonKey *key,
                                         gint64 now, MadoMetPeople *met, GError **error);

/**
 * mado_certificate_row_find_newest:
 * @serial: (out) (transfer full) (nullable): of the certificate that this desk issued to that
 *   person, never to a namesake: the one that is not revoked, else the one that ends last */
gboolean mado_certificate_row_find_newest (MadoDb *db, const MadoPersonKey *key, char **serial,
                                           GError **error);

G_END_DECLS
