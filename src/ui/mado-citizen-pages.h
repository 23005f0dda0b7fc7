/* mado-citizen-pages.h - the pages of the resident's window and the states they belong to
 *
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-run.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_CITIZEN_PAGE_WELCOME,
  MADO_CITIZEN_PAGE_ITEMS,
  MADO_CITIZEN_PAGE_BUTTON,
  MADO_CITIZEN_PAGE_KEYGEN,
  MADO_CITIZEN_PAGE_PASSWORD,
  MADO_CITIZEN_PAGE_OLD_PASSWORD,   /* the one in force, typed once */
  MADO_CITIZEN_PAGE_PROVE_PASSWORD, /* the new one, typed once more for the card to say */
  MADO_CITIZEN_PAGE_TRIES,          /* how many tries the card leaves */
  MADO_CITIZEN_PAGE_WAIT,
  MADO_CITIZEN_PAGE_RETURN_CARD,
  MADO_CITIZEN_PAGE_TIME_OVER,
  MADO_CITIZEN_PAGE_DONE,
  MADO_CITIZEN_PAGE_PASSWORD_DONE,
  MADO_CITIZEN_PAGE_UNLOCK_DONE, /* the lock is released, the password stays */
  MADO_CITIZEN_N_PAGES
} MadoCitizenPage;

typedef struct
{
  const char *child; /* of the stack */
  const char *text;  /* N_(): the sentence above it, %u: the tries left; "": the child says it
                        itself */
  gboolean limited;  /* the time limit runs */
} MadoCitizenPageRow;

/** mado_citizen_page_get: Returns: (transfer none): a constant row. */
const MadoCitizenPageRow *mado_citizen_page_get (MadoCitizenPage page);

/** mado_citizen_page_asks_password: whether something secret is typed on @page. */
gboolean mado_citizen_page_asks_password (MadoCitizenPage page);

/** mado_citizen_page_tries: Returns: how many tries the card leaves, as the resident should read it
 *   now; -1: not known. */
int mado_citizen_page_tries (MadoRun *run);

/** mado_citizen_page_for_run: @run: (nullable).  Returns: what its state asks of the resident. */
MadoCitizenPage mado_citizen_page_for_run (MadoRun *run);

G_END_DECLS
