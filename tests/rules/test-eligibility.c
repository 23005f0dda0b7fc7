/* Who may apply for a first issue, and with which papers: cases with their source.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "facts-text.h"

typedef struct
{
  const char *application, *expected, *source;
} Case;

/* What helps beside one of class 2. */
#define CLASS_3 "ONE_MORE_PAPER:B01 B02 B03 B04 B05 B06 B07 B08"

/* clang-format off */
static const Case time_cases[] = {
  { "",                                   "accept", "MIC page" },
  { "now=2004-01-29T09:00 cardend=2013-01-01", "accept", "service began" },
  { "now=2004-01-28T10:00",               "refuse BEFORE_SERVICE", "service began" },
  { "now=2013-04-13T10:00",               "refuse CLOSED_DAY CA_STOPPED", "weekdays only" },
  { "now=2013-04-14T10:00",               "refuse CLOSED_DAY CA_STOPPED", "weekdays only" },
  { "now=2013-05-06T10:00",               "refuse CLOSED_DAY CA_STOPPED", "substitute holiday" },
  { "now=2012-12-28T10:00",               "accept", "closed from 12-29" },
  { "now=2010-12-29T10:00",               "refuse CLOSED_DAY", "closed from 12-29" },
  { "now=2014-01-03T10:00",               "refuse CLOSED_DAY", "closed to 01-03" },
  { "now=2013-01-04T10:00",               "accept", "closed to 01-03" },
  { "now=2013-04-12T08:59",               "refuse CLOSED_HOURS", "9:00-17:00" },
  { "now=2013-04-12T08:29",               "refuse CLOSED_HOURS CA_CLOSED", "9:00-17:00" },
  { "now=2013-04-12T09:00",               "accept", "9:00-17:00" },
  { "now=2013-04-12T16:20",               "accept", "40 minutes before the CA closes" },
  { "now=2013-04-12T16:21",               "accept CA_CLOSES_SOON", "40 minutes before the CA closes" },
  { "now=2013-04-12T16:59",               "accept CA_CLOSES_SOON", "9:00-17:00" },
  { "now=2013-04-12T17:00",               "refuse CLOSED_HOURS CA_CLOSED", "9:00-17:00" },
  { "now=2026-11-26T10:00 cardend=2030-01-01", "accept", "no last day in the shipped profile" },
};

static const Case person_cases[] = {
  { "nonresident",                        "refuse NOT_RESIDENT", "LAW 3(1)" },
  { "open",                               "refuse OPEN_CASE", "one application a person" },
  { "live",                               "refuse LIVE_CERTIFICATE", "LAW 6" },
  { "last=2013-04-12",                    "refuse LIVE_CERTIFICATE", "LAW 6: its last day" },
  { "last=2013-04-11",                    "accept", "LAW 15(1) no. 5: it ended yesterday" },
  { "foreign now=2013-07-05T10:00",       "refuse FOREIGN_BEFORE", "LAW suppl. 6" },
  { "foreign now=2013-07-08T10:00",       "accept", "LAW suppl. 6" },
  { "birth=1998-04-14",                   "refuse UNDER_AGE", "15 the day before the birthday" },
  { "birth=1998-04-13",                   "accept", "年齢計算ニ関スル法律" },
  { "birth=1998-04-12",                   "accept", "15 on the birthday" },
  { "birth=1996-02-29 now=2011-02-28T10:00", "accept", "29 February reaches 15 with 02-28" },
  { "birth=1996-03-01 now=2011-02-28T10:00", "accept", "年齢計算ニ関スル法律" },
  { "birth=1996-03-02 now=2011-02-28T10:00", "refuse UNDER_AGE", "年齢計算ニ関スル法律" },
  { "ward",                               "refuse WARD", "REG 5(1)" },
  { "proxy birth=1998-04-14 reply=valid poa seal=2013-04-01 B01 @P01", "refuse UNDER_AGE", "under 15 by the representative" },
};

static const Case statutory_cases[] = {
  { "statutory birth=2000-01-01 authority=household @A01/checked", "accept", "under 15, same household" },
  { "statutory birth=1993-04-14 authority=register:2013-04-01 @A01/checked", "accept", "19: self or representative" },
  { "statutory birth=1998-04-14 authority=household @A01/checked", "accept", "14: same household is enough" },
  { "statutory birth=1998-04-13 authority=household @A01/checked", "needs AUTHORITY_MISSING", "15: family register" },
  { "statutory birth=1993-04-13 authority=register:2013-04-01 @A01/checked", "refuse REPRESENTATIVE_NOT_POSSIBLE", "20 the day before the birthday" },
  { "statutory authority=register:2013-04-01 @A01/checked", "refuse REPRESENTATIVE_NOT_POSSIBLE", "adult, no ward" },
  { "statutory birth=2000-01-01 @A01/checked", "needs AUTHORITY_MISSING", "JREG 36" },
  { "statutory birth=2000-01-01 authority=register:2013-01-12 @A01/checked", "accept", "民法140, 143" },
  { "statutory birth=2000-01-01 authority=register:2013-01-11 @A01/checked", "needs AUTHORITY_OLD", "民法140, 143: through 04-11" },
  { "statutory birth=2000-01-01 authority=register:2013-02-28 now=2013-05-31T10:00 @A01/checked", "accept", "02-28 is good through 05-31" },
  { "statutory birth=2000-01-01 authority=register:2013-02-28 now=2013-06-03T10:00 @A01/checked", "needs AUTHORITY_OLD", "02-28 is good through 05-31" },
  { "statutory birth=2000-01-01 authority=register:2013-04-13 @A01/checked", "needs AUTHORITY_DATE", "issued tomorrow" },
  { "statutory birth=2000-01-01 authority=register @A01/checked", "needs AUTHORITY_DATE", "no date" },
  { "statutory ward authority=guardian:2013-04-01 @A01/checked", "accept", "JREG 36" },
  { "statutory ward authority=household @A01/checked", "needs AUTHORITY_MISSING", "a guardian shows a certificate" },
  { "statutory ward authority=register:2013-04-01 @A01/checked", "needs AUTHORITY_MISSING", "a guardian shows a certificate" },
  { "statutory birth=2000-01-01 authority=household", "needs AGENT_IDENTITY", "REG 5(1) no. 1" },
  { "statutory birth=2000-01-01 authority=household @B01 @B02", "needs AGENT_IDENTITY", "REG 5(1) no. 1: photo document" },
  { "statutory birth=2000-01-01 authority=household reply=valid @B01 @B02", "needs AGENT_IDENTITY", "REG 5(1) no. 1: even with a reply" },
  { "statutory birth=2000-01-01 authority=household @P01", "needs AGENT_IDENTITY", "strict: passport needs one more" },
  { "statutory birth=2000-01-01 authority=household @P01 @B01", "accept", "strict: 2+3" },
  { "statutory birth=1998-01-01 authority=household @P01 now=2010-11-30T10:00", "accept", "statute: passport alone" },
  { "statutory birth=2000-01-01 authority=household @P03 now=2012-07-09T10:00", "accept", "REG suppl. 2012 no. 26: agents from 2012-07-09" },
  { "statutory birth=2000-01-01 authority=household @P03 now=2012-07-06T10:00", "needs PAPER_NOT_YET:P03 AGENT_IDENTITY", "REG suppl. 2012 no. 26" },
};

static const Case proxy_cases[] = {
  { "proxy",                              "inquiry PROXY_INQUIRY", "REG 5(1) no. 2: never the same day" },
  { "proxy poa seal=2013-04-01 B01 @P01", "inquiry PROXY_INQUIRY", "REG 5(1) no. 2" },
  { "proxy reply=expired poa seal=2013-04-01 B01 @P01", "inquiry REPLY_EXPIRED PROXY_INQUIRY", "reply in time" },
  { "proxy reply=early poa seal=2013-04-01 B01 @P01", "refuse NOT_MAILED PROXY_INQUIRY", "a reply follows the mailing" },
  { "proxy reply=valid poa seal=2013-04-13 B01 @P01", "needs SEAL_CERTIFICATE_DATE", "issued tomorrow" },
  { "proxy procedure=copy reply=valid poa seal=2013-04-01 B01 @P01", "refuse HOLDER_ONLY", "notes 1.9" },
  { "proxy reply=wrong poa seal=2013-04-01 B01 @P01", "inquiry REPLY_WRONG PROXY_INQUIRY", "one letter, one application" },
  { "proxy reply=valid poa seal=2013-04-01 B01 @P01", "accept", "REG 5(1)" },
  { "proxy reply=valid seal=2013-04-01 B01 @P01", "needs POWER_OF_ATTORNEY", "REG 5(1)" },
  { "proxy reply=valid poa B01 @P01",     "needs SEAL_CERTIFICATE", "REG 5(1)" },
  { "proxy reply=valid poa seal=2013-01-12 B01 @P01", "accept", "three months by 民法" },
  { "proxy reply=valid poa seal=2013-01-11 B01 @P01", "needs SEAL_CERTIFICATE_OLD", "three months by 民法" },
  { "proxy reply=valid poa seal=2012-02-29 B01 @P01 now=2012-05-31T10:00", "accept", "02-29 is good through 05-31" },
  { "proxy reply=valid poa seal=2012-02-29 B01 @P01 now=2012-06-01T10:00", "needs SEAL_CERTIFICATE_OLD", "02-29 is good through 05-31" },
  { "proxy reply=valid poa seal=2013-04-30 B01 @P01 now=2013-07-31T10:00", "accept", "04-30 is good through 07-31" },
  { "proxy reply=valid poa seal=2013-04-30 B01 @P01 now=2013-08-01T10:00", "needs SEAL_CERTIFICATE_OLD", "04-30 is good through 07-31" },
  { "proxy reply=valid poa seal=2013-04-01 nophoto @P01", "needs APPLICANT_PAPER", "what the mayor finds proper" },
  { "proxy reply=valid poa seal=2013-04-01 B01", "needs AGENT_IDENTITY", "REG 5(1) no. 1" },
  { "proxy reply=valid poa seal=2013-04-01 B01 @B01 @B02", "needs AGENT_IDENTITY", "REG 5(1) no. 1" },
  { "proxy reply=valid poa seal=2012-07-02 B01 @P03 now=2012-07-06T10:00", "needs PAPER_NOT_YET:P03 AGENT_IDENTITY", "REG suppl. 2012 no. 26" },
  { "proxy reply=valid poa seal=2012-07-02 B01 @P03 now=2012-07-09T10:00", "accept", "REG suppl. 2012 no. 26: proxies from 2012-07-09" },
  { "proxy reply=valid poa seal=2013-04-01 B01 @P01/end=2013-04-11", "needs PAPER_EXPIRED:P01 AGENT_IDENTITY", "valid documents" },
};

static const Case card_cases[] = {
  { "nocard A01/checked",                 "needs CARD_MISSING", "REG 8" },
  { "nocard",                             "needs CARD_MISSING NO_IDENTITY", "a card that is not here identifies nobody" },
  { "othercard A01/checked",              "refuse CARD_OF_ANOTHER PAPER_NAME:P06", "REG 15 no. 1" },
  { "suspended A01/checked",              "needs CARD_SUSPENDED", "card suspended by telephone" },
  { "void A01/checked",                   "needs CARD_VOID", "JORD 30-20" },
  { "cardend=2013-04-11 A01/checked",     "needs CARD_EXPIRED PAPER_EXPIRED:P06", "card of ten years" },
  { "cardend=2013-04-12",                 "accept CARD_ENDS_FIRST", "LAW 15 does not end it" },
  { "cardend=2016-04-10",                 "accept CARD_ENDS_FIRST", "certificate through 2016-04-11" },
  { "cardend=2016-04-11",                 "accept", "certificate through 2016-04-11" },
};

static const Case item_cases[] = {
  { "incomplete",                         "needs FORM_INCOMPLETE", "LAW 3(2)" },
  { "differ",                             "needs ITEMS_DIFFER", "LAW 3(3)" },
  { "spelling",                           "needs SPELLING_UNANSWERED", "never equated" },
  { "spelling confirmed",                 "accept", "the clerk has answered" },
  { "differ confirmed",                   "needs ITEMS_DIFFER", "a difference is not spelling" },
  { "substitutes=2",                      "needs SUBSTITUTE_CONSENT", "substitute characters" },
  { "substitutes=2 consent",              "accept", "substitute characters" },
  { "substitutes=1 missing=1 consent",    "needs SUBSTITUTE_MISSING", "kana when none fits" },
};

static const Case paper_cases[] = {
  /* STATUTE_2004: REG 6(1) */
  { "now=2010-11-30T10:00 unchecked",     "accept", "REG 6(1) no. 1: photo card" },
  { "now=2010-11-30T10:00 nophoto",       "inquiry NO_IDENTITY", "REG 6(1) no. 2" },
  { "now=2010-11-30T10:00 nophoto A01",   "accept", "REG annexed table" },
  { "now=2010-11-30T10:00 nophoto P01",   "accept", "REG 6(1) no. 1" },
  { "now=2010-11-30T10:00 nophoto B01 B05", "inquiry NO_IDENTITY", "no photo document" },
  { "now=2010-11-30T10:00 nophoto reply=valid", "needs MORE_PAPERS", "reply and documents" },
  { "now=2010-11-30T10:00 nophoto reply=valid B01", "needs MORE_PAPERS", "B+B or B+C" },
  { "now=2010-11-30T10:00 nophoto reply=valid B01 B05", "accept", "B+B" },
  { "now=2010-11-30T10:00 nophoto reply=valid B01 C01", "accept", "B+C" },
  { "now=2010-11-30T10:00 nophoto reply=valid C01 C02", "needs MORE_PAPERS", "C+C refused" },
  { "now=2010-11-30T10:00 nophoto reply=valid B01 B01", "needs MORE_PAPERS", "one paper twice" },
  { "now=2010-11-30T10:00 nophoto reply=expired B01 B05", "inquiry REPLY_EXPIRED NO_IDENTITY", "reply in time" },
  /* STRICT_2010: the city's table after the MIC notice */
  { "now=2010-12-01T10:00 unchecked",     "inquiry NO_IDENTITY " CLASS_3, "photo card whose code was not read: class 2" },
  { "now=2010-12-01T10:00 unchecked B01", "accept", "2+3" },
  { "now=2010-12-01T10:00",               "accept", "class 1: code of 14 digits" },
  { "nophoto A01/checked",                "accept", "class 1: chip read with its PIN" },
  { "nophoto A01",                        "inquiry NO_IDENTITY " CLASS_3, "class 2 alone" },
  { "nophoto A01 B01",                    "accept", "2+3" },
  { "nophoto A01 C01",                    "inquiry PAPER_NOT_COUNTED:C01 NO_IDENTITY " CLASS_3, "no class" },
  { "nophoto A01 P01",                    "inquiry NO_IDENTITY " CLASS_3, "2+2 is not in the table, and the clerk is told what helps" },
  { "nophoto A01 reply=valid",            "accept", "L+2" },
  { "nophoto B01 B05 reply=valid",        "accept", "L+3+3" },
  { "nophoto B01 reply=valid",            "needs MORE_PAPERS", "two of class 3" },
  { "nophoto B01 B05 B06",                "inquiry NO_IDENTITY", "class 3 needs the reply" },
  { "nophoto P03 foreign now=2013-07-08T10:00", "accept", "residence card: class 1" },
  { "nophoto P05 foreign now=2013-07-08T10:00", "accept", "special permanent resident: class 1" },
  { "nophoto X01/end=2015-07-08 foreign now=2013-07-08T10:00", "inquiry NO_IDENTITY " CLASS_3, "X01 is class 2" },
  { "nophoto X01/end=2015-07-08 B01 foreign now=2015-07-08T10:00", "accept", "X01 through 2015-07-08" },
  { "nophoto X01/end=2015-07-08 B01 foreign now=2015-07-09T10:00", "inquiry PAPER_EXPIRED:X01 NO_IDENTITY", "X01 through 2015-07-08" },
  { "nophoto P03 now=2013-07-05T10:00",   "inquiry PAPER_NOT_YET:P03 NO_IDENTITY", "REG suppl. 2012 no. 26: from 2013-07-08" },
  /* The resident card is one paper, whether it lies on the counter or is listed */
  { "void P06 procedure=revoke ground=V1 last=2014-01-01", "inquiry PAPER_CARD:P06 NO_IDENTITY", "JORD 30-20" },
  { "nocard P06 procedure=report ground=V3 last=2014-01-01", "inquiry PAPER_CARD:P06 NO_IDENTITY", "LAW 10: it is lost" },
  { "nocard P06 B01 procedure=report ground=V2 last=2014-01-01", "accept", "JORD 30-14: the clerk lists it instead" },
  { "unchecked P06/checked",              "accept", "its code was read: class 1" },
  { "unchecked P06/checked/end=2013-04-11", "inquiry NO_IDENTITY " CLASS_3, "what an expired card says does not help" },
  { "unchecked B07",                      "inquiry PAPER_CARD:B07 NO_IDENTITY " CLASS_3, "one card a person" },
  { "nophoto P06/checked B07",            "accept PAPER_CARD:B07", "one card a person" },
  { "nophoto cardend=2013-04-11 B07 A01", "needs CARD_EXPIRED PAPER_EXPIRED:B07 NO_IDENTITY " CLASS_3, "the card's own end" },
  /* Conditions of one paper */
  { "nophoto A01/checked/end=2013-04-12", "accept", "last day" },
  { "nophoto A01/checked/end=2013-04-11", "inquiry PAPER_EXPIRED:A01 NO_IDENTITY", "valid documents" },
  { "nophoto A01/checked/noend",          "inquiry PAPER_NO_END:A01 NO_IDENTITY", "its end must be entered" },
  { "nophoto A01/checked/noname",         "inquiry PAPER_NAME:A01 NO_IDENTITY", "as in the register" },
  { "nophoto A01/checked/noaddress",      "inquiry PAPER_ADDRESS:A01 NO_IDENTITY", "licence with the present address" },
  { "nophoto A01/checked/badphoto",       "inquiry PAPER_PHOTO:A01 NO_IDENTITY", "photo of the person" },
  { "nophoto A01/checked/issued=2013-04-13", "inquiry PAPER_DATE:A01 NO_IDENTITY", "issued tomorrow" },
  { "nophoto P01/noaddress B01",          "accept", "a passport's address is the holder's own writing" },
  { "nophoto B01/badphoto B05 reply=valid", "accept", "no photo to compare" },
  { "nophoto Q01",                        "inquiry PAPER_UNKNOWN:Q01 NO_IDENTITY", "not in the list" },
  { "badphoto",                           "inquiry PAPER_PHOTO:P06 NO_IDENTITY", "photo of the person" },
  { "nophoto A02/issued=2012-04-01/noend B01", "accept", "A02 from 2012-04-01 on" },
  { "nophoto A02/issued=2012-03-31/noend B01", "inquiry PAPER_TOO_OLD_KIND:A02 NO_IDENTITY", "A02 from 2012-04-01 on" },
  { "nophoto A02/noend B01",              "inquiry PAPER_TOO_OLD_KIND:A02 NO_IDENTITY", "its day of issue must be entered" },
  { "nophoto A02/issued=2012-03-30/noend B01 now=2012-09-28T10:00", "accept", "REG suppl. 2012 no. 26 art. 3: six months" },
  { "nophoto A02/issued=2012-03-28/noend B01 now=2012-09-27T10:00", "accept", "six months from the day itself end 09-27" },
  { "nophoto A02/issued=2012-03-28/noend B01 now=2012-09-28T10:00", "inquiry PAPER_TOO_OLD_KIND:A02 NO_IDENTITY", "six months are over" },
  { "nophoto A02/issued=2012-03-31/noend B01 now=2012-10-01T10:00", "inquiry PAPER_TOO_OLD_KIND:A02 NO_IDENTITY", "transition through 2012-09-30" },
};
/* clang-format on */

static void
run_cases (const Case *cases, gsize n_cases)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);

  for (gsize i = 0; i < n_cases; i++)
    {
      g_auto (Application) application;
      g_autoptr (MadoDecision) decision = NULL;
      g_autofree char *found = NULL;

      application_init (&application, cases[i].application);
      decision = mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_ALL);
      found = describe (decision);
      g_test_message ("%s (%s)", cases[i].application, cases[i].source);
      g_assert_cmpstr (found, ==, cases[i].expected);
      if (decision->verdict == MADO_VERDICT_ACCEPT)
        g_assert_nonnull (decision->identified_by);
    }
}

#define CASES(name)                                                                                \
  static void test_##name (void) { run_cases (name##_cases, G_N_ELEMENTS (name##_cases)); }
CASES (time)
CASES (person)
CASES (statutory)
CASES (proxy)
CASES (card)
CASES (item)
CASES (paper)

/* The real end of the service: 2015-12-22 at 17:00, as an office that plays those years sets it. */
static void
test_last_day (void)
{
  static const struct
  {
    const char *now;
    MadoVerdict verdict;
  } cases[] = { { "now=2015-12-22T16:59", MADO_VERDICT_ACCEPT },
                { "now=2015-12-22T17:00", MADO_VERDICT_REFUSE },
                { "now=2015-12-24T10:00", MADO_VERDICT_REFUSE } };
  g_autoptr (MadoOfficeProfile) profile = make_profile ("[service]\nlast_issue_day = 2015-12-22\n");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Application) application;
      g_autoptr (MadoDecision) decision = NULL;

      application_init (&application, cases[i].now);
      decision = mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_ALL);
      g_assert_cmpint (decision->verdict, ==, cases[i].verdict);
      g_assert_cmpint (mado_decision_has (decision, MADO_REASON_AFTER_SERVICE), ==, i > 0);
    }
}

/* What a decision carries: fee, last valid day, who identified; a topic asks its own rules only. */
static void
test_contents (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  g_auto (Application) application;
  g_autoptr (MadoDecision) all = NULL, card = NULL;
  GDate last = day_of ("2016-04-11");

  application_init (&application, "nophoto nocard live reply=valid B05 A01/end=2013-04-11 B01");
  all = mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_ALL);
  card = mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_CARD);
  g_assert_cmpstr (all->identified_by, ==, "L B05 B01");
  g_assert_cmpuint (all->fee_yen, ==, 500);
  g_assert_cmpint (g_date_compare (&all->last_valid_day, &last), ==, 0);
  g_assert_cmpint (all->verdict, ==, MADO_VERDICT_REFUSE);
  g_assert_cmpint (mado_decision_main_reason (all)->reason, ==, MADO_REASON_LIVE_CERTIFICATE);
  g_assert_cmpint (card->verdict, ==, MADO_VERDICT_NEEDS);
  g_assert_cmpuint (card->findings->len, ==, 1);
}

/* A case that has begun may go on after the counter has closed, but not after the authority has. */
static void
test_topics_of_time (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile ("[hours]\nca_close = 17:30\n");
  g_auto (Application) application;
  g_autoptr (MadoDecision) begun = NULL, whole = NULL, late = NULL;

  application_init (&application, "now=2013-04-12T17:05");
  begun = mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_SERVICE | MADO_TOPIC_CA);
  whole = mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_TIME);
  application.facts.now = instant_of ("2013-04-12T17:30");
  late = mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_SERVICE | MADO_TOPIC_CA);
  g_assert_cmpint (begun->verdict, ==, MADO_VERDICT_ACCEPT);
  g_assert_cmpint (whole->verdict, ==, MADO_VERDICT_REFUSE);
  g_assert_cmpint (late->verdict, ==, MADO_VERDICT_NEEDS);
  g_assert_true (mado_decision_has (late, MADO_REASON_CA_CLOSED));
}

/* The office's switches. */
static void
test_switches (void)
{
  static const struct
  {
    const char *own, *application;
    MadoVerdict verdict;
  } cases[] = {
    { "[persons]\nproxy_allowed = no\n", "proxy reply=valid poa seal=2013-04-01 B01 @P01",
      MADO_VERDICT_REFUSE },
    { "[persons]\nrepresentative_needs_photo_paper = no\n",
      "statutory birth=2000-01-01 authority=household reply=valid @B01 @B02", MADO_VERDICT_ACCEPT },
    { "[combinations]\nSTRICT_2010 = 1, 2+2\n", "nophoto A01 P01", MADO_VERDICT_ACCEPT },
    { "[documents]\nC09 = 会員証 | Club card | C | 1 | photo\n", "nophoto C09",
      MADO_VERDICT_ACCEPT },
    { "[persons]\nself_age = 16\n", "birth=1998-01-01", MADO_VERDICT_REFUSE },
    { "[hours]\nbreaks = 10:00-10:01\n", "", MADO_VERDICT_REFUSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MadoOfficeProfile) profile = make_profile (cases[i].own);
      g_auto (Application) application;
      g_autoptr (MadoDecision) decision = NULL;

      application_init (&application, cases[i].application);
      decision = mado_eligibility_decide (&application.facts, profile, MADO_TOPIC_ALL);
      g_assert_cmpint (decision->verdict, ==, cases[i].verdict);
    }
}

/* Every reason has all of its texts, a code of its own, and is found by it. */
static void
test_reasons (void)
{
  for (guint i = 0; i < MADO_N_REASONS; i++)
    {
      const MadoReasonRow *row = mado_reason_get ((MadoReason) i);
      MadoReason found;

      g_assert_nonnull (row->code);
      g_assert_true (mado_reason_find (row->code, &found));
      g_assert_cmpint (found, ==, i);
      g_assert_true (row->article != NULL && row->article_ja != NULL && row->sentence != NULL);
      g_assert_true (g_str_has_suffix (row->sentence, "."));
      g_assert_true (g_str_has_suffix (row->sentence_ja, "。"));
      if (row->verdict == MADO_VERDICT_ACCEPT)
        g_assert_false (mado_reason_may_refuse ((MadoReason) i));
      if (row->verdict == MADO_VERDICT_INQUIRY)
        g_assert_nonnull (row->bring);
    }
}

/* What a clerk may give as the reason of a refusal. */
static void
test_may_refuse (void)
{
  g_assert_true (mado_reason_may_refuse (MADO_REASON_LIVE_CERTIFICATE));
  g_assert_true (mado_reason_may_refuse (MADO_REASON_RENEWAL_OVER));
  g_assert_true (mado_reason_may_refuse (MADO_REASON_ENVELOPE_OPEN));
  g_assert_false (mado_reason_may_refuse (MADO_REASON_SUPERVISOR));
  g_assert_false (mado_reason_may_refuse (MADO_REASON_PASSWORD_SHORT));
  g_assert_false (mado_reason_may_refuse (MADO_REASON_NO_SUCH_STEP));
}

/* The names that events and forms use. */
static void
test_names (void)
{
  MadoProcedure procedure = MADO_N_PROCEDURES;

  g_assert_true (mado_procedure_find ("issue", &procedure));
  g_assert_cmpint (procedure, ==, MADO_PROCEDURE_ISSUE);
  g_assert_cmpstr (mado_procedure_get (procedure)->title_ja, ==, "電子証明書新規発行");
  g_assert_false (mado_procedure_find ("bake", &procedure));
  g_assert_cmpstr (mado_rule_set_name (MADO_RULE_SET_STRICT_2010), ==, "STRICT_2010");
  g_assert_cmpstr (mado_verdict_name (MADO_VERDICT_INQUIRY), ==, "inquiry");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/eligibility/time", test_time);
  g_test_add_func ("/rules/eligibility/person", test_person);
  g_test_add_func ("/rules/eligibility/statutory", test_statutory);
  g_test_add_func ("/rules/eligibility/proxy", test_proxy);
  g_test_add_func ("/rules/eligibility/card", test_card);
  g_test_add_func ("/rules/eligibility/item", test_item);
  g_test_add_func ("/rules/eligibility/paper", test_paper);
  g_test_add_func ("/rules/eligibility/last-day", test_last_day);
  g_test_add_func ("/rules/eligibility/contents", test_contents);
  g_test_add_func ("/rules/eligibility/topics-of-time", test_topics_of_time);
  g_test_add_func ("/rules/eligibility/switches", test_switches);
  g_test_add_func ("/rules/names", test_names);
  g_test_add_func ("/rules/reason/may-refuse", test_may_refuse);
  g_test_add_func ("/rules/reason/complete", test_reasons);
  return g_test_run ();
}
