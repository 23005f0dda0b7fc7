/* mado-renewal.h - whether a certificate may be renewed today, and what is lost by it
 *
 * Sources: renewal from three months before the last day (MIC page Q7), window offset 0 by default
 * (notes 5.2, 10.9); the remaining time is lost (LAW 6: revoke, then issue); after the end it is a
 * first issue; before the window "revoke and issue" (notes 1.5).
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_RENEWAL_TOO_EARLY, /* offer "revoke and issue" with what is lost */
  MADO_RENEWAL_OPEN,
  MADO_RENEWAL_OVER, /* the certificate has ended: a first issue */
} MadoRenewalState;

typedef struct
{
  MadoRenewalState state;
  GDate opens;                   /* first day of the window */
  GDate new_last_day;            /* of a certificate issued today */
  guint days_left;               /* of the old one, today included; 0 when it is over */
  guint lost_days;               /* of the old one after today: what the resident gives up */
  guint lost_months;             /* the same as whole months ... */
  guint lost_days_beyond_months; /* ... and days */
} MadoRenewal;

/**
 * mado_renewal_ask:
 * @last: last valid day of the certificate in force
 * @day: today in Japan
 * @renewal: (out caller-allocates) */
void mado_renewal_ask (const MadoOfficeProfile *profile, const GDate *last, const GDate *day,
                       MadoRenewal *renewal);

/** mado_renewal_procedure: Returns: the procedure that is right in @state: RENEW, REISSUE or ISSUE.
 */
MadoProcedure mado_renewal_procedure (MadoRenewalState state);

/** mado_renewal_may_resume: Returns: whether a renewal whose old certificate was revoked on
 * @revoked_on and whose new one was not issued may be finished on @today: the same day, without
 * another fee and without a new check of identity (notes 9 no. 19); later it is a first issue.  One
 * whose new one was issued is finished on any day; later, after a new check. */
gboolean mado_renewal_may_resume (const GDate *revoked_on, const GDate *today);

/** mado_renewal_state_name: Returns: "too_early", "open" or "over". */
const char *mado_renewal_state_name (MadoRenewalState state);

G_END_DECLS
