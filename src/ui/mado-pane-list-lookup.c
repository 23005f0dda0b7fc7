/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what the rows of copy, status and erase tell the clerk, where they differ from the shared ones */
#include "mado-pane-list-own.h"

#include <glib/gi18n.h>

/* clang-format off */
#define IDENTITY { "identity", MADO_WORK_IDENTITY, N_("Identity documents"), \
    N_("Tick the papers that you hold in your hand. Only the holder learns about the own certificate."), \
    N_("check the papers"), N_("Identified"), { 0, 0 }, 0, \
    N_("Ordinance 120 of 2003, article 6(1): one paper with photo of the list, or the reply to the inquiry and a paper that the mayor accepts.") }
#define CARD { "card", MADO_WORK_PROGRESS, N_("Read the card"), \
    N_("Put the resident's card into the reader. Only the certificate and the tries left are read; no try is used up."), \
    N_("put the card in"), NULL, { 1, 3 }, 10, NULL }
#define FIND { "find", MADO_WORK_PROGRESS, N_("Ask the authority"), \
    N_("The authority is asked by the certificate's number. Nothing is changed there."), \
    N_("goes on by itself"), NULL, { 1, 10 }, 60, NULL }

static const MadoPaneRow status_rows[] = {
  IDENTITY, CARD, FIND,
  { "card-trouble", MADO_WORK_HAND, N_("Without the card"),
    N_("The card is not there, does not answer or is another person's. F5 reads it again; F12 looks in the records instead."),
    N_("go on without the card"), N_("Without the card"), { 0, 0 }, 0, NULL },
  { "result", MADO_WORK_FOUND, N_("Answer"),
    N_("Tell the person what is shown here, and give the card back."),
    N_("tell the answer"), N_("Told"), { 0, 0 }, 0, NULL },
  { "done", MADO_WORK_END, N_("Finished"),
    N_("The question is answered. Nothing was written."), N_("finished"), N_("Home"), { 0, 0 }, 0, NULL },
};

static const MadoPaneRow erase_rows[] = {
  IDENTITY, CARD, FIND,
  { "kept", MADO_WORK_FOUND, N_("Nothing may be erased"),
    N_("There is no certificate on the card that has ended. F5 reads the card again; F12 ends the case, the card stays as it is."),
    N_("tell the applicant"), N_("End the case"), { 0, 0 }, 0,
    N_("Only a certificate that has ended is erased: whoever wants to end one applies for revocation first.") },
  { "confirm", MADO_WORK_FOUND, N_("Confirm the erasing"),
    N_("The certificate has ended at the authority. Key and certificate are now taken off the card; it cannot be undone."),
    N_("confirm the erasing"), N_("Erase"), { 0, 0 }, 0, NULL },
  { "hand-over", MADO_WORK_HAND, N_("Give the card back"),
    N_("Key and certificate are gone from the card. Give it back."),
    N_("give the card back"), N_("Handed over"), { 0, 0 }, 0, NULL },
  { "stopped", MADO_WORK_END, N_("Ended without erasing"),
    N_("Nothing was erased. The card goes back to the applicant."),
    N_("ended"), N_("Home"), { 0, 0 }, 0, NULL },
  { "done", MADO_WORK_END, N_("Finished"),
    N_("The ended certificate was erased from the card."), N_("finished"), N_("Home"), { 0, 0 }, 0, NULL },
};

static const MadoPaneRow copy_rows[] = {
  IDENTITY, CARD, FIND,
  { "not-found", MADO_WORK_FOUND, N_("No such certificate"),
    N_("The card bears no certificate of this person that the authority knows. F12 or F5 reads the card again; or refuse from the menu F10."),
    N_("check the card"), N_("Read again"), { 0, 0 }, 0, NULL },
  { "approve", MADO_WORK_FOUND, N_("Confirm the copy"),
    N_("Compare the holder with the person. Beyond the first reissue a supervisor confirms with F11."),
    N_("confirm the copy"), N_("Print"), { 0, 0 }, 0,
    N_("Ordinance 120 of 2003, article 11: the printed certificate goes to its holder; a reissue is marked as such.") },
  { "hand-over", MADO_WORK_HAND, N_("Hand over the copy"),
    N_("Give the copy, marked as reissued, and the card to the holder."),
    N_("hand over the copy"), N_("Handed over"), { 0, 0 }, 0, NULL },
  { "done", MADO_WORK_END, N_("Finished"),
    N_("The copy was handed over."), N_("finished"), N_("Home"), { 0, 0 }, 0, NULL },
};
/* clang-format on */

const MadoPaneRows mado_pane_rows_status = { "status", status_rows, G_N_ELEMENTS (status_rows) };
const MadoPaneRows mado_pane_rows_erase = { "erase", erase_rows, G_N_ELEMENTS (erase_rows) };
const MadoPaneRows mado_pane_rows_copy = { "copy", copy_rows, G_N_ELEMENTS (copy_rows) };
