/* The shipped profiles load, and every wrong value is refused with file, line and key.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "mado-profile-words.h"
#include "mado-reason.h"
#include "profile-fixture.h"

static void
test_shipped (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  GDate day = day_of ("2004-01-29");

  g_assert_cmpint (g_date_compare (&profile->first_issue_day, &day), ==, 0);
  g_assert_false (g_date_valid (&profile->last_issue_day)); /* open, so that training works today */
  g_assert_cmpuint (profile->validity_years, ==, 3);
  g_assert_cmpuint (profile->password_min, ==, 4);
  g_assert_cmpuint (profile->password_max, ==, 16);
  g_assert_cmpuint (profile->password_tries, ==, 5);
  g_assert_cmpuint (profile->self_age, ==, 15);
  g_assert_cmpuint (mado_evidence_table_get_documents (profile->evidence)->len, ==,
                    7 + 19 + 1 + 8 + 3);
  g_assert_cmpstr (mado_evidence_table_find (profile->evidence, "A01")->name_ja, ==, "運転免許証");
  g_assert_null (mado_evidence_table_find (profile->evidence, "Z99"));
}

static void
test_form_texts (void)
{
  g_autoptr (MadoOfficeProfile) profile
      = make_profile ("[forms]\nledger_number = 別添付録⑨\nrefusal_title = 不受理のお知らせ\n");

  g_assert_cmpstr (mado_form_texts_get (profile->form_texts, "mayor"), ==, "窓口市長");
  g_assert_cmpstr (mado_form_texts_number (profile->form_texts, "ledger"), ==, "別添付録⑨");
  g_assert_cmpstr (mado_form_texts_title (profile->form_texts, "refusal"), ==, "不受理のお知らせ");
  g_assert_cmpstr (mado_form_texts_number (profile->form_texts, "power-of-attorney"), ==, "");
}

/* MIC notice of 2010-11-26: a photo document that no machine has read wants one more paper. */
static void
test_bring (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile ("[forms]\nbring_statute_2004 = 一 / 二\n");
  g_autofree char *before = mado_form_texts_bring (profile->form_texts, MADO_RULE_SET_STATUTE_2004);
  g_autofree char *after = mado_form_texts_bring (profile->form_texts, MADO_RULE_SET_STRICT_2010);

  g_assert_cmpstr (before, ==, "・一\n・二");
  g_assert_true (g_str_has_prefix (after, "・住民基本台帳カード\n・運転免許証"));
  g_assert_nonnull (strstr (after, "\n・健康保険証、年金手帳などもう一つの本人確認書類"));
}

static void
test_training (void)
{
  g_autofree char *training = read_profile_text ("training.ini");
  g_autoptr (MadoOfficeProfile) profile = make_profile (training);
  GDate sunday = day_of ("2026-11-29"), new_year = day_of ("2027-01-01");

  g_assert_false (mado_office_profile_is_closed_day (profile, &sunday));
  g_assert_false (mado_office_profile_is_closed_day (profile, &new_year));
  for (guint minute = 0; minute < 24 * 60; minute++)
    g_assert_true (mado_office_profile_is_open_at (profile, minute));
}

static void
test_days_and_hours (void)
{
  static const struct
  {
    const char *day;
    gboolean closed;
  } days[] = {
    { "2013-04-12", FALSE }, { "2013-04-13", TRUE },  { "2013-04-14", TRUE },
    { "2013-04-15", FALSE }, { "2012-12-28", FALSE }, { "2010-12-29", TRUE },
    { "2010-12-31", TRUE },  { "2014-01-01", TRUE },  { "2014-01-03", TRUE },
    { "2013-01-04", FALSE }, { "2015-05-04", TRUE },  { "2016-05-04", TRUE },
    { "2015-05-07", FALSE }, { "2013-09-23", TRUE },  { "2009-09-22", TRUE },
    { "2006-05-04", TRUE },  { "2013-05-06", TRUE },  { "2012-05-04", TRUE },
  };
  g_autoptr (MadoOfficeProfile) profile
      = make_profile ("[hours]\nclosed_days = 12-29..01-03 2015-05-03..2015-05-06\n"
                      "breaks = 12:00-13:00\n");

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GDate day = day_of (days[i].day);

      g_test_message ("%s", days[i].day);
      g_assert_cmpint (mado_office_profile_is_closed_day (profile, &day), ==, days[i].closed);
    }
  g_assert_false (mado_office_profile_is_open_at (profile, 9 * 60 - 1));
  g_assert_true (mado_office_profile_is_open_at (profile, 9 * 60));
  g_assert_true (mado_office_profile_is_open_at (profile, 12 * 60 - 1));
  g_assert_false (mado_office_profile_is_open_at (profile, 12 * 60));
  g_assert_true (mado_office_profile_is_open_at (profile, 13 * 60));
  g_assert_true (mado_office_profile_is_open_at (profile, 17 * 60 - 1));
  g_assert_false (mado_office_profile_is_open_at (profile, 17 * 60));
}

/* Sources: 500 yen (MIC page); free until 2004-03-31 (launch). */
static void
test_fee (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  GDate last_free = day_of ("2004-03-31"), first_paid = day_of ("2004-04-01");

  g_assert_cmpuint (mado_office_profile_fee (profile, MADO_PROCEDURE_ISSUE, &last_free), ==, 0);
  g_assert_cmpuint (mado_office_profile_fee (profile, MADO_PROCEDURE_ISSUE, &first_paid), ==, 500);
}

/* The office's own years of holidays stand instead of the shipped ones. */
static void
test_holidays (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile ("[holidays]\n2013 = 06-03\n2012 = none\n");
  g_autoptr (MadoOfficeProfile) open = make_profile ("[hours]\nclose_on_holidays = no\n");
  GDate own = day_of ("2013-06-03"), old = day_of ("2013-05-03"), last = day_of ("2012-05-03");

  g_assert_true (mado_office_profile_is_closed_day (profile, &own));
  g_assert_false (mado_office_profile_is_closed_day (profile, &old));
  g_assert_false (mado_office_profile_is_closed_day (profile, &last));
  g_assert_true (mado_office_profile_ca_is_stopped (profile, &own));
  g_assert_false (mado_office_profile_is_closed_day (open, &old));
}

static void
test_rule_set (void)
{
  g_autoptr (MadoOfficeProfile) profile = make_profile (NULL);
  g_autoptr (MadoOfficeProfile) never = make_profile ("[identity]\nstrict_from =\n");
  GDate before = day_of ("2010-11-30"), after = day_of ("2010-12-01");

  g_assert_cmpint (mado_office_profile_rule_set (profile, &before), ==, MADO_RULE_SET_STATUTE_2004);
  g_assert_cmpint (mado_office_profile_rule_set (profile, &after), ==, MADO_RULE_SET_STRICT_2010);
  g_assert_cmpint (mado_office_profile_rule_set (never, &after), ==, MADO_RULE_SET_STATUTE_2004);
}

static void
test_override (void)
{
  g_autoptr (MadoOfficeProfile) profile
      = make_profile ("\xEF\xBB\xBF# ours\r\n[fee]\r\nissue_yen = 0\r\n\r\n[documents]\r\nC01 = "
                      "none\r\nC09 = 会員証 | Club card | C | - |\r\n"
                      "A01 = 免許証 | Licence | 1 | 1 | photo\r\n");

  g_assert_cmpuint (profile->fee_yen[MADO_PROCEDURE_ISSUE], ==, 0);
  g_assert_cmpuint (profile->password_min, ==, 4);
  g_assert_null (mado_evidence_table_find (profile->evidence, "C01"));
  g_assert_cmpint (mado_evidence_table_find (profile->evidence, "C09")->class_of[0], ==, 'C');
  g_assert_false (mado_evidence_table_find (profile->evidence, "A01")->expires);
}

static const struct
{
  const char *own;
  MadoProfileError code;
  guint line;
  const char *key;
} faults[] = {
  /* clang-format off */
  { "nonsense",                                     MADO_PROFILE_ERROR_SYNTAX,        1, NULL },
  { "fee = 1",                                      MADO_PROFILE_ERROR_SYNTAX,        1, NULL },
  { "\n[fee\n",                                     MADO_PROFILE_ERROR_SYNTAX,        2, NULL },
  { "[fee]\n= 3\n",                                 MADO_PROFILE_ERROR_SYNTAX,        2, NULL },
  { "[fee]\nissue_yen = \xFF\n",                    MADO_PROFILE_ERROR_SYNTAX,        2, NULL },
  { "[fee]\nissue_yens = 3\n",                      MADO_PROFILE_ERROR_UNKNOWN_KEY,   2, "fee.issue_yens" },
  { "[fees]\nissue_yen = 3\n",                      MADO_PROFILE_ERROR_UNKNOWN_KEY,   2, "fees.issue_yen" },
  { "[fee]\nissue_yen = 1\n# x\nissue_yen = 2\n",   MADO_PROFILE_ERROR_TWICE,         4, "fee.issue_yen" },
  { "[fee]\nissue_yen = -1\n",                      MADO_PROFILE_ERROR_VALUE,         2, "fee.issue_yen" },
  { "[fee]\nissue_yen = 10000\n",                   MADO_PROFILE_ERROR_VALUE,         2, "fee.issue_yen" },
  { "[fee]\nissue_yen = 500円\n",                   MADO_PROFILE_ERROR_VALUE,         2, "fee.issue_yen" },
  { "[fee]\nissue_yen =\n",                         MADO_PROFILE_ERROR_VALUE,         2, "fee.issue_yen" },
  { "[fee]\nfree_until = 2004-3-31\n",              MADO_PROFILE_ERROR_VALUE,         2, "fee.free_until" },
  { "[service]\nfirst_issue_day =\n",               MADO_PROFILE_ERROR_VALUE,         2, "service.first_issue_day" },
  { "[service]\nlast_issue_day = 2015-02-29\n",     MADO_PROFILE_ERROR_VALUE,         2, "service.last_issue_day" },
  { "[service]\nlast_issue_day = 2003-12-31\n",     MADO_PROFILE_ERROR_CONTRADICTION, 2, "service.last_issue_day" },
  { "[certificate]\nwindow_offset_days = 2\n",      MADO_PROFILE_ERROR_VALUE,         2, "certificate.window_offset_days" },
  { "[certificate]\nvalidity_years = 0\n",          MADO_PROFILE_ERROR_VALUE,         2, "certificate.validity_years" },
  { "[password]\nmin = 3\n",                        MADO_PROFILE_ERROR_VALUE,         2, "password.min" },
  { "[password]\nmax = 17\n",                       MADO_PROFILE_ERROR_VALUE,         2, "password.max" },
  { "[password]\nmin = 8\nmax = 6\n",               MADO_PROFILE_ERROR_CONTRADICTION, 3, "password.max" },
  { "[hours]\ncounter_open = 25:00\n",              MADO_PROFILE_ERROR_VALUE,         2, "hours.counter_open" },
  { "[hours]\ncounter_open = 24:01\n",              MADO_PROFILE_ERROR_VALUE,         2, "hours.counter_open" },
  { "[hours]\ncounter_open = 9\n",                  MADO_PROFILE_ERROR_VALUE,         2, "hours.counter_open" },
  { "[hours]\ncounter_open = 17:00\n",              MADO_PROFILE_ERROR_CONTRADICTION, 2, "hours.counter_open" },
  { "[hours]\nca_close = 8:00\n",                   MADO_PROFILE_ERROR_CONTRADICTION, 2, "hours.ca_close" },
  { "[hours]\nclosed_weekdays = Sun Mon Tue Wed Thu Fri Sat\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "hours.closed_weekdays" },
  { "[hours]\nclosed_days = 01-01..12-31\n",       MADO_PROFILE_ERROR_CONTRADICTION, 2, "hours.closed_days" },
  { "[hours]\nclosed_weekdays = Sat Sun\nclosed_days = 03-01..02-29\n", MADO_PROFILE_ERROR_CONTRADICTION, 3, "hours.closed_days" },
  { "[hours]\nbreaks = 9:00-12:00 12:00-17:00\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "hours.breaks" },
  { "[hours]\nca_closed_weekdays = Sun Mon Tue Wed Thu Fri Sat\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "hours.ca_closed_weekdays" },
  { "[hours]\nca_stops = 01-01..12-31\n",          MADO_PROFILE_ERROR_CONTRADICTION, 2, "hours.ca_stops" },
  { "[hours]\nclosed_weekdays = Sat Holiday\n",     MADO_PROFILE_ERROR_VALUE,         2, "hours.closed_weekdays" },
  { "[hours]\nclosed_days = 12-29...01-03\n",       MADO_PROFILE_ERROR_VALUE,         2, "hours.closed_days" },
  { "[hours]\nclosed_days = 02-30\n",               MADO_PROFILE_ERROR_VALUE,         2, "hours.closed_days" },
  { "[hours]\nclosed_days = 2015-05-06..2015-05-03\n", MADO_PROFILE_ERROR_VALUE,      2, "hours.closed_days" },
  { "[hours]\nclosed_days = 2015-05-03..05-06\n",   MADO_PROFILE_ERROR_VALUE,         2, "hours.closed_days" },
  { "[hours]\nbreaks = 13:00-12:00\n",              MADO_PROFILE_ERROR_VALUE,         2, "hours.breaks" },
  { "[persons]\nproxy_allowed = maybe\n",           MADO_PROFILE_ERROR_VALUE,         2, "persons.proxy_allowed" },
  { "[persons]\nself_age = 21\n",                   MADO_PROFILE_ERROR_CONTRADICTION, 2, "persons.self_age" },
  { "[office]\nprefecture =\n",                     MADO_PROFILE_ERROR_VALUE,         2, "office.prefecture" },
  { "[office]\nwindow_id = abc\n",                  MADO_PROFILE_ERROR_CONTRADICTION, 2, "office.window_id" },
  { "[office]\nprefecture_roman = 東京都\n",         MADO_PROFILE_ERROR_CONTRADICTION, 2, "office.prefecture_roman" },
  { "[office]\nmunicipality_roman = Kiyose shi\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "office.municipality_roman" },
  { "[certificate]\nminor_corrections = building_name building_name\n", MADO_PROFILE_ERROR_VALUE, 2, "certificate.minor_corrections" },
  { "[certificate]\nminor_corrections = marriage\n", MADO_PROFILE_ERROR_VALUE,      2, "certificate.minor_corrections" },
  { "[certificate]\ncard_end_ends_certificate = 1\n", MADO_PROFILE_ERROR_VALUE,    2, "certificate.card_end_ends_certificate" },
  { "[card]\ncontinued_from =\n",                   MADO_PROFILE_ERROR_VALUE,         2, "card.continued_from" },
  { "[card]\nmove_days = 0\n",                      MADO_PROFILE_ERROR_VALUE,         2, "card.move_days" },
  { "[card]\nmove_days = 10\n",                     MADO_PROFILE_ERROR_CONTRADICTION, 2, "card.move_days" },
  { "[password]\nold_at_renewal = perhaps\n",       MADO_PROFILE_ERROR_VALUE,         2, "password.old_at_renewal" },
  { "[fee]\nrenew_yen = five\n",                    MADO_PROFILE_ERROR_VALUE,         2, "fee.renew_yen" },
  { "[fee]\nwaiver_reasons = Disaster\n",           MADO_PROFILE_ERROR_VALUE,         2, "fee.waiver_reasons" },
  { "[fee]\nwaiver_reasons = a, a\n",               MADO_PROFILE_ERROR_VALUE,         2, "fee.waiver_reasons" },
  { "[fee]\naccount =\n",                           MADO_PROFILE_ERROR_VALUE,         2, "fee.account" },
  { "[hours]\nca_stops = 2015-13-01\n",             MADO_PROFILE_ERROR_VALUE,         2, "hours.ca_stops" },
  { "[hours]\nca_closed_weekdays = Samstag\n",      MADO_PROFILE_ERROR_VALUE,         2, "hours.ca_closed_weekdays" },
  { "[hours]\nprocedure_minutes = 0\n",             MADO_PROFILE_ERROR_VALUE,         2, "hours.procedure_minutes" },
  { "[persons]\nhousehold_age = 21\n",              MADO_PROFILE_ERROR_CONTRADICTION, 2, "persons.household_age" },
  { "[persons]\nseal_certificate_months = 13\n",    MADO_PROFILE_ERROR_VALUE,         2, "persons.seal_certificate_months" },
  { "[warnings]\nproxy_repeat_days = 731\n",        MADO_PROFILE_ERROR_VALUE,         2, "warnings.proxy_repeat_days" },
  { "[inquiry]\ndays = 9\n",                        MADO_PROFILE_ERROR_VALUE,         2, "inquiry.days" },
  { "[inquiry]\ndays = 91\n",                       MADO_PROFILE_ERROR_VALUE,         2, "inquiry.days" },
  { "[inquiry]\nmail_class = express\n",            MADO_PROFILE_ERROR_VALUE,         2, "inquiry.mail_class" },
  { "[second_person]\nproxy = supervisor\n",        MADO_PROFILE_ERROR_VALUE,         2, "second_person.proxy" },
  { "[second_person]\nkey = yes\n",                 MADO_PROFILE_ERROR_UNKNOWN_KEY,   2, "second_person.key" },
  { "[retention]\napplication_years = 0\n",         MADO_PROFILE_ERROR_VALUE,         2, "retention.application_years" },
  { "[crl]\nV1 = 6\n",                              MADO_PROFILE_ERROR_VALUE,         2, "crl.V1" }, /* no hold: LAW 15 */
  { "[crl]\nA1 = 6\n",                              MADO_PROFILE_ERROR_VALUE,         2, "crl.A1" },
  { "[crl]\nV2 = 7\n",                              MADO_PROFILE_ERROR_VALUE,         2, "crl.V2" },
  { "[crl]\nA4 = 0\n",                              MADO_PROFILE_ERROR_UNKNOWN_KEY,   2, "crl.A4" },
  { "[holidays]\n13 = 01-01\n",                     MADO_PROFILE_ERROR_UNKNOWN_KEY,   2, "holidays.13" },
  { "[holidays]\n2013 = 02-29\n",                   MADO_PROFILE_ERROR_VALUE,         2, "holidays.2013" },
  { "[holidays]\n2013 = 01-01 01-01\n",             MADO_PROFILE_ERROR_VALUE,         2, "holidays.2013" },
  { "[holidays]\n2013 =\n",                         MADO_PROFILE_ERROR_VALUE,         2, "holidays.2013" },
  { "[documents]\nC09 = 会員証 | Club card | C | - | older-months:0\n", MADO_PROFILE_ERROR_VALUE, 2, "documents.C09" },
  { "[documents]\nC 9 = 会員証 | Club card | C | - |\n", MADO_PROFILE_ERROR_VALUE,    2, "documents.C 9" },
  { "[documents]\nC09 = 会員証 | Club card | C |\n", MADO_PROFILE_ERROR_VALUE,        2, "documents.C09" },
  { "[documents]\nC09 = 会員証 | Club card | X | - |\n", MADO_PROFILE_ERROR_VALUE,    2, "documents.C09" },
  { "[documents]\nC09 = 会員証 | Club card | L | - |\n", MADO_PROFILE_ERROR_VALUE,    2, "documents.C09" },
  { "[documents]\nC09 = | Club card | C | - |\n",   MADO_PROFILE_ERROR_VALUE,         2, "documents.C09" },
  { "[documents]\nC09 = 会員証 | Club card | C | - | foto\n", MADO_PROFILE_ERROR_VALUE, 2, "documents.C09" },
  { "[documents]\nC09 = 会員証 | Club card | C | - | from:2013-02-30\n", MADO_PROFILE_ERROR_VALUE, 2, "documents.C09" },
  { "[forms]\nmayor =\n",                            MADO_PROFILE_ERROR_VALUE,         2, "forms.mayor" },
  { "[combinations]\nSTATUTE_2004 = B+B\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "combinations.STATUTE_2004" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[combinations]\nSTATUTE_2004 = C\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "combinations.STATUTE_2004" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[combinations]\nSTATUTE_2004 = 1, L+C+C\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "combinations.STATUTE_2004" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[combinations]\nSTRICT_2010 = 1, 3+3\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "combinations.STRICT_2010" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[combinations]\nAGENT = B\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "combinations.AGENT" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[combinations]\nAGENT = L+B+B\n", MADO_PROFILE_ERROR_CONTRADICTION, 2, "combinations.AGENT" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[documents]\nB01 = 健康保険証 | Card | 1 | 3 |\n", MADO_PROFILE_ERROR_VALUE, 2, "documents.B01" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[documents]\nB01 = 健康保険証 | Card | B | 2 |\n", MADO_PROFILE_ERROR_VALUE, 2, "documents.B01" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[retention]\napplication_years = 9\n", MADO_PROFILE_ERROR_VALUE, 2, "retention.application_years" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[retention]\nother_years = 9\n", MADO_PROFILE_ERROR_VALUE, 2, "retention.other_years" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[retention]\ndisclosure_days = 31\n", MADO_PROFILE_ERROR_VALUE, 2, "retention.disclosure_days" }, /* REG 5(1), 6(1), 44; LAW 30 */
  { "[combinations]\nSTRICT_2012 = 1\n",            MADO_PROFILE_ERROR_UNKNOWN_KEY,   2, "combinations.STRICT_2012" },
  { "[combinations]\nSTRICT_2010 = 1+\n",           MADO_PROFILE_ERROR_VALUE,         2, "combinations.STRICT_2010" },
  { "[combinations]\nSTRICT_2010 = L\n",            MADO_PROFILE_ERROR_VALUE,         2, "combinations.STRICT_2010" },
  { "[combinations]\nSTRICT_2010 =\n",              MADO_PROFILE_ERROR_VALUE,         2, "combinations.STRICT_2010" },
  /* clang-format on */
};

static void
test_faults (void)
{
  g_autofree char *base = read_profile_text ("juki.ini");

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const MadoProfileSource sources[] = { { "juki.ini", base }, { "own.ini", faults[i].own } };
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoOfficeProfile) profile = NULL;
      g_autofree char *prefix = g_strdup_printf ("own.ini:%u: ", faults[i].line);
      MadoProfileFault fault = { 0 };

      profile = mado_office_profile_new (sources, 2, &fault, &error);
      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i,
                      error != NULL ? error->message : "accepted");
      g_assert_null (profile);
      g_assert_error (error, MADO_PROFILE_ERROR, (int) faults[i].code);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      g_assert_cmpstr (fault.file, ==, "own.ini");
      g_assert_cmpuint (fault.line, ==, faults[i].line);
      g_assert_cmpstr (fault.key, ==, faults[i].key);
      mado_profile_fault_clear (&fault);
    }
}

/* Each key of the base file is needed: without its line the profile is refused and the key is
 * named. */
static void
test_missing (void)
{
  g_autofree char *base = read_profile_text ("juki.ini");
  g_auto (GStrv) lines = g_strsplit (base, "\n", -1);
  g_autofree char *section = NULL;
  guint n_keys = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_strdup (lines[i]), *text = NULL;
      MadoProfileFault fault = { 0 };
      MadoProfileSource source = { .file = "juki.ini" };

      if (*line == '[')
        {
          g_free (section);
          section = g_strndup (line + 1, strlen (line) - 2);
        }
      if (*line == '[' || *line == '#' || *line == '\0' || g_str_equal (section, "documents")
          || g_str_equal (section, "holidays"))
        continue;
      *lines[i] = '#';
      text = g_strjoinv ("\n", lines);
      *lines[i] = *line;
      source.text = text;
      g_assert_null (mado_office_profile_new (&source, 1, &fault, &error));
      g_assert_error (error, MADO_PROFILE_ERROR, MADO_PROFILE_ERROR_MISSING);
      g_assert_true (g_str_has_prefix (fault.key, section));
      g_assert_true (g_str_has_prefix (line, fault.key + strlen (section) + 1));
      mado_profile_fault_clear (&fault);
      n_keys++;
    }
  g_assert_cmpuint (n_keys, >, 120);
}

/* A wrong row of [documents] says which of its parts is wrong. */
static void
test_document_parts (void)
{
  static const struct
  {
    const char *row, *says;
  } cases[] = {
    { "会員証 | Club card | C |", "4 parts, 5 are expected" },
    { "| Club card | C | - |", "part 1, the name" },
    { "会員証 | | C | - |", "part 2, the English name" },
    { "会員証 | Club card | X | - |", "part 3: there is no class X" },
    { "会員証 | Club card | C | Y |", "part 4: there is no strict class Y" },
    { "会員証 | Club card | C | - | photo foto", "the mark foto" },
    { "会員証 | Club card | C | - | from:2013-02-30", "the mark from:2013-02-30" },
  };
  g_autofree char *base = read_profile_text ("juki.ini");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *own = g_strdup_printf ("[documents]\nC09 = %s\n", cases[i].row);
      const MadoProfileSource sources[] = { { "juki.ini", base }, { "own.ini", own } };
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_office_profile_new (sources, 2, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
check_words (const MadoOfficeProfile *profile, const char *text)
{
  static const char *const numbers[] = { "500", "five", "Five", "three months", "3 か月", "5 回" };
  g_autofree char *filled = text != NULL ? mado_profile_words_fill (profile, 300, text) : NULL;

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (numbers); i++)
    if (strstr (text, numbers[i]) != NULL)
      g_error ("a number of the profile stands in: %s", text);
  if (filled != NULL && strchr (filled, '{') != NULL)
    g_error ("nothing fills: %s", filled);
}

/* The numbers in sentences are the profile's. */
static void
test_words (void)
{
  g_autoptr (MadoOfficeProfile) profile
      = make_profile ("[certificate]\nwindow_months = 2\n[password]\ntries = 4\n"
                      "[persons]\npaper_months = 6\nseal_certificate_months = 1\n");
  g_autofree char *all
      = mado_profile_words_fill (profile, 300, "{fee} {tries} {window} {paper} {seal} {else}");
  g_autofree char *live
      = mado_profile_words_fill (profile, 0, mado_reason_get (MADO_REASON_LIVE_CERTIFICATE)->bring);

  g_assert_cmpstr (all, ==, "300 4 2 6 1 {else}");
  g_assert_nonnull (strstr (live, "its last 2 months"));
  for (guint i = 0; i < MADO_N_REASONS; i++)
    {
      const MadoReasonRow *row = mado_reason_get ((MadoReason) i);

      check_words (profile, row->sentence);
      check_words (profile, row->bring);
      check_words (profile, row->sentence_ja);
      check_words (profile, row->bring_ja);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/profile/shipped", test_shipped);
  g_test_add_func ("/rules/profile/form-texts", test_form_texts);
  g_test_add_func ("/rules/profile/training", test_training);
  g_test_add_func ("/rules/profile/days-and-hours", test_days_and_hours);
  g_test_add_func ("/rules/profile/fee", test_fee);
  g_test_add_func ("/rules/profile/holidays", test_holidays);
  g_test_add_func ("/rules/profile/rule-set", test_rule_set);
  g_test_add_func ("/rules/profile/bring", test_bring);
  g_test_add_func ("/rules/profile/override", test_override);
  g_test_add_func ("/rules/profile/faults", test_faults);
  g_test_add_func ("/rules/profile/missing", test_missing);
  g_test_add_func ("/office-profile/document-parts", test_document_parts);
  g_test_add_func ("/office-profile/words", test_words);
  return g_test_run ();
}
