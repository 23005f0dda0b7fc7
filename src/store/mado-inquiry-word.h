/* mado-inquiry-word.h - a word said of a stored letter: what its guards need, and what it does
 *
 * Which word is possible in which state: mado-letter.h.
 *
 * Layer: store.  Threads: the database's worker; the table is constant.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiry.h"

G_BEGIN_DECLS

#define MADO_INQUIRY_ERROR (mado_inquiry_error_quark ())
GQuark mado_inquiry_error_quark (void);
typedef enum
{
  MADO_INQUIRY_ERROR_NEVER,         /* not possible in this state: read it anew */
  MADO_INQUIRY_ERROR_OVERDUE,       /* the last day is over: a new letter is needed */
  MADO_INQUIRY_ERROR_NOT_OVERDUE,   /* it may still be replied to */
  MADO_INQUIRY_ERROR_NUMBER,        /* the paper bears another number */
  MADO_INQUIRY_ERROR_PRESENTER,     /* shown by another person than the letter names */
  MADO_INQUIRY_ERROR_MAIL,          /* mail class or 引受番号 is missing */
  MADO_INQUIRY_ERROR_DUE,           /* the last day of the reply must lie after today */
  MADO_INQUIRY_ERROR_ADDRESS,       /* it came back: compare the address with the register first */
  MADO_INQUIRY_ERROR_CHECKS,        /* a check is open or was not passed */
  MADO_INQUIRY_ERROR_SECOND_PERSON, /* a supervisor must confirm */
  MADO_INQUIRY_ERROR_REASON,        /* a reason must be given */
  MADO_INQUIRY_ERROR_FINAL,         /* the reply was rejected for good */
  MADO_INQUIRY_ERROR_CASE,          /* not a running application of this person for this purpose */
  MADO_INQUIRY_ERROR_OPEN,          /* the person has an open letter for this: it is the message */
  MADO_INQUIRY_ERROR_SLIP,          /* the password slip: done already, or not its turn */
  MADO_INQUIRY_ERROR_REQUEST,       /* nobody can use such a letter: its reason is the message */
} MadoInquiryError;

/* What is said, with what the guards need. */
typedef struct
{
  MadoLetterWord word;
  gint64 now;                /* unix s, UTC */
  guint today;               /* YYYYMMDD in Japan */
  const char *number;        /* REPLY: as stored */
  gboolean presenter;        /* REPLY: the expected person is here */
  MadoLetterMail mail_class; /* MAIL */
  const char *tracking;      /* MAIL, nullable */
  guint due_on;              /* MAIL: YYYYMMDD, see the office's days of reply */
  gboolean address_checked;  /* PRINT again */
  gboolean needs_second_person, has_second_person; /* VERIFY */
  const char *reason;                              /* REJECT, VOID: a code; WITHDRAW: nullable */
  gboolean curable; /* REJECT: the reply may be shown again while it is in time */
  gint64 case_id;   /* CONSUME */
} MadoInquirySaid;

/** mado_inquiry_guard_to_string: @guard: one of them.  Returns: "in-time" … */
const char *mado_inquiry_guard_to_string (MadoLetterGuard guard);

/**
 * mado_inquiry_say:
 *
 * Applies a word to a letter that was loaded in the same transaction, and stores it; the caller
 * appends the event and commits.
 * Returns: %FALSE with %MADO_INQUIRY_ERROR, nothing changed, or %MADO_DB_ERROR. */
gboolean mado_inquiry_say (MadoInquiry *self, MadoDb *db, const MadoInquirySaid *said,
                           GError **error);

/** mado_inquiry_is_overdue: whether EXPIRE is due (on access, nightly). */
gboolean mado_inquiry_is_overdue (const MadoInquiry *self, guint today);

/* Told of each letter that the nightly pass ends, inside its transaction. */
typedef gboolean (*MadoInquiryExpired) (const char *number, gpointer data, GError **error);

/**
 * mado_inquiry_expire_all:
 * @n_expired: (out)
 *
 * Says EXPIRE to every overdue letter, inside the caller's transaction. */
gboolean mado_inquiry_expire_all (MadoDb *db, guint today, gint64 now, MadoInquiryExpired expired,
                                  gpointer data, guint *n_expired, GError **error);

G_END_DECLS
