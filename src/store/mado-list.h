/* mado-list.h - lists of cases, letters and certificates, read in windows
 *
 * A list is a count and pages of at most MADO_LIST_PAGE rows: what is not looked at is not read.
 *
 * Layer: store.  Threads: the database's worker; keys and rows are values.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-db.h"

G_BEGIN_DECLS

#define MADO_LIST_PAGE 100 /* rows */

typedef enum
{
  MADO_LIST_CASES,              /* from, to: opened then; newest first */
  MADO_LIST_CASE_SEARCH,        /* text */
  MADO_LIST_OF_PERSON,          /* birth, kana, name: the person's and namesakes' earlier cases */
  MADO_LIST_EXPIRING,           /* from, to, unnoticed: certificates in force that end then */
  MADO_LIST_INQUIRIES,          /* state (nullable: all that can still serve) */
  MADO_LIST_INQUIRY_SEARCH,     /* text */
  MADO_LIST_PERSON_SEARCH,      /* text: each person once, with the newest case */
  MADO_LIST_CERTIFICATE_SEARCH, /* text */
  MADO_LIST_LAPSES,             /* state (nullable: all): certificates that changes meet */
  MADO_N_LIST_KINDS,
} MadoListKind;

/* Which list; fields that the kind does not name are not read. */
typedef struct
{
  MadoListKind kind;
  gint64 from, to;    /* unix s, UTC; @to does not belong to it */
  char *text;         /* owned, nullable */
  gboolean loose;     /* of a search: also names with the usual substitute of a character */
  guint birth;        /* YYYYMMDD */
  char *kana;         /* owned, nullable */
  char *name;         /* owned, nullable */
  char *state;        /* owned, nullable: "mailed", "pending" … */
  gboolean unnoticed; /* only certificates whose holder got no notice */
} MadoListKey;

MadoListKey *mado_list_key_new (MadoListKind kind);
MadoListKey *mado_list_key_copy (const MadoListKey *self);
void mado_list_key_free (MadoListKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoListKey, mado_list_key_free)

/** mado_list_key_set_month: @from and @to of one month in Japan. */
void mado_list_key_set_month (MadoListKey *self, guint year, guint month);
/** mado_list_key_set_day: of one day in Japan, YYYYMMDD. */
void mado_list_key_set_day (MadoListKey *self, guint day);

typedef struct
{
  gint64 id;                   /* case_id, of letters inquiry_id, of lapses change_certificate_id */
  char *number;                /* owned: of the case or the letter */
  char *subject;               /* owned: "issue": procedure, of letters the purpose, of lapses the
                                  kind of change */
  char *state;                 /* owned */
  char *ending;                /* owned, nullable: "done" …; of letters the reason, of lapses
                                  the article */
  gint64 opened_at, closed_at; /* unix s, UTC; 0: not yet */
  char *name, *kana;           /* owned, nullable: not entered yet, or erased */
  guint birth;                 /* YYYYMMDD, 0: not known */
  char *serial;                /* owned, nullable: the case's certificate; of letters the proxy */
  char *serial_state;          /* owned, nullable: "confirmed" … */
  gint64 ends;       /* unix s: the certificate's end; of letters YYYYMMDD, the last day, of
                        lapses the day of the change; 0: none */
  gint64 noticed_at; /* of MADO_LIST_EXPIRING: when the notice was printed, of letters when it was
                        mailed, 0: not yet */
} MadoListRow;

void mado_list_row_free (MadoListRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoListRow, mado_list_row_free)

/** mado_list_count: @n_rows: (out). */
gboolean mado_list_count (MadoDb *db, const MadoListKey *key, guint *n_rows, GError **error);

/**
 * mado_list_read:
 * @offset: rows before the page
 *
 * Returns: (transfer full) (element-type MadoListRow): at most MADO_LIST_PAGE rows; empty after the
 *   end. */
GPtrArray *mado_list_read (MadoDb *db, const MadoListKey *key, guint offset, GError **error);

/** mado_list_note_notice: the notice of that certificate's end was printed; inside the caller's
 *   transaction. */
gboolean mado_list_note_notice (MadoDb *db, const char *serial, gint64 now, const char *operator_id,
                                GError **error);

G_END_DECLS
