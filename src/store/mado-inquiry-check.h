/* mado-inquiry-check.h - what is looked at when the reply is shown, and what happens to its slip
 *
 * Sources: domain.md 3.4, the nine checks; 3.2, the sealed password: it is opened before the proxy,
 * typed once and destroyed.  The password itself is stored nowhere.
 *
 * Layer: store.  Threads: the database's worker; the table is constant.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiry.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_LETTER_CHECK_NUMBER,            /* number and person match; in time; not used */
  MADO_LETTER_CHECK_ENVELOPE,          /* sealed; concealment seal intact */
  MADO_LETTER_CHECK_REPLY,             /* items match the register; 申請の意思; date; 実印 */
  MADO_LETTER_CHECK_SEAL_CERTIFICATE,  /* not older than the office's months today */
  MADO_LETTER_CHECK_POWER_OF_ATTORNEY, /* delegator, delegate, this matter, date, seal */
  MADO_LETTER_CHECK_AGENT_PAPER,       /* the proxy's own ※1 document (REG 5(1)-1) */
  MADO_LETTER_CHECK_APPLICANT_PAPER,   /* the mayor's choice */
  MADO_LETTER_CHECK_CARD,              /* the applicant's, and valid */
  MADO_LETTER_CHECK_IN_PERSON_PAPERS,  /* B and C documents of an applicant without ※1 */
  MADO_N_LETTER_CHECKS,
} MadoLetterCheck;

typedef enum
{
  MADO_LETTER_UNCHECKED,
  MADO_LETTER_FAILED,
  MADO_LETTER_PASSED,
} MadoLetterAnswer;

typedef struct
{
  MadoLetterAnswer answer;
  gint64 checked_at;
  char *checked_by; /* owned, nullable */
} MadoLetterChecked;

/** mado_inquiry_check_to_string: Returns: "number" … "in-person-papers", as stored. */
const char *mado_inquiry_check_to_string (MadoLetterCheck check);

/** mado_inquiry_check_applies: whether @check is asked on that route for that purpose. */
gboolean mado_inquiry_check_applies (MadoLetterRoute route, MadoLetterPurpose purpose,
                                     MadoLetterCheck check);

/**
 * mado_inquiry_record_check:
 *
 * Records one answer, inside the caller's transaction; the last one counts, none is lost.
 * Errors: %MADO_INQUIRY_ERROR_NEVER unless a reply lies on the table and the check applies. */
gboolean mado_inquiry_record_check (const MadoInquiry *self, MadoDb *db, MadoLetterCheck check,
                                    gboolean passed, gint64 now, const char *operator_id,
                                    GError **error);

/** mado_inquiry_load_checks: Returns: (transfer full): MADO_N_LETTER_CHECKS answers to the reply
 *   that was shown last; free with mado_inquiry_checks_free(). */
MadoLetterChecked *mado_inquiry_load_checks (const MadoInquiry *self, MadoDb *db, GError **error);
void mado_inquiry_checks_free (MadoLetterChecked *checks);

/** mado_inquiry_checks_are_passed: @passed: (out): whether each that applies was. */
gboolean mado_inquiry_checks_are_passed (const MadoInquiry *self, MadoDb *db, gboolean *passed,
                                         GError **error);

typedef enum
{
  MADO_SLIP_OPENED,    /* before the proxy's eyes */
  MADO_SLIP_TYPED,     /* once */
  MADO_SLIP_DESTROYED, /* 記載票 廃棄 */
  MADO_N_SLIP_DEEDS,
} MadoSlipDeed;

/** mado_slip_deed_to_string: Returns: "opened", "typed", "destroyed". */
const char *mado_slip_deed_to_string (MadoSlipDeed deed);

/**
 * mado_inquiry_record_deed:
 *
 * Records that it was done, inside the caller's transaction.
 * Errors: %MADO_INQUIRY_ERROR_SLIP when it was done already or it is not its turn: opened once a
 * reply lies on the table, typed once the letter is verified and until the slip is destroyed,
 * destroyed at any time after it was opened. */
gboolean mado_inquiry_record_deed (const MadoInquiry *self, MadoDb *db, MadoSlipDeed deed,
                                   gint64 now, const char *operator_id, GError **error);

/** mado_inquiry_load_deeds: @done_at: (out caller-allocates) (array fixed-size=3): 0: not yet */
gboolean mado_inquiry_load_deeds (const MadoInquiry *self, MadoDb *db,
                                  gint64 done_at[MADO_N_SLIP_DEEDS], GError **error);

G_END_DECLS
