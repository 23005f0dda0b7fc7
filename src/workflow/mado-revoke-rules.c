/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold before a row of revocation is left, and which rows a case does not need. */
#include "config.h"

#include "mado-revoke-private.h"

#include "mado-case-fact.h"
#include "mado-eligibility.h"

#include <string.h>

#define SERIAL_MAX 40 /* hexadecimal digits: 20 octets, RFC 5280, 4.1.2.2 */

static gboolean
refuse (MadoRunError code, const char *text, GError **error)
{
  g_set_error_literal (error, MADO_RUN_ERROR, (int) code, text);
  return FALSE;
}

/* --- the number --- */

static gboolean
append_digit (GString *serial, gunichar letter)
{
  if (g_unichar_isspace (letter) || letter == ':' || letter == '-')
    return TRUE;
  if (letter > 127 || !g_ascii_isxdigit ((char) letter))
    return FALSE;
  g_string_append_c (serial, g_ascii_toupper ((char) letter));
  return TRUE;
}

char *
mado_revoke_normalize_serial (const char *typed)
{
  g_autofree char *narrow = typed != NULL ? g_utf8_normalize (typed, -1, G_NORMALIZE_NFKC) : NULL;
  g_autoptr (GString) serial = g_string_new (NULL);

  for (const char *letter = narrow; letter != NULL && *letter != '\0';
       letter += g_utf8_skip[(guchar) *letter])
    if (!append_digit (serial, g_utf8_get_char (letter)))
      return NULL;
  if (serial->len == 0 || serial->len > SERIAL_MAX)
    return NULL;
  if (serial->len % 2 != 0)
    g_string_prepend_c (serial, '0');
  return g_strdup (serial->str);
}

gboolean
mado_revoke_typed_matches (const char *serial, const char *typed)
{
  g_autofree char *narrow = typed != NULL ? g_utf8_normalize (typed, -1, G_NORMALIZE_NFKC) : NULL;
  const char *last;

  if (serial == NULL || narrow == NULL || strlen (serial) < MADO_REVOKE_TYPED_DIGITS)
    return FALSE;
  last = serial + strlen (serial) - MADO_REVOKE_TYPED_DIGITS;
  return g_ascii_strcasecmp (last, g_strstrip (narrow)) == 0;
}

/* --- guards --- */

/* A number from the copy may be left out, but not be nonsense. */
gboolean
mado_revoke_guard_ground (MadoRun *run, GError **error)
{
  const MadoCase *work = mado_run_get_case (run);
  const char *typed = mado_case_get_fact (work, MADO_FACT_COPY_SERIAL);
  g_autofree char *serial = mado_revoke_normalize_serial (typed);
  g_autoptr (MadoDecision) decision
      = mado_counter_decide (mado_run_get_parts (run), work, MADO_TOPIC_CERTIFICATE);

  if (typed != NULL && serial == NULL)
    return refuse (MADO_RUN_ERROR_INCOMPLETE, "the typed number is no serial", error);
  if (!mado_decision_has (decision, MADO_REASON_REVOCATION_GROUND)
      && !mado_decision_has (decision, MADO_REASON_REVOCATION_FORM)
      && !mado_decision_has (decision, MADO_REASON_NOT_BY_APPLICATION))
    return TRUE;
  mado_run_set_decision (run, g_steal_pointer (&decision));
  return refuse (MADO_RUN_ERROR_RULES, "the ground does not fit the form", error);
}

/* The dangerous act: the number's last digits are typed by the one who presses F12 (ui.md 3.2). */
gboolean
mado_revoke_guard_confirm (MadoRun *run, GError **error)
{
  const MadoCase *work = mado_run_get_case (run);

  if (!mado_revoke_typed_matches (mado_case_get_fact (work, MADO_FACT_OLD_SERIAL),
                                  mado_case_get_fact (work, MADO_FACT_TYPED)))
    return refuse (MADO_RUN_ERROR_LAST_DIGITS, "the last digits are not those", error);
  return mado_counter_ask_rules (run, MADO_TOPIC_CERTIFICATE | MADO_TOPIC_CA, error);
}

gboolean
mado_revoke_has_no_card (const MadoCase *work)
{
  return !mado_case_has_fact (work, MADO_FACT_CARD_BROUGHT);
}

gboolean
mado_revoke_erases_nothing (const MadoCase *work)
{
  return mado_revoke_has_no_card (work) || !mado_case_has_check (work, "erase-wanted");
}
