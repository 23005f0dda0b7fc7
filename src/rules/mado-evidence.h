/* mado-evidence.h - identity documents and which of them together identify a person
 *
 * Documents, classes and combinations are data of the profile ([documents], [combinations]).
 * Sources: REG 5(1), 6(1) and annexed table; REG suppl. 2012 no. 26 (transition); MIC notice of
 * 2010-11-26 and the class table that a city made of it (STRICT_2010).
 *
 * Layer: rules.  Threads: a table is constant once read; any.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-decision.h"
#include "mado-profile-text.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_RULE_SET_STATUTE_2004, /* one photo document of the list is enough */
  MADO_RULE_SET_STRICT_2010,  /* after the forgeries: two papers unless the card's chip was read */
  MADO_RULE_SET_AGENT, /* REG 5(1): a representative's or proxy's own, by the statute's classes */
  MADO_N_RULE_SETS,
} MadoRuleSet;

#define MADO_CLASS_NONE '-'
#define MADO_CLASS_REPLY 'L' /* the reply to the office's letter, in combinations only */
#define MADO_CLASSES "123BCL"
#define MADO_N_CLASSES 6

/** One row of [documents]. */
typedef struct
{
  char *code;                         /* owned; P01 … */
  char *name_ja;                      /* owned */
  char *name;                         /* owned; English */
  char class_of[MADO_RULE_SET_AGENT]; /* of MADO_CLASSES, or MADO_CLASS_NONE */
  char class_checked; /* in STRICT_2010 when chip or code was read by machine; 0: no such check */
  gboolean photo;     /* it bears one, which must be of the person */
  gboolean expires;   /* its end of validity must be entered */
  gboolean address;   /* it bears an official address, which must be the registered one */
  GDate from, agent_from; /* first day it counts for applicants, for agents; invalid: always */
  GDate issued_from;      /* an earlier issue does not count; invalid: any */
  GDate older_until;      /* except through this day ... */
  guint older_months;     /* ... within so many months counted from its own day of issue */
} MadoIdDocument;

/** One paper on the counter, as the clerk entered it. */
typedef struct
{
  const char *code;         /* of a MadoIdDocument */
  GDate issued_on;          /* invalid: not entered */
  GDate expires_on;         /* last day; invalid: it has none, or not entered */
  gboolean name_matches;    /* the register's */
  gboolean address_matches; /* asked only of documents that bear one */
  gboolean photo_matches;   /* asked only of documents that bear one */
  gboolean machine_checked; /* chip read with its PIN, or the code printed on it */
} MadoIdPaper;

typedef struct _MadoEvidenceTable MadoEvidenceTable;

MadoEvidenceTable *mado_evidence_table_new (void);
void mado_evidence_table_free (MadoEvidenceTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoEvidenceTable, mado_evidence_table_free)

/** mado_evidence_table_owns: Returns: whether @section is one of this table's. */
gboolean mado_evidence_table_owns (const char *section);

/** mado_evidence_table_read: adds, replaces or (value "none") removes the row that @entry
 * describes. */
gboolean mado_evidence_table_read (MadoEvidenceTable *self, const MadoProfileEntry *entry,
                                   GError **error);

/** mado_evidence_table_missing: Returns: (nullable): the key that a whole table still lacks. */
const char *mado_evidence_table_missing (const MadoEvidenceTable *self);

/** mado_evidence_table_get_documents: Returns: (transfer none): of MadoIdDocument, in the profile's
 * order. */
GPtrArray *mado_evidence_table_get_documents (const MadoEvidenceTable *self);

/** mado_evidence_table_find: Returns: (transfer none) (nullable): the document of that code. */
const MadoIdDocument *mado_evidence_table_find (const MadoEvidenceTable *self, const char *code);

/** What a paper is judged against. */
typedef struct
{
  MadoRuleSet rule_set;
  gboolean agent; /* a representative's or proxy's papers: other first days of P02-P05, X01 */
  GDate day;      /* of presentation, in Japan */
} MadoEvidenceContext;

/**
 * mado_evidence_class_of:
 * @reason: (out) (optional): why it counts for nothing
 *
 * Returns: the class that @paper counts for, MADO_CLASS_NONE with @reason. */
char mado_evidence_class_of (const MadoEvidenceTable *self, const MadoEvidenceContext *context,
                             const MadoIdPaper *paper, MadoReason *reason);

/**
 * mado_evidence_identify:
 * @reply: a valid reply to the letter is here
 * @decision: (nullable): gets a warning for each paper that does not count
 *
 * A code given twice counts once.  One more valid paper never makes it worse.
 *
 * Returns: (transfer full) (nullable): the codes that identify ("A01", "L B01 B05"); %NULL when
 * they are not enough. */
char *mado_evidence_identify (const MadoEvidenceTable *self, const MadoEvidenceContext *context,
                              const MadoIdPaper *papers, gsize n_papers, gboolean reply,
                              MadoDecision *decision);

/** Whose foreign registration certificate (外国人登録証明書, X01) it is. */
typedef enum
{
  MADO_ALIEN_PERMANENT, /* 永住者 */
  MADO_ALIEN_SPECIAL,   /* 特別永住者 */
  MADO_ALIEN_OTHER,     /* 中長期在留者 with an end of stay */
} MadoAlienStatus;

/**
 * mado_evidence_alien_last_day:
 * @birth: of the holder
 * @date: end of stay (OTHER), first day of the next confirmation (SPECIAL; invalid: not known,
 * the certificate then counts through 2015-07-08 at least), ignored (PERMANENT)
 * @last: (out caller-allocates): last day on which X01 stands for a residence card
 *
 * Source: REG suppl. 2012 no. 26 art. 2; act 79 of 2009 suppl. 15(2) and 28(2): 2015-07-08 for
 * permanent residents, the 16th birthday for those under 16 on 2012-07-09 (the earlier of both days
 * where there is another). */
void mado_evidence_alien_last_day (MadoAlienStatus status, const GDate *birth, const GDate *date,
                                   GDate *last);

/**
 * mado_evidence_lacking:
 * @by_letter: ask for the way by letter, with the reply taken as given; else for the same day
 *
 * Returns: (transfer full) (nullable): the classes still lacking on the shortest way ("3", "BB"),
 * empty when nothing lacks, %NULL when the rule set has no such way.  For the line "what to bring".
 */
char *mado_evidence_lacking (const MadoEvidenceTable *self, const MadoEvidenceContext *context,
                             const MadoIdPaper *papers, gsize n_papers, gboolean by_letter);

/**
 * mado_evidence_one_more:
 *
 * Returns: (transfer full) (nullable): the codes of the papers without photo of which one makes
 * @papers enough on the same day ("B01 B02"); %NULL when that is not so. */
char *mado_evidence_one_more (const MadoEvidenceTable *self, const MadoEvidenceContext *context,
                              const MadoIdPaper *papers, gsize n_papers);

/** mado_rule_set_name: Returns: "STATUTE_2004", "STRICT_2010" or "AGENT". */
const char *mado_rule_set_name (MadoRuleSet set);

G_END_DECLS
