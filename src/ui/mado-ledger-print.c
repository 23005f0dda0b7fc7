/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-ledger-print.h"

#include "mado-accessible.h"
#include "mado-desk-ledger.h"
#include "mado-dialog.h"
#include "mado-problem.h"
#include "mado-type-ahead.h"

#include <glib/gi18n.h>

#define N_MONTHS 37 /* this month, and the three years before: as long as a certificate lives */

struct _MadoLedgerPrint
{
  GObject parent_instance;
  MadoPage *page;        /* not owned */
  MadoDesk *desk;        /* owned */
  MadoPrintBatch *batch; /* owned, nullable: while it runs */
  gboolean blocked;      /* the printer waits, and the clerk was told */
  char *untold;          /* owned, nullable: said when the page is in sight again */
  MadoTone tone;         /* of untold */
};

G_DEFINE_FINAL_TYPE (MadoLedgerPrint, mado_ledger_print, G_TYPE_OBJECT)

/* Meanwhile the clerk may work on a case, where the page has no say. */
static void
tell (MadoLedgerPrint *self, MadoTone tone, const char *text)
{
  g_clear_pointer (&self->untold, g_free);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->page)))
    {
      mado_page_say (self->page, tone, text);
      return;
    }
  self->untold = g_strdup (text);
  self->tone = tone;
}

void
mado_ledger_print_tell (MadoLedgerPrint *self)
{
  g_autofree char *text = g_steal_pointer (&self->untold);

  if (text != NULL)
    mado_page_say (self->page, self->tone, text);
}

/* --- the print --- */

static void
printer_cb (MadoPrintBatch *batch, guint state, MadoLedgerPrint *self)
{
  gboolean was_blocked = self->blocked;

  self->blocked = mado_print_state_is_blocking ((MadoPrintState) state);
  if (self->blocked)
    tell (self, MADO_TONE_BAD,
          _ ("The printer waits. See to it (F8), or stop the ledger from the menu F10."));
  else if (was_blocked)
    tell (self, MADO_TONE_BUSY, _ ("The ledger is being printed."));
}

static void
ended_cb (MadoPrintBatch *batch, MadoLedgerPrint *self)
{
  MadoBatchState state = mado_print_batch_get_letter (batch, 0);
  const GError *error = mado_print_batch_get_error (batch, 0);
  g_autofree char *text = NULL;

  if (state == MADO_BATCH_PRINTED)
    tell (self, MADO_TONE_OK, _ ("The ledger was printed."));
  else if (error != NULL)
    {
      text = mado_problem_sentence (error->domain, error->code);
      tell (self, MADO_TONE_BAD, text);
    }
  else
    tell (self, MADO_TONE_WARN, _ ("The ledger may have come out: look at the printer."));
  g_signal_handlers_disconnect_by_data (batch, self);
  g_clear_object (&self->batch);
}

static void
print (MadoLedgerPrint *self, guint from, guint to)
{
  self->blocked = FALSE;
  self->batch = mado_desk_print_ledger (self->desk, from, to);
  g_signal_connect (self->batch, "printer", G_CALLBACK (printer_cb), self);
  g_signal_connect (self->batch, "ended", G_CALLBACK (ended_cb), self);
  tell (self, MADO_TONE_BUSY, _ ("The ledger is being printed."));
  mado_print_batch_start (self->batch);
}

/* --- asking --- */

static guint
pack (const GDate *day)
{
  return g_date_get_year (day) * 10000u + (guint) g_date_get_month (day) * 100u
         + g_date_get_day (day);
}

/* @line: 0 today, 1 this month, 2 the month before … as of the day when it was asked */
static void
print_line (MadoLedgerPrint *self, const GDate *asked, guint line)
{
  GDate from = *asked, to = *asked;

  if (line > 0)
    {
      g_date_set_day (&from, 1);
      g_date_subtract_months (&from, line - 1);
      to = from;
      g_date_add_months (&to, 1);
      g_date_subtract_days (&to, 1);
    }
  print (self, pack (&from), pack (&to));
}

#define ASKED "mado-ledger-asked" /* of the dialog: the GDate of its first line */

static void
asked_cb (AdwMessageDialog *dialog, const char *response, MadoLedgerPrint *self)
{
  GtkDropDown *periods = GTK_DROP_DOWN (adw_message_dialog_get_extra_child (dialog));
  guint line = gtk_drop_down_get_selected (periods);

  if (g_str_equal (response, "act") && line <= N_MONTHS && self->batch == NULL)
    print_line (self, g_object_get_data (G_OBJECT (dialog), ASKED), line);
}

static GtkWidget *
periods_new (const GDate *today)
{
  guint this = g_date_get_year (today) * 12u + (guint) g_date_get_month (today) - 1;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *periods;

  gtk_string_list_append (names, _ ("Today"));
  for (guint i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("%u-%02u"), (this - i) / 12, (this - i) % 12 + 1);

      gtk_string_list_append (names, name);
    }
  periods = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  mado_accessible_name_drop_down (GTK_DROP_DOWN (periods), _ ("Period"));
  mado_type_ahead_add (GTK_DROP_DOWN (periods));
  return periods;
}

static void
ask_period (MadoLedgerPrint *self, GtkWindow *parent)
{
  AdwMessageDialog *dialog = mado_dialog_new (
      parent, _ ("Print the issuance ledger"),
      _ ("Every certificate that was handed over in the period, with name, identity papers and "
         "fee. Choose today or a month."),
      _ ("Not now"));
  GDate *today = mado_clock_today (mado_desk_get_clock (self->desk));

  adw_message_dialog_set_extra_child (dialog, periods_new (today));
  mado_dialog_add_act (dialog, _ ("Print"), FALSE);
  g_object_set_data_full (G_OBJECT (dialog), ASKED, today,
                          (GDestroyNotify) (void (*) (void)) g_date_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (asked_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
stop_asked_cb (AdwMessageDialog *dialog, const char *response, MadoLedgerPrint *self)
{
  if (g_str_equal (response, "act") && self->batch != NULL)
    mado_print_batch_stop (self->batch);
}

static void
ask_to_stop (MadoLedgerPrint *self, GtkWindow *parent)
{
  AdwMessageDialog *dialog = mado_dialog_new (
      parent, _ ("Stop printing the ledger?"),
      _ ("The ledger is still with the printer. A printer that waits gives it up; one that prints "
         "finishes it."),
      _ ("Go on printing"));

  mado_dialog_add_act (dialog, _ ("Stop"), FALSE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (stop_asked_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
mado_ledger_print_ask (MadoLedgerPrint *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page)));

  if (self->batch != NULL)
    ask_to_stop (self, parent);
  else
    ask_period (self, parent);
}

static void
mado_ledger_print_dispose (GObject *object)
{
  MadoLedgerPrint *self = MADO_LEDGER_PRINT (object);

  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_data (self->batch, self);
  g_clear_object (&self->batch);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->untold, g_free);
  G_OBJECT_CLASS (mado_ledger_print_parent_class)->dispose (object);
}

static void
mado_ledger_print_class_init (MadoLedgerPrintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_ledger_print_dispose;
}

static void
mado_ledger_print_init (MadoLedgerPrint *self)
{
}

MadoLedgerPrint *
mado_ledger_print_new (MadoPage *page, MadoDesk *desk)
{
  MadoLedgerPrint *self = g_object_new (MADO_TYPE_LEDGER_PRINT, NULL);

  self->page = page;
  self->desk = g_object_ref (desk);
  return self;
}
