/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-pages.h"

#include "mado-case-fact.h"

#include <glib/gi18n.h>

/* clang-format off */
static const MadoCitizenPageRow pages[MADO_CITIZEN_N_PAGES] = {
  [MADO_CITIZEN_PAGE_WELCOME]     = { "message",  N_("Welcome. The clerk is preparing your application."), FALSE },
  [MADO_CITIZEN_PAGE_ITEMS]       = { "items",    N_("Your certificate will say this. Please check it."), FALSE },
  [MADO_CITIZEN_PAGE_BUTTON]      = { "button",   N_("Now you make the keys for your signature yourself. Press the button when you are ready."), TRUE },
  [MADO_CITIZEN_PAGE_KEYGEN]      = { "progress", N_("Your card is making the keys. Please do not pull the card."), FALSE },
  [MADO_CITIZEN_PAGE_PASSWORD]    = { "password", "", TRUE },
  [MADO_CITIZEN_PAGE_OLD_PASSWORD] = { "password", "", TRUE },
  [MADO_CITIZEN_PAGE_PROVE_PASSWORD] = { "password", "", TRUE },
  [MADO_CITIZEN_PAGE_TRIES]       = { "message",  N_("Tries left for the password of your card: %u"), FALSE },
  [MADO_CITIZEN_PAGE_WAIT]        = { "message",  N_("Thank you. Please wait a moment: the clerk goes on."), FALSE },
  [MADO_CITIZEN_PAGE_RETURN_CARD] = { "message",  N_("Please give your card to the clerk."), FALSE },
  [MADO_CITIZEN_PAGE_TIME_OVER]   = { "over",     N_("The time is over. What you typed was erased. No try was used up. You can begin again."), FALSE },
  [MADO_CITIZEN_PAGE_DONE]        = { "message",  N_("Your certificate is ready. Please take your card, the copy and the receipt."), FALSE },
  [MADO_CITIZEN_PAGE_PASSWORD_DONE] = { "message", N_("Your new password counts from now on. Please take your card."), FALSE },
  [MADO_CITIZEN_PAGE_UNLOCK_DONE] = { "message",  N_("The lock is released. Please take your card."), FALSE },
};

/* The first row that fits.  NULL: any procedure. */
static const struct { const char *procedure, *state; MadoCitizenPage page; } page_of_state[] = {
  { "change_password", "form",      MADO_CITIZEN_PAGE_TRIES         }, { "reset_password", "form",      MADO_CITIZEN_PAGE_TRIES         },
  { "change_password", "identity",  MADO_CITIZEN_PAGE_TRIES         }, { "reset_password", "identity",  MADO_CITIZEN_PAGE_TRIES         },
  { "change_password", "compare",   MADO_CITIZEN_PAGE_TRIES         }, { "reset_password", "compare",   MADO_CITIZEN_PAGE_TRIES         },
  { "change_password", "hand-over", MADO_CITIZEN_PAGE_PASSWORD_DONE }, { "reset_password", "hand-over", MADO_CITIZEN_PAGE_PASSWORD_DONE },
  { "change_password", "done",      MADO_CITIZEN_PAGE_PASSWORD_DONE }, { "reset_password", "done",      MADO_CITIZEN_PAGE_PASSWORD_DONE },
  { "unlock",          "form",      MADO_CITIZEN_PAGE_TRIES         }, { "unlock",         "identity",  MADO_CITIZEN_PAGE_TRIES         },
  { "unlock",          "compare",   MADO_CITIZEN_PAGE_TRIES         }, { "unlock",         "second",    MADO_CITIZEN_PAGE_TRIES         },
  { "unlock",          "hand-over", MADO_CITIZEN_PAGE_UNLOCK_DONE   }, { "unlock",         "done",      MADO_CITIZEN_PAGE_UNLOCK_DONE   },
  { NULL, "reception",    MADO_CITIZEN_PAGE_WELCOME      }, { NULL, "form",      MADO_CITIZEN_PAGE_WELCOME        },
  { NULL, "identity",     MADO_CITIZEN_PAGE_WELCOME      }, { NULL, "card",      MADO_CITIZEN_PAGE_WELCOME        },
  { NULL, "compare",      MADO_CITIZEN_PAGE_ITEMS        }, { NULL, "consent",   MADO_CITIZEN_PAGE_ITEMS          },
  { NULL, "keygen-ask",   MADO_CITIZEN_PAGE_BUTTON       }, { NULL, "keygen",    MADO_CITIZEN_PAGE_KEYGEN         },
  { NULL, "old-password", MADO_CITIZEN_PAGE_OLD_PASSWORD }, { NULL, "prove-ask", MADO_CITIZEN_PAGE_PROVE_PASSWORD },
  { NULL, "password",     MADO_CITIZEN_PAGE_PASSWORD     }, { NULL, "receive",   MADO_CITIZEN_PAGE_RETURN_CARD    },
  { NULL, "hand-over",    MADO_CITIZEN_PAGE_DONE         }, { NULL, "ledger",    MADO_CITIZEN_PAGE_DONE           },
  { NULL, "done",         MADO_CITIZEN_PAGE_DONE         }, { NULL, "refused",   MADO_CITIZEN_PAGE_WELCOME        },
  { NULL, "withdrawn",    MADO_CITIZEN_PAGE_WELCOME      }, { NULL, "stopped",   MADO_CITIZEN_PAGE_WELCOME        },
};
/* clang-format on */

const MadoCitizenPageRow *
mado_citizen_page_get (MadoCitizenPage page)
{
  return &pages[page];
}

gboolean
mado_citizen_page_asks_password (MadoCitizenPage page)
{
  return g_str_equal (pages[page].child, "password");
}

/* The number on the case is from before anything was done: after trouble only the card's own last
 * word counts. */
int
mado_citizen_page_tries (MadoRun *run)
{
  const char *before = mado_case_get_fact (mado_run_get_case (run), MADO_FACT_TRIES);

  if (mado_run_get_problem (run) != NULL)
    return mado_run_get_tries_left (run);
  return before != NULL ? (int) g_ascii_strtoll (before, NULL, 10) : -1;
}

static gboolean
fits (gsize row, const char *procedure, const char *state)
{
  return g_str_equal (page_of_state[row].state, state)
         && (page_of_state[row].procedure == NULL
             || g_str_equal (page_of_state[row].procedure, procedure));
}

MadoCitizenPage
mado_citizen_page_for_run (MadoRun *run)
{
  const MadoState *state;

  if (run == NULL)
    return MADO_CITIZEN_PAGE_WELCOME;
  state = mado_run_get_state (run);
  if (state->actor == MADO_BY_APPLICANT && mado_run_is_busy (run, NULL))
    return MADO_CITIZEN_PAGE_WAIT;
  for (gsize i = 0; i < G_N_ELEMENTS (page_of_state); i++)
    if (fits (i, mado_run_get_matrix (run)->procedure, state->name))
      return page_of_state[i].page;
  return MADO_CITIZEN_PAGE_WAIT;
}
