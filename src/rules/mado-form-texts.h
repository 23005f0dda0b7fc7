/* mado-form-texts.h - titles and numbers of the forms, and other sentences that differ by town
 *
 * Section [forms] of the profile.  Layer: rules.  Threads: constant once loaded; any.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-evidence.h"
#include "mado-profile-text.h"

G_BEGIN_DECLS

typedef struct _MadoFormTexts MadoFormTexts;

MadoFormTexts *mado_form_texts_new (void);
void mado_form_texts_free (MadoFormTexts *self);

/** mado_form_texts_owns: whether the key of @entry is read here. */
gboolean mado_form_texts_owns (const MadoProfileEntry *entry);

/** mado_form_texts_read: takes the value of @entry, which may be empty for a few keys. */
gboolean mado_form_texts_read (MadoFormTexts *self, const MadoProfileEntry *entry, GError **error);

/** mado_form_texts_missing: Returns: (nullable): a key that no profile gave. */
const char *mado_form_texts_missing (const MadoFormTexts *self);

/** mado_form_texts_get: Returns: (transfer none): the value of a key: "mayor"; "" where the office
 *   has none. */
const char *mado_form_texts_get (const MadoFormTexts *self, const char *key);

/** mado_form_texts_bring: Returns: (transfer full): what the holder of a certificate is asked to
 * bring under @rules, a line each. */
char *mado_form_texts_bring (const MadoFormTexts *self, MadoRuleSet rules);

/** mado_form_texts_title: Returns: (transfer none): the title of a form, named as in
 * mado-form-list.h: "power-of-attorney". */
const char *mado_form_texts_title (const MadoFormTexts *self, const char *form);

/** mado_form_texts_number: Returns: (transfer none): its 様式 number, "" where it has none. */
const char *mado_form_texts_number (const MadoFormTexts *self, const char *form);

G_END_DECLS
