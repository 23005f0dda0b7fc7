/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-texts.h"

#define SECTION "forms"

/* clang-format off */
static const struct
{
  const char *key;
  gboolean may_be_empty;
} keys[] = {
  { "mayor",                     FALSE },
  { "sender_postal_code",        TRUE  },
  { "sender_address",            FALSE },
  { "hours_text",                FALSE },
  { "software",                  FALSE },
  { "appeal",                    TRUE  },
  { "revocation_title",          FALSE },
  { "revocation_number",         FALSE },
  { "password_request_title",    FALSE },
  { "password_request_number",   FALSE },
  { "power_of_attorney_title",   FALSE },
  { "power_of_attorney_number",  TRUE  },
  { "inquiry_title",             FALSE },
  { "inquiry_number",            FALSE },
  { "inquiry_reply_title",       FALSE },
  { "inquiry_reply_number",      FALSE },
  { "ledger_title",              FALSE },
  { "ledger_number",             TRUE  },
  { "claim_slip_title",          FALSE },
  { "claim_slip_number",         TRUE  },
  { "refusal_title",             FALSE },
  { "refusal_number",            TRUE  },
  { "guide_title",               FALSE },
  { "guide_number",              TRUE  },
  { "expiry_notice_title",       FALSE },
  { "expiry_notice_number",      TRUE  },
  { "bring_statute_2004",        FALSE },
  { "bring_strict_2010",         FALSE },
  { "lapse_list_title",          FALSE },
  { "lapse_list_number",         TRUE  },
  { "revocation_slip_title",     FALSE },
  { "revocation_slip_number",    TRUE  },
};
/* clang-format on */

struct _MadoFormTexts
{
  char *values[G_N_ELEMENTS (keys)]; /* owned; by key */
};

static gboolean
find_key (const char *key, gsize *found)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].key, key))
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

MadoFormTexts *
mado_form_texts_new (void)
{
  return g_new0 (MadoFormTexts, 1);
}

void
mado_form_texts_free (MadoFormTexts *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_free (self->values[i]);
  g_free (self);
}

gboolean
mado_form_texts_owns (const MadoProfileEntry *entry)
{
  gsize i;

  return g_str_equal (entry->section, SECTION) && find_key (entry->key, &i);
}

gboolean
mado_form_texts_read (MadoFormTexts *self, const MadoProfileEntry *entry, GError **error)
{
  gsize i;

  if (!find_key (entry->key, &i))
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_UNKNOWN_KEY, "no such key", error);
  if (*entry->value == '\0' && !keys[i].may_be_empty)
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE, "a text is expected", error);
  g_free (self->values[i]);
  self->values[i] = g_strdup (entry->value);
  return TRUE;
}

const char *
mado_form_texts_missing (const MadoFormTexts *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (self->values[i] == NULL)
      return keys[i].key;
  return NULL;
}

const char *
mado_form_texts_get (const MadoFormTexts *self, const char *key)
{
  gsize i;

  g_return_val_if_fail (find_key (key, &i), "");
  return self->values[i];
}

char *
mado_form_texts_bring (const MadoFormTexts *self, MadoRuleSet rules)
{
  static const char *const by_rules[MADO_N_RULE_SETS] = {
    [MADO_RULE_SET_STATUTE_2004] = "bring_statute_2004",
    [MADO_RULE_SET_STRICT_2010] = "bring_strict_2010",
  };
  g_auto (GStrv) papers = g_strsplit (mado_form_texts_get (self, by_rules[rules]), " / ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; papers[i] != NULL; i++)
    g_string_append_printf (text, "%s・%s", i > 0 ? "\n" : "", papers[i]);
  return g_string_free (text, FALSE);
}

static const char *
get_of_form (const MadoFormTexts *self, const char *form, const char *suffix)
{
  g_autofree char *key = g_strconcat (form, suffix, NULL);

  return mado_form_texts_get (self, g_strdelimit (key, "-", '_'));
}

const char *
mado_form_texts_title (const MadoFormTexts *self, const char *form)
{
  return get_of_form (self, form, "_title");
}

const char *
mado_form_texts_number (const MadoFormTexts *self, const char *form)
{
  return get_of_form (self, form, "_number");
}
