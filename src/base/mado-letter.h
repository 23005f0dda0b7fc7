/* mado-letter.h - the life of a letter of inquiry (照会書): states, words, where each leads
 *
 * Source: domain.md 3.3; REG 5(1) no. 2, 6(1) no. 2.  Beyond it, since a letter must never outlive
 * its reason: WITHDRAW and VOID are also possible in the open states for which 3.3 does not list
 * them, paper that was spoiled is printed again, and a rejected reply that may still be cured
 * ends like a letter without reply.
 *
 * The rules answer the guards from facts (mado-inquiry-rule.h), the desk from its records
 * (mado-inquiry-word.h); the table is this one.
 *
 * Layer: base.  Threads: any (constant table).   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_LETTER_RECEIVED,  /* 照会依頼受付 */
  MADO_LETTER_PRINTED,   /* 照会書作成 */
  MADO_LETTER_MAILED,    /* 発送済 */
  MADO_LETTER_RETURNED,  /* 返戻 */
  MADO_LETTER_REPLIED,   /* 回答書受領 */
  MADO_LETTER_VERIFIED,  /* 確認済 */
  MADO_LETTER_CONSUMED,  /* 使用済: has served its one application */
  MADO_LETTER_EXPIRED,   /* 期限切れ */
  MADO_LETTER_REJECTED,  /* 不受理 */
  MADO_LETTER_WITHDRAWN, /* 取下げ */
  MADO_LETTER_VOID,      /* 無効 */
  MADO_N_LETTER_STATES,
  MADO_LETTER_NONE = MADO_N_LETTER_STATES, /* before the request is taken; never stored */
} MadoLetterState;

/* What can be said of a letter. */
typedef enum
{
  MADO_LETTER_RECEIVE,
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

/* What must hold before a word takes effect. */
typedef enum
{
  MADO_LETTER_GUARD_REQUEST = 1 << 0,         /* a resident, no other open letter, a valid card */
  MADO_LETTER_GUARD_IN_TIME = 1 << 1,         /* today is not after the last day */
  MADO_LETTER_GUARD_OVERDUE = 1 << 2,         /* today is after it */
  MADO_LETTER_GUARD_NUMBER = 1 << 3,          /* the number on the paper is this letter's */
  MADO_LETTER_GUARD_PRESENTER = 1 << 4,       /* the expected person shows it */
  MADO_LETTER_GUARD_ADDRESS = 1 << 5,         /* it bears the register's address */
  MADO_LETTER_GUARD_ADDRESS_CHECKED = 1 << 6, /* compared with the register again */
  MADO_LETTER_GUARD_MAIL = 1 << 7,            /* mail class, and 引受番号 where it has one */
  MADO_LETTER_GUARD_DUE = 1 << 8,             /* a last day after today */
  MADO_LETTER_GUARD_CHECKS = 1 << 9,          /* every check that applies was passed */
  MADO_LETTER_GUARD_SECOND_PERSON = 1 << 10,  /* where the office wants one */
  MADO_LETTER_GUARD_REASON = 1 << 11,         /* a code */
  MADO_LETTER_GUARD_CURABLE = 1 << 12,        /* it was not rejected for good */
  MADO_LETTER_GUARD_CASE = 1 << 13,           /* running, same person, fitting procedure */
} MadoLetterGuard;
#define MADO_N_LETTER_GUARDS 14

typedef enum
{
  MADO_LETTER_BY_PROXY,    /* REG 5: 任意代理人 */
  MADO_LETTER_NO_PHOTO_ID, /* REG 6(1)-2: the applicant, without a ※1 document */
  MADO_N_LETTER_ROUTES,
} MadoLetterRoute;

/**
 * mado_letter_next:
 * @next: (out): where it leads
 * @guards: (out): of #MadoLetterGuard: what must hold
 *
 * Returns: whether @word is possible in @state. */
gboolean mado_letter_next (MadoLetterState state, MadoLetterWord word, MadoLetterState *next,
                           guint *guards);

/** mado_letter_is_open: whether the letter is on its way to serve an application. */
gboolean mado_letter_is_open (MadoLetterState state);

/** mado_letter_state_to_string: Returns: "received" …, as stored; "none". */
const char *mado_letter_state_to_string (MadoLetterState state);
/** mado_letter_state_find: the reverse; Returns: whether there is such a state. */
gboolean mado_letter_state_find (const char *name, MadoLetterState *state);

/** mado_letter_word_to_string: Returns: "receive", "print" …, as in events. */
const char *mado_letter_word_to_string (MadoLetterWord word);

G_END_DECLS
