/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The procedures that are walked.  Each promise is stated where its function is. */
#include "config.h"

#include "walk.h"

#include "walk-password.h"

/* --- issue: exactly one certificate in force, one receipt and one ledger row; the card, the CA and
 * the desk hold the same bytes; a resident who leaves has no certificate and paid nothing --- */

static void
issue_left (DeskFixture *fixture, MadoRun *run)
{
  g_assert_cmpint (mado_run_get_state (run)->ending, ==, MADO_ENDING_WITHDRAWN);
  desk_fixture_assert_nothing (fixture);
}

/* clang-format off */
static const Walk walks[] = {
  { .name = "issue", .walked = { "issue", "takahashi" },
    .touches = WALK_CARD | WALK_CARD_WRITES | WALK_CA_WRITES | WALK_PRINTS,
    .n_apdus = 74, .n_updates = 17,
    .n_messages = 4, /* ping, p10cr, certConf, and one for the way back */
    .promise = desk_fixture_assert_issued, .waiting = desk_fixture_assert_no_money,
    .left = issue_left },
  /* Passwords: the promise is told in walk-password.h. */
  { .name = "change_password", .walked = { "change_password", "change-password" },
    .before = { { "issue", "takahashi" } }, .days_later = 28,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 36, .n_updates = 0,
    .promise = password_assert_new, .left = password_change_left },
  { .name = "reset_password", .walked = { "reset_password", "reset-password" },
    .before = { { "issue", "takahashi" } }, .days_later = 28,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 27, .n_updates = 0,
    .promise = password_assert_new, .left = password_reset_left },
  { .name = "unlock", .walked = { "unlock", "unlock" },
    .before = { { "issue", "takahashi" } }, .days_later = 28, .world = password_lock,
    .touches = WALK_CARD | WALK_CARD_WRITES, .n_apdus = 27, .n_updates = 0,
    .promise = password_assert_new, .left = password_unlock_left },
};
/* clang-format on */

const Walk *
walk_at (guint i)
{
  return i < G_N_ELEMENTS (walks) ? &walks[i] : NULL;
}
