/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The procedures that are walked.  Each promise is stated where its function is. */
#include "config.h"

#include "walk-promises.h"

#include "walk-password.h"

/* --- issue: exactly one certificate in force, one receipt and one ledger row; the card, the CA and
 * the desk hold the same bytes; a resident who leaves has no certificate and paid nothing --- */

static void
issue_left (DeskFixture *fixture, MadoRun *run)
{
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_WITHDRAWN);
  desk_fixture_assert_nothing (fixture);
}

/* --- renew: never two certificates in force and never none; in the end the card, the CA and the
 * desk hold the new one, the old one is revoked (4), one more receipt and ledger row; a resident
 * who leaves before the CA was asked keeps the old one, on the card too; one who leaves with the
 * card after that has none, and the case says so --- */

static void
renew_promise (DeskFixture *fixture)
{
  desk_fixture_assert_issued (fixture);
  g_assert_cmpuint (desk_fixture_count_certificates (fixture, 1, MADO_CERTIFICATE_REVOKED), ==, 1);
}

static void
renew_left (DeskFixture *fixture, MadoRun *run)
{
  g_autofree char *in_force = desk_fixture_serial_in_force (fixture);
  gboolean away = !mado_sim_reader_has_card (fixture->reader);
  g_autofree char *on_card = NULL;

  desk_fixture_assert_no_money (fixture);
  if (mado_run_get_state (run)->ending == MADO_ENDING_STOPPED)
    {
      g_assert_null (in_force);
      return;
    }
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_WITHDRAWN);
  if (away)
    mado_sim_reader_insert (fixture->reader, fixture->card);
  on_card = desk_fixture_serial_on_card (fixture);
  if (away)
    mado_sim_reader_remove (fixture->reader);
  g_assert_nonnull (in_force);
  g_assert_cmpstr (on_card, ==, in_force);
  g_assert_cmpuint (desk_fixture_count_certificates (fixture, 1, MADO_CERTIFICATE_CONFIRMED), ==,
                    1);
}

/* --- revoke, report: walk-revoke.c --- */

/* clang-format off */
static const Walk walks[] = {
  { .name = "issue", .walked = { "issue", "takahashi" },
    .touches = WALK_CARD | WALK_CARD_WRITES | WALK_CA_WRITES | WALK_PRINTS,
    .n_apdus = 74, .n_updates = 17,
    .n_messages = 4, /* ping, p10cr, certConf, and one for the way back */
    .promise = desk_fixture_assert_issued, .waiting = desk_fixture_assert_no_money,
    .left = issue_left },
  { .name = "renew", .walked = { "renew", "renew-takahashi" }, .before = { { "issue", "takahashi" } },
    .days_later = 1064, /* 2029-10-25, a Thursday; the last day is 2029-11-25 */
    .touches = WALK_CARD | WALK_CARD_WRITES | WALK_CA_WRITES | WALK_PRINTS,
    .n_apdus = 122, .n_updates = 10,
    .n_messages = 5, /* ping, status, p10cr, certConf, and one for the way back */
    .promise = renew_promise, .waiting = desk_fixture_assert_no_money,
    .left = renew_left },
  { .name = "revoke", .walked = { "revoke", "revoke-takahashi" },
    .before = { { "issue", "takahashi" } },
    .touches = WALK_CARD | WALK_CARD_WRITES | WALK_CA_WRITES | WALK_PRINTS,
    .n_apdus = 36, .n_updates = 1,
    .n_messages = 4, /* ping, state, revocation, and one for the way back */
    .promise = walk_revoke_promise, .left = walk_revoke_left },
  { .name = "report", .walked = { "report", "report-takahashi" },
    .before = { { "issue", "takahashi" } },
    .touches = WALK_CA_WRITES | WALK_PRINTS,
    .n_messages = 4,
    .promise = walk_report_promise },
  /* Passwords: the promise is told in walk-password.h. */
  { .name = "change_password", .walked = { "change_password", "change-password" },
    .before = { { "issue", "takahashi" } }, .days_later = 28,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 36, .n_updates = 0,
    .promise = password_assert_new, .left = password_change_left },
  { .name = "reset_password", .walked = { "reset_password", "reset-password" },
    .before = { { "issue", "takahashi" } }, .days_later = 28,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 27, .n_updates = 0,
    .promise = password_assert_new, .left = password_reset_left },
  { .name = "unlock", .walked = { "unlock", "unlock-desk" },
    .before = { { "issue", "takahashi" } }, .days_later = 28, .world = password_lock,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 27, .n_updates = 0,
    .promise = password_assert_new, .left = password_unlock_left },
  /* By a proxy, with a letter: what holds besides is told in walk-letter.c. */
  { .name = "issue_proxy", .walked = { "issue", "issue-proxy" }, .letter = WALK_SLIP,
    .touches = WALK_CARD | WALK_CARD_WRITES | WALK_CA_WRITES | WALK_PRINTS,
    .n_apdus = 74, .n_updates = 17, .n_messages = 4,
    .promise = desk_fixture_assert_issued, .waiting = desk_fixture_assert_no_money,
    .left = issue_left },
  { .name = "renew_proxy", .walked = { "renew", "renew-proxy" },
    .before = { { "issue", "takahashi" } }, .days_later = 1064, .letter = WALK_SLIP,
    .touches = WALK_CARD | WALK_CARD_WRITES | WALK_CA_WRITES | WALK_PRINTS,
    .n_apdus = 122, .n_updates = 10, .n_messages = 5,
    .promise = renew_promise, .waiting = desk_fixture_assert_no_money, .left = renew_left },
  { .name = "revoke_proxy", .walked = { "revoke", "revoke-proxy" },
    .before = { { "issue", "takahashi" } }, .letter = WALK_LETTER,
    .touches = WALK_CARD | WALK_CARD_WRITES | WALK_CA_WRITES | WALK_PRINTS,
    .n_apdus = 36, .n_updates = 1, .n_messages = 4,
    .promise = walk_revoke_promise, .left = walk_revoke_left },
  { .name = "change_proxy", .walked = { "change_password", "change-proxy" },
    .before = { { "issue", "takahashi" } }, .days_later = 28, .letter = WALK_SLIP,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 36, .n_updates = 0,
    .promise = password_assert_new, .left = password_change_left },
  { .name = "reset_proxy", .walked = { "reset_password", "reset-proxy" },
    .before = { { "issue", "takahashi" } }, .days_later = 28, .letter = WALK_SLIP,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 27, .n_updates = 0,
    .promise = password_assert_new, .left = password_reset_left },
  { .name = "unlock_proxy", .walked = { "unlock", "unlock-proxy" },
    .before = { { "issue", "takahashi" } }, .days_later = 28, .world = password_lock,
    .letter = WALK_SLIP,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 27, .n_updates = 0,
    .promise = password_assert_new, .left = password_unlock_left },
  { .name = "erase", .walked = { "erase", "erase-takahashi" },
    .before = { { "issue", "takahashi" }, { "report", "report-takahashi" } },
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 38, .n_updates = 1,
    .n_messages = 3, /* ping, state, and one for the way back */
    .promise = walk_erase_promise, .left = walk_erase_left },
  { .name = "copy", .walked = { "copy", "copy-takahashi" }, .before = { { "issue", "takahashi" } },
    .touches = WALK_CARD | WALK_PRINTS, .n_apdus = 17,
    .n_messages = 3,
    .promise = walk_copy_promise, .left = walk_copy_left },
  { .name = "status", .walked = { "status", "status-takahashi" },
    .before = { { "issue", "takahashi" } },
    .touches = WALK_CARD, .n_apdus = 17,
    .n_messages = 3,
    .promise = walk_status_promise, .left = walk_status_left },
};
/* clang-format on */

const Walk *
walk_at (guint i)
{
  return i < G_N_ELEMENTS (walks) ? &walks[i] : NULL;
}
