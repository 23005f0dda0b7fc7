/* letter-fixture.h - letters of inquiry for tests, and how they are brought to a state
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiry-word.h"
#include "store-fixture.h"

#define NAME "山田　太郎"
#define KANA "ヤマダ　タロウ"
#define BIRTH 19800217
#define DUE 20261226

/* Returns: (transfer full): a letter that was just asked for; @birth is YYYYMMDD of 昭和. */
MadoInquiry *letter_add (Store *store, MadoLetterRoute route, MadoLetterPurpose purpose,
                         guint birth);

/* What is said with @word when everything is in order, a minute later. */
MadoInquirySaid letter_said (MadoLetterWord word, const MadoInquiry *letter);
void letter_say (Store *store, MadoInquiry *letter, MadoLetterWord word);

/* Every check that applies is passed. */
void letter_pass_checks (Store *store, MadoInquiry *letter);

/* Brings a fresh letter to @state by the shortest way; not to CONSUMED, which needs a case. */
void letter_bring_to (Store *store, MadoInquiry *letter, MadoLetterState state);
