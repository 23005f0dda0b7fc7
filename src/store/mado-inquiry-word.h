/* mado-inquiry-word.h - the state machine of a letter of inquiry as one table: state x word
 *
 * Source: domain.md 3.3.  Beyond it, since a letter must never outlive its reason: WITHDRAW and
 * VOID are also possible in the open states for which 3.3 does not list them, and a rejected reply
 * that may still be cured expires like a letter without reply.
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
} MadoInquiryError;

/* What can be said of a letter. */
typedef enum
{
  MADO_LETTER_PRINT,
  MADO_LETTER_MAIL,
  MADO_LETTER_RETURN,
  MADO_LETTER_REPLY,
  MADO_LETTER_VERIFY,
  MADO_LETTER_CONSUME,
  MADO_LETTER_EXPIRE,
  MADO_LETTER_REJECT,
  MADO_LETTER_WITHDRAW,
  MADO_LETTER_VOID_IT,
  MADO_N_LETTER_WORDS,
} MadoLetterWord;

/* Guards: what must hold before the word takes effect. */
typedef enum
{
  MADO_LETTER_GUARD_IN_TIME = 1 << 0,         /* today is not after the last day */
  MADO_LETTER_GUARD_OVERDUE = 1 << 1,         /* today is after it */
  MADO_LETTER_GUARD_NUMBER = 1 << 2,          /* the number on the paper is this letter's */
  MADO_LETTER_GUARD_PRESENTER = 1 << 3,       /* the expected person shows it */
  MADO_LETTER_GUARD_MAIL = 1 << 4,            /* mail class, and 引受番号 where it has one */
  MADO_LETTER_GUARD_DUE = 1 << 5,             /* a last day after today */
  MADO_LETTER_GUARD_ADDRESS_CHECKED = 1 << 6, /* compared with the register again */
  MADO_LETTER_GUARD_CHECKS = 1 << 7,          /* every check that applies was passed */
  MADO_LETTER_GUARD_SECOND_PERSON = 1 << 8,   /* where the office wants one */
  MADO_LETTER_GUARD_REASON = 1 << 9,          /* a code */
  MADO_LETTER_GUARD_CURABLE = 1 << 10,        /* it was not rejected for good */
  MADO_LETTER_GUARD_CASE = 1 << 11,           /* running, same person, fitting procedure */
} MadoLetterGuard;
#define MADO_N_LETTER_GUARDS 12

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

/** mado_inquiry_next: Returns: whether @word is possible in @state; then @next and @guards tell
 *   where it leads and what must hold. */
gboolean mado_inquiry_next (MadoLetterState state, MadoLetterWord word, MadoLetterState *next,
                            guint *guards);

/** mado_inquiry_word_to_string: Returns: "print", "mail" …, as in events. */
const char *mado_inquiry_word_to_string (MadoLetterWord word);
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
