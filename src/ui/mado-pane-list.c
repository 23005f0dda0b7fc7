/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-pane-list-own.h"

#include "mado-case-fact.h"

#include <glib/gi18n.h>

/* Seconds of key generation: 39 cards measured by JCAlgTest (median of averages 13.3 s, most 2 to
 * 70 s, slowest single 146 s).  Laws: LAW = 平成14年法律第153号, REG = its 施行規則. */
/* clang-format off */
#define BY_SLIP ":slip" /* a clerk types what a proxy brought sealed */

/* Shared by all procedures; those of first issue are among them. */
static const MadoPaneRow shared[] = {
  { "reception", MADO_WORK_RECEPTION, N_("Reception"),
    N_("Enter what the applicant wrote on the form. Check that card and papers are there."),
    N_("enter the form"), N_("Receive"), { 0, 0 }, 0,
    N_("Law 153 of 2002, article 3(2): name, birth date, sex and address are what is applied with. Only residents of this municipality, in person or by a representative.") },
  { "application", MADO_WORK_PROGRESS, N_("Print the application"),
    N_("The application form is being printed for the applicant to check and sign."),
    N_("goes on by itself"), NULL, { 2, 15 }, 120, NULL },
  { "form", MADO_WORK_REVIEW, N_("Check the form"),
    N_("Compare this with the signed form. What is wrong is corrected here."),
    N_("check the form"), N_("Form right"), { 0, 0 }, 0,
    N_("Law 153 of 2002, article 3(3) and 6: the applicant must be in the register, and have no certificate in force.") },
  { "reply", MADO_WORK_REPLY, N_("Check the reply"),
    N_("Scan the letter's number and say of each point whether it is in order. What is not in order leads to a refusal; the reply may be shown again in time."),
    N_("check the reply"), N_("Reply in order"), { 0, 0 }, 0,
    N_("Ordinance 120 of 2003, articles 5(1) and 6(1): the reply to the letter that went to the registered address; one letter serves one application.") },
  { "slip", MADO_WORK_HAND, N_("Open the sealed password"),
    N_("Break the seal over the password before the proxy's eyes. In the next step you type it at the resident's screen, once; the proxy does not see it."),
    N_("open the slip"), N_("Opened"), { 0, 0 }, 0,
    N_("Ordinance 120 of 2003, article 7(1): the proxy presses the button of the key generation; the password stays the applicant's secret.") },
  { "slip-gone", MADO_WORK_HAND, N_("Destroy the slip"),
    N_("The card has taken the password. Destroy the slip now, before the proxy's eyes."),
    N_("destroy the slip"), N_("Destroyed"), { 0, 0 }, 0, NULL },
  { "slip-left", MADO_WORK_HAND, N_("Destroy the slip"),
    N_("The case ends, but the opened slip with the password is still here. Destroy it before the proxy's eyes and tick the box; the case ends only then."),
    N_("destroy the slip"), N_("Destroyed"), { 0, 0 }, 0, NULL },
  /* The same rows while a proxy's slip lies open. */
  { "password" BY_SLIP, MADO_WORK_PROGRESS, N_("Type the password of the slip"),
    N_("Type the new password from the slip at the resident's screen, as it asks. The proxy does not look; read it out to nobody and write it down nowhere."),
    N_("type the slip's password"), NULL, { 0, 0 }, 0,
    N_("Ordinance 120 of 2003, article 7(2). 4 to 16 capital letters and digits.") },
  { "old-password" BY_SLIP, MADO_WORK_PROGRESS, N_("Type the present password of the slip"),
    N_("Type the present password from the slip at the resident's screen. A wrong entry costs the resident one try. The proxy does not look."),
    N_("type the slip's password"), NULL, { 0, 0 }, 0,
    N_("If the card does not accept what is on the slip, withdraw from the menu F10: the applicant has the password set anew first.") },
  { "prove-ask" BY_SLIP, MADO_WORK_PROGRESS, N_("Type the new password of the slip once more"),
    N_("It is not known yet whether the new password counts. Type it once from the slip; the card says so."),
    N_("type the slip's password"), NULL, { 0, 0 }, 0, NULL },
  { "identity", MADO_WORK_IDENTITY, N_("Identity documents"),
    N_("Tick the papers that you hold in your hand. The line below says whether they suffice."),
    N_("check the papers"), N_("Identified"), { 0, 0 }, 0,
    N_("Ordinance 120 of 2003, article 6(1): one paper with photo of the list, or the reply to the inquiry and a paper that the mayor accepts. A copy is kept.") },
  { "card", MADO_WORK_PROGRESS, N_("Read the card"),
    N_("Put the resident's card into the reader. It goes on by itself."),
    N_("put the card in"), NULL, { 1, 3 }, 10,
    N_("The card must be the applicant's own and valid; nothing is written in this step.") },
  { "compare", MADO_WORK_COMPARE, N_("Compare the four items"),
    N_("Enter what the resident register says. Form, register and certificate stand side by side; differences are marked."),
    N_("compare four items"), N_("They agree"), { 0, 0 }, 0,
    N_("Law 153 of 2002, article 7: the certificate bears exactly these four items.") },
  { "consent", MADO_WORK_CONSENT, N_("Consent to substitute characters"),
    N_("Show the substitutes on the resident's screen (F7) and ask for consent."),
    N_("ask for consent"), N_("Consented"), { 0, 0 }, 0,
    N_("A certificate can only hold characters of JIS X 0208 and JIS X 0212. The register and the face of the card do not change.") },
  { "prime", MADO_WORK_PROGRESS, N_("Prepare the card"),
    N_("The card is being prepared for key generation. Do not pull it."),
    N_("goes on by itself"), NULL, { 1, 3 }, 30, NULL },
  { "keygen-ask", MADO_WORK_PROGRESS, N_("The resident starts the key generation"),
    N_("Ask the resident to press the button on the other screen. You must not press it for them."),
    N_("resident presses button"), NULL, { 0, 0 }, 0,
    N_("Ordinance 120 of 2003, article 7(1): the applicant makes the keys personally; no copy of the private key may stay in this computer.") },
  { "keygen", MADO_WORK_PROGRESS, N_("Key generation"),
    N_("The card makes the key pair. Do not pull the card."),
    N_("goes on by itself"), NULL, { 5, 70 }, 150,
    N_("Ordinance 120 of 2003, article 7(1). The time depends on luck and on the kind of card. No key stops it. If it must end, take the card out: nothing is issued yet, and the case goes back to the resident's button.") },
  { "password", MADO_WORK_PROGRESS, N_("The resident chooses the password"),
    N_("The resident is busy at the other screen. Look away; you never learn the password."),
    N_("resident types password"), NULL, { 0, 0 }, 0,
    N_("Ordinance 120 of 2003, article 7(2). 4 to 16 capital letters and digits.") },
  { "sign", MADO_WORK_PROGRESS, N_("The card signs the request"),
    N_("The card signs the request with the new key. Do not pull it."),
    N_("goes on by itself"), NULL, { 1, 3 }, 30, NULL },
  { "receive", MADO_WORK_HAND, N_("Take the card back"),
    N_("Take the card from the resident and put it into the counter's reader."),
    N_("take the card"), N_("Received"), { 0, 0 }, 0, NULL },
  { "request", MADO_WORK_PROGRESS, N_("Authority and card"),
    N_("The request goes to the authority; the certificate is written to the card and read back. Do not pull the card."),
    N_("goes on by itself"), NULL, { 2, 10 }, 60,
    N_("Law 153 of 2002, article 3(5)-(8).") },
  { "ask", MADO_WORK_PROGRESS, N_("Ask the authority"),
    N_("Nobody knows yet whether the authority issued. It is being asked by number; nothing is issued twice."),
    N_("goes on by itself"), NULL, { 1, 10 }, 60, NULL },
  { "discard", MADO_WORK_PROGRESS, N_("Withdraw the certificate"),
    N_("The certificate that could not be written is being withdrawn at the authority."),
    N_("goes on by itself"), NULL, { 1, 10 }, 60, NULL },
  { "clean", MADO_WORK_PROGRESS, N_("Clean the card"),
    N_("What was written by half is being removed from the card. Do not pull it."),
    N_("goes on by itself"), NULL, { 1, 5 }, 30, NULL },
  { "verify", MADO_WORK_PROGRESS, N_("Read back"),
    N_("The certificate on the card is being compared with the authority's. Do not pull the card."),
    N_("goes on by itself"), NULL, { 1, 3 }, 30, NULL },
  { "rewrite", MADO_WORK_PROGRESS, N_("Write again"),
    N_("The certificate is being written to the card once more. Do not pull it."),
    N_("goes on by itself"), NULL, { 1, 5 }, 30, NULL },
  { "fee", MADO_WORK_HAND, N_("Fee"),
    N_("The certificate is on the card. Take {fee} yen now."),
    N_("take {fee} yen"), N_("Fee taken"), { 0, 0 }, 0,
    N_("The fee is taken only after the certificate is on the card.") },
  { "receipt", MADO_WORK_PROGRESS, N_("Print the receipt"),
    N_("The receipt is being printed."),
    N_("goes on by itself"), NULL, { 2, 15 }, 120, NULL },
  { "receipt-look", MADO_WORK_HAND, N_("Did the receipt come out?"),
    N_("Look at the printer. If the receipt is there, press F12; if not, F5 prints it again under the same number."),
    N_("look at the printer"), N_("It is there"), { 0, 0 }, 0, NULL },
  { "copy", MADO_WORK_PROGRESS, N_("Print the copy of the certificate"),
    N_("The copy of the certificate is being printed."),
    N_("goes on by itself"), NULL, { 2, 15 }, 120,
    N_("Ordinance 120 of 2003, article 11: the applicant receives the printed certificate and an explanation in writing.") },
  { "copy-look", MADO_WORK_HAND, N_("Did the copy come out?"),
    N_("Look at the printer. If the copy is there, press F12; if not, F5 prints it again."),
    N_("look at the printer"), N_("It is there"), { 0, 0 }, 0, NULL },
  { "hand-over", MADO_WORK_HAND, N_("Give the card back"),
    N_("Give card, copy, receipt and leaflet to the resident, and tick what you did. F12 writes the ledger."),
    N_("give the card back"), N_("Handed over"), { 0, 0 }, 0,
    N_("Ordinance 120 of 2003, articles 11 and 44: form and copies of papers are kept ten years from the day after the certificate ends.") },
  { "abandon", MADO_WORK_PROGRESS, N_("The case is being ended"),
    N_("What was begun is being taken back in order."),
    N_("goes on by itself"), NULL, { 1, 10 }, 60, NULL },
  { "erase", MADO_WORK_PROGRESS, N_("Clear the card"),
    N_("Key and certificate are being removed from the card. Do not pull it."),
    N_("goes on by itself"), NULL, { 1, 5 }, 30, NULL },
  /* The rows that all procedures share: mado-waiting.h. */
  { "park", MADO_WORK_PROGRESS, N_("Print the claim slip"),
    N_("The claim slip is being printed. Give it to the applicant together with the card."),
    N_("goes on by itself"), NULL, { 2, 15 }, 120, NULL },
  { "parked", MADO_WORK_HAND, N_("Received only"),
    N_("The card is with the applicant. When the person comes again with the claim slip, take the card and press F12: the case goes on where it was left."),
    N_("wait for the applicant"), N_("Go on"), { 0, 0 }, 0, NULL },
  { "held", MADO_WORK_HAND, N_("Held because of doubt"),
    N_("A supervisor looks at the case. F11 releases it; or refuse from the menu F10."),
    N_("wait for the supervisor"), N_("Go on"), { 0, 0 }, 0,
    N_("The office's rule of two persons: nobody releases a case alone that was held because of doubt.") },
  { "refusing", MADO_WORK_PROGRESS, N_("Print the notice of refusal"),
    N_("The notice with the reason, the article and what to bring is being printed."),
    N_("goes on by itself"), NULL, { 2, 15 }, 120, NULL },
  { "waiver", MADO_WORK_HAND, N_("Waive the fee"),
    N_("A supervisor looks at the reason and confirms with F11; the receipt then says 0 yen. F5 takes the fee after all."),
    N_("wait for the supervisor"), N_("Go on without a fee"), { 0, 0 }, 0,
    N_("The office's list of waivers: a supervisor confirms each, with its reason.") },
  { "changed", MADO_WORK_HAND, N_("Stopped: resident data changed"),
    N_("The register says that the person moved, died or has other data now. F12 takes back what was issued and ends the case without a fee."),
    N_("end the case"), N_("End the case"), { 0, 0 }, 0,
    N_("Law 153 of 2002, article 12: a certificate ends when name, birth date, sex or address change or the resident's record is erased.") },
  { "changed-doubt", MADO_WORK_HAND, N_("Is it this person who changed?"),
    N_("The register reports a change of somebody with the same birth date and the same name or reading. Ask the person. F12 ends the case; F5 goes on when it is another person, or the case has the change already."),
    N_("compare with the register"), N_("The same: end the case"), { 0, 0 }, 0,
    N_("Law 153 of 2002, article 12: a certificate ends when name, birth date, sex or address change or the resident's record is erased.") },
  { "changed-earlier", MADO_WORK_HAND, N_("Does this case have the change already?"),
    N_("The register reports a change of this person that is not later than the day on which this case was compared with the register. Look the person up there. F12 ends the case when its data are old; F5 goes on when they are what the register says now."),
    N_("compare with the register"), N_("Old data: end the case"), { 0, 0 }, 0,
    N_("Residents' register law, articles 22 and 23: a move is notified within fourteen days after it, so that the register has the old address until then.") },
  { "stopped-by-change", MADO_WORK_END, N_("Stopped by a change of resident data"),
    N_("The case ended because of a change of resident data. No fee. With the new data the person may apply again."),
    N_("stopped"), N_("Home"), { 0, 0 }, 0, NULL },
  { "done", MADO_WORK_END, N_("Finished"),
    N_("The certificate is issued and handed over."), N_("finished"), N_("Home"), { 0, 0 }, 0, NULL },
  { "refused", MADO_WORK_END, N_("Refused"),
    N_("The application was refused. Card and form go back to the applicant; no fee."),
    N_("refused"), N_("Home"), { 0, 0 }, 0, NULL },
  { "withdrawn", MADO_WORK_END, N_("Withdrawn"),
    N_("The applicant withdrew. Card and form go back to the applicant; no fee."),
    N_("withdrawn"), N_("Home"), { 0, 0 }, 0, NULL },
};
/* clang-format on */

/* One line a procedure whose rows are told in other words (mado-pane-list-PROCEDURE.c). */
static const MadoPaneRows *const own[] = {
  &mado_pane_rows_renew,
  &mado_pane_rows_reissue,
  &mado_pane_rows_change_password,
  &mado_pane_rows_reset_password,
  &mado_pane_rows_unlock,
  &mado_pane_list_revoke,
  &mado_pane_list_report,
  &mado_pane_rows_copy,
  &mado_pane_rows_status,
  &mado_pane_rows_erase,
  NULL,
};

static const MadoPaneRow *
find_in (const MadoPaneRow *rows, guint n_rows, const char *state)
{
  for (guint i = 0; i < n_rows; i++)
    if (g_strcmp0 (rows[i].state, state) == 0)
      return &rows[i];
  return NULL;
}

static const MadoPaneRow *
find (const char *procedure, const char *state)
{
  const MadoPaneRow *row = NULL;

  for (guint i = 0; row == NULL && own[i] != NULL; i++)
    if (g_strcmp0 (own[i]->procedure, procedure) == 0)
      row = find_in (own[i]->rows, own[i]->n_rows, state);
  return row != NULL ? row : find_in (shared, G_N_ELEMENTS (shared), state);
}

gboolean
mado_pane_list_has (const char *procedure, const char *state)
{
  return find (procedure, state) != NULL;
}

const MadoPaneRow *
mado_pane_list_find (const char *procedure, const char *state)
{
  static const MadoPaneRow unknown
      = { "", MADO_WORK_PROGRESS, "—", "—", "—", NULL, { 0, 0 }, 0, NULL };
  const MadoPaneRow *row = find (procedure, state);

  if (row == NULL)
    g_warning ("No work pane for the state %s of %s", state, procedure);
  return row != NULL ? row : &unknown;
}

const MadoPaneRow *
mado_pane_list_find_of_run (MadoRun *run)
{
  const char *procedure = mado_run_get_matrix (run)->procedure;
  const char *state = mado_run_get_state (run)->name;
  g_autofree char *by_slip = g_strconcat (state, BY_SLIP, NULL);

  if (mado_case_has_fact (mado_run_get_case (run), MADO_FACT_SLIP)
      && mado_pane_list_has (procedure, by_slip))
    return mado_pane_list_find (procedure, by_slip);
  return mado_pane_list_find (procedure, state);
}
