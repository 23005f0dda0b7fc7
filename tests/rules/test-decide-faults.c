/* Every question that cannot be read is refused with its place; the program's exit status.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "decide-fixture.h"

#define APPLY(rest) ("{\"date\":\"2013-04-12\",\"applicant\":{\"birth_date\":\"1980-02-17\"}" rest)

static const struct
{
  const char *question;
  MadoJsonError code;
  const char *message; /* how it begins */
} faults[] = {
  /* clang-format off */
  /* Not JSON */
  { "",                                  MADO_JSON_ERROR_SYNTAX, "line 1, column 1: a JSON value" },
  { "  ",                                MADO_JSON_ERROR_SYNTAX, "line 1, column 3: a JSON value" },
  { "{",                                 MADO_JSON_ERROR_SYNTAX, "line 1, column 2: a key" },
  { "{}x",                               MADO_JSON_ERROR_SYNTAX, "line 1, column 3: nothing may follow" },
  { "{} {}",                             MADO_JSON_ERROR_SYNTAX, "line 1, column 4: nothing may follow" },
  { "{ // no\n}",                        MADO_JSON_ERROR_SYNTAX, "line 1, column 3: a key" },
  { "{ 'date': 1 }",                     MADO_JSON_ERROR_SYNTAX, "line 1, column 3: a key" },
  { "{ \"date\" 1 }",                    MADO_JSON_ERROR_SYNTAX, "line 1, column 10: a colon" },
  { "{ \"date\": }",                     MADO_JSON_ERROR_SYNTAX, "line 1, column 11: a JSON value" },
  { "{\n  \"date\": \"2013-04-12\"\n  \"time\": 1 }", MADO_JSON_ERROR_SYNTAX, "line 3, column 3: a comma or }" },
  { "{ \"date\": 1, }",                  MADO_JSON_ERROR_SYNTAX, "line 1, column 14: a key" },
  { "[ 1 2 ]",                           MADO_JSON_ERROR_SYNTAX, "line 1, column 5: a comma or ]" },
  { "{ \"title\": \"a\nb\" }",           MADO_JSON_ERROR_SYNTAX, "line 1, column 14: a string does not end" },
  { "{ \"title\": \"a",                  MADO_JSON_ERROR_SYNTAX, "line 1, column 14: a string does not end" },
  { "{ \"title\": \"\\x\" }",            MADO_JSON_ERROR_SYNTAX, "line 1, column 15: there is no such escape" },
  { "{ \"title\": \"\\ud800\" }",        MADO_JSON_ERROR_SYNTAX, "line 1, column 19: there is no such escape" },
  { "{ \"title\": \"\\u0000\" }",        MADO_JSON_ERROR_SYNTAX, "line 1, column 19: there is no such escape" },
  { "{ \"title\": nul }",                MADO_JSON_ERROR_SYNTAX, "line 1, column 12: a JSON value" },
  { "{ \"title\": nulll }",              MADO_JSON_ERROR_SYNTAX, "line 1, column 16: this is no JSON value" },
  { "{ \"title\": 01 }",                 MADO_JSON_ERROR_SYNTAX, "line 1, column 13: this is no number" },
  { "{ \"title\": 1. }",                 MADO_JSON_ERROR_SYNTAX, "line 1, column 14: this is no number" },
  { "{ \"title\": +1 }",                 MADO_JSON_ERROR_SYNTAX, "line 1, column 12: a JSON value" },
  { "{ \"title\": \"\xFF\" }",           MADO_JSON_ERROR_SYNTAX, "line 1, column 13: the text is not UTF-8" },
  { "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", MADO_JSON_ERROR_SYNTAX, "line 1, column 33: too many brackets" },
  /* Keys */
  { "{ \"date\": \"2013-04-12\", \"date\": \"2013-04-13\" }", MADO_JSON_ERROR_KEY, "line 1, column 25: the key \"date\" stands twice" },
  { APPLY (",\"paper\":[]}"),               MADO_JSON_ERROR_KEY, "line 1, column 70: paper: no question has" },
  { APPLY (",\"card\":{\"fotos\":true}}"), MADO_JSON_ERROR_KEY, "line 1, column 78: card.fotos: no question has" },
  { APPLY (",\"papers\":[\"B01\",{\"code\":\"B05\",\"expires\":1}]}"), MADO_JSON_ERROR_KEY, "line 1, column 102: papers[1].expires: no question" },
  { APPLY (",\"papers\":[{}]}"),            MADO_JSON_ERROR_KEY, "line 1, column 72: papers[0]: the key \"code\" is missing" },
  { APPLY (",\"proxy\":{}}"),               MADO_JSON_ERROR_KEY, "line 1, column 70: proxy: is read with \"comes\": \"proxy\" only" },
  { APPLY (",\"comes\":\"proxy\",\"representative\":{}}"), MADO_JSON_ERROR_KEY, "line 1, column 95: representative: is read with" },
  { "{\"date\":\"2013-04-12\"}",         MADO_JSON_ERROR_KEY, "line 1, column 1: the key \"applicant\" is missing" },
  { "{\"date\":\"2013-04-12\",\"applicant\":{}}", MADO_JSON_ERROR_KEY, "line 1, column 34: applicant: the key \"birth_date\"" },
  { "{\"applicant\":{\"birth_date\":\"1980-02-17\"}}", MADO_JSON_ERROR_KEY, "line 1, column 1: the key \"date\" is missing" },
  { "{\"question\":\"retention\"}",      MADO_JSON_ERROR_KEY, "line 1, column 1: the key \"last_valid_day\" or" },
  { "{\"question\":\"retention\",\"kind\":\"other\"}", MADO_JSON_ERROR_KEY, "line 1, column 1: the key \"received_on\"" },
  { "{\"question\":\"fee\",\"date\":\"2013-04-12\",\"procedure\":\"issue\",\"papers\":[]}", MADO_JSON_ERROR_KEY, "line 1, column 68: papers: no question has" },
  { "[{\"question\":\"hours\",\"date\":\"2013-04-12\"},{\"question\":\"hours\"}]", MADO_JSON_ERROR_KEY, "line 1, column 43: [1]: the key \"date\"" },
  /* Values */
  { "7",                                 MADO_JSON_ERROR_VALUE, "line 1, column 1: an object is expected, not \"7\"" },
  { "[7]",                               MADO_JSON_ERROR_VALUE, "line 1, column 2: [0]: an object is expected" },
  { "{\"question\":\"weather\"}",        MADO_JSON_ERROR_VALUE, "line 1, column 13: question: one of apply, renewal" },
  { "{\"question\":1}",                  MADO_JSON_ERROR_VALUE, "line 1, column 13: question: one of apply" },
  { "{\"date\":20130412,\"applicant\":{}}", MADO_JSON_ERROR_VALUE, "line 1, column 9: date: a day like 2013-04-12" },
  { "{\"date\":\"2013-02-30\",\"applicant\":{}}", MADO_JSON_ERROR_VALUE, "line 1, column 9: date: a day like" },
  { "{\"date\":\"昭和64年1月8日\",\"applicant\":{}}", MADO_JSON_ERROR_VALUE, "line 1, column 9: date: a day like" },
  { APPLY (",\"time\":\"25:00\"}"),         MADO_JSON_ERROR_VALUE, "line 1, column 69: time: a time like" },
  { APPLY (",\"time\":\"9:0\"}"),           MADO_JSON_ERROR_VALUE, "line 1, column 69: time: a time like" },
  { APPLY (",\"procedure\":\"bake\"}"),     MADO_JSON_ERROR_VALUE, "line 1, column 74: procedure: one of issue, renew" },
  { APPLY (",\"papers\":{}}"),              MADO_JSON_ERROR_VALUE, "line 1, column 71: papers: a list is expected, not an object" },
  { APPLY (",\"papers\":[1]}"),             MADO_JSON_ERROR_VALUE, "line 1, column 72: papers[0]: an object is expected" },
  { APPLY (",\"form\":true}"),              MADO_JSON_ERROR_VALUE, "line 1, column 69: form: an object is expected, not true or false" },
  { APPLY (",\"card\":{\"photo\":\"yes\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 78: card.photo: true or false is expected, not \"yes\"" },
  { APPLY (",\"form\":{\"substitutes\":-1}}"), MADO_JSON_ERROR_VALUE, "line 1, column 84: form.substitutes: a whole number from 0 to 300" },
  { APPLY (",\"form\":{\"substitutes\":1.5}}"), MADO_JSON_ERROR_VALUE, "line 1, column 84: form.substitutes: a whole number" },
  { APPLY (",\"profile\":[]}"),             MADO_JSON_ERROR_VALUE, "line 1, column 72: profile: an object" },
  { APPLY (",\"profile\":{\"fee\":1}}"),    MADO_JSON_ERROR_VALUE, "line 1, column 79: profile.fee: a section" },
  { APPLY (",\"profile\":{\"fee\":{\"issue_yen\":-1}}}"), MADO_JSON_ERROR_VALUE, "line 1, column 72: profile: fee.issue_yen: a number from 0 to 9999" },
  { APPLY (",\"profile\":{\"fee\":{\"issue_yens\":1}}}"), MADO_JSON_ERROR_VALUE, "line 1, column 72: profile: fee.issue_yens: no such key" },
  { APPLY (",\"profile\":{\"fee\":{\"account\":\"a\\n[fee]\"}}}"), MADO_JSON_ERROR_VALUE, "line 1, column 90: profile.fee.account: a profile's value is one line" },
  { APPLY (",\"profile\":{\"fee]\\n[card\":{}}}"), MADO_JSON_ERROR_VALUE, "line 1, column 87: profile.fee]" },
  { "{\"question\":\"password_try\",\"tries_left\":6}", MADO_JSON_ERROR_VALUE, "line 1, column 41: tries_left: the card never has" },
  { "{\"question\":\"certificate_text\",\"name\":\"山田　太郎\",\"address\":\"東京都\",\"birth_date\":\"1912-07-30\"}", MADO_JSON_ERROR_VALUE, "line 1, column 76: birth_date: this day belongs to two eras" },
  /* Days that cannot stand beside each other */
  { APPLY (",\"certificate\":{\"status\":\"none\",\"last_valid_day\":\"2014-01-01\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 86: certificate.status: there is none" },
  { APPLY (",\"certificate\":{\"status\":\"expired\",\"last_valid_day\":\"2014-01-01\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 86: certificate.status: its last day is not over" },
  { APPLY (",\"certificate\":{\"issued_on\":\"2013-04-13\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 89: certificate.issued_on: is after the day of date" },
  { APPLY (",\"certificate\":{\"issued_on\":\"2012-04-13\",\"last_valid_day\":\"2012-04-12\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 119: certificate.last_valid_day: is before the day of certificate.issued_on" },
  { APPLY (",\"procedure\":\"renew\",\"certificate\":{\"issued_on\":\"2009-01-01\",\"last_valid_day\":\"2013-07-12\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 139: certificate.last_valid_day: a certificate is valid for 3 years, so from its day of issue to 2011-12-31" },
  { APPLY (",\"certificate\":{\"last_valid_day\":\"2016-04-12\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 94: certificate.last_valid_day: a certificate is valid for 3 years, so from today to 2016-04-11" },
  { APPLY (",\"papers\":[\"B01\",{\"code\":\"P01\",\"issued_on\":\"2012-01-01\",\"expires_on\":\"2011-01-01\"}]}"), MADO_JSON_ERROR_VALUE, "line 1, column 130: papers[1].expires_on: is before the day of issued_on" },
  { APPLY (",\"reply\":{\"mailed_on\":\"2013-04-01\",\"due_on\":\"2013-03-31\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 105: reply.due_on: is before the day of reply.mailed_on" },
  { "{\"date\":\"2013-04-12\",\"applicant\":{\"birth_date\":\"2013-04-13\"}}", MADO_JSON_ERROR_VALUE, "line 1, column 48: applicant.birth_date: is after the day of date" },
  { "[{\"date\":\"2013-04-12\",\"applicant\":{\"birth_date\":\"2013-04-13\"}}]", MADO_JSON_ERROR_VALUE, "line 1, column 49: [0].applicant.birth_date: is after the day of date" },
  { "{\"date\":\"2013-04-12\",\"applicant\":{\"birth_date\":\"1980-02-17\",\"moved_in_on\":\"2014-04-12\"}}", MADO_JSON_ERROR_VALUE, "line 1, column 75: applicant.moved_in_on: is after the day of date" },
  { "{\"date\":\"2013-04-12\",\"applicant\":{\"birth_date\":\"1980-02-17\",\"moved_in_on\":\"1979-04-12\"}}", MADO_JSON_ERROR_VALUE, "line 1, column 75: applicant.moved_in_on: is before the day of applicant.birth_date" },
  { "{\"question\":\"age\",\"date\":\"2013-04-12\",\"birth_date\":\"2014-01-01\"}", MADO_JSON_ERROR_VALUE, "line 1, column 52: birth_date: is after the day of date" },
  { "{\"question\":\"renewal\",\"date\":\"2013-04-12\",\"issued_on\":\"2013-04-13\"}", MADO_JSON_ERROR_VALUE, "line 1, column 55: issued_on: is after the day of date" },
  { "{\"question\":\"renewal\",\"date\":\"2013-04-12\",\"issued_on\":\"2009-01-01\",\"last_valid_day\":\"2013-07-12\"}", MADO_JSON_ERROR_VALUE, "line 1, column 85: last_valid_day: a certificate is valid for 3 years" },
  { "{\"question\":\"renewal_resume\",\"date\":\"2013-04-12\",\"revoked_on\":\"2013-04-13\"}", MADO_JSON_ERROR_VALUE, "line 1, column 63: revoked_on: is after the day of date" },
  { "{\"question\":\"disclosure\",\"date\":\"2013-04-12\",\"received_on\":\"2013-04-13\"}", MADO_JSON_ERROR_VALUE, "line 1, column 60: received_on: is after the day of date" },
  { "{\"question\":\"period\",\"issued_on\":\"2012-04-12\",\"card_expires_on\":\"2012-04-11\"}", MADO_JSON_ERROR_VALUE, "line 1, column 65: card_expires_on: is before the day of issued_on" },
  { "{\"question\":\"card_period\",\"issued_on\":\"2012-04-12\",\"stay_until\":\"2012-04-11\"}", MADO_JSON_ERROR_VALUE, "line 1, column 65: stay_until: is before the day of issued_on" },
  { "{\"question\":\"document\",\"date\":\"2013-04-12\",\"document\":{\"code\":\"P01\",\"issued_on\":\"2012-01-01\",\"expires_on\":\"2011-01-01\"}}", MADO_JSON_ERROR_VALUE, "line 1, column 107: document.expires_on: is before the day of issued_on" },
  { "{\"question\":\"inquiry\",\"date\":\"2013-04-12\",\"state\":\"none\",\"step\":\"receive\",\"purpose\":\"inquiry\"}", MADO_JSON_ERROR_VALUE, "line 1, column 85: purpose: a letter serves another procedure" },
  /* What would not be read */
  { "{\"question\":\"certificate_text\",\"name\":\"髙田 太郎\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\",\"name_substitutes\":[{\"position\":6,\"text\":\"高\"}]}", MADO_JSON_ERROR_VALUE, "line 1, column 120: name_substitutes[0].position: the text has no such character" },
  { "{\"question\":\"certificate_text\",\"name\":\"髙田 太郎\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\",\"name_substitutes\":[{\"position\":2,\"text\":\"高\"}]}", MADO_JSON_ERROR_VALUE, "line 1, column 120: name_substitutes[0].position: this character needs no substitute" },
  { "{\"question\":\"certificate_text\",\"name\":\"髙田 太郎\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\",\"name_substitutes\":[{\"position\":1,\"text\":\"\"}]}", MADO_JSON_ERROR_VALUE, "line 1, column 129: name_substitutes[0].text: the certificate cannot hold it" },
  { "{\"question\":\"certificate_text\",\"name\":\"髙田 太郎\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\",\"name_substitutes\":[{\"position\":1,\"text\":\"髙\"}]}", MADO_JSON_ERROR_VALUE, "line 1, column 129: name_substitutes[0].text: the certificate cannot hold it" },
  { "{\"question\":\"certificate_text\",\"name\":\"髙田 太郎\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\",\"name_substitutes\":[{\"position\":1,\"text\":\"アイウエオカキクケコサ\"}]}", MADO_JSON_ERROR_VALUE, "line 1, column 129: name_substitutes[0].text: stands for one character: ten at most" },
  { "{\"question\":\"certificate_text\",\"name\":\"髙田 太郎\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\",\"name_substitutes\":[{\"position\":1,\"text\":\"高\"},{\"position\":1,\"text\":\"タカ\"}]}", MADO_JSON_ERROR_VALUE, "line 1, column 146: name_substitutes[1].position: stands twice" },
  { "{\"question\":\"certificate_text\",\"name\":\"山田\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\",\"name_substitutes\":[{\"position\":1,\"text\":\"川\"}],\"consented\":true}", MADO_JSON_ERROR_VALUE, "line 1, column 117: name_substitutes[0].position: this character needs no substitute" },
  { "{\"question\":\"certificate_text\",\"name\":\"山田\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\",\"address_substitutes\":[{\"position\":2,\"text\":\"キョウ\"}]}", MADO_JSON_ERROR_VALUE, "line 1, column 120: address_substitutes[0].position: this character needs no substitute" },
  { "{\"question\":\"certificate_text\",\"name\":\"山\\n田\",\"address\":\"東京\",\"birth_date\":\"1973-01-01\"}", MADO_JSON_ERROR_VALUE, "line 1, column 39: name: a control character" },
  { "{\"question\":\"inquiry\",\"state\":\"mailed\",\"step\":\"reply\",\"date\":\"2014-01-01\"}", MADO_JSON_ERROR_KEY, "line 1, column 1: the key \"mailed_on\" is missing" },
  { "{\"question\":\"inquiry\",\"state\":\"mailed\",\"step\":\"expire\",\"date\":\"2014-01-01\"}", MADO_JSON_ERROR_KEY, "line 1, column 1: the key \"mailed_on\" is missing" },
  { APPLY (",\"reply\":{\"mailed_on\":\"2013-01-02\",\"due_on\":\"2099-01-01\"}}"), MADO_JSON_ERROR_VALUE, "line 1, column 105: reply.due_on: is not 10 to 90 days" },
  { APPLY (",\"papers\":[{\"code\":\"A01\",\"stay_status\":\"permanent\"}]}"), MADO_JSON_ERROR_VALUE, "line 1, column 100: papers[0].stay_status: is read with the code X01 only" },
  { APPLY (",\"papers\":[{\"code\":\"X01\",\"stay_until\":\"2014-01-01\"}]}"), MADO_JSON_ERROR_VALUE, "line 1, column 99: papers[0].stay_until: is read with stay_status only" },
  { APPLY (",\"card\":false,\"papers\":[\"P06\"]}"), MADO_JSON_ERROR_VALUE, "line 1, column 85: papers[0]: the card is not here" },
  { APPLY (",\"certificate\":{\"status\":\"none\"},\"card\":{\"holds_certificate\":true}}"), MADO_JSON_ERROR_VALUE, "line 1, column 86: certificate.status: there is none, so the card holds none" },
  { "{\"date\":\"2013-04-12\",\"applicant\":null}", MADO_JSON_ERROR_KEY, "line 1, column 1: the key \"applicant\" is missing" },
  { APPLY (",\"purpose\":\"issue\"}"), MADO_JSON_ERROR_KEY, "line 1, column 72: purpose: is read with" },
  { APPLY (",\"procedure\":\"inquiry\",\"purpose\":\"inquiry\"}"), MADO_JSON_ERROR_VALUE, "line 1, column 94: purpose: a letter serves another" },
  { APPLY (",\"disclosed_on\":\"2013-04-01\"}"), MADO_JSON_ERROR_KEY, "line 1, column 77: disclosed_on: is read with" },
  { APPLY (",\"procedure\":\"correction\",\"disclosed\":false,\"disclosed_on\":\"2013-04-01\"}"), MADO_JSON_ERROR_VALUE, "line 1, column 120: disclosed_on: nothing was disclosed" },
  { APPLY (",\"procedure\":\"correction\",\"disclosed_on\":\"2013-04-13\"}"), MADO_JSON_ERROR_VALUE, "line 1, column 102: disclosed_on: is after the day of date" },
  { "{\"question\":\"period\",\"issued_on\":\"9998-02-28\"}", MADO_JSON_ERROR_VALUE, "line 1, column 34: issued_on: a day like 2013-04-12 or 平成25年4月12日, 1873 to 2099, is expected" },
  { "{\"question\":\"period\",\"issued_on\":\"2100-01-01\"}", MADO_JSON_ERROR_VALUE, "line 1, column 34: issued_on: a day like" },
  /* clang-format on */
};

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = decide_text (faults[i].question, &error);

      g_test_message ("%s: %s", faults[i].question, error != NULL ? error->message : answer);
      g_assert_null (answer);
      g_assert_error (error, MADO_JSON_ERROR, (int) faults[i].code);
      if (!g_str_has_prefix (error->message, faults[i].message))
        g_error ("%s\nexpected %s\nfound %s", faults[i].question, faults[i].message,
                 error->message);
    }
}

/* "Not given" can be said of what is not needed only: each needed key with null, and the whole
 * question with it.  (docs/decide.md, Strictness.) */
static void
test_nulls (void)
{
  static const char *const questions[] = {
    "{\"question\":\"apply\",\"date\":null,\"applicant\":{\"birth_date\":\"1980-02-17\"}}",
    "{\"question\":\"apply\",\"date\":\"2014-06-02\",\"applicant\":{\"birth_date\":null}}",
    "{\"question\":\"revocation\",\"date\":null,\"ground\":\"V1\"}",
    "{\"question\":\"revocation\",\"date\":\"2014-06-02\",\"ground\":null}",
    "{\"question\":\"renewal\",\"date\":null,\"last_valid_day\":\"2014-08-01\"}",
    "{\"question\":\"renewal_resume\",\"date\":null,\"revoked_on\":\"2014-06-02\"}",
    "{\"question\":\"renewal_resume\",\"date\":\"2014-06-02\",\"revoked_on\":null}",
    "{\"question\":\"period\",\"issued_on\":null}",
    "{\"question\":\"card_period\",\"issued_on\":null}",
    "{\"question\":\"disclosure\",\"received_on\":null}",
    "{\"question\":\"register_event\",\"date\":null,\"event\":\"death\"}",
    "{\"question\":\"register_event\",\"date\":\"2014-06-02\",\"event\":null}",
    "{\"question\":\"inquiry\",\"date\":null,\"state\":\"printed\",\"step\":\"mail\"}",
    "{\"question\":\"inquiry\",\"date\":\"2014-06-02\",\"state\":null,\"step\":\"mail\"}",
    "{\"question\":\"inquiry\",\"date\":\"2014-06-02\",\"state\":\"printed\",\"step\":null}",
    "{\"question\":\"inquiry\",\"date\":\"2014-06-02\",\"state\":\"mailed\",\"step\":\"reply\","
    "\"mailed_on\":null}",
    "{\"question\":\"certificate_text\",\"name\":null,\"address\":\"東京\",\"birth_date\":\"1980-"
    "01-01\"}",
    "{\"question\":\"certificate_text\",\"name\":\"山田\",\"address\":null,\"birth_date\":\"1980-"
    "01-01\"}",
    "{\"question\":\"certificate_text\",\"name\":\"山田\",\"address\":\"東京\",\"birth_date\":"
    "null}",
    "{\"question\":\"password\",\"password\":null}",
    "{\"question\":\"password_try\",\"tries_left\":null}",
    "{\"question\":\"fee\",\"date\":null,\"procedure\":\"issue\"}",
    "{\"question\":\"fee\",\"date\":\"2014-06-02\",\"procedure\":null}",
    "{\"question\":\"hours\",\"date\":null}",
    "{\"question\":\"age\",\"date\":null,\"birth_date\":\"1980-01-01\"}",
    "{\"question\":\"age\",\"date\":\"2014-06-02\",\"birth_date\":null}",
    "{\"question\":\"document\",\"date\":null,\"document\":\"A01\"}",
    "{\"question\":\"document\",\"date\":\"2014-06-02\",\"document\":null}",
    "{\"question\":\"document\",\"date\":\"2014-06-02\",\"document\":{\"code\":null}}",
    "{\"question\":\"paper_date\",\"date\":null,\"issued_on\":\"2014-06-01\"}",
    "{\"question\":\"paper_date\",\"date\":\"2014-06-02\",\"issued_on\":null}",
    "{\"question\":null,\"date\":\"2014-06-02\"}",
    "null",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = decide_text (questions[i], &error);

      g_test_message ("%s: %s", questions[i], error != NULL ? error->message : answer);
      g_assert_null (answer);
      g_assert_true (g_error_matches (error, MADO_JSON_ERROR, MADO_JSON_ERROR_VALUE)
                     || g_error_matches (error, MADO_JSON_ERROR, MADO_JSON_ERROR_KEY));
    }
}

/* Ten thousand keys are refused at once, not compared for minutes. */
static void
test_many_keys (void)
{
  g_autoptr (GString) question = g_string_new ("{");
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (question, "%s\"k%u\":1", i > 0 ? "," : "", i);
  g_string_append_c (question, '}');
  answer = decide_text (question->str, &error);
  g_assert_null (answer);
  g_assert_error (error, MADO_JSON_ERROR, MADO_JSON_ERROR_SYNTAX);
  g_assert_true (g_str_has_suffix (error->message, ": too many keys"));
}

/* What may be written in more than one way. */
static void
test_ways_of_writing (void)
{
  static const char *const questions[] = {
    "{\"question\":\"age\",\"birth_date\":\"1980-02-17\",\"date\":\"2013-04-12\"}",
    "\xEF\xBB\xBF{\"question\":\"age\",\"birth_date\":\"S55.2.17\",\"date\":\"H25.4.12\"}",
    "{\"question\":\"age\",\"birth_date\":\"昭和５５年２月１７日\",\"date\":\"平成25年4月12日\"}",
    "{\"question\":\"age\",\"birth_date\":\"3550217\",\"date\":\"20130412\"}",
    "{\"question\":\"age\",\"birth_date\":\"319800217\",\"date\":\"\\u5e73\\u621025年4月12日\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (JsonNode) expected
          = json_of ("{\"answer\":\"accept\",\"age\":33,\"date\":\"2013-04-12\"}");

      assert_answer ("age", questions[i], expected);
    }
}

/* Returns: the exit status. */
static int
run_decide (const char *const *argv, const char *input, char **out, char **err)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "MADOGUCHI_SETTINGS", "/nonexistent/desk.ini", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, out, err, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (process);
}

static const struct
{
  const char *file;    /* of a temporary folder; "-": standard input */
  const char *profile; /* text of an office's own profile; NULL: none */
  const char *question;
  int status;
  const char *out, *err; /* what is in it; NULL: nothing */
} runs[] = {
  { "-", NULL, "{\"question\":\"hours\",\"date\":\"2013-04-12\"}", 0, "\"accept\"", NULL },
  { "q.json", NULL, "{\"question\":\"hours\",\"date\":\"2013-04-13\"}", 0, "\"refuse\"", NULL },
  { "q.json", "[hours]\nclosed_weekdays =\nca_closed_weekdays =\n",
    "{\"question\":\"hours\",\"date\":\"2013-04-13\"}", 0, "\"accept\"", NULL },
  { "q.json", NULL, "{", 2, NULL, "q.json: line 1, column 2: a key" },
  { "-", NULL, "{", 2, NULL, "standard input: line 1, column 2: a key" },
  { "q.json", "[fee]\nissue_yen = -1\n", "{}", 1, NULL,
    "own.ini:2: fee.issue_yen: a number from 0 to 9999 is expected" },
  { "missing.json", NULL, NULL, 2, NULL, "missing.json" },
};

static void
test_program (void)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src/programs/madoguchictl", NULL);
  g_autofree char *base
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data/profiles/juki.ini", NULL);
  g_autofree char *folder = g_dir_make_tmp ("decide-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (folder, "own.ini", NULL);
  g_autofree char *file = g_build_filename (folder, "q.json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      const gboolean piped = g_str_equal (runs[i].file, "-");
      g_autofree char *path
          = piped ? g_strdup ("-") : g_build_filename (folder, runs[i].file, NULL);
      g_autofree char *out = NULL, *err = NULL;
      const char *const plain[] = { program, "decide", path, NULL };
      const char *const with[]
          = { program, "decide", "--profile", base, "--profile", own, path, NULL };

      g_test_message ("run %" G_GSIZE_FORMAT, i);
      if (runs[i].question != NULL)
        g_assert_true (g_file_set_contents (file, runs[i].question, -1, NULL));
      if (runs[i].profile != NULL)
        g_assert_true (g_file_set_contents (own, runs[i].profile, -1, NULL));
      g_assert_cmpint (run_decide (runs[i].profile != NULL ? with : plain,
                                   piped ? runs[i].question : NULL, &out, &err),
                       ==, runs[i].status);
      g_assert_cmpint (*out == '\0', ==, runs[i].out == NULL);
      g_assert_cmpint (*err == '\0', ==, runs[i].err == NULL);
      g_assert_true (runs[i].out == NULL || strstr (out, runs[i].out) != NULL);
      g_assert_true (runs[i].err == NULL || strstr (err, runs[i].err) != NULL);
    }
  g_remove (own);
  g_remove (file);
  g_rmdir (folder);
}

static void
test_usage (void)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src/programs/madoguchictl", NULL);
  const char *const bare[] = { program, "decide", NULL };
  const char *const two[] = { program, "decide", "a.json", "b.json", NULL };
  const char *const fields[] = { program, "decide", "--fields", NULL };
  const char *const reasons[] = { program, "decide", "--reasons", NULL };
  const char *const settings[]
      = { program, "decide", "--settings", "/nonexistent/desk.ini", "-", NULL };
  const struct
  {
    const char *const *argv;
    int status;
  } usages[] = { { bare, 2 }, { two, 2 }, { fields, 0 }, { reasons, 0 }, { settings, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (usages); i++)
    {
      g_autofree char *out = NULL, *err = NULL;

      g_assert_cmpint (run_decide (usages[i].argv, NULL, &out, &err), ==, usages[i].status);
      g_assert_cmpint (*out != '\0', ==, usages[i].status == 0);
      g_assert_cmpint (*err != '\0', ==, usages[i].status != 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decide/faults", test_faults);
  g_test_add_func ("/decide/nulls", test_nulls);
  g_test_add_func ("/decide/many-keys", test_many_keys);
  g_test_add_func ("/decide/ways-of-writing", test_ways_of_writing);
  g_test_add_func ("/decide/program", test_program);
  g_test_add_func ("/decide/usage", test_usage);
  return g_test_run ();
}
