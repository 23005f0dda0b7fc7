/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what only the diagnosis finds, and the import of register changes */
#include "mado-problem-rows.h"

#include "mado-change-reader.h"
#include "mado-checkup.h"

#include <glib/gi18n.h>

/* clang-format off */
static const MadoProblem rows[] = {
  { "mado_check_error", MADO_CHECK_ERROR_NO_ANSWER, "G01",
    N_("This part did not answer in time."),
    N_("Card and fee are unchanged."),
    N_("Press F5 to check again.") },
  { "mado_check_error", MADO_CHECK_ERROR_NO_SOCKET, "G02",
    N_("The card service was never started."),
    N_("Nothing was written to a card."),
    N_("Have the service started, then press F5.") },
  { "mado_check_error", MADO_CHECK_ERROR_FORBIDDEN, "G03",
    N_("The card service does not let this user in."),
    N_("Nothing was written to a card."),
    N_("Have the right given, then press F5.") },
  { "mado_check_error", MADO_CHECK_ERROR_NO_DRIVER, "G04",
    N_("The card service runs but knows no reader."),
    N_("Nothing was written to a card."),
    N_("Plug the reader in, then press F5.") },
  { "mado_check_error", MADO_CHECK_ERROR_IN_USE, "G05",
    N_("Another program is using the card."),
    N_("This program has not touched the card."),
    N_("Have that program ended, then press F5.") },
  { "mado_check_error", MADO_CHECK_ERROR_CLOCK, "G06",
    N_("The clock differs from the authority's."),
    N_("Times in the record and on receipts would be wrong."),
    N_("Have the clock set, then press F5.") },
  { "mado_check_error", MADO_CHECK_ERROR_CLOCK_BACK, "G07",
    N_("The clock is earlier than the record's last change."),
    N_("Times in the record and on receipts would be wrong."),
    N_("Have the clock set, then press F5.") },
  { "mado_check_error", MADO_CHECK_ERROR_SLOW_DISK, "G08",
    N_("The disk takes long to store a record."),
    N_("Nothing is lost; every step takes longer."),
    N_("Tell the administrator.") },
  { "mado_check_error", MADO_CHECK_ERROR_ONE_DISPLAY, "G09",
    N_("There is no display for the resident."),
    N_("Card and fee are unchanged."),
    N_("Plug the display in, then press F5.") },
  { "mado_check_error", MADO_CHECK_ERROR_GLYPHS, "G10",
    N_("A font lacks characters of names."),
    N_("Prints with these characters would be refused."),
    N_("Have the fonts installed, then press F5.") },
  /* mado_change_error */
  { "mado_change_error", MADO_CHANGE_ERROR_HEADING, "H01",
    N_("The file's first line does not name the columns that are needed."),
    N_("Nothing was taken from it."),
    N_("Have the register write it anew, then press F2.") },
  { "mado_change_error", MADO_CHANGE_ERROR_EMPTY, "H02",
    N_("The file is empty."),
    N_("Nothing was taken from it."),
    N_("Choose the right file with F2.") },
  { "mado_change_error", MADO_CHANGE_ERROR_KNOWN, "H03",
    N_("This very file was imported before."),
    N_("Nothing was taken twice."),
    N_("Choose the next file with F2.") },
};
/* clang-format on */

const MadoProblemTable mado_problem_check = { rows, G_N_ELEMENTS (rows) };
