/* training-play.h - a test plays scenarios of tests/scenarios at the training desk
 *
 * Failures end the test program.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * training_play:
 * @scenario: "takahashi"; the days in it are moved to the desk's
 * @more: what this test adds to it, "" for nothing
 * @option: (nullable): one more option of `madoguchictl play`
 *
 * Plays it to the end that it names; prints and the rest are left in the test's folder @scenario.
 * Returns: (transfer full): what play said. */
char *training_play (const char *scenario, const char *more, const char *option);

/** training_play_ca_setting: Returns: (transfer full): an option of play: the desk's settings, in
 *   which @key of [ca] is @value. */
char *training_play_ca_setting (const char *key, const char *value);

/** training_play_certificate: Returns: (transfer full): path of what the play of @scenario issued.
 */
char *training_play_certificate (const char *scenario);

/** training_play_new_card: a blank juki card takes the place of the one in the reader. */
void training_play_new_card (const char *name);

G_END_DECLS
