/* SPDX-License-Identifier: GPL-3.0-or-later */
/* who is the same person, who a namesake (LAW 6; domain notes 6.3) */
#include "config.h"

#include "mado-person.h"

#define BORN 19800217

/* clang-format off */
static const struct { const char *name, *kana, *other_name, *other_kana; MadoPersonMatch match; } pairs[] = {
  { "髙橋　𠮷郎", "タカハシ　ヨシロウ", "髙橋　𠮷郎", "タカハシ　ヨシロウ", MADO_PERSON_SAME },
  { "髙橋　𠮷郎", "タカハシ　ヨシロウ", "髙橋𠮷郎", "タカハシヨシロウ", MADO_PERSON_SAME },
  { "髙橋 𠮷郎", "タカハシ ヨシロウ", "髙　橋𠮷　郎", "タカハ　シヨシロウ", MADO_PERSON_SAME },
  { "髙橋　𠮷郎", "タカハシ　ヨシロウ", "高橋吉郎", "タカハシ　ヨシロウ", MADO_PERSON_SAME },
  { "髙橋　𠮷郎", "タカハシ　ヨシロウ", "髙橋　𠮷郎", "タカバシ　キチロウ", MADO_PERSON_SAME },
  { "髙橋　𠮷郎", NULL, "髙橋𠮷郎", NULL, MADO_PERSON_SAME },
  { "髙橋　𠮷郎", "タカハシ　ヨシロウ", "高橋　良郎", "タカハシ　ヨシロウ", MADO_PERSON_NAMESAKE },
  { "髙橋　𠮷郎", "タカハシ　ヨシロウ", "高橋良郎", "タカハシヨシロウ", MADO_PERSON_NAMESAKE },
  { "髙橋　𠮷郎", "タカハシ　ヨシロウ", "高橋　良郎", "タカハシ　リョウロウ", MADO_PERSON_STRANGER },
  { "ＬＥＥ　ＡＮＮ", NULL, "ＫＩＭ　ＢＯ", NULL, MADO_PERSON_STRANGER }, /* no reading is no agreement */
  { "ＬＥＥ　ＡＮＮ", "", "ＫＩＭ　ＢＯ", "", MADO_PERSON_STRANGER },
  { "アンナ・マリア　シルバ", "アンナ・マリア　シルバ", "アンナ　マリア・シルバ", "アンナマリアシルバ", MADO_PERSON_SAME },
};
/* clang-format on */

static void
test_match (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (MadoPersonKey) key = mado_person_key_new (BORN, pairs[i].name, pairs[i].kana);
      g_autoptr (MadoPersonKey) back
          = mado_person_key_new (BORN, pairs[i].other_name, pairs[i].other_kana);

      g_test_message ("%s, %s", pairs[i].name, pairs[i].other_name);
      g_assert_cmpint (mado_person_match (key, pairs[i].other_name, pairs[i].other_kana), ==,
                       pairs[i].match);
      g_assert_cmpint (mado_person_match (back, pairs[i].name, pairs[i].kana), ==, pairs[i].match);
    }
}

/* Born another day is another person, whatever the name. */
static void
test_items (void)
{
  const MadoWareki born = { MADO_ERA_SHOWA, 1980, 2, 17 }, next = { MADO_ERA_SHOWA, 1980, 2, 18 };
  g_autoptr (MadoFourItems) one
      = mado_four_items_new ("山田　太郎", "ヤマダ　タロウ", "東京都", &born, MADO_SEX_MALE);
  g_autoptr (MadoFourItems) blankless
      = mado_four_items_new ("山田太郎", "ﾔﾏﾀﾞﾀﾛｳ", "大阪府", &born, MADO_SEX_MALE);
  g_autoptr (MadoFourItems) younger
      = mado_four_items_new ("山田　太郎", "ヤマダ　タロウ", "東京都", &next, MADO_SEX_MALE);

  g_assert_true (mado_person_is_same (one, blankless));
  g_assert_true (mado_person_is_same (blankless, one));
  g_assert_false (mado_person_is_same (one, younger));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person/match", test_match);
  g_test_add_func ("/person/items", test_items);
  return g_test_run ();
}
