/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every procedure of the window with the built programs: pcscd, CMP over HTTP, IPP; judged by
 * openssl, OpenSC, sqlite3 and poppler (training-judges.h).  The password's procedures in person
 * and the application for revocation are test-password's and test-revoke's. The tests build on each
 * other: they run in this order, at one desk, in one session. */
#include "config.h"

#include "training-fixture.h"
#include "training-judges.h"
#include "training-play.h"

#include <signal.h>
#include <string.h>

#define PASSWORD "MADO2026" /* of all scenarios; the persons are invented */
#define DESK "desk.db"
#define CA "ca/authority.db"
#define DAYS_AHEAD "1064\n"  /* three years less a month: within the renewal window */
#define CA_TIMEOUT_MS "1000" /* for a CA that says nothing */
#define NOBODY "http://localhost:9/.well-known/cmp" /* discard: nothing listens there */

static void
play_to_done (const char *scenario)
{
  g_autofree char *said = training_play (scenario, "", NULL);

  judge_expect (said, " done");
}

/* A question about the case that was opened last. */
static void
judge_last_case (const char *columns, const char *answer)
{
  g_autofree char *question
      = g_strdup_printf ("SELECT %s FROM case_file ORDER BY case_id DESC LIMIT 1", columns);

  judge_answer (DESK, question, answer);
}

/* --- what every issuance, and every revocation, must show --- */

/* In force, on the card under the resident's password, on paper, in money and in the ledger. */
static void
judge_issued (const char *scenario, const char *procedure)
{
  g_autofree char *path = training_play_certificate (scenario);
  g_autofree char *serial = judge_serial (path);
  g_autofree char *case_number
      = judge_ask (DESK, "SELECT substr (number, 5) FROM case_file ORDER BY case_id DESC LIMIT 1");
  g_autofree char *receipt
      = judge_ask (DESK, "SELECT printf ('%05d', max (receipt_number)) FROM receipt");
  g_autofree char *row = g_strdup_printf ("%s %s 500", serial, procedure);

  judge_chain (path, NULL);
  judge_online (path, "good\n");
  judge_card (path, PASSWORD);
  judge_page (scenario, "certificate-copy.pdf", "電子証明書の写し", serial, case_number, NULL);
  judge_page (scenario, "receipt.pdf", "領収書", "500円", receipt, case_number, NULL);
  judge_last_case ("serial", serial);
  judge_last_case ("state || ' ' || cash || ' ' || card_holder", "done taken applicant");
  judge_answer (DESK,
                "SELECT serial || ' ' || procedure || ' ' || amount_yen FROM ledger "
                "ORDER BY ledger_number DESC LIMIT 1",
                row);
}

/* Ended at the CA for everybody, and desk and CA have the same reason and time. */
static void
judge_ended (const char *scenario, const char *in_list, const char *online)
{
  g_autofree char *path = training_play_certificate (scenario);
  g_autofree char *serial = judge_serial (path);
  g_autofree char *question = NULL;
  g_autofree char *ours = NULL;

  judge_chain (path, "certificate revoked");
  judge_list (serial, in_list);
  judge_online (path, online);
  question = g_strdup_printf ("SELECT state || ' ' || revocation_reason || ' ' || revoked_at "
                              "FROM certificate WHERE serial = '%s'",
                              serial);
  ours = judge_ask (DESK, question);
  g_free (question);
  question = g_strdup_printf (
      "SELECT state || ' ' || reason || ' ' || revoked_at FROM certificate WHERE serial = '%s'",
      serial);
  judge_answer (CA, question, ours);
}

/* A report's papers: the form ticked for its ground, the slip with the number, no fee. */
static void
judge_report (const char *scenario, const char *ground, const char *of)
{
  g_autofree char *path = training_play_certificate (of);
  g_autofree char *serial = judge_serial (path);

  judge_page (scenario, "revocation.pdf", "✓ 漏えい等の届出", ground, NULL);
  judge_page (scenario, "revocation-slip.pdf", "失効した日時", serial, "かかりません", NULL);
  judge_last_case ("procedure || ' ' || ending || ' ' || cash", "report done not-due");
}

/* --- in order: a person who is refused, sent home, and comes again --- */

static void
test_refuse (void)
{
  g_autofree char *said = training_play ("refuse-takahashi", "", NULL);
  g_autofree char *number = judge_ask (DESK, "SELECT substr (number, 5) FROM case_file");

  judge_expect (said, " refused");
  judge_page ("refuse-takahashi", "refusal.pdf", "不受理通知", "規則第６条第１項", "NO_IDENTITY",
              number, NULL);
  judge_last_case ("ending || ' ' || cash || ' ' || card_holder", "refused not-due applicant");
  judge_answer (DESK, "SELECT reason FROM event WHERE code = 'issue.identity' AND outcome = 'fail'",
                "NO_IDENTITY");
  judge_answer (CA, "SELECT count (*) FROM certificate", "0");
}

/* The resident thinks better of it before the card was read. */
static void
test_withdraw (void)
{
  g_free (training_play ("takahashi", "\n[words]\nidentity = withdraw\n[end]\nrow = withdrawn\n",
                         NULL));
  judge_last_case ("ending || ' ' || cash || ' ' || card_holder", "withdrawn not-due applicant");
  judge_answer (CA, "SELECT count (*) FROM certificate", "0");
}

static void
judge_parked (const char *scenario)
{
  g_autofree char *number
      = judge_ask (DESK, "SELECT substr (number, 5) FROM case_file WHERE closed_at IS NULL");

  judge_page (scenario, "claim-slip.pdf", "受付票", "この日は認証局が停止しています",
              "暗証番号はお預かりしていません", number, NULL);
  judge_last_case ("state || ' ' || card_holder || ' ' || cash", "parked applicant not-due");
}

/* The CA stands still, and the clerk sees it before anything was done to the card. */
static void
test_park (void)
{
  g_autofree char *option = training_play_ca_setting ("timeout_ms", CA_TIMEOUT_MS);
  const pid_t ca = training_fixture_service ("madoguchi-ca");
  g_autofree char *said = NULL;

  g_assert_cmpint (kill (ca, SIGSTOP), ==, 0);
  said = training_play ("park-takahashi", "", option);
  g_assert_cmpint (kill (ca, SIGCONT), ==, 0);
  judge_expect (said, " parked");
  judge_parked ("park-takahashi");
  judge_answer (DESK, "SELECT count (*) FROM event WHERE code = 'issue.password'", "0");
  judge_answer (CA, "SELECT count (*) FROM certificate", "0");
}

/* The first issue itself: the same case goes on where it was left. */
static void
test_resume (void)
{
  g_autofree char *said = training_play ("takahashi", "", "--resume");

  judge_expect (said, " compare");
  judge_expect (said, " done");
  judge_issued ("takahashi", "issue");
  judge_page ("park-takahashi", "application.pdf", "電子証明書新規発行", "✓ 新規発行", NULL);
  judge_answer (DESK, "SELECT count (*) FROM case_file", "3");
}

/* --- questions and papers of a certificate in force --- */

#define EVERYTHING                                                                                 \
  "SELECT serial, state, confirmed_at, revoked_at, reason, replaces FROM certificate ORDER BY 1"

static void
test_status (void)
{
  g_autofree char *path = training_play_certificate ("takahashi");
  g_autofree char *before = judge_ask (CA, EVERYTHING);

  play_to_done ("status-takahashi");
  judge_answer (DESK,
                "SELECT group_concat (value, ' ') FROM (SELECT value FROM case_fact AS f "
                "JOIN case_file AS c ON c.case_id = f.case_id WHERE procedure = 'status' "
                "AND name IN ('status', 'tries', 'found-by') ORDER BY name)",
                "card active 5");
  judge_answer (CA, EVERYTHING, before);
  judge_card (path, PASSWORD);
  judge_last_case ("procedure || ' ' || ending || ' ' || cash", "status done not-due");
}

static void
test_copy (void)
{
  g_autofree char *path = training_play_certificate ("takahashi");
  g_autofree char *serial = judge_serial (path);

  play_to_done ("copy-takahashi");
  judge_page ("copy-takahashi", "certificate-copy.pdf", "電子証明書の写し", serial,
              "再発行（1回目）", "氏名1文字目 高、氏名4文字目 吉", NULL);
  judge_last_case ("procedure || ' ' || ending || ' ' || cash", "copy done not-due");
  judge_answer (DESK, "SELECT count (*) FROM receipt", "1");
}

/* --- by others --- */

/* The CA goes away after the key was made: the card goes home with a key that nobody certified. */
static void
test_park_at_ca (void)
{
  g_autofree char *option = training_play_ca_setting ("url", NOBODY);
  g_autofree char *said = NULL;

  training_play_new_card ("child");
  said = training_play ("issue-statutory",
                        "\n[words]\nrequest = park CA_STOPPED\n[end]\nrow = parked\n", option);
  judge_expect (said, " request");
  judge_parked ("issue-statutory");
  judge_answer (CA, "SELECT count (*) FROM certificate", "1");
}

static void
test_statutory (void)
{
  g_autofree char *path = training_play_certificate ("issue-statutory");
  g_autofree char *names = NULL;

  g_free (training_play ("issue-statutory", "", "--resume"));
  judge_issued ("issue-statutory", "issue");
  names = training_fixture_say ("openssl", "x509", "-in", path, "-noout", "-ext", "subjectAltName",
                                NULL);
  judge_expect (names, "::山田　太郎");
  judge_page ("issue-statutory", "application.pdf", "✓ 法定代理人", "山田", "母", NULL);
  judge_answer (DESK,
                "SELECT relation || ' ' || applicant_kind || ' ' || authority FROM case_agent "
                "JOIN case_file USING (case_id)",
                "母 statutory 2");
}

static void
test_report_leak (void)
{
  play_to_done ("report-statutory");
  judge_ended ("issue-statutory", "Key Compromise", "Reason: keyCompromise");
  judge_report ("report-statutory", "✓ 利用者署名符号又は暗証番号が人に知られた",
                "issue-statutory");
}

#define LETTER "letters-of-inquiry-1-1.pdf"
#define LAST_LETTER " FROM inquiry ORDER BY inquiry_id DESC LIMIT 1"

/* Two visits: the letter, then the reply with the sealed password, before a supervisor. */
static void
test_proxy (void)
{
  g_autofree char *number = NULL;

  training_play_new_card ("yamada");
  play_to_done ("issue-proxy");
  judge_issued ("issue-proxy", "issue");
  number = judge_ask (DESK, "SELECT number" LAST_LETTER);
  judge_page ("issue-proxy", LETTER, "照会書", number, "東京都窓口市本町二丁目３番１号", "委任状",
              "回 答 書", "目隠しシール", NULL);
  judge_answer (DESK, "SELECT route || ' ' || state" LAST_LETTER, "proxy consumed");
  judge_answer (DESK,
                "SELECT group_concat (reason, ' ') FROM (SELECT reason FROM event "
                "WHERE code = 'inquiry.slip' ORDER BY sequence)",
                "opened typed destroyed");
  judge_answer (DESK, "SELECT count (*) || ' ' || sum (passed) FROM inquiry_check", "8 8");
  judge_answer (DESK,
                "SELECT actor || ' ' || second_actor FROM event WHERE code = 'issue.reply' "
                "AND outcome = 'ok'",
                "sato yamamoto");
}

static void
test_report_broken (void)
{
  play_to_done ("report-yamada");
  judge_ended ("issue-proxy", "Cessation Of Operation", "Reason: cessationOfOperation");
  judge_report ("report-yamada", "✓ カードが壊れた", "issue-proxy");
}

/* Without a paper with photo: a letter again; and on the way the case is held because of doubt. */
static void
test_inquiry (void)
{
  g_autofree char *number = NULL;
  g_autofree char *said = NULL;

  training_play_new_card ("yamada-again");
  said = training_play ("issue-inquiry", "\n[words]\ncompare = hold ITEMS_DIFFER\n", NULL);
  judge_expect (said, " held");
  judge_expect (said, " done");
  judge_issued ("issue-inquiry", "issue");
  number = judge_ask (DESK, "SELECT number" LAST_LETTER);
  judge_page ("issue-inquiry", LETTER, "照会書", number, "健康保険証、年金手帳などのうち二つ",
              NULL);
  judge_answer (DESK, "SELECT route || ' ' || state" LAST_LETTER, "no-photo-id consumed");
  judge_answer (DESK, "SELECT identified_by FROM ledger ORDER BY ledger_number DESC LIMIT 1",
                "B01 B05");
  judge_answer (DESK, "SELECT second_actor FROM event WHERE code = 'case.held' AND outcome = 'ok'",
                "yamamoto");
}

/* --- three years less a month later --- */

static void
judge_replaced (const char *old, const char *scenario, const char *procedure)
{
  g_autofree char *old_path = training_play_certificate (old);
  g_autofree char *old_serial = judge_serial (old_path);

  judge_ended (old, "Superseded", "Reason: superseded");
  judge_issued (scenario, procedure);
  judge_answer (CA, "SELECT replaces FROM certificate ORDER BY issued_at DESC LIMIT 1", old_serial);
}

/* Days between the new one's issue and the old one's last day: what the resident gives up. */
static gint64
lost_days (const char *procedure)
{
  g_autofree char *question = g_strdup_printf (
      "SELECT (old.not_after - new.not_before) / 86400 FROM case_file AS c "
      "JOIN case_fact AS f ON f.case_id = c.case_id AND f.name = 'old-serial' "
      "JOIN certificate AS old ON old.serial = f.value "
      "JOIN certificate AS new ON new.serial = c.serial WHERE c.procedure = '%s'",
      procedure);
  g_autofree char *days = judge_ask (DESK, question);

  return g_ascii_strtoll (days, NULL, 10);
}

static void
test_renew (void)
{
  g_autofree char *card = training_fixture_desk ("cards/resident.card");
  g_autofree char *calendar = training_fixture_desk ("calendar");
  g_autofree char *said = NULL;

  judge_change_card (card);
  g_assert_true (g_file_set_contents (calendar, DAYS_AHEAD, -1, NULL));
  said = training_play ("renew-takahashi", "", NULL);
  judge_expect (said, " old-password");
  judge_expect (said, " done");
  judge_replaced ("takahashi", "renew-takahashi", "renew");
  judge_page ("renew-takahashi", "application.pdf", "✓ 更新", NULL);
  g_assert_cmpint (lost_days ("renew"), >, 25);
  g_assert_cmpint (lost_days ("renew"), <, 92);
}

/* The day after one's renewal, say: nearly three years are lost. */
static void
test_reissue (void)
{
  g_autofree char *said = training_play ("reissue-takahashi", "", NULL);

  judge_expect (said, " loss");
  judge_expect (said, " done");
  judge_replaced ("renew-takahashi", "reissue-takahashi", "reissue");
  judge_page ("reissue-takahashi", "application.pdf", "✓ 失効の後の新規発行", NULL);
  g_assert_cmpint (lost_days ("reissue"), >, 1000);
}

#define SECOND "SUMIDA27" /* what the proxies bring sealed */
#define WRONG "WRONG123"

static void
judge_password_case (const char *scenario, const char *kind)
{
  g_autofree char *number = judge_ask (DESK, "SELECT number" LAST_LETTER);

  judge_page (scenario, LETTER, "照会書", number, "高橋", "目隠しシール", NULL);
  judge_page (scenario, "password-request.pdf", kind, "✓ 任意代理人", NULL);
  judge_answer (DESK, "SELECT route || ' ' || purpose || ' ' || state" LAST_LETTER,
                "proxy password consumed");
  judge_last_case ("ending || ' ' || cash", "done not-due");
}

/* The wife brings what he wrote: a change, a reset before the last try, a release behind it. */
static void
test_password_by_proxy (void)
{
  g_autofree char *path = training_play_certificate ("reissue-takahashi");

  play_to_done ("change-proxy");
  judge_password_case ("change-proxy", "✓ 変更");
  judge_wrong_tries (PASSWORD, 4);
  play_to_done ("reset-proxy");
  judge_password_case ("reset-proxy", "✓ 初期化");
  judge_wrong_tries (PASSWORD, 4); /* five again: it is not locked by these */
  judge_card (path, SECOND);
  judge_wrong_tries (WRONG, 5);
  judge_wrong_tries (SECOND, 1);
  play_to_done ("unlock-proxy");
  judge_password_case ("unlock-proxy", "✓ ロック解除");
  judge_card (path, SECOND);
}

static void
test_report_lost (void)
{
  play_to_done ("report-takahashi");
  judge_ended ("reissue-takahashi", "Key Compromise", "Reason: keyCompromise");
  judge_report ("report-takahashi", "✓ カードをなくした", "reissue-takahashi");
}

/* The card was found after all: what ended is taken off it. */
static void
test_erase (void)
{
  g_autofree char *before = judge_ask (CA, EVERYTHING);

  play_to_done ("erase-takahashi");
  judge_card_is_empty (PASSWORD);
  judge_answer (CA, EVERYTHING, before);
  judge_last_case ("procedure || ' ' || ending || ' ' || cash", "erase done not-due");
}

/* --- the books of both days --- */

static void
test_books (void)
{
  g_autofree char *theirs = judge_ask (
      CA, "SELECT serial, state = 'active', reason, revoked_at FROM certificate ORDER BY serial");

  judge_answer (DESK,
                "SELECT serial, state = 'confirmed', revocation_reason, revoked_at "
                "FROM certificate ORDER BY serial",
                theirs);
  judge_answer (DESK, "SELECT count (*) || ' ' || max (receipt_number) FROM receipt", "6 6");
  judge_answer (DESK, "SELECT count (*) || ' ' || max (ledger_number) FROM ledger", "6 6");
  judge_answer (DESK, "SELECT count (*) FROM case_file WHERE closed_at IS NULL", "0");
  judge_answer (DESK, "SELECT max (sequence) - count (*) FROM event", "0");
  judge_answer (DESK, "SELECT count (*) FROM print_job WHERE state <> 'done'", "0");
}

/* The password stands in no file but the cards' own and the scenarios. */
static void
test_files (void)
{
  g_autofree char *files = training_fixture_file ("");
  /* clang-format off */
  const char *const grep[] = { "grep", "--recursive", "--binary-files=text", "--files-with-matches",
                               "--exclude=*.card", "--exclude=*.ini", "-e", PASSWORD, "-e", SECOND,
                               files, NULL };
  /* clang-format on */
  g_autofree char *found = training_fixture_run (1, grep); /* 1: nothing found */

  g_assert_cmpstr (found, ==, "");
}

int
main (int argc, char **argv)
{
  /* clang-format off */
  static const struct { const char *name; void (*test) (void); } tests[] = {
    { "refuse",        test_refuse        },
    { "withdraw",      test_withdraw      },
    { "park",          test_park          },
    { "resume",        test_resume        },
    { "status",        test_status        },
    { "copy",          test_copy          },
    { "park-at-ca",    test_park_at_ca    },
    { "statutory",     test_statutory     },
    { "report-leak",   test_report_leak   },
    { "proxy",         test_proxy         },
    { "report-broken", test_report_broken },
    { "inquiry",       test_inquiry       },
    { "renew",         test_renew         },
    { "reissue",       test_reissue       },
    { "password-by-proxy", test_password_by_proxy },
    { "report-lost",   test_report_lost   },
    { "erase",         test_erase         },
    { "books",         test_books         },
    { "files",         test_files         },
  };
  /* clang-format on */
  static const char *const options[] = { "--printer", "ippeveprinter", NULL };
  int result;

  training_fixture_enter (argv, options);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/e2e/procedures/", tests[i].name, NULL);

      g_test_add_func (path, tests[i].test);
    }
  result = g_test_run ();
  training_fixture_leave ();
  return result;
}
