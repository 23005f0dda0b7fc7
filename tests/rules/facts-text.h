/* facts-text.h - an application written in one line of words, for tables of cases
 *
 *   now=2013-04-12T10:00 birth=1980-02-17 statutory proxy foreign nonresident ward open live
 *   nocard othercard nophoto badphoto unchecked suspended void cardend=2016-04-10
 *   A01 A01/end=2013-04-11 A02/issued=2012-04-01 /noend /noname /noaddress /badphoto /checked @A01
 * is the agent's reply=valid authority=household authority=register:2013-02-28 poa seal=2013-02-28
 *   procedure=renew ground=V3 last=2013-05-31 (of a live certificate) old=verified reprints=1 hold
 *   set=STATUTE_2004 faults=3 moved=2013-04-01 people=1
 *   incomplete differ spelling confirmed substitutes=2 missing=1 consent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdlib.h>
#include <string.h>

#include "mado-clock.h"
#include "mado-eligibility.h"
#include "profile-fixture.h"

typedef struct
{
  MadoFacts facts;
  GArray *papers;       /* owned; of MadoIdPaper */
  GArray *agent_papers; /* owned; of MadoIdPaper */
  GPtrArray *codes;     /* owned */
} Application;

static inline gint64
instant_of (const char *text)
{
  g_autofree char *iso = g_strndup (text, 10);
  GDate day = day_of (iso);

  return mado_clock_instant (&day, atoi (text + 11), atoi (text + 14), 0);
}

static inline void
set_paper_mark (MadoIdPaper *paper, const char *mark)
{
  if (g_str_has_prefix (mark, "end="))
    paper->expires_on = day_of (mark + 4);
  else if (g_str_has_prefix (mark, "issued="))
    paper->issued_on = day_of (mark + 7);
  else if (g_str_equal (mark, "noend"))
    g_date_clear (&paper->expires_on, 1);
  else if (g_str_equal (mark, "noname"))
    paper->name_matches = FALSE;
  else if (g_str_equal (mark, "noaddress"))
    paper->address_matches = FALSE;
  else if (g_str_equal (mark, "badphoto"))
    paper->photo_matches = FALSE;
  else if (g_str_equal (mark, "checked"))
    paper->machine_checked = TRUE;
  else
    g_error ("unknown mark %s", mark);
}

static inline void
add_paper (Application *application, const char *word)
{
  gboolean agent = *word == '@';
  g_auto (GStrv) parts = g_strsplit (word + agent, "/", -1);
  MadoIdPaper paper = { .expires_on = day_of ("2030-01-01"),
                        .name_matches = TRUE,
                        .address_matches = TRUE,
                        .photo_matches = TRUE };

  g_ptr_array_add (application->codes, g_strdup (parts[0]));
  paper.code = g_ptr_array_index (application->codes, application->codes->len - 1);
  g_date_clear (&paper.issued_on, 1);
  for (guint i = 1; parts[i] != NULL; i++)
    set_paper_mark (&paper, parts[i]);
  g_array_append_val (agent ? application->agent_papers : application->papers, paper);
}

static inline void
set_authority (MadoFacts *facts, const char *value)
{
  const char *colon = strchr (value, ':');

  facts->authority = g_str_has_prefix (value, "household")  ? MADO_AUTHORITY_SAME_HOUSEHOLD
                     : g_str_has_prefix (value, "register") ? MADO_AUTHORITY_FAMILY_REGISTER
                                                            : MADO_AUTHORITY_GUARDIAN_CERTIFICATE;
  if (colon != NULL)
    facts->authority_issued_on = day_of (colon + 1);
}

/* What concerns the certificate and the procedure. */
static inline gboolean
set_procedure_value (MadoFacts *facts, const char *key, const char *value)
{
  static const char *const passwords[] = { "unknown", "verified", "forgotten", "locked" };
  MadoRevocationGround ground;

  if (g_str_equal (key, "procedure"))
    g_assert_true (mado_procedure_find (value, &facts->procedure));
  else if (g_str_equal (key, "ground"))
    {
      g_assert_true (mado_revocation_find (value, &ground));
      facts->ground = (int) ground;
    }
  else if (g_str_equal (key, "last"))
    {
      facts->live_certificate = TRUE;
      facts->certificate_last_day = day_of (value);
    }
  else if (g_str_equal (key, "old"))
    {
      for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
        if (g_str_equal (passwords[i], value))
          facts->old_password = (MadoOldPassword) i;
    }
  else if (g_str_equal (key, "reprints"))
    facts->n_reprints = (guint) atoi (value);
  else if (g_str_equal (key, "set"))
    facts->rule_set = g_str_equal (value, "STATUTE_2004") ? MADO_RULE_SET_STATUTE_2004
                                                          : MADO_RULE_SET_STRICT_2010;
  else if (g_str_equal (key, "faults"))
    facts->visit_faults = (guint) atoi (value);
  else if (g_str_equal (key, "moved"))
    facts->moved_in_on = day_of (value);
  else if (g_str_equal (key, "people"))
    facts->proxy_other_people = (guint) atoi (value);
  else
    return FALSE;
  return TRUE;
}

static inline void
set_value (MadoFacts *facts, const char *key, const char *value)
{
  if (set_procedure_value (facts, key, value))
    return;
  if (g_str_equal (key, "now"))
    facts->now = instant_of (value);
  else if (g_str_equal (key, "birth"))
    facts->birth = day_of (value);
  else if (g_str_equal (key, "cardend"))
    facts->card_expires_on = day_of (value);
  else if (g_str_equal (key, "authority"))
    set_authority (facts, value);
  else if (g_str_equal (key, "reply"))
    facts->reply = g_str_equal (value, "valid")     ? MADO_REPLY_VALID
                   : g_str_equal (value, "expired") ? MADO_REPLY_EXPIRED
                   : g_str_equal (value, "early")   ? MADO_REPLY_EARLY
                                                    : MADO_REPLY_WRONG;
  else if (g_str_equal (key, "seal"))
    {
      facts->seal_certificate = TRUE;
      facts->seal_certificate_issued_on = day_of (value);
    }
  else if (g_str_equal (key, "substitutes"))
    facts->n_substitutes = (guint) atoi (value);
  else if (g_str_equal (key, "missing"))
    facts->n_substitutes_missing = (guint) atoi (value);
  else
    g_error ("unknown key %s", key);
}

static inline gboolean
set_word (MadoFacts *facts, const char *word)
{
  const struct
  {
    const char *word;
    gint *field;
    gint value;
  } words[] = {
    { "statutory", (gint *) &facts->comes, MADO_COMES_STATUTORY },
    { "proxy", (gint *) &facts->comes, MADO_COMES_PROXY },
    { "foreign", &facts->foreign, TRUE },
    { "nonresident", &facts->in_register, FALSE },
    { "ward", &facts->adult_ward, TRUE },
    { "open", &facts->open_case, TRUE },
    { "hold", &facts->on_hold, TRUE },
    { "live", &facts->live_certificate, TRUE },
    { "nocard", &facts->card_present, FALSE },
    { "othercard", &facts->card_own, FALSE },
    { "nophoto", &facts->card_photo, FALSE },
    { "badphoto", &facts->card_photo_matches, FALSE },
    { "unchecked", &facts->card_machine_checked, FALSE },
    { "suspended", (gint *) &facts->card_standing, MADO_CARD_SUSPENDED },
    { "void", (gint *) &facts->card_standing, MADO_CARD_VOID },
    { "poa", &facts->power_of_attorney, TRUE },
    { "incomplete", &facts->form_complete, FALSE },
    { "differ", (gint *) &facts->items_match, MADO_TEXT_DIFFERENT },
    { "spelling", (gint *) &facts->items_match, MADO_TEXT_SPELLING },
    { "confirmed", &facts->spelling_confirmed, TRUE },
    { "consent", &facts->substitutes_consented, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      {
        *words[i].field = words[i].value;
        return TRUE;
      }
  return FALSE;
}

/* A resident of 33 with a photo card whose code was read, on a Friday morning: accepted as it
 * stands. */
static inline void
application_init (Application *application, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  MadoFacts *facts = &application->facts;

  mado_facts_init (facts);
  application->papers = g_array_new (FALSE, FALSE, sizeof (MadoIdPaper));
  application->agent_papers = g_array_new (FALSE, FALSE, sizeof (MadoIdPaper));
  application->codes = g_ptr_array_new_with_free_func (g_free);
  facts->now = instant_of ("2013-04-12T10:00");
  facts->birth = day_of ("1980-02-17");
  facts->card_expires_on = day_of ("2020-01-01");
  facts->in_register = facts->card_present = facts->card_own = TRUE;
  facts->certificate_on_card = TRUE;
  facts->card_photo = facts->card_photo_matches = facts->card_machine_checked = TRUE;
  facts->form_complete = TRUE;
  facts->items_match = MADO_TEXT_SAME;
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      if (*words[i] == '\0' || set_word (facts, words[i]))
        continue;
      if (*words[i] == '@' || g_ascii_isupper (*words[i]))
        add_paper (application, words[i]);
      else
        set_value (facts, pair[0], pair[1]);
    }
  facts->papers = (const MadoIdPaper *) application->papers->data;
  facts->n_papers = application->papers->len;
  facts->agent_papers = (const MadoIdPaper *) application->agent_papers->data;
  facts->n_agent_papers = application->agent_papers->len;
}

static inline void
application_clear (Application *application)
{
  g_array_unref (application->papers);
  g_array_unref (application->agent_papers);
  g_ptr_array_unref (application->codes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Application, application_clear)

/* Returns: (transfer full): "verdict REASON REASON:detail …". */
static inline char *
describe (const MadoDecision *decision)
{
  GString *text = g_string_new (mado_verdict_name (decision->verdict));

  for (guint i = 0; i < decision->findings->len; i++)
    {
      const MadoFinding *finding = g_ptr_array_index (decision->findings, i);

      g_string_append_printf (text, " %s%s%s", mado_reason_get (finding->reason)->code,
                              finding->detail != NULL ? ":" : "",
                              finding->detail != NULL ? finding->detail : "");
    }
  return g_string_free (text, FALSE);
}
