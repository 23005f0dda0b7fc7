/* mado-revocation-rule.h - why a certificate is revoked: form, article, card, CRL reason
 *
 * Sources: LAW 9 to 15 (two forms: application, and the duty to report; three grounds of the
 * authority's own), REG 5(2)(3) and 6(2)(3) (the papers are those of an issue), notes 1.6, 1.7; the
 * CRL's reason codes are profile values.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_REVOCATION_V1,   /* no longer needed */
  MADO_REVOCATION_V2,   /* key or password leaked, misuse suspected */
  MADO_REVOCATION_V3,   /* card lost or stolen */
  MADO_REVOCATION_V4,   /* card broken, key damaged */
  MADO_REVOCATION_V5,   /* replaced: renewal, or revoke and issue */
  MADO_REVOCATION_A1,   /* change in the register */
  MADO_REVOCATION_A2,   /* the certificate's content was wrong */
  MADO_REVOCATION_A3,   /* the authority's key was compromised */
  MADO_REVOCATION_A4,   /* the period is over: no revocation, listed for completeness */
} MadoRevocationGround; /* as many as MADO_N_REVOCATION_GROUNDS (mado-office-profile.h) */

/** Which paper is handed in. */
typedef enum
{
  MADO_REVOCATION_APPLICATION, /* 失効申請, LAW 9 */
  MADO_REVOCATION_REPORT,      /* 漏えい等届出, LAW 10 */
  MADO_REVOCATION_INTERNAL,    /* part of a renewal */
  MADO_REVOCATION_AUTHORITY,   /* the governor, without the holder */
} MadoRevocationForm;

typedef enum
{
  MADO_CARD_NOT_NEEDED,
  MADO_CARD_IF_AVAILABLE, /* to be brought where there is one */
  MADO_CARD_NEEDED,
} MadoCardNeed;

typedef struct
{
  const char *id;       /* "V1" … "A4", as stored and in JSON */
  const char *title;    /* N_() */
  const char *title_ja; /* as on the form */
  MadoRevocationForm form;
  MadoProcedure procedure; /* that receives it; MADO_N_PROCEDURES: none */
  MadoCardNeed card;
  gboolean online;        /* LAW 9(3): also from home, signed with the key itself */
  gboolean notify_holder; /* LAW 15(2) */
  gboolean publish;       /* LAW 15(3) */
  const char *article;    /* "LAW 10" */
  const char *article_ja;
} MadoRevocationRow;

/** mado_revocation_get: Returns: (transfer none): the row of @ground. */
const MadoRevocationRow *mado_revocation_get (MadoRevocationGround ground);

/** mado_revocation_find: Returns: whether @id names a ground, which is then in @ground. */
gboolean mado_revocation_find (const char *id, MadoRevocationGround *ground);

/** mado_revocation_crl_reason: Returns: the CRLReason of RFC 5280 that goes to the authority; -1
 * for A4, which enters no list. */
int mado_revocation_crl_reason (const MadoOfficeProfile *profile, MadoRevocationGround ground);

/** mado_revocation_crl_reason_name: Returns: "keyCompromise" …; empty for a code that is not used.
 */
const char *mado_revocation_crl_reason_name (int code);

/** mado_revocation_form_name: Returns: "application", "report", "internal" or "authority". */
const char *mado_revocation_form_name (MadoRevocationForm form);

/** mado_card_need_name: Returns: "not_needed", "if_available" or "needed". */
const char *mado_card_need_name (MadoCardNeed need);

G_END_DECLS
