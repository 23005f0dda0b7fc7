/* mado-password-rule.h - whether a resident's new password may be set
 *
 * Works on the caller's bytes and keeps nothing of them.  Sources: MIC page (4 to 16 characters,
 * capital letters or digits, no mixing rule in this era), client software (lower case is folded),
 * REG 7(2), a prefecture's advice against the birth date.
 *
 * Layer: rules.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-wareki.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_PASSWORD_OK,
  MADO_PASSWORD_TOO_SHORT,
  MADO_PASSWORD_TOO_LONG,
  MADO_PASSWORD_BAD_CHARACTER, /* other than A-Z and 0-9 */
} MadoPasswordVerdict;

/** mado_password_rule_fold: makes a-z in the @n_bytes of @bytes capital, in place. */
void mado_password_rule_fold (guint8 *bytes, gsize n_bytes);

/**
 * mado_password_rule_check:
 * @bytes: folded, ASCII
 * @min: characters, of the profile; 4.  @max: 16
 *
 * Takes the same time for each content of one length. */
MadoPasswordVerdict mado_password_rule_check (const guint8 *bytes, gsize n_bytes, guint min,
                                              guint max);

/**
 * mado_password_rule_is_birth_date:
 *
 * Returns: whether the password is the birth date as people write it (19800217, 800217, 0217,
 * 550217, S550217, 3550217): to be advised against, not refused. */
gboolean mado_password_rule_is_birth_date (const guint8 *bytes, gsize n_bytes,
                                           const MadoWareki *birth);

/** mado_password_rule_is_mixed: Returns: whether it has both a letter and a digit, as the profile
 * may ask. */
gboolean mado_password_rule_is_mixed (const guint8 *bytes, gsize n_bytes);

/** mado_password_rule_is_telephone: @telephone: as written.  Returns: whether the password is its
 * digits, all of them or the last four or more: to be advised against. */
gboolean mado_password_rule_is_telephone (const guint8 *bytes, gsize n_bytes,
                                          const char *telephone);

/** What one try does to the card's counter. */
typedef struct
{
  gboolean sent; /* FALSE: the password is locked, nothing may be sent */
  guint tries_left;
  gboolean locked;
} MadoPasswordTry;

/**
 * mado_password_rule_try:
 * @tries_left: before it
 * @right: the card accepts it
 * @all: tries of the profile: 5, or 3 of the card's own number
 *
 * Wrong tries in a row count; a right one begins anew; time heals nothing, and a locked password
 * leaves the certificate valid (MIC page Q13). */
MadoPasswordTry mado_password_rule_try (guint tries_left, gboolean right, guint all);

G_END_DECLS
