/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what the rows of renewal tell the clerk, where they differ from the shared ones */
#include "mado-pane-list-own.h"

#include <glib/gi18n.h>

/* clang-format off */
static const MadoPaneRow rows[] = {
  { "card", MADO_WORK_PROGRESS, N_("Read the card"),
    N_("Put the resident's card into the reader. Its certificate and last day are read."),
    N_("put the card in"), NULL, { 1, 3 }, 10,
    N_("The card must be the applicant's own and bear the certificate that is to be renewed; nothing is written in this step.") },
  { "status", MADO_WORK_PROGRESS, N_("Is the certificate in force?"),
    N_("The authority is asked what became of the certificate on the card."),
    N_("goes on by itself"), NULL, { 1, 5 }, 60,
    N_("Law 153 of 2002, article 15: a certificate ends when the governor records it. What is over is no renewal but a first issue.") },
  { "loss", MADO_WORK_LOSS, N_("Days that are lost"),
    N_("Tell the applicant what is lost by renewing today, and ask whether they want it."),
    N_("explain the days that are lost"), N_("They want it"), { 0, 0 }, 0,
    N_("Law 153 of 2002, article 6: nobody has two certificates, so the old one ends at once and the rest of its time is lost.") },
  { "old-password", MADO_WORK_PROGRESS, N_("The resident types the present password"),
    N_("The resident types the password that the card has now. Look away; each wrong try costs one of {tries}."),
    N_("resident types password"), NULL, { 0, 0 }, 0,
    N_("{tries} wrong tries in a row lock the password. Who has forgotten it has it set anew first; no fee.") },
  { "check", MADO_WORK_PROGRESS, N_("The card checks the password"),
    N_("The card checks the password once. Do not pull it."),
    N_("goes on by itself"), NULL, { 1, 3 }, 30, NULL },
  { "keygen", MADO_WORK_PROGRESS, N_("Key generation"),
    N_("The card makes the new key pair beside the old one. Do not pull the card."),
    N_("goes on by itself"), NULL, { 5, 70 }, 150,
    N_("Ordinance 120 of 2003, article 7(1). The old key stays in force until the change-over.") },
  { "request", MADO_WORK_PROGRESS, N_("Authority and card"),
    N_("The authority issues the new certificate, which is written beside the old one; with its confirmation the old one ends. Do not pull the card."),
    N_("goes on by itself"), NULL, { 2, 10 }, 60,
    N_("Law 153 of 2002, articles 3(5)-(8), 6 and 11.") },
  { "discard", MADO_WORK_PROGRESS, N_("Withdraw the certificate"),
    N_("The new certificate that was not confirmed is being withdrawn. The old one is still in force."),
    N_("goes on by itself"), NULL, { 1, 10 }, 60, NULL },
  { "activate", MADO_WORK_PROGRESS, N_("Change-over on the card"),
    N_("The old certificate has ended at the authority. The card now changes over to the new one; keep the card here until it has."),
    N_("goes on by itself"), NULL, { 1, 5 }, 30,
    N_("Until the change-over the card shows the old certificate, which is not in force any more. It can be done today without a new check and without a fee.") },
  { "rewrite", MADO_WORK_PROGRESS, N_("Write again"),
    N_("The new certificate is being written to the card once more. Do not pull it."),
    N_("goes on by itself"), NULL, { 1, 5 }, 30, NULL },
  { "fee", MADO_WORK_HAND, N_("Fee"),
    N_("The new certificate is on the card. Take {fee} yen now."),
    N_("take {fee} yen"), N_("Fee taken"), { 0, 0 }, 0,
    N_("The fee is taken only after the certificate is on the card.") },
  { "undo", MADO_WORK_PROGRESS, N_("Clear what was prepared"),
    N_("The new key that was prepared is removed. The old certificate stays in force."),
    N_("goes on by itself"), NULL, { 1, 5 }, 30, NULL },
  { "done", MADO_WORK_END, N_("Finished"),
    N_("The certificate is renewed and handed over; the old one has ended."), N_("finished"), N_("Home"), { 0, 0 }, 0, NULL },
  { "abandon", MADO_WORK_PROGRESS, N_("The case is being ended"),
    N_("The card did not come back. The new certificate is being revoked; the old one has ended already."),
    N_("goes on by itself"), NULL, { 1, 10 }, 60, NULL },
  { "stopped", MADO_WORK_END, N_("Stopped without a certificate"),
    N_("The old certificate has ended and the new one was revoked. The applicant needs a first issue; no fee was taken."),
    N_("stopped"), N_("Home"), { 0, 0 }, 0, NULL },
  { "withdrawn", MADO_WORK_END, N_("Withdrawn"),
    N_("The applicant withdrew. The old certificate is still in force; card and form go back, no fee."),
    N_("withdrawn"), N_("Home"), { 0, 0 }, 0, NULL },
};
/* clang-format on */

const MadoPaneRows mado_pane_rows_renew = { "renew", rows, G_N_ELEMENTS (rows) };
const MadoPaneRows mado_pane_rows_reissue = { "reissue", rows, G_N_ELEMENTS (rows) };
