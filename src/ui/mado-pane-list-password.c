/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-list-own.h"

#include <glib/gi18n.h>

/* clang-format off */
/* The rows that the three tell alike. */
#define RECEPTION \
  { "reception", MADO_WORK_RECEPTION, N_("Reception"), \
    N_("Enter what the applicant wrote. Without the card nothing can be done here; a lost card is a case for revocation."), \
    N_("enter the form"), N_("Receive"), { 0, 0 }, 0, \
    N_("A password is changed, set anew or released only by the municipality of residence. No fee; the certificate stays as it is.") }
#define CARD \
  { "card", MADO_WORK_PROGRESS, N_("Read card and tries"), \
    N_("Put the resident's card into the reader. How many tries are left is read; asking costs none."), \
    N_("put the card in"), NULL, { 1, 5 }, 15, \
    N_("{tries} wrong tries in a row lock the password; a right one gives all of them back.") }
#define FORM \
  { "form", MADO_WORK_REVIEW, N_("Check the form"), \
    N_("Compare this with the signed form, and tell the resident how many tries are left. The password itself is written nowhere."), \
    N_("check the form"), N_("Form right"), { 0, 0 }, 0, \
    N_("Ordinance 120 of 2003, article 7(2): the applicant sets the password personally.") }
#define COMPARE \
  { "compare", MADO_WORK_COMPARE, N_("Compare the four items"), \
    N_("Enter what the resident register says. The card must be the applicant's own and valid."), \
    N_("compare four items"), N_("They agree"), { 0, 0 }, 0, \
    N_("Whose password is set is decided here: form, register and card must be one person's.") }
#define PROVE_ASK \
  { "prove-ask", MADO_WORK_PROGRESS, N_("The resident types the new password once more"), \
    N_("It is not known yet whether the new password counts. The resident types it once; the card says so."), \
    N_("resident types password"), NULL, { 0, 0 }, 0, NULL }
#define PROVE \
  { "prove", MADO_WORK_PROGRESS, N_("The card is asked"), \
    N_("The card says whether the new password counts. Do not pull it."), \
    N_("goes on by itself"), NULL, { 1, 3 }, 15, NULL }
#define TELL \
  { "tell", MADO_WORK_PROGRESS, N_("Look at the card"), \
    N_("The card was gone before it had answered. It is looked at; nothing is sent twice."), \
    N_("put the card in"), NULL, { 1, 3 }, 15, NULL }
#define RESET \
  { "reset", MADO_WORK_PROGRESS, N_("The card takes the new password"), \
    N_("The card takes the new password and is asked for it once. Do not pull the card."), \
    N_("goes on by itself"), NULL, { 1, 3 }, 15, NULL }
#define HAND_OVER \
  { "hand-over", MADO_WORK_HAND, N_("Give the card back"), \
    N_("Say which password counts now, give the card back, and tick what you did. There is no fee."), \
    N_("give the card back"), N_("Handed over"), { 0, 0 }, 0, NULL }
#define LOCKED \
  { "locked", MADO_WORK_HAND, N_("The password is locked"), \
    N_("It cannot be changed or set anew here. Nothing was begun. Offer the lock release: a case of its own, by F2 from home, with a supervisor."), \
    N_("offer the lock release"), N_("Told"), { 0, 0 }, 0, \
    N_("Locked after {tries} wrong tries; released together with a new password.") }
#define STOPPED \
  { "stopped", MADO_WORK_END, N_("Stopped"), \
    N_("The case was stopped. Card and form go back to the applicant; no fee."), \
    N_("stopped"), N_("Home"), { 0, 0 }, 0, NULL }
#define DONE \
  { "done", MADO_WORK_END, N_("Finished"), \
    N_("The new password counts. The certificate is as it was."), N_("finished"), N_("Home"), { 0, 0 }, 0, NULL }

static const MadoPaneRow change_rows[] = {
  RECEPTION, CARD, FORM, COMPARE, TELL, PROVE_ASK, PROVE, HAND_OVER, LOCKED, STOPPED, DONE,
  { "old-password", MADO_WORK_PROGRESS, N_("The resident types the present password"),
    N_("The resident is busy at the other screen. Look away. A wrong entry costs the resident one try."),
    N_("resident types password"), NULL, { 0, 0 }, 0,
    N_("Who does not know it any more has it set anew instead: withdraw from the menu F10.") },
  { "check-old", MADO_WORK_PROGRESS, N_("The card checks the present password"),
    N_("The card is asked once for what the resident typed. Do not pull it."),
    N_("goes on by itself"), NULL, { 1, 3 }, 15, NULL },
  { "change", MADO_WORK_PROGRESS, N_("The card takes the new password"),
    N_("The card takes the new password and is asked for it once. Do not pull the card."),
    N_("goes on by itself"), NULL, { 1, 3 }, 15, NULL },
};

static const MadoPaneRow reset_rows[] = {
  RECEPTION, CARD, FORM, COMPARE, RESET, TELL, PROVE_ASK, PROVE, HAND_OVER, LOCKED, STOPPED, DONE,
};

static const MadoPaneRow unlock_rows[] = {
  RECEPTION, CARD, FORM, COMPARE, RESET, TELL, PROVE_ASK, PROVE, HAND_OVER, STOPPED,
  { "second", MADO_WORK_HAND, N_("A second person agrees"),
    N_("Call a supervisor, who sees the resident and the papers and confirms with F11 that the lock will be released."),
    N_("call a supervisor"), N_("Agreed"), { 0, 0 }, 0,
    N_("The office's rule of two persons: nobody confirms alone that a lock is released.") },
  { "unlock", MADO_WORK_PROGRESS, N_("The lock is released"),
    N_("The card gets its tries back; the password stays. Do not pull the card."),
    N_("goes on by itself"), NULL, { 1, 3 }, 15, NULL },
  { "tell-unlock", MADO_WORK_PROGRESS, N_("Look at the card"),
    N_("The card was gone before it had answered. It is looked at; nothing is sent twice."),
    N_("put the card in"), NULL, { 1, 3 }, 15, NULL },
  { "not-locked", MADO_WORK_HAND, N_("The password is not locked"),
    N_("There is nothing to release; nothing was begun. Who knows the password has it changed, who forgot it has it set anew: by F2 from home."),
    N_("offer the right procedure"), N_("Told"), { 0, 0 }, 0, NULL },
  { "done", MADO_WORK_END, N_("Finished"),
    N_("The lock is released. The certificate is as it was."), N_("finished"), N_("Home"), { 0, 0 }, 0, NULL },
};
/* clang-format on */

const MadoPaneRows mado_pane_rows_change_password
    = { "change_password", change_rows, G_N_ELEMENTS (change_rows) };
const MadoPaneRows mado_pane_rows_reset_password
    = { "reset_password", reset_rows, G_N_ELEMENTS (reset_rows) };
const MadoPaneRows mado_pane_rows_unlock = { "unlock", unlock_rows, G_N_ELEMENTS (unlock_rows) };
