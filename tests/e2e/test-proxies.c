/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a proxy may bring besides a first issue, with the built programs: pcscd, CMP over HTTP, IPP;
 * judged by openssl, OpenSC, sqlite3 and poppler.  Each needs a letter of its own, a second person
 * and, where the card asks for a password, the sealed slip (REG 5(1) to (3); domain.md 1.5-1.8, 3).
 * The tests build on each other: they run in this order, at one desk, in one session. */
#include "config.h"

#include "training-fixture.h"
#include "training-judges.h"
#include "training-play.h"

#define FIRST "MADO2026" /* passwords of the scenarios; the persons are invented */
#define SECOND "SUMIDA27"
#define DESK "desk.db"
#define DAYS_AHEAD 1064 /* three years less a month: within the renewal window */
#define TRIES 5         /* before the card locks */
#define RESIDENT "Madoguchi training reader 00 01"
#define LETTER "letters-of-inquiry-1-1.pdf"

static void
play_to_done (const char *scenario, const char *more)
{
  g_autofree char *said = training_play (scenario, more, NULL);

  judge_expect (said, " reply");
  judge_expect (said, " done");
}

/* The last letter was for @procedure and has served the last case; @slip: what was done with the
 * sealed password, one deed after another. */
static void
judge_letter (const char *procedure, const char *slip)
{
  g_autofree char *letter = g_strdup_printf ("%s proxy consumed", procedure);
  const char *deeds
      = "SELECT coalesce (group_concat (deed, ' '), '') FROM (SELECT deed FROM inquiry_slip "
        "WHERE inquiry_id = (SELECT max (inquiry_id) FROM inquiry) ORDER BY rowid)";

  judge_answer (DESK,
                "SELECT procedure || ' ' || route || ' ' || state FROM inquiry "
                "ORDER BY inquiry_id DESC LIMIT 1",
                letter);
  judge_answer (DESK,
                "SELECT case_id = (SELECT max (case_id) FROM case_file) FROM inquiry "
                "ORDER BY inquiry_id DESC LIMIT 1",
                "1");
  judge_answer (DESK, deeds, slip);
  judge_answer (DESK,
                "SELECT actor || ' ' || second_actor FROM event WHERE code LIKE '%.reply' "
                "AND outcome = 'ok' ORDER BY sequence DESC LIMIT 1",
                "sato yamamoto");
  judge_answer (DESK, "SELECT count (*) FROM case_file WHERE closed_at IS NULL", "0");
}

/* --- in order --- */

static void
test_issue (void)
{
  g_autofree char *said = training_play ("takahashi", "", NULL);

  judge_expect (said, " done");
}

static char *
seal_of_that_day (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, DAYS_AHEAD - 20);

  return g_date_time_format (then, "\n[facts]\nseal-issued = %Y%m%d\n");
}

static void
test_renew (void)
{
  g_autofree char *calendar = training_fixture_desk ("calendar");
  g_autofree char *days = g_strdup_printf ("%d\n", DAYS_AHEAD);
  g_autofree char *seal = seal_of_that_day ();
  g_autofree char *old = training_play_certificate ("takahashi");
  g_autofree char *new = training_play_certificate ("renew-proxy");

  g_assert_true (g_file_set_contents (calendar, days, -1, NULL));
  play_to_done ("renew-proxy", seal);
  judge_chain (old, "certificate revoked");
  judge_chain (new, NULL);
  judge_online (new, "good\n");
  judge_card (new, FIRST);
  judge_letter ("renew", "opened typed destroyed");
  judge_page ("renew-proxy", LETTER, "電子証明書更新", "いまカードに設定されている暗証番号", NULL);
  judge_page ("renew-proxy", "receipt.pdf", "領収書", "500円", NULL);
}

static void
test_change (void)
{
  g_autofree char *seal = seal_of_that_day ();
  g_autofree char *path = training_play_certificate ("renew-proxy");

  play_to_done ("change-proxy", seal);
  judge_card (path, SECOND);
  judge_letter ("change_password", "opened typed destroyed");
  judge_page ("change-proxy", LETTER, "照会書", "暗証番号変更", "目隠しシール",
              "上の段にいまの暗証番号、下の段に新しい暗証番号", "委任状", NULL);
}

/* Five wrong tries, with a program that nobody here wrote. */
static void
lock (void)
{
  const char *wrong
      = "! pkcs15-tool --reader '" RESIDENT "' --verify-pin --auth-id 02 --pin WRONG1";

  for (guint i = 0; i < TRIES; i++)
    g_free (training_fixture_say ("sh", "-c", wrong, NULL));
}

static void
test_unlock (void)
{
  g_autofree char *seal = seal_of_that_day ();
  g_autofree char *path = training_play_certificate ("renew-proxy");

  lock ();
  play_to_done ("unlock-proxy", seal);
  judge_card (path, SECOND);
  judge_letter ("unlock", "opened typed destroyed");
  judge_page ("unlock-proxy", LETTER, "暗証番号ロック解除", "新しい暗証番号（", NULL);
  judge_answer (DESK,
                "SELECT actor || ' ' || second_actor FROM event WHERE code = 'unlock.second' "
                "AND outcome = 'ok'",
                "sato yamamoto");
}

/* No password, so no slip; free of charge. */
static void
test_revoke (void)
{
  g_autofree char *seal = seal_of_that_day ();
  g_autofree char *path = training_play_certificate ("renew-proxy");
  g_autofree char *serial = judge_serial (path);

  play_to_done ("revoke-proxy", seal);
  judge_chain (path, "certificate revoked");
  judge_list (serial, "Cessation Of Operation");
  judge_letter ("revoke", "");
  judge_page ("revoke-proxy", "revocation-slip.pdf", "失効した日時", serial, "かかりません", NULL);
}

int
main (int argc, char **argv)
{
  /* clang-format off */
  static const struct { const char *name; void (*test) (void); } tests[] = {
    { "issue",  test_issue  },
    { "renew",  test_renew  },
    { "change", test_change },
    { "unlock", test_unlock },
    { "revoke", test_revoke },
  };
  /* clang-format on */
  static const char *const options[] = { "--printer", "ippeveprinter", NULL };
  int result;

  training_fixture_enter (argv, options);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/e2e/proxies/", tests[i].name, NULL);

      g_test_add_func (path, tests[i].test);
    }
  result = g_test_run ();
  training_fixture_leave ();
  return result;
}
