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
  MADO_CITIZEN_PAGE_WAIT,
  MADO_CITIZEN_PAGE_RETURN_CARD,
  MADO_CITIZEN_PAGE_TIME_OVER,
  MADO_CITIZEN_PAGE_DONE,
  MADO_CITIZEN_N_PAGES
} MadoCitizenPage;

typedef struct
{
  const char *child; /* of the stack */
  const char *text;  /* N_(): the sentence above it; "": the child says it itself */
  gboolean limited;  /* the time limit runs */
} MadoCitizenPageRow;

/** mado_citizen_page_get: Returns: (transfer none): a constant row. */
const MadoCitizenPageRow *mado_citizen_page_get (MadoCitizenPage page);

/** mado_citizen_page_for_run: @run: (nullable).  Returns: what its state asks of the resident. */
MadoCitizenPage mado_citizen_page_for_run (MadoRun *run);

G_END_DECLS
