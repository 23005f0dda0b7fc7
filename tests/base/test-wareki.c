/* Era dates as people write them.  Sources: ui notes (Wareki row), certificate profile
 * (dateOfBirth), the first and last days of the eras.   SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>

#include "mado-wareki.h"

#define OK (-1)

static const struct
{
  const char *in;
  int code;            /* of MADO_WAREKI_ERROR, or OK */
  const char *encoded; /* when OK */
} parsed[] = {
  /* clang-format off */
  { "S55.2.17",            OK, "319800217" },
  { "s55/2/17",            OK, "319800217" },
  { "s55-02-17",           OK, "319800217" },
  { "昭和５５年２月１７日", OK, "319800217" },
  { "昭和55年2月17日",     OK, "319800217" },
  { "昭和 55 年 2 月 17 日", OK, "319800217" },
  { "Ｓ５５．２．１７",     OK, "319800217" },
  { "3550217",             OK, "319800217" },
  { "３５５０２１７",       OK, "319800217" },
  { "319800217",           OK, "319800217" },
  { "S550217",             OK, "319800217" },
  { "1980-02-17",          OK, "319800217" },
  { "1980/2/17",           OK, "319800217" },
  { "1980年2月17日",       OK, "319800217" },
  { "１９８０－０２－１７", OK, "319800217" },
  { "19800217",            OK, "319800217" },
  { "S33/11/18",           OK, "319581118" },
  { "㍼55.2.17",           OK, "319800217" },
  { "平成元年1月8日",       OK, "419890108" },
  { "平成1年1月8日",        OK, "419890108" },
  { "H元.1.8",              OK, "419890108" },
  { "令和元年5月1日",       OK, "520190501" },
  { "昭和64年1月7日",       OK, "319890107" },
  { "M45.7.30",            OK, "119120730" },
  { "T1.7.30",             OK, "219120730" },
  { "T15.12.25",           OK, "219261225" },
  { "S元.12.25",            OK, "319261225" },
  { "1912-07-29",          OK, "119120729" },
  { "1912-07-31",          OK, "219120731" },
  { "1926-12-24",          OK, "219261224" },
  { "1926-12-26",          OK, "319261226" },
  { "1989-01-07",          OK, "319890107" },
  { "1989-01-08",          OK, "419890108" },
  { "2019-04-30",          OK, "420190430" },
  { "2019-05-01",          OK, "520190501" },
  { "H31.4.30",            OK, "420190430" },
  { "S55.2.29",            OK, "319800229" },
  { "2000-02-29",          OK, "420000229" },
  { "M6.1.1",              OK, "118730101" },
  { "1912-07-30",    MADO_WAREKI_ERROR_CHOOSE_ERA },
  { "1926-12-25",    MADO_WAREKI_ERROR_CHOOSE_ERA },
  { "昭和64年1月8日", MADO_WAREKI_ERROR_NOT_IN_ERA },
  { "H1.1.7",        MADO_WAREKI_ERROR_NOT_IN_ERA },
  { "平成31年5月1日", MADO_WAREKI_ERROR_NOT_IN_ERA },
  { "R1.4.30",       MADO_WAREKI_ERROR_NOT_IN_ERA },
  { "T1.7.29",       MADO_WAREKI_ERROR_NOT_IN_ERA },
  { "S1.12.24",      MADO_WAREKI_ERROR_NOT_IN_ERA },
  { "419800217",     MADO_WAREKI_ERROR_NOT_IN_ERA },
  { "55.2.17",       MADO_WAREKI_ERROR_NEEDS_ERA },
  { "５５年２月１７日", MADO_WAREKI_ERROR_NEEDS_ERA },
  { "550217",        MADO_WAREKI_ERROR_NEEDS_ERA },
  { "S56.2.29",      MADO_WAREKI_ERROR_NO_SUCH_DAY },
  { "1981-02-29",    MADO_WAREKI_ERROR_NO_SUCH_DAY },
  { "1900-02-29",    MADO_WAREKI_ERROR_NO_SUCH_DAY },
  { "S55.13.1",      MADO_WAREKI_ERROR_NO_SUCH_DAY },
  { "S55.0.1",       MADO_WAREKI_ERROR_NO_SUCH_DAY },
  { "S0.2.17",       MADO_WAREKI_ERROR_NO_SUCH_DAY },
  { "3000217",       MADO_WAREKI_ERROR_NO_SUCH_DAY },
  { "M5.12.2",       MADO_WAREKI_ERROR_OUT_OF_RANGE },
  { "2100-01-01",    MADO_WAREKI_ERROR_OUT_OF_RANGE },
  { "",              MADO_WAREKI_ERROR_SHAPE },
  { "S",             MADO_WAREKI_ERROR_SHAPE },
  { "昭和",          MADO_WAREKI_ERROR_SHAPE },
  { "X55.2.17",      MADO_WAREKI_ERROR_SHAPE },
  { "S55.2",         MADO_WAREKI_ERROR_SHAPE },
  { "S55.2.17.3",    MADO_WAREKI_ERROR_SHAPE },
  { "S1980.2.17",    MADO_WAREKI_ERROR_SHAPE },
  { "980-2-17",      MADO_WAREKI_ERROR_SHAPE },
  { "019800217",     MADO_WAREKI_ERROR_SHAPE },
  { "6010101",       MADO_WAREKI_ERROR_SHAPE },
  { "99999999999",   MADO_WAREKI_ERROR_SHAPE },
  { "\xFF\xFE",      MADO_WAREKI_ERROR_SHAPE },
  /* clang-format on */
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parsed); i++)
    {
      g_autoptr (GError) error = NULL;
      MadoWareki date = { 0 };
      gboolean ok = mado_wareki_parse (parsed[i].in, &date, &error);

      g_test_message ("case %" G_GSIZE_FORMAT " %s", i, error != NULL ? error->message : "");
      if (parsed[i].code == OK)
        {
          g_autofree char *encoded = NULL;

          g_assert_no_error (error);
          g_assert_true (ok);
          encoded = mado_wareki_encode (&date);
          g_assert_cmpstr (encoded, ==, parsed[i].encoded);
          g_assert_true (mado_wareki_is_valid (&date));
        }
      else
        {
          g_assert_false (ok);
          g_assert_error (error, MADO_WAREKI_ERROR, parsed[i].code);
          g_assert_cmpuint (date.year, ==, 0); /* untouched */
        }
    }
}

/* Every day from 1873 to 2099: what is formatted is read back as the same day and era. */
static void
test_round_trip (void)
{
  GDate day;

  g_date_clear (&day, 1);
  for (g_date_set_dmy (&day, 1, G_DATE_JANUARY, 1873); g_date_get_year (&day) < 2100;
       g_date_add_days (&day, 1))
    {
      MadoWareki date = mado_wareki_from_date (&day), back, decoded;
      g_autofree char *plain = mado_wareki_format (&date, MADO_WAREKI_PLAIN);
      g_autofree char *encoded = mado_wareki_encode (&date);
      GDate again;

      g_assert_true (mado_wareki_parse (plain, &back, NULL));
      g_assert_true (mado_wareki_equal (&date, &back));
      g_assert_true (mado_wareki_decode (encoded, &decoded, NULL));
      g_assert_true (mado_wareki_equal (&date, &decoded));
      mado_wareki_to_date (&back, &again);
      g_assert_cmpint (g_date_compare (&again, &day), ==, 0);
    }
}

static void
test_format (void)
{
  MadoWareki date;
  g_autofree char *gregorian = NULL, *with_age = NULL, *first = NULL;

  g_assert_true (mado_wareki_parse ("S55.2.17", &date, NULL));
  gregorian = mado_wareki_format (&date, MADO_WAREKI_GREGORIAN);
  with_age = mado_wareki_format_with_age (&date, 33);
  g_assert_cmpstr (gregorian, ==, "昭和55年2月17日（1980年）");
  g_assert_cmpstr (with_age, ==, "昭和55年2月17日（1980年・33歳）");

  g_assert_true (mado_wareki_parse ("1989-01-08", &date, NULL));
  first = mado_wareki_format (&date, MADO_WAREKI_PLAIN);
  g_assert_cmpstr (first, ==, "平成元年1月8日");
}

static void
test_choose (void)
{
  MadoWareki date = { .year = 1926, .month = 12, .day = 25 };

  g_assert_false (mado_wareki_is_valid (&date));
  g_assert_true (mado_wareki_choose (&date, MADO_ERA_TAISHO));
  g_assert_true (mado_wareki_choose (&date, MADO_ERA_SHOWA));
  g_assert_false (mado_wareki_choose (&date, MADO_ERA_HEISEI));
  g_assert_cmpint (date.era, ==, MADO_ERA_SHOWA);
  g_assert_cmpstr (mado_era_name (date.era), ==, "昭和");
}

static void
test_decode_unknown_era (void)
{
  MadoWareki date;
  g_autofree char *text = NULL;

  g_assert_true (mado_wareki_decode ("019800217", &date, NULL)); /* 0 不明 */
  text = mado_wareki_format (&date, MADO_WAREKI_PLAIN);
  g_assert_cmpstr (text, ==, "1980年2月17日");
  g_assert_false (mado_wareki_decode ("019800230", &date, NULL));
  g_assert_false (mado_wareki_decode ("619800217", &date, NULL));
  g_assert_false (mado_wareki_decode ("3198002170", &date, NULL));
  g_assert_false (mado_wareki_decode ("31980021", &date, NULL));
}

/* Whatever is typed: no crash, and what is accepted is a day that reads back as itself. */
static void
test_random_text (void)
{
  static const char *const pieces[]
      = { "S",  "h",  "昭和", "令", "元", "年", "月",      "日",   ".",
          "/",  "-",  "－",   "１", "2",  "0",  "9",       "55",   "1989",
          "01", "08", "12",   " ",  "　", "㍻", "辻󠄀", "\xFF", "" };
  guint n_accepted = 0;

  for (guint i = 0; i < 200000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      MadoWareki date, again;

      for (gint k = g_test_rand_int_range (0, 10); k > 0; k--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      if (!mado_wareki_parse (text->str, &date, &error))
        {
          g_assert_cmpint (error->domain, ==, MADO_WAREKI_ERROR);
          continue;
        }
      n_accepted++;
      g_assert_true (mado_wareki_is_valid (&date));
      {
        g_autofree char *plain = mado_wareki_format (&date, MADO_WAREKI_PLAIN);

        g_assert_true (mado_wareki_parse (plain, &again, NULL));
        g_assert_true (mado_wareki_equal (&date, &again));
      }
    }
  g_assert_cmpuint (n_accepted, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/wareki/parse", test_parse);
  g_test_add_func ("/base/wareki/round-trip", test_round_trip);
  g_test_add_func ("/base/wareki/format", test_format);
  g_test_add_func ("/base/wareki/choose", test_choose);
  g_test_add_func ("/base/wareki/unknown-era", test_decode_unknown_era);
  g_test_add_func ("/base/wareki/random-text", test_random_text);
  return g_test_run ();
}
