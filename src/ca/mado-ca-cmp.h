/* mado-ca-cmp.h - the CA over CMP: RFC 9810 messages in the profile of RFC 9483
 *
 * Layer: ca.  Threads: made anywhere that may read files; calls on the CA's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ca-http.h"
#include "mado-ca.h"
#include "mado-clock.h"

G_BEGIN_DECLS

/* OID of the question "what was issued for this key" (docs/cmp.md). */
#define MADO_CA_ASK_OID "2.25.27366695577372611467850053791113886515"

/* OID of what an rp's header says about the record (docs/cmp.md). */
#define MADO_CA_REVOCATION_OID "2.25.14633008615450746620574153647903607926"

/* Files are PEM; strings are copied or read at once. */
typedef struct
{
  const char *ca_certificate; /* the one trust anchor; answers must come from a signer of this CA
                                 whose extended key usage is id-kp-cmcCA */
  const char *ra_certificate; /* this desk's, protects each message */
  const char *ra_key;         /* unencrypted, readable by the office's account only */
  guint timeout_ms;           /* network time of one operation, all its messages together */
  MadoCaAddress address;      /* ignored when transfer is set */
  MadoCaTransfer transfer;    /* instead of the network: the CA in this process */
  gpointer transfer_data;     /* outlives the object */
} MadoCaSettings;

#define MADO_TYPE_CA_CMP (mado_ca_cmp_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaCmp, mado_ca_cmp, MADO, CA_CMP, GObject)

/** mado_ca_cmp_new: reads the files; blocks.
 * Returns: (transfer full): %NULL with %MADO_CA_ERROR_BAD_REQUEST. */
MadoCaCmp *mado_ca_cmp_new (const MadoCaSettings *settings, MadoClock *clock, GError **error);

G_END_DECLS
