/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-inquiry-check.h"

#include "mado-inquiry-word.h"
#include "mado-query.h"

#define PROXY (1u << MADO_LETTER_BY_PROXY)
#define IN_PERSON (1u << MADO_LETTER_NO_PHOTO_ID)
#define REVOKE (1u << MADO_LETTER_FOR_REVOKE)
#define ALL ((1u << MADO_N_LETTER_PURPOSES) - 1)

/* clang-format off */
/* domain.md 3.4, in its order.  A revocation needs no card (1.6). */
static const struct { const char *name; guint routes, purposes; } checks[MADO_N_LETTER_CHECKS] = {
  [MADO_LETTER_CHECK_NUMBER]            = { "number",            PROXY | IN_PERSON, ALL           },
  [MADO_LETTER_CHECK_ENVELOPE]          = { "envelope",          PROXY,             ALL           },
  [MADO_LETTER_CHECK_REPLY]             = { "reply",             PROXY | IN_PERSON, ALL           },
  [MADO_LETTER_CHECK_SEAL_CERTIFICATE]  = { "seal-certificate",  PROXY | IN_PERSON, ALL           },
  [MADO_LETTER_CHECK_POWER_OF_ATTORNEY] = { "power-of-attorney", PROXY,             ALL           },
  [MADO_LETTER_CHECK_AGENT_PAPER]       = { "agent-paper",       PROXY,             ALL           },
  [MADO_LETTER_CHECK_APPLICANT_PAPER]   = { "applicant-paper",   PROXY | IN_PERSON, ALL           },
  [MADO_LETTER_CHECK_CARD]              = { "card",              PROXY | IN_PERSON, ALL & ~REVOKE },
  [MADO_LETTER_CHECK_IN_PERSON_PAPERS]  = { "in-person-papers",  IN_PERSON,         ALL           },
};

static const char *const deeds[MADO_N_SLIP_DEEDS] = {
  [MADO_SLIP_OPENED] = "opened", [MADO_SLIP_TYPED] = "typed", [MADO_SLIP_DESTROYED] = "destroyed",
};
/* clang-format on */

const char *
mado_inquiry_check_to_string (MadoLetterCheck check)
{
  return checks[check].name;
}

gboolean
mado_inquiry_check_applies (MadoLetterRoute route, MadoLetterPurpose purpose, MadoLetterCheck check)
{
  return (checks[check].routes >> route & 1) != 0 && (checks[check].purposes >> purpose & 1) != 0;
}

gboolean
mado_inquiry_record_check (const MadoInquiry *self, MadoDb *db, MadoLetterCheck check,
                           gboolean passed, gint64 now, const char *operator_id, GError **error)
{
  g_autoptr (MadoQuery) query = NULL;

  if (self->state != MADO_LETTER_REPLIED
      || !mado_inquiry_check_applies (self->route, self->purpose, check))
    {
      g_set_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_NEVER,
                   "check %s does not belong here", checks[check].name);
      return FALSE;
    }
  query = mado_query_new (db, "inquiry/insert-check", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "inquiry_id", self->inquiry_id);
  mado_query_bind_integer (query, "presentation", self->presentations);
  mado_query_bind_text (query, "name", checks[check].name);
  mado_query_bind_integer (query, "passed", passed != FALSE);
  mado_query_bind_integer (query, "checked_at", now);
  mado_query_bind_text (query, "checked_by", operator_id);
  return mado_query_run (query, error);
}

static void
take_row (MadoLetterChecked *loaded, MadoQuery *query)
{
  const char *name = mado_query_get_text (query, "name");

  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    {
      if (!g_str_equal (checks[i].name, name))
        continue;
      loaded[i].answer
          = mado_query_get_integer (query, "passed") != 0 ? MADO_LETTER_PASSED : MADO_LETTER_FAILED;
      loaded[i].checked_at = mado_query_get_integer (query, "checked_at");
      loaded[i].checked_by = g_strdup (mado_query_get_text (query, "checked_by"));
    }
}

void
mado_inquiry_checks_free (MadoLetterChecked *loaded)
{
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    g_free (loaded[i].checked_by);
  g_free (loaded);
}

static gboolean
read_checks (MadoQuery *query, MadoLetterChecked *loaded, GError **error)
{
  gboolean has_row;

  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      take_row (loaded, query);
    }
}

MadoLetterChecked *
mado_inquiry_load_checks (const MadoInquiry *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/checks", error);
  MadoLetterChecked *loaded;

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "inquiry_id", self->inquiry_id);
  mado_query_bind_integer (query, "presentation", self->presentations);
  loaded = g_new0 (MadoLetterChecked, MADO_N_LETTER_CHECKS);
  if (read_checks (query, loaded, error))
    return loaded;
  mado_inquiry_checks_free (loaded);
  return NULL;
}

gboolean
mado_inquiry_checks_are_passed (const MadoInquiry *self, MadoDb *db, gboolean *passed,
                                GError **error)
{
  MadoLetterChecked *loaded = mado_inquiry_load_checks (self, db, error);

  if (loaded == NULL)
    return FALSE;
  *passed = TRUE;
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    if (mado_inquiry_check_applies (self->route, self->purpose, (MadoLetterCheck) i)
        && loaded[i].answer != MADO_LETTER_PASSED)
      *passed = FALSE;
  mado_inquiry_checks_free (loaded);
  return TRUE;
}

/* --- the slip --- */

const char *
mado_slip_deed_to_string (MadoSlipDeed deed)
{
  return deeds[deed];
}

gboolean
mado_inquiry_load_deeds (const MadoInquiry *self, MadoDb *db, gint64 done_at[MADO_N_SLIP_DEEDS],
                         GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "inquiry/deeds", error);
  gboolean has_row = TRUE;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "inquiry_id", self->inquiry_id);
  mado_query_bind_integer (query, "presentation", self->presentations);
  for (guint i = 0; i < MADO_N_SLIP_DEEDS; i++)
    done_at[i] = 0;
  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      for (guint i = 0; i < MADO_N_SLIP_DEEDS; i++)
        if (g_str_equal (deeds[i], mado_query_get_text (query, "deed")))
          done_at[i] = mado_query_get_integer (query, "done_at");
    }
}

static gboolean
is_its_turn (const MadoInquiry *self, MadoSlipDeed deed, const gint64 *done_at)
{
  gboolean verified = self->state == MADO_LETTER_VERIFIED || self->state == MADO_LETTER_CONSUMED;

  if (done_at[deed] != 0 || self->presentations == 0)
    return FALSE;
  if (deed == MADO_SLIP_OPENED)
    return self->state == MADO_LETTER_REPLIED || verified;
  if (deed == MADO_SLIP_TYPED)
    return verified && done_at[MADO_SLIP_OPENED] != 0 && done_at[MADO_SLIP_DESTROYED] == 0;
  return done_at[MADO_SLIP_OPENED] != 0;
}

gboolean
mado_inquiry_record_deed (const MadoInquiry *self, MadoDb *db, MadoSlipDeed deed, gint64 now,
                          const char *operator_id, GError **error)
{
  g_autoptr (MadoQuery) query = NULL;
  gint64 done_at[MADO_N_SLIP_DEEDS];

  if (!mado_inquiry_load_deeds (self, db, done_at, error))
    return FALSE;
  if (!is_its_turn (self, deed, done_at))
    {
      g_set_error (error, MADO_INQUIRY_ERROR, MADO_INQUIRY_ERROR_SLIP, "the slip cannot be %s now",
                   deeds[deed]);
      return FALSE;
    }
  query = mado_query_new (db, "inquiry/insert-deed", error);
  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "inquiry_id", self->inquiry_id);
  mado_query_bind_integer (query, "presentation", self->presentations);
  mado_query_bind_text (query, "deed", deeds[deed]);
  mado_query_bind_integer (query, "done_at", now);
  mado_query_bind_text (query, "done_by", operator_id);
  return mado_query_run (query, error);
}
