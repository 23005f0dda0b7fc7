/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-reason-dialogs.h"

#include "mado-accessible.h"
#include "mado-dialog.h"
#include "mado-eligibility.h"
#include "mado-fee.h"
#include "mado-run-wait.h"
#include "mado-words.h"

#include <glib/gi18n.h>

#define WAIVERS "mado-waivers" /* of the dialog: GStrv, the codes in the order of the list */

typedef struct
{
  const char *heading, *body, *act; /* N_() */
  gboolean ends;                    /* marked as what cannot be taken back */
  GArray *(*list) (MadoRun *run);
  void (*say) (MadoRun *run, const char *reason);
} Question;

typedef struct
{
  const Question *question;
  MadoRun *run;    /* owned */
  GArray *reasons; /* owned, of MadoReason, in the order of the list */
} Asking;

/* --- reasons --- */

/* Those that the rules found come first. */
static GArray *
list_found (MadoRun *run)
{
  const MadoDecision *decision = mado_run_get_decision (run);
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (MadoReason));

  for (guint i = 0; decision != NULL && i < decision->findings->len; i++)
    {
      const MadoFinding *finding = g_ptr_array_index (decision->findings, i);

      if (mado_reason_get (finding->reason)->verdict != MADO_VERDICT_ACCEPT)
        g_array_append_val (reasons, finding->reason);
    }
  return reasons;
}

static void
add_once (GArray *reasons, MadoReason reason)
{
  for (guint i = 0; i < reasons->len; i++)
    if (g_array_index (reasons, MadoReason, i) == reason)
      return;
  g_array_append_val (reasons, reason);
}

static GArray *
list_refusals (MadoRun *run)
{
  GArray *reasons = list_found (run);

  for (guint i = 0; i < MADO_N_REASONS; i++)
    if (mado_reason_may_refuse ((MadoReason) i))
      add_once (reasons, (MadoReason) i);
  return reasons;
}

/* The letter that has to go out first (REG 5(1) no. 2, 6(1) no. 2). */
static MadoReason
letter_reason (const MadoCase *work)
{
  if (work->applicant == MADO_APPLICANT_VOLUNTARY)
    return MADO_REASON_PROXY_INQUIRY;
  return work->applicant == MADO_APPLICANT_STATUTORY ? MADO_REASON_REPRESENTATIVE_INQUIRY
                                                     : MADO_REASON_NO_IDENTITY;
}

/* Why a good application cannot be finished today: what the rules found, the letter that a proxy
 * cannot do without, the authority. */
static GArray *
list_delays (MadoRun *run)
{
  const MadoCase *work = mado_run_get_case (run);
  GArray *reasons = list_found (run);

  if (work->applicant == MADO_APPLICANT_VOLUNTARY)
    add_once (reasons, letter_reason (work));
  add_once (reasons, MADO_REASON_CA_STOPPED);
  add_once (reasons, MADO_REASON_CA_CLOSED);
  add_once (reasons, MADO_REASON_CA_CLOSES_SOON);
  add_once (reasons, letter_reason (work));
  return reasons;
}

/* What makes a clerk doubt who stands there or what was brought (domain.md 7.2). */
static GArray *
list_doubts (MadoRun *run)
{
  static const MadoReason doubts[]
      = { MADO_REASON_PAPER_PHOTO,     MADO_REASON_PAPER_ADDRESS,     MADO_REASON_PAPER_NAME,
          MADO_REASON_PAPER_UNKNOWN,   MADO_REASON_NO_IDENTITY,       MADO_REASON_ITEMS_DIFFER,
          MADO_REASON_CARD_OF_ANOTHER, MADO_REASON_RECENT_MOVE,       MADO_REASON_PROXY_REPEATED,
          MADO_REASON_AGENT_IDENTITY,  MADO_REASON_AUTHORITY_MISSING, MADO_REASON_POWER_OF_ATTORNEY,
          MADO_REASON_SEAL_DIFFERS,    MADO_REASON_ENVELOPE_OPEN,     MADO_REASON_CHANGE_REPORTED };
  GArray *reasons = list_found (run);

  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    add_once (reasons, doubts[i]);
  return reasons;
}

/* --- asking --- */

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_object_unref (asking->run);
  g_array_unref (asking->reasons);
  g_free (asking);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  GtkDropDown *choice = GTK_DROP_DOWN (adw_message_dialog_get_extra_child (dialog));
  guint selected = gtk_drop_down_get_selected (choice);

  if (g_str_equal (response, "act") && selected < asking->reasons->len)
    asking->question->say (
        asking->run, mado_reason_get (g_array_index (asking->reasons, MadoReason, selected))->code);
}

static void
ask (GtkWindow *parent, MadoRun *run, const Question *question)
{
  AdwMessageDialog *dialog = mado_dialog_new (parent, _ (question->heading), _ (question->body),
                                              _ ("Go on with the case"));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  Asking *asking = g_new0 (Asking, 1);
  GtkWidget *choice;

  asking->question = question;
  asking->run = g_object_ref (run);
  asking->reasons = question->list (run);
  for (guint i = 0; i < asking->reasons->len; i++)
    {
      MadoReason reason = g_array_index (asking->reasons, MadoReason, i);

      gtk_string_list_take (names, mado_words_of_run (run, _ (mado_reason_get (reason)->sentence)));
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  mado_accessible_name_drop_down (GTK_DROP_DOWN (choice), _ ("Reason"));
  adw_message_dialog_set_extra_child (dialog, choice);
  mado_dialog_add_act (dialog, _ (question->act), question->ends);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asking, asking_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
mado_reason_dialogs_refuse (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run)
{
  static const Question question
      = { N_ ("Refuse the application?"),
          N_ ("The case ends. Nothing is issued and no fee is taken. Card and form go back to the "
              "applicant. The reason below is recorded."),
          N_ ("Refuse"),
          TRUE,
          list_refusals,
          mado_run_refuse };

  ask (parent, run, &question);
}

void
mado_reason_dialogs_park (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run)
{
  static const Question question
      = { N_ ("Receive the application only?"),
          N_ ("A claim slip is printed. Give the card back together with it. No password is taken; "
              "the case goes on when the person comes again with the slip."),
          N_ ("Receive only"),
          FALSE,
          list_delays,
          mado_run_park };

  ask (parent, run, &question);
}

void
mado_reason_dialogs_hold (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run)
{
  static const Question question
      = { N_ ("Hold the case because of doubt?"),
          N_ ("The case stops here until a supervisor releases it with F11. The reason below is "
              "recorded; nothing is said to the applicant."),
          N_ ("Hold the case"),
          FALSE,
          list_doubts,
          mado_run_hold };

  ask (parent, run, &question);
}

/* --- the fee --- */

static void
waive_cb (AdwMessageDialog *dialog, const char *response, MadoRun *run)
{
  GtkDropDown *choice = GTK_DROP_DOWN (adw_message_dialog_get_extra_child (dialog));
  GStrv reasons = g_object_get_data (G_OBJECT (dialog), WAIVERS);
  guint selected = gtk_drop_down_get_selected (choice);

  if (g_str_equal (response, "act") && selected < g_strv_length (reasons))
    mado_run_waive (run, reasons[selected]);
}

void
mado_reason_dialogs_waive (GtkWindow *parent, MadoPage *page, MadoDesk *desk, MadoRun *run)
{
  GStrv reasons = mado_desk_get_profile (desk)->fee_waiver_reasons;
  AdwMessageDialog *dialog = mado_dialog_new (
      parent, _ ("Waive the fee?"),
      _ ("A supervisor confirms it with F11. The receipt then says 0 yen and the reason below."),
      _ ("Take the fee"));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; reasons[i] != NULL; i++)
    gtk_string_list_append (names, _ (mado_fee_waiver_title (reasons[i])));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  mado_accessible_name_drop_down (GTK_DROP_DOWN (choice), _ ("Reason"));
  adw_message_dialog_set_extra_child (dialog, choice);
  mado_dialog_add_act (dialog, _ ("Ask the supervisor"), FALSE);
  g_object_set_data_full (G_OBJECT (dialog), WAIVERS, g_strdupv (reasons),
                          (GDestroyNotify) (void (*) (void)) g_strfreev);
  g_signal_connect_data (dialog, "response", G_CALLBACK (waive_cb), g_object_ref (run),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
