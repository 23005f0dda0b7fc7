/* Renewal, fee and hours.  Sources in each row.  SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile-fixture.h"

#include "mado-fee.h"
#include "mado-hours.h"
#include "mado-renewal.h"

/* clang-format off */
static const struct
{
  const char *last, *day, *state, *procedure;
  guint lost_days, lost_months, lost_rest;
} renewals[] = {
  /* last day - 3 months, inclusive, clamped to the month's end (SEED Q7, notes 5.2) */
  { "2013-03-31", "2012-12-30", "too_early", "reissue", 91, 3, 1  },
  { "2013-03-31", "2012-12-31", "open",      "renew",   90, 3, 0  },
  { "2013-03-31", "2013-03-31", "open",      "renew",   0,  0, 0  },
  { "2013-03-31", "2013-04-01", "over",      "issue",   0,  0, 0  },
  { "2013-05-31", "2013-02-27", "too_early", "reissue", 93, 3, 4  },
  { "2013-05-31", "2013-02-28", "open",      "renew",   92, 3, 3  },
  { "2012-05-31", "2012-02-28", "too_early", "reissue", 93, 3, 3  },
  { "2012-05-31", "2012-02-29", "open",      "renew",   92, 3, 2  },
  { "2013-03-31", "2010-04-01", "too_early", "reissue", 1095, 35, 30 },
};
/* clang-format on */

static void
test_renewal (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (renewals); i++)
    {
      GDate last = day_of (renewals[i].last), day = day_of (renewals[i].day);
      MadoRenewal renewal;

      mado_renewal_ask (profile, &last, &day, &renewal);
      g_test_message ("%s on %s", renewals[i].last, renewals[i].day);
      g_assert_cmpstr (mado_renewal_state_name (renewal.state), ==, renewals[i].state);
      g_assert_cmpstr (mado_procedure_get (mado_renewal_procedure (renewal.state))->id, ==,
                       renewals[i].procedure);
      g_assert_cmpuint (renewal.lost_days, ==, renewals[i].lost_days);
      g_assert_cmpuint (renewal.lost_months, ==, renewals[i].lost_months);
      g_assert_cmpuint (renewal.lost_days_beyond_months, ==, renewals[i].lost_rest);
    }
}

/* Where "under three months" is read strictly the window opens a day later. */
static void
test_offset (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile ("[certificate]\nwindow_offset_days = 1\n");
  GDate last = day_of ("2013-03-31"), day = day_of ("2012-12-31"), opens = day_of ("2013-01-01");
  MadoRenewal renewal;

  mado_renewal_ask (profile, &last, &day, &renewal);
  g_assert_cmpint (renewal.state, ==, MADO_RENEWAL_TOO_EARLY);
  g_assert_cmpint (g_date_compare (&renewal.opens, &opens), ==, 0);
}

/* Notes 9 no. 19: revoked and not issued. */
static void
test_resume (void)
{
  GDate day = day_of ("2013-04-12"), next = day_of ("2013-04-13");

  g_assert_true (mado_renewal_may_resume (&day, &day));
  g_assert_false (mado_renewal_may_resume (&day, &next));
}

/* clang-format off */
static const struct
{
  const char *procedure, *day, *waiver;
  gboolean signed_by;
  guint yen;
  const char *ground;
} fees[] = {
  { "issue",           "2004-03-31", NULL,       FALSE, 0,   "campaign"          }, /* launch */
  { "issue",           "2004-04-01", NULL,       FALSE, 500, "due"               }, /* MIC page */
  { "renew",           "2013-04-12", NULL,       FALSE, 500, "due"               }, /* SEED Q8 */
  { "reissue",         "2013-04-12", NULL,       FALSE, 500, "due"               },
  { "revoke",          "2013-04-12", NULL,       FALSE, 0,   "free"              }, /* two cities */
  { "report",          "2013-04-12", NULL,       FALSE, 0,   "free"              },
  { "unlock",          "2013-04-12", NULL,       FALSE, 0,   "free"              }, /* sources silent */
  { "issue",           "2013-04-12", "disaster", TRUE,  0,   "waived"            },
  { "issue",           "2013-04-12", "disaster", FALSE, 500, "waiver_unsigned"   },
  { "issue",           "2013-04-12", "kindness", TRUE,  500, "waiver_not_listed" },
};
/* clang-format on */

static void
test_fee (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile ("[fee]\nwaiver_reasons = disaster\n");

  for (gsize i = 0; i < G_N_ELEMENTS (fees); i++)
    {
      GDate day = day_of (fees[i].day);
      MadoProcedure procedure = MADO_N_PROCEDURES;
      MadoFee fee;

      g_assert_true (mado_procedure_find (fees[i].procedure, &procedure));
      fee = mado_fee_ask (profile, procedure, &day, fees[i].waiver, fees[i].signed_by);
      g_test_message ("%s %s", fees[i].procedure, fees[i].ground);
      g_assert_cmpuint (fee.yen, ==, fees[i].yen);
      g_assert_cmpstr (mado_fee_ground_name (fee.ground), ==, fees[i].ground);
    }
}

static void
test_hours (void)
{
  g_autoptr (MadoOfficeProfile) profile
      = make_profile ("[hours]\nca_stops = 2013-04-15..2013-04-16\n");
  GDate friday = day_of ("2013-04-12"), monday = day_of ("2013-04-15"), next;
  GDate expected = day_of ("2013-04-17"), golden = day_of ("2013-05-02");
  GDate after_golden = day_of ("2013-05-07");
  MadoReason reason;

  g_assert_true (mado_hours_counter (profile, &friday, 9 * 60, &reason));
  g_assert_cmpint (reason, ==, MADO_N_REASONS);
  g_assert_true (mado_hours_ca (profile, &friday, 16 * 60 + 20, &reason));
  g_assert_cmpint (reason, ==, MADO_N_REASONS);
  g_assert_true (mado_hours_ca (profile, &friday, 16 * 60 + 21, &reason));
  g_assert_cmpint (reason, ==, MADO_REASON_CA_CLOSES_SOON);
  g_assert_false (mado_hours_ca (profile, &monday, 10 * 60, &reason));
  g_assert_cmpint (reason, ==, MADO_REASON_CA_STOPPED);
  mado_hours_next_day (profile, &friday, &next);
  g_assert_cmpint (g_date_days_between (&expected, &next), ==, 0);
  mado_hours_next_day (profile, &golden, &next);
  g_assert_cmpint (g_date_days_between (&after_golden, &next), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/renewal", test_renewal);
  g_test_add_func ("/rules/renewal/offset", test_offset);
  g_test_add_func ("/rules/renewal/resume", test_resume);
  g_test_add_func ("/rules/fee", test_fee);
  g_test_add_func ("/rules/hours", test_hours);
  return g_test_run ();
}
