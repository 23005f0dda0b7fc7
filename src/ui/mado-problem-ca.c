/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what the authority says, or why it says nothing */
#include "mado-problem-rows.h"

#include <glib/gi18n.h>

#include "mado-ca.h"

/* clang-format off */
static const MadoProblem rows[] = {
  /* MadoCaError */
  { "MadoCaError", MADO_CA_ERROR_UNREACHABLE, "C01",
    N_("The authority cannot be reached."),
    N_("No request was sent. No fee was taken."),
    N_("Try again with F5, or give the card back and hold with Esc.") },
  { "MadoCaError", MADO_CA_ERROR_NO_ANSWER, "C02",
    N_("The request was sent, but no answer came."),
    N_("Nothing is issued twice. No fee was taken."),
    N_("Leave the card in and ask with F5, or hold with Esc.") },
  { "MadoCaError", MADO_CA_ERROR_REFUSED, "C04",
    N_("The authority refused the request."),
    N_("Nothing was issued. No fee was taken."),
    N_("Call the supervisor; withdraw from the menu F10.") },
  { "MadoCaError", MADO_CA_ERROR_BAD_ANSWER, "C05",
    N_("The answer does not come from our authority, or cannot be read."),
    N_("No fee was taken."),
    N_("Ask with F5; if it stays, call the authority.") },
  { "MadoCaError", MADO_CA_ERROR_WRONG_KEY, "C06",
    N_("The certificate is for another key; it was rejected."),
    N_("No fee was taken."),
    N_("Press F5 to ask again and call the supervisor.") },
  { "MadoCaError", MADO_CA_ERROR_RA_EXPIRED, "C07",
    N_("The desk's own certificate has expired or is not accepted."),
    N_("No request was accepted. No fee was taken."),
    N_("Call the supervisor; hold with Esc.") },
  { "MadoCaError", MADO_CA_ERROR_NOT_CONFIRMED, "C08",
    N_("The certificate was not confirmed; the authority withdraws it."),
    N_("No fee was taken."),
    N_("Press F5: the card is put in order.") },
  { "MadoCaError", MADO_CA_ERROR_CONFIRM_UNSURE, "C09",
    N_("The certificate is on the card, but the authority did not acknowledge."),
    N_("No fee was taken."),
    N_("Leave the card in and ask with F5.") },
  { "MadoCaError", MADO_CA_ERROR_WAITING, "C10",
    N_("The authority asks for time."),
    N_("Nothing is issued twice. No fee was taken."),
    N_("Wait, then ask with F5, or hold with Esc.") },
  { "MadoCaError", MADO_CA_ERROR_BAD_REQUEST, "C11",
    N_("Our own request or the settings of the authority are not usable."),
    N_("Nothing was sent. No fee was taken."),
    N_("Call the supervisor; hold with Esc.") },
  { "MadoCaError", MADO_CA_ERROR_UNAVAILABLE, "C12",
    N_("The authority is out of service now."),
    N_("No request was accepted. No fee was taken."),
    N_("Give the card back and hold with Esc; send it in the authority's hours.") },
};
/* clang-format on */

const MadoProblemTable mado_problem_ca = { rows, G_N_ELEMENTS (rows) };
