/* A change in the register beside what was drawn up from it: which came first, and what follows.
 * Sources: LAW 12; JLAW 22(1), 23 (a move is notified within fourteen days after it).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile-fixture.h"

#include "mado-lapse-order.h"

/* --- days --- */

#define DAY "2026-11-20" /* on which the certificate was issued */

/* clang-format off */
/* For each event what follows when it is older, and the new data are not known, there, or others. */
static const struct { const char *event, *none, *same, *different; } earlier[] = {
  { "move_within",              "compare", "before",  "compare" }, /* notified afterwards: JLAW 23 */
  { "move_out",                 "compare", "compare", "compare" }, /* they may have come back since */
  { "move_in",                  "before",  "before",  "before"  }, /* by it the holder came to town */
  { "move_abroad",              "compare", "compare", "compare" },
  { "death",                    "compare", "compare", "compare" }, /* nobody applies after it: fraud, or another's */
  { "erased",                   "compare", "compare", "compare" },
  { "name_change",              "compare", "before",  "compare" },
  { "alias_change",             "compare", "before",  "compare" },
  { "birth_correction",         "compare", "before",  "compare" },
  { "sex_correction",           "compare", "before",  "compare" },
  { "uncommon_character",       "compare", "before",  "compare" },
  { "resident_code",            "compare", "compare", "compare" }, /* which card was voided? */
  { "household",                "before",  "before",  "before"  },
  { "common_character",         "compare", "before",  "compare" },
  { "character_identification", "compare", "before",  "compare" },
  { "area_renaming",            "compare", "before",  "compare" },
  { "lot_renumbering",          "compare", "before",  "compare" },
  { "residence_indication",     "compare", "before",  "compare" },
  { "building_name",            "compare", "before",  "compare" },
  { "other_minor",              "compare", "before",  "compare" },
  { "card_lost",                "meets",   "meets",   "meets"   }, /* no change of the register's data */
  { "card_stolen",              "meets",   "meets",   "meets"   },
  { "card_broken",              "meets",   "meets",   "meets"   },
  { "card_expired",             "meets",   "meets",   "meets"   },
  { "card_returned",            "meets",   "meets",   "meets"   },
  { "stay_ended",               "meets",   "meets",   "meets"   },
  { "password_locked",          "meets",   "meets",   "meets"   },
  { "password_leaked",          "meets",   "meets",   "meets"   },
  { "record_error",             "meets",   "meets",   "meets"   },
  { "ca_compromise",            "meets",   "meets",   "meets"   },
  { "period_over",              "meets",   "meets",   "meets"   },
};

/* Years, months and single days on both sides; fourteen days make no difference. */
static const struct { const char *changed_on; gboolean is_later; } days[] = {
  { "2025-11-21", FALSE }, { "2026-11-05", FALSE }, { "2026-11-06", FALSE }, { "2026-11-19", FALSE },
  { DAY,          FALSE }, { "2026-11-21", TRUE  }, { "2026-12-01", TRUE  }, { "2027-01-01", TRUE  },
};
/* clang-format on */

static MadoRegisterEvent
event_of (const char *id)
{
  MadoRegisterEvent event = MADO_N_EVENTS;

  g_assert_true (mado_lapse_find (id, &event));
  return event;
}

static const char *
order_of (const char *event, const char *changed_on, const GDate *drawn_up_on, MadoNewItems fresh)
{
  GDate day = day_of (changed_on);

  return mado_lapse_order_name (mado_lapse_order (event_of (event), &day, drawn_up_on, fresh));
}

static void
test_days (void)
{
  GDate issued_on = day_of (DAY);

  g_assert_cmpuint (G_N_ELEMENTS (earlier), ==, MADO_N_EVENTS);
  for (gsize i = 0; i < G_N_ELEMENTS (earlier); i++)
    {
      const char *const expected[MADO_N_NEW_ITEMS]
          = { [MADO_NEW_ITEMS_NONE] = earlier[i].none,
              [MADO_NEW_ITEMS_SAME] = earlier[i].same,
              [MADO_NEW_ITEMS_DIFFERENT] = earlier[i].different };

      g_assert_cmpint (event_of (earlier[i].event), ==, i);
      for (guint fresh = 0; fresh < MADO_N_NEW_ITEMS; fresh++)
        for (gsize day = 0; day < G_N_ELEMENTS (days); day++)
          {
            g_test_message ("%s %s %u", earlier[i].event, days[day].changed_on, fresh);
            g_assert_cmpstr (
                order_of (earlier[i].event, days[day].changed_on, &issued_on, (MadoNewItems) fresh),
                ==, days[day].is_later ? "meets" : expected[fresh]);
          }
    }
}

/* A day that nobody knows protects no certificate. */
static void
test_unknown_day (void)
{
  GDate never;

  g_date_clear (&never, 1);
  g_assert_cmpstr (order_of ("move_in", DAY, &never, MADO_NEW_ITEMS_SAME), ==, "meets");
  g_assert_cmpstr (order_of ("death", DAY, &never, MADO_NEW_ITEMS_NONE), ==, "meets");
}

/* --- new data --- */

#define CITY "東京都窓口市"

/* clang-format off */
static const struct { const char *event; MadoNewData fresh; MadoNewItems expected; } data[] = {
  /* Known: 髙橋　一郎, アレックス, 東京都窓口市本町一丁目２番３号, 昭和30年12月31日, male */
  { "move_within",  { .address = CITY "本町一丁目２番３号" },                         MADO_NEW_ITEMS_SAME      },
  { "move_within",  { .address = CITY "本町１－２－３" },                             MADO_NEW_ITEMS_SAME      },
  { "move_within",  { .address = "本町１－２－３" },                                   MADO_NEW_ITEMS_SAME      },
  { "move_within",  { .address = CITY "本町１－２－４" },                             MADO_NEW_ITEMS_DIFFERENT },
  { "move_within",  { .old_name = "髙橋　一郎", .address = CITY "本町１－２－３" },   MADO_NEW_ITEMS_SAME      },
  { "move_within",  { NULL },                                                         MADO_NEW_ITEMS_NONE      },
  { "name_change",  { .old_name = "山田　一郎", .name = "髙橋　一郎" },               MADO_NEW_ITEMS_SAME      },
  { "name_change",  { .old_name = "山田　一郎", .name = "高橋　一郎" },               MADO_NEW_ITEMS_SAME      }, /* a spelling of it */
  { "name_change",  { .old_name = "髙橋　一郎", .name = "山田　一郎" },               MADO_NEW_ITEMS_DIFFERENT },
  { "name_change",  { .old_name = "髙橋　一郎", .name = "高橋　一郎" },               MADO_NEW_ITEMS_DIFFERENT }, /* the spelling is what changed */
  { "name_change",  { .old_name = "高橋　一郎", .name = "髙橋　一郎" },               MADO_NEW_ITEMS_SAME      },
  { "name_change",  { .old_name = "山田　一郎", .name = "髙橋　一郎", .address = CITY "西町１" }, MADO_NEW_ITEMS_DIFFERENT }, /* all of them, or none */
  { "uncommon_character", { .name = "高橋　一郎" },                                   MADO_NEW_ITEMS_DIFFERENT },
  { "uncommon_character", { .name = "髙橋　一郎" },                                   MADO_NEW_ITEMS_SAME      },
  { "common_character",   { .name = "高橋　一郎" },                                   MADO_NEW_ITEMS_DIFFERENT },
  { "character_identification", { .address = CITY "本町１－２－３" },                 MADO_NEW_ITEMS_DIFFERENT },
  { "alias_change", { .alias = "アレックス" },                                        MADO_NEW_ITEMS_SAME      },
  { "alias_change", { .alias = "アンドレ" },                                          MADO_NEW_ITEMS_DIFFERENT },
  { "birth_correction", { .birth = 19551231 },                                        MADO_NEW_ITEMS_SAME      },
  { "birth_correction", { .birth = 19551230 },                                        MADO_NEW_ITEMS_DIFFERENT },
  { "sex_correction",   { .sex = MADO_SEX_MALE },                                     MADO_NEW_ITEMS_SAME      },
  { "sex_correction",   { .sex = MADO_SEX_FEMALE },                                   MADO_NEW_ITEMS_DIFFERENT },
};
/* clang-format on */

static void
test_data (void)
{
  const MadoWareki birth = { MADO_ERA_SHOWA, 1955, 12, 31 };
  g_autoptr (MadoFourItems) known = mado_four_items_new (
      "髙橋　一郎", "タカハシ　イチロウ", CITY "本町一丁目２番３号", &birth, MADO_SEX_MALE);

  known->alias = g_strdup ("アレックス");
  for (gsize i = 0; i < G_N_ELEMENTS (data); i++)
    {
      MadoRegisterEvent event = event_of (data[i].event);

      g_test_message ("%" G_GSIZE_FORMAT " %s", i, data[i].event);
      g_assert_cmpint (mado_lapse_compare_new (event, &data[i].fresh, known), ==, data[i].expected);
      g_assert_cmpint (mado_lapse_compare_new (event, &data[i].fresh, NULL), ==,
                       MADO_NEW_ITEMS_NONE);
    }
  g_clear_pointer (&known->alias, g_free); /* who had none has another now */
  g_assert_cmpint (mado_lapse_compare_new (MADO_EVENT_ALIAS_CHANGE,
                                           &(MadoNewData){ .alias = "アレックス" }, known),
                   ==, MADO_NEW_ITEMS_DIFFERENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/lapse-order/days", test_days);
  g_test_add_func ("/rules/lapse-order/unknown-day", test_unknown_day);
  g_test_add_func ("/rules/lapse-order/data", test_data);
  return g_test_run ();
}
