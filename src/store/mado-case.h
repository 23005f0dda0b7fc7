/* mado-case.h - everything that the desk knows of one case
 *
 * Layer: store.  Threads: a value; loading and saving on the database's worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"
#include "mado-four-items.h"
#include "mado-met-people.h"

G_BEGIN_DECLS

/* Who holds a thing that was put on the counter. */
typedef enum
{
  MADO_HOLDER_NOBODY, /* not there (yet) */
  MADO_HOLDER_APPLICANT,
  MADO_HOLDER_COUNTER,
  MADO_HOLDER_READER,
  MADO_HOLDER_SAFE,
} MadoHolder;

typedef enum
{
  MADO_CASH_NOT_DUE,
  MADO_CASH_DUE,
  MADO_CASH_TAKEN,
  MADO_CASH_WAIVED, /* a receipt of 0 yen, with the ground (MADO_FACT_WAIVER) */
} MadoCash;

typedef enum
{
  MADO_APPLICANT_SELF,
  MADO_APPLICANT_STATUTORY, /* 法定代理人 */
  MADO_APPLICANT_VOLUNTARY, /* 任意代理人 */
} MadoApplicant;

typedef enum
{
  MADO_ENDING_NONE, /* runs */
  MADO_ENDING_DONE,
  MADO_ENDING_REFUSED,
  MADO_ENDING_WITHDRAWN,
  MADO_ENDING_STOPPED,
} MadoEnding;

/* One identity paper that was shown.  Its number and image are not kept (domain.md 9 #13). */
typedef struct
{
  char *code;        /* owned: P01 … of the office's profile */
  gboolean of_agent; /* the representative's paper, not the applicant's */
  guint valid_to;    /* YYYYMMDD, 0 when the paper has none */
  guint issued_on;   /* YYYYMMDD, 0 when it does not matter */
  gboolean name_match;
  gboolean address_match;
  gboolean photo_match;
  gboolean machine_checked; /* chip or printed code was read by machine */
  gboolean copy_taken;
  gint64 checked_at;
  char *checked_by; /* owned: operator id */
} MadoCaseDocument;

MadoCaseDocument *mado_case_document_new (const char *code);
void mado_case_document_free (MadoCaseDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseDocument, mado_case_document_free)

/* Who came for the applicant: statutory representative or proxy. */
typedef struct
{
  char *name, *kana, *address; /* owned, never NULL */
  guint birth;                 /* YYYYMMDD, 0: not known */
  char *relation;              /* owned: 続柄 */
  char *phone;                 /* owned */
} MadoCaseAgent;

/** mado_case_agent_new: Returns: (transfer full): nothing entered yet. */
MadoCaseAgent *mado_case_agent_new (void);
MadoCaseAgent *mado_case_agent_copy (const MadoCaseAgent *self);
void mado_case_agent_free (MadoCaseAgent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseAgent, mado_case_agent_free)

/* A substitute given for one character instead of the table's (mado-certificate-text.h). */
typedef struct
{
  guint position; /* from 1 */
  char *text;     /* owned */
} MadoCaseChoice;

typedef struct
{
  gint64 case_id;    /* 0 before it is stored */
  char *number;      /* owned: YYYYMMDD-NNN */
  char *procedure;   /* owned: "issue" */
  char *state;       /* owned: name of the matrix row */
  gint64 entered_at; /* unix s, UTC: when that state was entered */
  gint64 opened_at;
  char *opened_by;  /* owned */
  gint64 closed_at; /* 0 while it runs */
  MadoEnding ending;
  char *problem_domain; /* owned, nullable: the problem that the clerk was last shown */
  int problem_code;
  MadoApplicant applicant;
  gboolean foreign;            /* a foreign resident */
  gboolean adult_ward;         /* 成年被後見人 */
  int authority;               /* MadoAuthority of the rules */
  guint authority_issued_on;   /* YYYYMMDD, 0: none */
  gboolean card_photo;         /* the juki card bears a photo (Bバージョン) */
  gboolean card_photo_matches; /* and it is the person's */
  gboolean card_checked;       /* its printed code was read with the check number */
  guint card_expires_on;       /* YYYYMMDD, 0: not known */
  char *ticket;                /* owned, nullable: 札番号 */
  GPtrArray *checks;           /* owned, of char *: ids of the boxes that are ticked */
  MadoHolder card_holder, form_holder;
  MadoCash cash;
  char *card_id;                 /* owned, nullable: 16 hexadecimal digits */
  char *spki_sha256;             /* owned, nullable */
  GBytes *csr;                   /* owned, nullable */
  char *serial;                  /* owned, nullable */
  MadoFourItems *form;           /* owned, nullable: as the applicant wrote */
  MadoFourItems *register_items; /* owned, nullable: as the register has it; this is certified */
  GPtrArray *name_choices;       /* owned, of MadoCaseChoice: substitutes that the clerk gave */
  GPtrArray *address_choices;    /* owned, of MadoCaseChoice */
  GPtrArray *documents;          /* owned, of MadoCaseDocument */
  MadoCaseAgent *agent;          /* owned, nullable */
  GHashTable *facts;             /* owned: see mado-case-fact.h */
} MadoCase;

MadoCase *mado_case_new (const char *procedure);
MadoCase *mado_case_copy (const MadoCase *self);
void mado_case_free (MadoCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCase, mado_case_free)

gboolean mado_case_has_check (const MadoCase *self, const char *check);
void mado_case_set_check (MadoCase *self, const char *check, gboolean ticked);

/** mado_case_short_number: Returns: (transfer full): "0412-037", as screens and prints show it. */
char *mado_case_short_number (const MadoCase *self);

/** mado_case_set_choice: @text: %NULL takes the choice at @position back. */
void mado_case_set_choice (GPtrArray *choices, guint position, const char *text);

/** mado_case_certificate_items: Returns: (transfer full) (nullable): what would be certified now,
 *   %NULL before the register's items are known. */
MadoCertificateItems *mado_case_certificate_items (const MadoCase *self);

const char *mado_holder_to_string (MadoHolder holder);

/**
 * mado_case_insert:
 * @day: YYYYMMDD, today in Japan
 *
 * Stores a new case inside the caller's transaction; fills in id and number.
 * Returns: %FALSE with %MADO_DB_ERROR. */
gboolean mado_case_insert (MadoCase *self, MadoDb *db, guint day, GError **error);

/** mado_case_update: stores all of a known case inside the caller's transaction. */
gboolean mado_case_update (const MadoCase *self, MadoDb *db, GError **error);

/** mado_case_load: Returns: (transfer full): %NULL with %MADO_DB_ERROR; QUERY: no such case. */
MadoCase *mado_case_load (MadoDb *db, gint64 case_id, GError **error);

/** mado_case_load_by_number: the same by number. */
MadoCase *mado_case_load_by_number (MadoDb *db, const char *number, GError **error);

/** mado_case_load_open: Returns: (transfer full) (element-type MadoCase): all that run. */
GPtrArray *mado_case_load_open (MadoDb *db, GError **error);

/**
 * mado_case_meet_open:
 * @met: gets the number of another running case of the person on @self's form (domain.md 9 #20),
 *   and namesakes who have one */
gboolean mado_case_meet_open (const MadoCase *self, MadoDb *db, MadoMetPeople *met, GError **error);

G_END_DECLS
