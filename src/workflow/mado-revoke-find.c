/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which certificate is meant, and what the CA says of it: by the number on the copy, else by the
 * card, else by the desk's own records of the person. */
#include "config.h"

#include "mado-revoke-private.h"

#include "mado-bytes.h"
#include "mado-ca-outcome.h"
#include "mado-ca.h"
#include "mado-case-fact.h"
#include "mado-certificate-row.h"

#include <string.h>

static guint
day_of (gint64 unix_s)
{
  g_autoptr (GDate) date = mado_clock_date_of (unix_s);

  return (guint) g_date_get_year (date) * 10000 + (guint) g_date_get_month (date) * 100
         + g_date_get_day (date);
}

static guint
birth_of (const MadoCase *work)
{
  const MadoFourItems *items = work->register_items != NULL ? work->register_items : work->form;

  return items->birth.year * 10000u + items->birth.month * 100u + items->birth.day;
}

/* --- which number --- */

typedef struct
{
  MadoRun *run;
  const MadoCase *work;
  char *serial; /* owned */
} Search;

static gboolean
search_on_worker (gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (MadoPersonKey) key = mado_person_key_new_of (search->work->form);

  return mado_certificate_row_find_newest (mado_desk_get_db (mado_run_get_desk (search->run)), key,
                                           &search->serial, error);
}

static gboolean
search_records (MadoRun *run, const MadoCase *work, char **serial, GError **error)
{
  Search search = { run, work, NULL };

  if (!mado_worker_call (mado_desk_get_db_worker (mado_run_get_desk (run)), search_on_worker,
                         &search, error))
    return FALSE;
  *serial = search.serial;
  return TRUE;
}

/* @serial: (out): NULL when nobody knows one. */
static gboolean
choose (MadoRun *run, MadoCase *work, char **serial, GError **error)
{
  const char *on_card = mado_case_get_fact (work, MADO_FACT_CARD_SERIAL);

  *serial = mado_revoke_normalize_serial (mado_case_get_fact (work, MADO_FACT_COPY_SERIAL));
  mado_case_set_fact (work, MADO_FACT_FOUND_BY, "copy");
  if (*serial != NULL)
    return TRUE;
  *serial = g_strdup (on_card);
  mado_case_set_fact (work, MADO_FACT_FOUND_BY, "card");
  if (*serial != NULL)
    return TRUE;
  mado_case_set_fact (work, MADO_FACT_FOUND_BY, "records");
  return search_records (run, work, serial, error);
}

/* --- what the CA says --- */

static MadoOutcome
not_found (MadoRunError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_RUN_ERROR, (int) code, text);
  return MADO_OUTCOME_FAIL;
}

/* "319800217": the era's digit and the Gregorian date (domain.md 6.2). */
static gboolean
is_born_on (MadoCertificate *certificate, guint birth)
{
  const char *text = mado_certificate_get_holder (certificate, MADO_HOLDER_BIRTH);

  return text != NULL && strlen (text) == 9 && g_ascii_strtoull (text + 1, NULL, 10) == birth;
}

static void
note_found (MadoCase *work, const MadoCaRecord *record, gint64 now)
{
  MadoCertificate *certificate = record->certificate;
  gsize n_spki;
  const guint8 *hash = g_bytes_get_data (mado_certificate_get_spki_sha256 (certificate), &n_spki);
  g_autofree char *spki = mado_bytes_to_hex (hash, n_spki);
  gint64 end = mado_certificate_get_not_after (certificate);
  gboolean revoked = record->state == MADO_CA_STATE_REVOKED;

  mado_case_set_fact (work, MADO_FACT_OLD_SERIAL, mado_certificate_get_serial (certificate));
  mado_case_set_fact (work, MADO_FACT_OLD_SPKI, spki);
  mado_case_set_fact_number (work, MADO_FACT_OLD_LAST_DAY, day_of (end));
  mado_case_set_fact (work, MADO_FACT_OLD_NAME,
                      mado_certificate_get_holder (certificate, MADO_HOLDER_NAME));
  mado_case_set_fact (work, MADO_FACT_STATUS,
                      revoked     ? "revoked"
                      : end < now ? "expired"
                                  : "active");
  mado_case_set_fact (work, MADO_FACT_REVOKED_AT, NULL);
  mado_case_set_fact (work, MADO_FACT_REVOKED_REASON, NULL);
  if (!revoked)
    return;
  mado_case_set_fact_number (work, MADO_FACT_REVOKED_AT, record->revoked_at);
  mado_case_set_fact_number (work, MADO_FACT_REVOKED_REASON, record->reason);
}

static MadoOutcome
judge (MadoRun *run, MadoCase *work, const MadoCaRecord *record, GError **error)
{
  if (!is_born_on (record->certificate, birth_of (work)))
    return not_found (MADO_RUN_ERROR_OTHER_HOLDER, "the certificate is another person's", error);
  note_found (work, record, mado_clock_now (mado_run_get_parts (run)->clock));
  if (g_str_equal (mado_case_get_fact (work, MADO_FACT_STATUS), "active"))
    return MADO_OUTCOME_OK;
  g_set_error_literal (error, MADO_RUN_ERROR, MADO_RUN_ERROR_LAPSED,
                       "the certificate is not in force any more");
  return MADO_OUTCOME_CARD_GONE;
}

static MadoOutcome
judge_refusal (GError *cause, GError **error)
{
  if (!g_error_matches (cause, MADO_CA_ERROR, MADO_CA_ERROR_REFUSED)
      || mado_ca_error_get_failure (cause) != MADO_CA_FAILURE_BAD_CERT_ID)
    {
      MadoOutcome outcome = mado_ca_outcome (cause, error);

      return outcome == MADO_OUTCOME_UNSURE ? outcome : MADO_OUTCOME_AGAIN; /* only asked */
    }
  g_error_free (cause);
  return not_found (MADO_RUN_ERROR_NO_CERTIFICATE, "the CA has no such certificate", error);
}

MadoOutcome
mado_revoke_find (MadoRun *run, MadoCase *work, GError **error)
{
  const MadoDeskParts *parts = mado_run_get_parts (run);
  gint64 began = mado_clock_monotonic (parts->clock);
  g_autoptr (MadoCaRecord) record = NULL;
  g_autofree char *serial = NULL;
  GError *cause = NULL;

  if (!choose (run, work, &serial, error))
    return MADO_OUTCOME_AGAIN;
  if (serial == NULL)
    return not_found (MADO_RUN_ERROR_NO_CERTIFICATE, "no certificate of this person is known",
                      error);
  record = mado_ca_ask_serial (parts->ca, serial, NULL, &cause);
  mado_run_spent_ca (run, mado_clock_monotonic (parts->clock) - began);
  return record != NULL ? judge (run, work, record, error) : judge_refusal (cause, error);
}
