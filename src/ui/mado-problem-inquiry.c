/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what a letter of inquiry says; read in a case and in the book of letters */
#include "mado-problem-rows.h"

#include <glib/gi18n.h>

#include "mado-inquiry-word.h"

/* clang-format off */
#define UNTOUCHED N_("Card and fee are unchanged.")

static const MadoProblem rows[] = {
  /* mado_inquiry_error */
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_NEVER, "Q02",
    N_("The letter cannot be used now: used, ended or not mailed."),
    UNTOUCHED,
    N_("Look at the letter in the book of letters (home, F4).") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_OVERDUE, "Q01",
    N_("The last day of this letter is over. The reply cannot be accepted."),
    UNTOUCHED,
    N_("Make a new letter in the book of letters (home, F4).") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_NOT_OVERDUE, "Q03",
    N_("The letter may still be replied to."),
    UNTOUCHED,
    N_("Wait for its last day, or let it be withdrawn.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_NUMBER, "Q04",
    N_("No letter has this number."),
    UNTOUCHED,
    N_("Scan the code again, or type the number on the letter.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_PRESENTER, "Q05",
    N_("The letter names another person than the one who is here."),
    UNTOUCHED,
    N_("Compare with the letter. Only the named person may show it.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_MAIL, "Q06",
    N_("Kind of mail or its number is missing."),
    UNTOUCHED,
    N_("Enter both as on the post office's slip.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_DUE, "Q07",
    N_("The last day on the letter is over already."),
    UNTOUCHED,
    N_("Print the letter anew.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_ADDRESS, "Q08",
    N_("The letter came back; its address was not compared again."),
    UNTOUCHED,
    N_("Compare it, tick that, then print anew.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_CHECKS, "Q09",
    N_("A check of the reply is open or was not passed."),
    UNTOUCHED,
    N_("Answer each check, or refuse.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_SECOND_PERSON, "Q10",
    N_("A supervisor must confirm this reply."),
    UNTOUCHED,
    N_("Call the supervisor to this place; then press F12 again.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_REASON, "Q11",
    N_("A reason is missing."),
    UNTOUCHED,
    N_("Choose one.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_FINAL, "Q12",
    N_("This reply was rejected for good."),
    UNTOUCHED,
    N_("Make a new letter in the book of letters (home, F4).") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_CASE, "Q13",
    N_("The letter was sent to another person or for another procedure."),
    UNTOUCHED,
    N_("Compare name, birth date and procedure with the letter.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_OPEN, "Q14",
    N_("The person has an open letter for the same purpose."),
    UNTOUCHED,
    N_("Go on with that letter; it is shown.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_SLIP, "Q15",
    N_("This was done with the password slip already, or it is not its turn."),
    UNTOUCHED,
    N_("Look at the record of this case; call the supervisor.") },
  { "mado_inquiry_error", MADO_INQUIRY_ERROR_REQUEST, "Q16",
    N_("Such a letter would lead nowhere."),
    UNTOUCHED,
    N_("Choose another purpose or route.") },
};
/* clang-format on */

const MadoProblemTable mado_problem_inquiry = { rows, G_N_ELEMENTS (rows) };
