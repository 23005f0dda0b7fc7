/* mado-inquiry.h - a letter of inquiry (照会書): to whom, what for, and how far it came
 *
 * Sources: REG 5, 6 (proxy; no paper with photo); domain.md 3.3; the states are those of
 * mado-letter.h.
 *
 * Layer: store.  Threads: a value; loading and saving on the database's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"
#include "mado-four-items.h"
#include "mado-letter.h"
#include "mado-person.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_LETTER_FOR_ISSUE,
  MADO_LETTER_FOR_RENEW,
  MADO_LETTER_FOR_REVOKE,
  MADO_LETTER_FOR_PASSWORD, /* 変更, 初期化, ロック解除 */
  MADO_N_LETTER_PURPOSES,
} MadoLetterPurpose;

typedef enum
{
  MADO_LETTER_MAIL_NONE,              /* not mailed yet */
  MADO_LETTER_MAIL_NO_FORWARD,        /* 転送不要 */
  MADO_LETTER_MAIL_SIMPLE_REGISTERED, /* 簡易書留, 転送不要 */
  MADO_LETTER_MAIL_REGISTERED,        /* 書留, 転送不要 */
  MADO_N_LETTER_MAILS,
} MadoLetterMail;

/* The proxy that the letter names; the reply is shown by this person or by nobody. */
typedef struct
{
  char *name;     /* owned */
  char *address;  /* owned */
  char *relation; /* owned: 続柄 */
} MadoInquiryAgent;

MadoInquiryAgent *mado_inquiry_agent_new (const char *name, const char *address,
                                          const char *relation);
void mado_inquiry_agent_free (MadoInquiryAgent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoInquiryAgent, mado_inquiry_agent_free)

typedef struct
{
  gint64 inquiry_id; /* 0 before it is stored */
  char *number;      /* owned: "2026-00037-5" */
  MadoLetterPurpose purpose;
  const char *procedure; /* static, nullable: what it was asked for, "unlock" */
  MadoLetterRoute route;
  MadoLetterState state;
  gint64 entered_at; /* unix s, UTC, like every _at; 0: not yet */
  gint64 received_at;
  char *received_by;   /* owned: operator id */
  guint letters;       /* how often it was printed */
  guint presentations; /* how often a reply was shown */
  gint64 printed_at, mailed_at, returned_at, replied_at, verified_at;
  guint due_on; /* YYYYMMDD: last day of the reply; 0 before it is mailed */
  MadoLetterMail mail_class;
  char *tracking;          /* owned, nullable: 引受番号 */
  gint64 closed_at;        /* 0 while it can still serve */
  char *reason;            /* owned, nullable: a code */
  gboolean curable;        /* rejected, but the reply may be shown again in time */
  gint64 case_id;          /* the application that it served; 0: none */
  MadoFourItems *person;   /* owned (nullable after erasure): as the register has the applicant */
  MadoInquiryAgent *agent; /* owned, nullable */
} MadoInquiry;

/**
 * mado_inquiry_new:
 * @person: (transfer full)
 * @agent: (transfer full) (nullable): with %MADO_LETTER_BY_PROXY only */
MadoInquiry *mado_inquiry_new (MadoLetterPurpose purpose, MadoLetterRoute route,
                               MadoFourItems *person, MadoInquiryAgent *agent);
void mado_inquiry_free (MadoInquiry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoInquiry, mado_inquiry_free)

/* As stored and in events: "issue", "proxy", "no-forward". */
const char *mado_inquiry_purpose_to_string (MadoLetterPurpose purpose);
const char *mado_inquiry_route_to_string (MadoLetterRoute route);
const char *mado_letter_mail_to_string (MadoLetterMail mail_class);

/**
 * mado_inquiry_purpose_of:
 * @purpose: (out): what a letter for @procedure must have been sent for
 *
 * Returns: (nullable): @procedure, as a text that stays; %NULL: nobody brings a letter for it. */
const char *mado_inquiry_purpose_of (const char *procedure, MadoLetterPurpose *purpose);

/**
 * mado_inquiry_insert:
 * @year: of today in Japan
 *
 * Stores a new letter inside the caller's transaction; fills in id and number, without gap in its
 * year.  %MADO_DB_ERROR_CONSTRAINT: the person has an open letter for this purpose, see
 * mado_inquiry_find_open(). */
gboolean mado_inquiry_insert (MadoInquiry *self, MadoDb *db, guint year, gint64 now,
                              const char *operator_id, GError **error);

/** mado_inquiry_update: what words change; person and agent never change. */
gboolean mado_inquiry_update (const MadoInquiry *self, MadoDb *db, GError **error);

/** mado_inquiry_load: Returns: (transfer full): %NULL with %MADO_DB_ERROR; QUERY: no such letter.
 */
MadoInquiry *mado_inquiry_load (MadoDb *db, gint64 inquiry_id, GError **error);

/** mado_inquiry_load_by_number: @number: as stored, see mado_inquiry_number_parse(). */
MadoInquiry *mado_inquiry_load_by_number (MadoDb *db, const char *number, GError **error);

/**
 * mado_inquiry_find_open:
 * @number: (out) (transfer full) (nullable): of a letter that can still serve the same person
 *   (mado-person.h) for the same purpose; a namesake has letters of his own */
gboolean mado_inquiry_find_open (const MadoInquiry *self, MadoDb *db, char **number,
                                 GError **error);

/**
 * mado_inquiry_list_open_of_person:
 *
 * Returns: (transfer full) (element-type gint64): ids of all letters that can still serve that
 * person, whatever for. */
GArray *mado_inquiry_list_open_of_person (MadoDb *db, const MadoPersonKey *key, GError **error);

/** mado_inquiry_count_of_agent: @persons: (out): for how many others that proxy asked since then
 * (domain.md 7.2: one proxy for several people is a warning). */
gboolean mado_inquiry_count_of_agent (const MadoInquiry *self, MadoDb *db, gint64 since,
                                      guint *persons, GError **error);

typedef struct
{
  guint letters[MADO_N_LETTER_STATES]; /* that can still serve */
  guint overdue;                       /* of those: the last day is over */
} MadoInquiryCounts;

/** mado_inquiry_count: @today: YYYYMMDD */
gboolean mado_inquiry_count (MadoDb *db, guint today, MadoInquiryCounts *counts, GError **error);

G_END_DECLS
