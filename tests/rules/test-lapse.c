/* What ends a certificate and a card, what a revocation needs, what is kept until when.  Sources in
 * each row.  SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "profile-fixture.h"

#include "mado-lapse.h"
#include "mado-retention.h"

/* clang-format off */
static const struct
{
  const char *event, *certificate, *ground;
  int crl_reason;
  const char *card, *source;
} events[] = {
  { "move_within",          "ends",       "A1", 3,  "face_update", "SEED Q10; JLAW 30-8(3)" },
  { "move_out",             "ends",       "A1", 3,  "continues",   "SEED Q10; JLAW 30-44" },
  { "move_in",              "ends",       "A1", 3,  "continues",   "SEED Q10; JLAW 30-44" },
  { "move_abroad",          "ends",       "A1", 3,  "void",        "JLAW 30-8(3)" },
  { "death",                "ends",       "A1", 3,  "void",        "JLAW 30-8(3)" },
  { "erased",               "ends",       "A1", 3,  "void",        "JLAW 30-8(3)" },
  { "name_change",          "ends",       "A1", 3,  "face_update", "SEED Q11" },
  { "alias_change",         "ends",       "A1", 3,  "face_update", "JORD 30-26(7)" },
  { "birth_correction",     "ends",       "A1", 3,  "face_update", "LAW 12" },
  { "sex_correction",       "ends",       "A1", 3,  "face_update", "LAW 12" },
  { "uncommon_character",   "ends",       "A1", 3,  "face_update", "JREG 21-2 does not cover it" },
  { "resident_code",        "stays",      NULL, -1, "void",        "JORD 30-20 no. 7" },
  { "household",            "stays",      NULL, -1, "stays",       "none of the four items" },
  { "common_character",     "stays",      NULL, -1, "face_update", "JREG 21-2 no. 1" },
  { "character_identification", "stays",  NULL, -1, "face_update", "JREG 21-2 no. 2" },
  { "area_renaming",        "stays",      NULL, -1, "face_update", "JREG 21-2 no. 3" },
  { "lot_renumbering",      "stays",      NULL, -1, "face_update", "JREG 21-2 no. 4" },
  { "residence_indication", "stays",      NULL, -1, "face_update", "JREG 21-2 no. 5" },
  { "building_name",        "stays",      NULL, -1, "face_update", "JREG 21-2 no. 6" },
  { "other_minor",          "stays",      NULL, -1, "face_update", "JREG 21-2 no. 7" },
  { "card_lost",            "report_due", "V3", 1,  "suspend",     "LAW 10" },
  { "card_stolen",          "report_due", "V3", 1,  "suspend",     "LAW 10" },
  { "card_broken",          "report_due", "V4", 5,  "replace",     "LAW 10(1)" },
  { "card_expired",         "stays",      NULL, -1, "void",        "LAW 15 does not list it" },
  { "card_returned",        "stays",      NULL, -1, "void",        "LAW 15 does not list it" },
  { "stay_ended",           "stays",      NULL, -1, "void",        "JORD 30-30, LAW 5" },
  { "password_locked",      "stays",      NULL, -1, "stays",       "SEED Q13" },
  { "password_leaked",      "report_due", "V2", 1,  "stays",       "LAW 10" },
  { "record_error",         "ends",       "A2", 0,  "stays",       "LAW 13" },
  { "ca_compromise",        "ends",       "A3", 2,  "stays",       "LAW 14" },
  { "period_over",          "ends",       "A4", -1, "stays",       "LAW 15(1) no. 5" },
};
/* clang-format on */

static MadoLapse
ask (const MadoOfficeProfile *profile, const char *event, const char *day, const char *moved_in)
{
  MadoRegisterEvent found = MADO_N_EVENTS;
  GDate date = day_of (day);
  MadoLapseFacts facts;
  MadoLapse lapse;

  g_test_message ("%s", event);
  g_assert_true (mado_lapse_find (event, &found));
  g_assert_cmpstr (mado_lapse_row (found)->id, ==, event);
  mado_lapse_facts_init (&facts, found, &date);
  if (moved_in != NULL)
    facts.moved_in_on = day_of (moved_in);
  mado_lapse_ask (profile, &facts, &lapse);
  return lapse;
}

static void
test_events (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  g_assert_cmpuint (G_N_ELEMENTS (events), ==, MADO_N_EVENTS);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      MadoLapse lapse = ask (profile, events[i].event, "2013-04-12", NULL);

      g_assert_cmpstr (mado_certificate_effect_name (lapse.certificate), ==, events[i].certificate);
      g_assert_cmpstr (mado_card_effect_name (lapse.card), ==, events[i].card);
      g_assert_cmpint (lapse.crl_reason, ==, events[i].crl_reason);
      if (events[i].ground != NULL)
        g_assert_cmpstr (mado_revocation_get (lapse.ground)->id, ==, events[i].ground);
      g_assert_cmpint (lapse.notify_holder, ==, g_str_equal (events[i].event, "record_error"));
      g_assert_cmpint (lapse.publish, ==, g_str_equal (events[i].event, "ca_compromise"));
      g_assert_cmpint (lapse.minor, ==, lapse.row->minor);
    }
}

/* JORD 30-20 nos. 2 and 3; no card followed its holder before 2012-07-09. */
static const struct
{
  const char *event, *day, *moved_in, *card, *last;
} moves[] = {
  { "move_out", "2012-07-08", NULL, "void", NULL },
  { "move_out", "2012-07-09", NULL, "continues", "2012-08-08" },
  { "move_out", "2013-04-01", NULL, "continues", "2013-05-01" },
  { "move_out", "2013-04-01", "2013-04-10", "continues", "2013-04-24" },
  { "move_out", "2013-04-01", "2013-04-20", "continues", "2013-05-01" },
  { "move_in", "2013-04-01", NULL, "continues", "2013-06-30" },
  { "move_in", "2012-07-08", NULL, "void", NULL },
};

static void
test_moves (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      MadoLapse lapse = ask (profile, moves[i].event, moves[i].day, moves[i].moved_in);

      g_assert_cmpstr (mado_card_effect_name (lapse.card), ==, moves[i].card);
      g_assert_cmpint (g_date_valid (&lapse.card_last_day), ==, moves[i].last != NULL);
      if (moves[i].last != NULL)
        {
          GDate last = day_of (moves[i].last);

          g_assert_cmpint (g_date_compare (&lapse.card_last_day, &last), ==, 0);
        }
    }
}

/* Where towns disagree with the regulation, the profile decides. */
static void
test_switches (void)
{
  g_autoptr (MadoOfficeProfile) strict
      = make_profile ("[certificate]\nresidence_indication_ends_certificate = yes\n"
                      "card_end_ends_certificate = yes\nminor_corrections = common_character\n");

  g_assert_cmpint (ask (strict, "residence_indication", "2013-04-12", NULL).certificate, ==,
                   MADO_CERTIFICATE_ENDS);
  g_assert_cmpint (ask (strict, "card_expired", "2013-04-12", NULL).certificate, ==,
                   MADO_CERTIFICATE_ENDS);
  g_assert_cmpint (ask (strict, "building_name", "2013-04-12", NULL).certificate, ==,
                   MADO_CERTIFICATE_ENDS);
  g_assert_cmpint (ask (strict, "common_character", "2013-04-12", NULL).certificate, ==,
                   MADO_CERTIFICATE_STAYS);
}

/* clang-format off */
static const struct
{
  const char *ground, *form, *procedure, *card;
  gboolean online;
  int crl_reason;
} grounds[] = {
  { "V1", "application", "revoke", "if_available", TRUE,  5  }, /* LAW 9(3) */
  { "V2", "report",      "report", "not_needed",   FALSE, 1  }, /* LAW 10 */
  { "V3", "report",      "report", "not_needed",   FALSE, 1  },
  { "V4", "report",      "report", "if_available", FALSE, 5  },
  { "V5", "internal",    "renew",  "needed",       FALSE, 4  }, /* LAW 6 */
  { "A1", "authority",   NULL,     "not_needed",   FALSE, 3  }, /* LAW 12 */
  { "A2", "authority",   NULL,     "not_needed",   FALSE, 0  }, /* LAW 13 */
  { "A3", "authority",   NULL,     "not_needed",   FALSE, 2  }, /* LAW 14 */
  { "A4", "authority",   NULL,     "not_needed",   FALSE, -1 }, /* LAW 15(1) no. 5 */
};
/* clang-format on */

static void
test_grounds (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  MadoRevocationGround found;

  g_assert_cmpuint (G_N_ELEMENTS (grounds), ==, MADO_N_REVOCATION_GROUNDS);
  g_assert_false (mado_revocation_find ("V6", &found));
  for (gsize i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      const MadoRevocationRow *row;

      g_assert_true (mado_revocation_find (grounds[i].ground, &found));
      row = mado_revocation_get (found);
      g_assert_cmpstr (mado_revocation_form_name (row->form), ==, grounds[i].form);
      g_assert_cmpstr (mado_card_need_name (row->card), ==, grounds[i].card);
      g_assert_cmpint (row->online, ==, grounds[i].online);
      g_assert_cmpint (mado_revocation_crl_reason (profile, found), ==, grounds[i].crl_reason);
      if (grounds[i].procedure == NULL)
        g_assert_cmpint (row->procedure, ==, MADO_N_PROCEDURES);
      else
        g_assert_cmpstr (mado_procedure_get (row->procedure)->id, ==, grounds[i].procedure);
    }
  g_assert_cmpstr (mado_revocation_crl_reason_name (3), ==, "affiliationChanged");
  g_assert_cmpstr (mado_revocation_crl_reason_name (-1), ==, "");
}

typedef void (*Until) (const MadoOfficeProfile *profile, const GDate *from, GDate *until);

static const struct
{
  Until ask;
  const char *from, *until;
} periods[] = {
  /* REG 44 item 1; corrections 10.3: never one day early where the tenth year has a 02-29 */
  { mado_retention_application_until, "2013-03-31", "2023-03-31" },
  { mado_retention_application_until, "2010-02-28", "2020-02-29" },
  { mado_retention_application_until, "2014-02-28", "2024-02-29" },
  { mado_retention_application_until, "2018-02-28", "2028-02-29" },
  { mado_retention_application_until, "2012-02-29", "2022-02-28" },
  { mado_retention_application_until, "2015-12-31", "2025-12-31" },
  /* REG 44 item 6: the day of receipt counts */
  { mado_retention_other_until, "2010-04-01", "2020-03-31" },
  { mado_retention_other_until, "2010-03-01", "2020-02-29" },
  { mado_retention_other_until, "2012-02-29", "2022-02-28" },
  /* LAW 30; corrections 10.8 */
  { mado_retention_answer_by, "2010-04-01", "2010-04-30" },
  { mado_retention_answer_by, "2012-02-01", "2012-03-01" },
};

static void
test_retention (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      GDate from = day_of (periods[i].from), expected = day_of (periods[i].until), until;

      g_test_message ("%s", periods[i].from);
      periods[i].ask (profile, &from, &until);
      g_assert_cmpint (g_date_days_between (&expected, &until), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/lapse/events", test_events);
  g_test_add_func ("/rules/lapse/moves", test_moves);
  g_test_add_func ("/rules/lapse/switches", test_switches);
  g_test_add_func ("/rules/revocation/grounds", test_grounds);
  g_test_add_func ("/rules/retention", test_retention);
  return g_test_run ();
}
