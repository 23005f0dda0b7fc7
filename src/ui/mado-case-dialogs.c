/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-case-dialogs.h"

#include "mado-accessible.h"
#include "mado-case-fact.h"
#include "mado-case-text.h"
#include "mado-dialog.h"
#include "mado-problem.h"
#include "mado-reason-dialogs.h"
#include "mado-run-wait.h"
#include "mado-second-dialog.h"
#include "mado-substitutes.h"

#include <glib/gi18n.h>
#include <string.h>

#define NAME_PIXELS 96
#define GLYPH_PIXELS 200
#define ENLARGED_HEIGHT 420 /* pixels: the dialog stays on a screen of 760 */

/* --- withdraw --- */

static void
withdraw_response_cb (AdwMessageDialog *dialog, const char *response, MadoRun *run)
{
  if (g_str_equal (response, "act") && mado_run_can (run, MADO_OUTCOME_CANCEL))
    mado_run_post (run, MADO_OUTCOME_CANCEL);
}

static void
withdraw (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run)
{
  gboolean issued = mado_run_get_case (run)->serial != NULL;
  AdwMessageDialog *dialog = mado_dialog_new (
      parent, _ ("Does the applicant withdraw?"),
      issued ? _ ("The certificate that was issued is revoked and removed from the card. No fee is "
                  "taken. Leave the card in the reader until the case has ended.")
             : _ ("The case ends. Nothing is issued and no fee is taken. Card and form go back to "
                  "the applicant."),
      _ ("Go on with the case"));

  mado_dialog_add_act (dialog, _ ("Withdraw"), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (withdraw_response_cb), g_object_ref (run),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- print again --- */

typedef struct
{
  const char *form, *label; /* id of the form; N_() */
  gboolean (*exists) (const MadoCase *data);
} Print;

static gboolean
revokes (const MadoCase *data)
{
  return g_str_equal (data->procedure, "revoke") || g_str_equal (data->procedure, "report");
}

static gboolean
has_form (const MadoCase *data)
{
  return data->form != NULL && !g_str_equal (data->state, "reception") && !revokes (data);
}

static gboolean
has_ground (const MadoCase *data)
{
  return revokes (data) && mado_case_get_fact (data, MADO_FACT_KIND) != NULL;
}

/* Not one that had ended before: there is nothing to certify. */
static gboolean
has_ended (const MadoCase *data)
{
  return revokes (data) && mado_case_has_fact (data, MADO_FACT_REVOKED_AT)
         && !g_str_equal (data->state, "lapsed") && !g_str_equal (data->state, "nothing");
}

static gboolean
has_copy (const MadoCase *data)
{
  return data->cash == MADO_CASH_TAKEN || data->cash == MADO_CASH_WAIVED;
}

static gboolean
waits (const MadoCase *data)
{
  return g_str_equal (data->state, "parked");
}

static gboolean
was_refused (const MadoCase *data)
{
  return data->ending == MADO_ENDING_REFUSED && data->form != NULL;
}

static const Print prints[] = {
  { "application", N_ ("Application form"), has_form },
  { "certificate-copy", N_ ("Copy of the certificate"), has_copy },
  { "receipt", N_ ("Receipt (marked as reissued)"), has_copy },
  { "revocation", N_ ("Form to revoke or report"), has_ground },
  { "revocation-slip", N_ ("Slip of the revocation (marked as reissued)"), has_ended },
  { "claim-slip", N_ ("Claim slip"), waits },
  { "refusal", N_ ("Notice of refusal"), was_refused },
};

static gboolean
can_print (MadoRun *run)
{
  for (guint i = 0; i < G_N_ELEMENTS (prints); i++)
    if (prints[i].exists (mado_run_get_case (run)))
      return !mado_run_is_busy (run, NULL);
  return FALSE;
}

typedef struct
{
  MadoPage *page;   /* owned */
  MadoDesk *desk;   /* owned */
  const char *form; /* static */
} Printing;

static void print_form (MadoPage *page, MadoDesk *desk, MadoRun *run, const char *form);

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *printing = data;

  g_object_unref (printing->page);
  g_object_unref (printing->desk);
  g_free (printing);
}

static Printing *
printing_new (MadoPage *page, MadoDesk *desk, const char *form)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->page = g_object_ref (page);
  printing->desk = g_object_ref (desk);
  printing->form = form;
  return printing;
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (mado_run_reprint_finish (MADO_RUN (source), result, &error))
    mado_page_say (printing->page, MADO_TONE_OK, _ ("It was printed."));
  else
    {
      text = mado_problem_sentence (error->domain, error->code);
      mado_page_say (printing->page, MADO_TONE_BAD, text);
    }
  if (g_error_matches (error, MADO_RUN_ERROR, MADO_RUN_ERROR_SECOND))
    mado_second_dialog_ask_to_print (printing->page, printing->desk, MADO_RUN (source),
                                     printing->form, print_form);
  printing_free (printing, NULL);
}

static void
print_form (MadoPage *page, MadoDesk *desk, MadoRun *run, const char *form)
{
  mado_page_say (page, MADO_TONE_BUSY, _ ("Printing…"));
  mado_run_reprint_async (run, form, NULL, printed_cb, printing_new (page, desk, form));
}

static void
print_response_cb (AdwMessageDialog *dialog, const char *response, Printing *printing)
{
  MadoRun *run = mado_page_get_run (printing->page);

  for (guint i = 0; run != NULL && i < G_N_ELEMENTS (prints); i++)
    if (g_str_equal (prints[i].form, response))
      print_form (printing->page, printing->desk, run, prints[i].form);
}

static void
print_again (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run)
{
  AdwMessageDialog *dialog = mado_dialog_new (
      parent, _ ("What should be printed once more?"),
      _ ("Each print is recorded. Numbers do not change. From the second time on "
         "a supervisor confirms it."),
      _ ("Close"));

  /* Answers that stand one below the other have the last one on top, where the keyboard begins:
   * that is the form, never the receipt. */
  for (guint i = G_N_ELEMENTS (prints); i-- > 0;)
    if (prints[i].exists (mado_run_get_case (run)))
      adw_message_dialog_add_response (dialog, prints[i].form, _ (prints[i].label));
  g_signal_connect_data (dialog, "response", G_CALLBACK (print_response_cb),
                         printing_new (page, desk, NULL), printing_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- enlarge --- */

static void
enlarge (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run)
{
  const MadoCase *data = mado_run_get_case (run);
  const MadoFourItems *items = data->register_items != NULL ? data->register_items : data->form;
  g_autoptr (MadoCertificateItems) certificate = mado_case_certificate_items (data);
  GtkWidget *scrolled = gtk_scrolled_window_new (); /* a name may have eighty letters */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *substitutes = g_object_new (MADO_TYPE_SUBSTITUTES, NULL);
  AdwMessageDialog *dialog;
  g_autoptr (GString) codes = g_string_new (NULL);

  for (const char *letter = items->name; *letter != '\0'; letter += g_utf8_skip[(guchar) *letter])
    g_string_append_printf (codes, "%sU+%04X", codes->len > 0 ? "  " : "",
                            g_utf8_get_char (letter));
  dialog = mado_dialog_new (parent, _ ("Characters of the name"), codes->str, _ ("Close"));
  mado_glyph_label (GTK_LABEL (name), items->name, NAME_PIXELS);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), substitutes);
  mado_substitutes_show (MADO_SUBSTITUTES (substitutes), certificate, GLYPH_PIXELS,
                         mado_catalogue_own_language ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), ENLARGED_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  mado_accessible_name (scrolled, _ ("Characters of the name"));
  adw_message_dialog_set_extra_child (dialog, scrolled);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the list --- */

static gboolean
can_refuse (MadoRun *run)
{
  return mado_run_can (run, MADO_OUTCOME_FAIL);
}

static gboolean
can_withdraw (MadoRun *run)
{
  return mado_run_can (run, MADO_OUTCOME_CANCEL);
}

static gboolean
can_enlarge (MadoRun *run)
{
  return mado_run_get_case (run)->form != NULL;
}

static const struct
{
  MadoAct act;
  gboolean (*can) (MadoRun *run);
  void (*open) (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run);
} dialogs[] = {
  { MADO_ACTION_REFUSE, can_refuse, mado_reason_dialogs_refuse },
  { MADO_ACTION_PARK, mado_run_can_park, mado_reason_dialogs_park },
  { MADO_ACTION_DOUBT, mado_run_can_hold, mado_reason_dialogs_hold },
  { MADO_ACTION_WITHDRAW, can_withdraw, withdraw },
  { MADO_ACTION_WAIVE, mado_run_can_waive, mado_reason_dialogs_waive },
  { MADO_ACTION_PRINT, can_print, print_again },
  { MADO_ACTION_ENLARGE, can_enlarge, enlarge },
  { MADO_ACTION_SUPERVISOR, mado_second_dialog_can, mado_second_dialog_ask },
};

gboolean
mado_case_dialogs_can (MadoRun *run, MadoAct act)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    if (dialogs[i].act == act)
      return dialogs[i].can (run);
  return TRUE;
}

void
mado_case_dialogs_open (MadoPage *page, MadoDesk *desk, MadoRun *run, MadoAct act)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    if (dialogs[i].act == act)
      dialogs[i].open (parent, page, desk, run);
}
