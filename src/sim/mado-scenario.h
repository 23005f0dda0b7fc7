/* mado-scenario.h - a file that says who comes to the window and what they bring
 *
 * An INI file: [applicant] name, kana, birth, sex, address, alias; [register] the same, for what
 * differs there; [card] photo, photo_matches, checked, expires,
 * erase; [documents] CODE = last day
 * (YYYY-MM-DD) or "none", and " checked" behind it when the chip was read; [agent-documents] the
 * same of who came; [choices] name-POSITION or address-POSITION = substitute; [password] text, and
 * old for the one that the card has; [procedure] name ("issue" when it is missing); [facts] NAME =
 * VALUE; [second] operator, password: the supervisor who confirms; [agent] comes = statutory |
 * proxy, name, kana, address, relation, phone, birth, authority = household | family-register |
 * guardian, authority_issued; [letter] mailed = true: the person or the proxy has been here before
 * and brings the reply; [words] ROW = refuse | park | hold REASON, or withdraw: what the clerk says
 * there instead of "next", once; [end] row = where it ends, "done" when it is missing. For
 * training, demonstration and tests: it holds an invented resident's password.
 * Layer: sim.  Threads: a value; any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-four-items.h"
#include "mado-secret.h"

G_BEGIN_DECLS

#define MADO_SCENARIO_ERROR (mado_scenario_error_quark ())
GQuark mado_scenario_error_quark (void);
typedef enum
{
  MADO_SCENARIO_ERROR_SYNTAX, /* not an INI file, or too large */
  MADO_SCENARIO_ERROR_VALUE,  /* a key is missing, unknown or not readable; its name is given */
} MadoScenarioError;

typedef struct
{
  char *code; /* owned */
  gboolean of_agent;
  guint valid_to; /* YYYYMMDD, 0: none */
  gboolean machine_checked;
} MadoScenarioPaper;

typedef struct
{
  guint position; /* from 1 */
  char *text;     /* owned */
} MadoScenarioChoice;

typedef enum
{
  MADO_SCENARIO_SELF,
  MADO_SCENARIO_STATUTORY,
  MADO_SCENARIO_PROXY,
} MadoScenarioComes;

typedef struct
{
  char *name, *kana, *address, *relation, *phone; /* owned */
  guint birth;                                    /* YYYYMMDD, 0: not known */
} MadoScenarioAgent;

typedef enum
{
  MADO_SCENARIO_REFUSE,
  MADO_SCENARIO_PARK,
  MADO_SCENARIO_HOLD,
  MADO_SCENARIO_WITHDRAW,
  MADO_SCENARIO_N_WORDS,
} MadoScenarioWord;

typedef struct
{
  MadoScenarioWord word;
  char *reason; /* owned: code of a MadoReason; empty when the resident withdraws */
} MadoScenarioSaid;

typedef struct
{
  MadoFourItems *form;           /* owned */
  MadoFourItems *register_items; /* owned */
  gboolean card_photo;
  gboolean card_photo_matches;
  gboolean card_checked;
  gboolean erase;              /* the resident wants an ended certificate erased from the card */
  guint card_expires_on;       /* YYYYMMDD, 0: not known */
  GPtrArray *papers;           /* owned, of MadoScenarioPaper */
  GPtrArray *name_choices;     /* owned, of MadoScenarioChoice */
  GPtrArray *address_choices;  /* owned, of MadoScenarioChoice */
  MadoSecret *password;        /* owned; nullable unless it is "issue" */
  MadoSecret *old_password;    /* owned, nullable: the one that the card has now */
  char *procedure;             /* owned: "issue" */
  GHashTable *facts;           /* owned: names and values of mado-case-fact.h */
  MadoScenarioComes comes;     /* who stands at the window */
  MadoScenarioAgent *agent;    /* owned, nullable */
  int authority;               /* how the agent shows it, from 1 as in mado-eligibility.h; 0: not */
  guint authority_issued_on;   /* YYYYMMDD, 0: no date */
  gboolean letter;             /* a letter was mailed, and its reply is brought */
  GHashTable *words;           /* owned: row -> MadoScenarioSaid */
  char *end;                   /* owned: the row in which the case ends: "done" */
  char *second;                /* owned, nullable: the supervisor's operator id */
  MadoSecret *second_password; /* owned, nullable: there when @second is */
} MadoScenario;

/**
 * mado_scenario_new_from_text:
 * @text: UTF-8, at most 64 KiB
 *
 * Returns: (transfer full): %NULL with %MADO_SCENARIO_ERROR. */
MadoScenario *mado_scenario_new_from_text (const char *text, gsize n_text, GError **error);

/** mado_scenario_new_from_file: reads a file; blocks. */
MadoScenario *mado_scenario_new_from_file (const char *path, GError **error);
void mado_scenario_free (MadoScenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoScenario, mado_scenario_free)

G_END_DECLS
