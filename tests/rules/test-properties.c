/* What must hold for every application: random ones, seeded by GLib's test seed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "facts-text.h"

#define N_ROUNDS 4000
#define MAX_PAPERS 4

static const char *const days[]
    = { "now=2009-06-01T10:00", "now=2010-12-01T10:00", "now=2012-05-01T10:00",
        "now=2013-07-08T10:00", "now=2026-11-26T10:00" };
static const char *const persons[] = { "",
                                       "statutory birth=2008-01-01 authority=household",
                                       "ward",
                                       "live",
                                       "statutory ward authority=guardian:2009-05-01",
                                       "proxy",
                                       "proxy poa seal=2013-06-01",
                                       "birth=2000-01-01" };
static const char *const replies[] = { "", "reply=valid", "reply=expired", "reply=wrong" };
static const char *const cards[]
    = { "nophoto", "nophoto nocard", "unchecked", "badphoto", "", "void", "othercard" };
static const char *const marks[] = { "",           "/checked",           "/noname",
                                     "/noaddress", "/badphoto",          "/end=2009-01-01",
                                     "/noend",     "/issued=2012-04-01", "/issued=2012-03-30" };

/* What else makes each procedure possible; the letter's request (visit 1) shows no papers at all.
 */
static const char *const procedures[] = { "",
                                          "",
                                          "",
                                          "procedure=renew last=2026-12-31 old=verified",
                                          "procedure=renew last=2009-07-01 old=verified",
                                          "procedure=reissue last=2027-12-31",
                                          "procedure=revoke ground=V1 last=2027-12-31",
                                          "procedure=report ground=V3 last=2027-12-31",
                                          "procedure=change_password old=verified",
                                          "procedure=reset_password",
                                          "procedure=unlock old=locked",
                                          "procedure=copy",
                                          "procedure=status",
                                          "procedure=erase",
                                          "procedure=disclosure",
                                          "procedure=correction" };
static const char *const sets[] = { "", "set=STATUTE_2004", "set=STRICT_2010" };

#define PICK(list) list[g_test_rand_int_range (0, G_N_ELEMENTS (list))]

static const char *
pick_code (const MadoOfficeProfile *profile)
{
  GPtrArray *documents = mado_evidence_table_get_documents (profile->evidence);

  return ((const MadoIdDocument *) g_ptr_array_index (
              documents, g_test_rand_int_range (0, (gint) documents->len)))
      ->code;
}

static char *
random_application (const MadoOfficeProfile *profile)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "cardend=2030-01-01 %s %s %s %s %s %s", PICK (days), PICK (persons),
                   PICK (replies), PICK (cards), PICK (procedures), PICK (sets));
  for (gint i = g_test_rand_int_range (0, MAX_PAPERS); i > 0; i--)
    g_string_append_printf (text, " %s%s%s", g_test_rand_bit () ? "@" : "", pick_code (profile),
                            PICK (marks));
  return g_string_free (text, FALSE);
}

static MadoDecision *
decide (const MadoOfficeProfile *profile, const char *text)
{
  g_auto (Application) application;

  application_init (&application, text);
  return mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_ALL);
}

/* Accepted means: papers are named, each of them was shown, and each counts on that day. */
static void
test_no_accept_without_identity (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  guint n_accepted = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *text = random_application (profile);
      g_autoptr (MadoDecision) decision = decide (profile, text);
      g_auto (GStrv) codes = NULL;

      if (decision->verdict != MADO_VERDICT_ACCEPT)
        continue;
      n_accepted++;
      g_test_message ("%s", text);
      g_assert_nonnull (decision->identified_by);
      codes = g_strsplit (decision->identified_by, " ", -1);
      g_assert_nonnull (codes[0]);
      for (guint k = 0; codes[k] != NULL; k++)
        {
          if (g_str_equal (codes[k], "L"))
            g_assert_nonnull (strstr (text, "reply=valid"));
          else if (!g_str_equal (codes[k], "P06"))
            g_assert_nonnull (strstr (text, codes[k]));
        }
    }
  g_assert_cmpuint (n_accepted, >, 100); /* or the test tests nothing */
}

/* Nobody is accepted who shows no paper at all and whose card has no photo. */
static void
test_nothing_shown (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  for (gsize d = 0; d < G_N_ELEMENTS (days); d++)
    for (gsize p = 0; p < G_N_ELEMENTS (persons); p++)
      for (gsize r = 0; r < G_N_ELEMENTS (replies); r++)
        {
          g_autofree char *text = g_strdup_printf ("cardend=2030-01-01 nophoto %s %s %s", days[d],
                                                   persons[p], replies[r]);
          g_autoptr (MadoDecision) decision = decide (profile, text);

          g_assert_cmpint (decision->verdict, !=, MADO_VERDICT_ACCEPT);
        }
}

/* One more paper, valid or not, never makes a decision worse. */
static void
test_more_papers_never_hurt (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  guint n_better = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *text = random_application (profile);
      g_autofree char *more
          = g_strdup_printf ("%s %s%s%s", text, g_test_rand_bit () ? "@" : "", pick_code (profile),
                             g_test_rand_bit () ? "/issued=2012-04-01" : PICK (marks));
      g_autoptr (MadoDecision) before = decide (profile, text);
      g_autoptr (MadoDecision) after = decide (profile, more);

      g_test_message ("%s", more);
      g_assert_cmpint (after->verdict, <=, before->verdict);
      n_better += after->verdict < before->verdict;
    }
  g_assert_cmpuint (n_better, >, 20);
}

/* The same facts give the same decision. */
static void
test_pure (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = random_application (profile);
      g_autoptr (MadoDecision) first = decide (profile, text), second = decide (profile, text);
      g_autofree char *first_text = describe (first), *second_text = describe (second);

      g_assert_cmpstr (first_text, ==, second_text);
    }
}

/* A second visit with one of its ten faults is never accepted, however good the papers are. */
static void
test_visit_faults (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  for (guint i = 0; i < MADO_N_VISIT_FAULTS; i++)
    {
      g_autofree char *text
          = g_strdup_printf ("proxy reply=valid poa seal=2013-04-01 B01 @P01 faults=%u", 1u << i);
      g_autoptr (MadoDecision) decision = decide (profile, text);

      g_assert_cmpint (decision->verdict, !=, MADO_VERDICT_ACCEPT);
      g_assert_true (
          mado_decision_has (decision, mado_inquiry_visit_reason ((MadoVisitFault) (1u << i))));
    }
}

static const struct
{
  MadoAlienStatus status;
  const char *birth, *date, *last;
} alien_cards[] = {
  { MADO_ALIEN_PERMANENT, "1970-01-01", "2012-07-09", "2015-07-08" },
  { MADO_ALIEN_PERMANENT, "1998-05-01", "2012-07-09", "2014-05-01" }, /* under 16 on 2012-07-09 */
  { MADO_ALIEN_PERMANENT, "2005-05-01", "2012-07-09", "2015-07-08" },
  { MADO_ALIEN_PERMANENT, "1996-07-10", "2012-07-09", "2015-07-08" }, /* 16 with 2012-07-09 */
  { MADO_ALIEN_PERMANENT, "1996-07-11", "2012-07-09", "2012-07-11" },
  { MADO_ALIEN_SPECIAL, "1970-01-01", "2014-03-01", "2015-07-08" },
  { MADO_ALIEN_SPECIAL, "1970-01-01", "2018-03-01", "2018-03-01" },
  { MADO_ALIEN_SPECIAL, "2001-03-01", "2014-03-01", "2017-03-01" },
  { MADO_ALIEN_OTHER, "1970-01-01", "2013-10-15", "2013-10-15" },
  { MADO_ALIEN_OTHER, "1997-09-01", "2013-10-15", "2013-09-01" },
};

static void
test_alien_last_day (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (alien_cards); i++)
    {
      GDate birth = day_of (alien_cards[i].birth), date = day_of (alien_cards[i].date);
      GDate last, expected = day_of (alien_cards[i].last);

      mado_evidence_alien_last_day (alien_cards[i].status, &birth, &date, &last);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (g_date_compare (&last, &expected), ==, 0);
    }
}

static const struct
{
  const char *papers;
  const char *same_day, *by_letter; /* expected; NULL: no such way */
} lackings[] = {
  { "", "1", "2" },      { "A01", "3", "" }, { "B01", "2", "3" },        { "B01 B05", "2", "" },
  { "A01 B01", "", "" }, { "P03", "", "2" }, { "A01/checked", "", "2" },
};

/* What is still to be brought under STRICT_2010 ("1, 2+3, L+2, L+3+3"): the shortest way, the first
 * of equals. */
static void
test_lacking (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  const MadoEvidenceContext strict
      = { .rule_set = MADO_RULE_SET_STRICT_2010, .day = day_of ("2013-07-08") };
  const MadoEvidenceContext agent
      = { .rule_set = MADO_RULE_SET_AGENT, .agent = TRUE, .day = day_of ("2013-07-08") };

  for (gsize i = 0; i < G_N_ELEMENTS (lackings); i++)
    {
      g_auto (Application) application;
      g_autofree char *same_day = NULL, *by_letter = NULL, *of_agent = NULL;
      const MadoFacts *facts = &application.facts;

      application_init (&application, lackings[i].papers);
      same_day = mado_evidence_lacking (profile->evidence, &strict, facts->papers, facts->n_papers,
                                        FALSE);
      by_letter = mado_evidence_lacking (profile->evidence, &strict, facts->papers, facts->n_papers,
                                         TRUE);
      of_agent
          = mado_evidence_lacking (profile->evidence, &agent, facts->papers, facts->n_papers, TRUE);
      g_test_message ("%s", lackings[i].papers);
      g_assert_cmpstr (same_day, ==, lackings[i].same_day);
      g_assert_cmpstr (by_letter, ==, lackings[i].by_letter);
      g_assert_null (of_agent);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/property/no-accept-without-identity", test_no_accept_without_identity);
  g_test_add_func ("/rules/property/nothing-shown", test_nothing_shown);
  g_test_add_func ("/rules/property/more-papers-never-hurt", test_more_papers_never_hurt);
  g_test_add_func ("/rules/property/pure", test_pure);
  g_test_add_func ("/rules/property/visit-faults", test_visit_faults);
  g_test_add_func ("/rules/evidence/alien-last-day", test_alien_last_day);
  g_test_add_func ("/rules/evidence/lacking", test_lacking);
  return g_test_run ();
}
