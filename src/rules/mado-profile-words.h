/* mado-profile-words.h - the office's numbers in sentences: "Take {fee} yen now."
 *
 * Sentences and their translations name a place, never the number: {fee} yen, {tries} of the
 * password, {window} months of renewal, {paper} months of a family register or guardian's
 * certificate, {seal} months of a seal certificate.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-profile.h"

G_BEGIN_DECLS

/**
 * mado_profile_words_fill:
 * @fee: yen, for {fee}; what does not name it takes 0
 * @text: in any language
 *
 * Returns: (transfer full): @text with the profile's numbers; other braces stay. */
char *mado_profile_words_fill (const MadoOfficeProfile *profile, guint fee, const char *text);

G_END_DECLS
