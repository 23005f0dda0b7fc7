/* mado-certificate-text.h - a register's text as a certificate can hold it, with its substitute
 * flags
 *
 * Characters outside JIS X 0208 and 0212 are replaced by a known substitute, or by kana that the
 * clerk types.  The register and the card's face do not change.  The resident sees the positions
 * and consents.
 *
 * Layer: base.  Threads: any.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-text.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_SUBSTITUTE_KNOWN,    /* from the table: 髙 by 高 */
  MADO_SUBSTITUTE_SELECTOR, /* 辻󠄀 by 辻: the base stays, the variation selector or mark cannot
                               enter */
  MADO_SUBSTITUTE_CHOSEN,   /* what the clerk gave, a character or kana */
  MADO_SUBSTITUTE_MISSING,  /* none known: the clerk must give kana; 〓 (U+3013) stands in the text
                               meanwhile */
} MadoSubstituteKind;

typedef struct
{
  MadoSubstituteKind kind;
  guint position;  /* in the register's text, counted from 1 in characters; U+3000 counts */
  char *original;  /* owned; one character with its selectors */
  char *certified; /* owned; what stands in the certificate, one or more characters */
} MadoSubstitute;

/** A substitute that the clerk gives at one position (from 1), instead of the table's. */
typedef struct
{
  guint position;
  const char *text;
} MadoSubstituteChoice;

typedef struct
{
  char *text;             /* owned; what enters the certificate */
  char *flags;            /* owned; '1' or '0' for each character of @text */
  GPtrArray *substitutes; /* owned; of MadoSubstitute, by position */
  guint n_missing; /* how many have no substitute yet; the text must not be certified until this is
                      0 */
} MadoCertificateText;

/**
 * mado_certificate_text_new:
 * @source: a normalised name or address (mado_text_normalize_name() or _address()), UTF-8
 * @choices: (array length=n_choices) (nullable): what the clerk gave; a choice outside the
 * repertoire is ignored, and so is one for a character that needs no substitute
 *
 * Source: JPKI certificate profile, substituteCharacterOf…: one digit for each character of the
 * text, 1 = substituted.
 *
 * Returns: (transfer full): free with mado_certificate_text_free(). */
MadoCertificateText *mado_certificate_text_new (const char *source,
                                                const MadoSubstituteChoice *choices,
                                                gsize n_choices);
void mado_certificate_text_free (MadoCertificateText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCertificateText, mado_certificate_text_free)

/** mado_certificate_text_is_certifiable: Returns: whether all of @text is in the repertoire and it
 * is not empty. */
gboolean mado_certificate_text_is_certifiable (const char *text);

/** mado_certificate_text_flags_fit: Returns: whether @flags is of 0 and 1 and as long as @text has
 * characters. */
gboolean mado_certificate_text_flags_fit (const char *text, const char *flags);

G_END_DECLS
