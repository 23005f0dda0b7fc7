/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-citizen-pages.h"

#include <glib/gi18n.h>

/* clang-format off */
static const MadoCitizenPageRow pages[MADO_CITIZEN_N_PAGES] = {
  [MADO_CITIZEN_PAGE_WELCOME]     = { "message",  N_("Welcome. The clerk is preparing your application."), FALSE },
  [MADO_CITIZEN_PAGE_ITEMS]       = { "items",    N_("Your certificate will say this. Please check it."), FALSE },
  [MADO_CITIZEN_PAGE_BUTTON]      = { "button",   N_("Now you make the keys for your signature yourself. Press the button when you are ready."), TRUE },
  [MADO_CITIZEN_PAGE_KEYGEN]      = { "progress", N_("Your card is making the keys. Please do not pull the card."), FALSE },
  [MADO_CITIZEN_PAGE_PASSWORD]    = { "password", "", TRUE },
  [MADO_CITIZEN_PAGE_WAIT]        = { "message",  N_("Thank you. Please wait a moment: the clerk goes on."), FALSE },
  [MADO_CITIZEN_PAGE_RETURN_CARD] = { "message",  N_("Please give your card to the clerk."), FALSE },
  [MADO_CITIZEN_PAGE_TIME_OVER]   = { "over",     N_("The time is over. What you typed was erased. No try was used up. You can begin again."), FALSE },
  [MADO_CITIZEN_PAGE_DONE]        = { "message",  N_("Your certificate is ready. Please take your card, the copy and the receipt."), FALSE },
};

static const struct { const char *state; MadoCitizenPage page; } page_of_state[] = {
  { "reception", MADO_CITIZEN_PAGE_WELCOME }, { "form", MADO_CITIZEN_PAGE_WELCOME }, { "identity", MADO_CITIZEN_PAGE_WELCOME },
  { "card", MADO_CITIZEN_PAGE_WELCOME }, { "compare", MADO_CITIZEN_PAGE_ITEMS }, { "consent", MADO_CITIZEN_PAGE_ITEMS },
  { "keygen-ask", MADO_CITIZEN_PAGE_BUTTON }, { "keygen", MADO_CITIZEN_PAGE_KEYGEN }, { "password", MADO_CITIZEN_PAGE_PASSWORD },
  { "receive", MADO_CITIZEN_PAGE_RETURN_CARD }, { "hand-over", MADO_CITIZEN_PAGE_DONE }, { "ledger", MADO_CITIZEN_PAGE_DONE },
  { "done", MADO_CITIZEN_PAGE_DONE }, { "refused", MADO_CITIZEN_PAGE_WELCOME }, { "withdrawn", MADO_CITIZEN_PAGE_WELCOME },
};
/* clang-format on */

const MadoCitizenPageRow *
mado_citizen_page_get (MadoCitizenPage page)
{
  return &pages[page];
}

MadoCitizenPage
mado_citizen_page_for_run (MadoRun *run)
{
  const char *state;

  if (run == NULL)
    return MADO_CITIZEN_PAGE_WELCOME;
  state = mado_run_get_state (run)->name;
  if (g_str_equal (state, "keygen-ask") || g_str_equal (state, "password"))
    if (mado_run_is_busy (run, NULL))
      return MADO_CITIZEN_PAGE_WAIT;
  for (guint i = 0; i < G_N_ELEMENTS (page_of_state); i++)
    if (g_str_equal (page_of_state[i].state, state))
      return page_of_state[i].page;
  return MADO_CITIZEN_PAGE_WAIT;
}
