/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-office-form.h"

typedef struct
{
  MadoFormKind kind;
  const MadoDeskParts *parts;
} Source;

static const char *
get_text (const Source *source, const char *key)
{
  return mado_form_texts_get (source->parts->profile->form_texts, key);
}

static char *
title (const Source *source)
{
  const MadoOfficeProfile *profile = source->parts->profile;

  if (source->kind == MADO_FORM_APPLICATION)
    return g_strdup (profile->application_title);
  if (source->kind == MADO_FORM_CERTIFICATE_COPY)
    return g_strdup (profile->copy_title);
  if (source->kind == MADO_FORM_RECEIPT)
    return g_strdup (profile->receipt_title);
  return g_strdup (
      mado_form_texts_title (profile->form_texts, mado_form_list_get (source->kind)->name));
}

static char *
form_number (const Source *source)
{
  const MadoOfficeProfile *profile = source->parts->profile;

  if (source->kind == MADO_FORM_APPLICATION)
    return g_strdup (profile->application_number);
  if (source->kind == MADO_FORM_CERTIFICATE_COPY || source->kind == MADO_FORM_RECEIPT)
    return NULL; /* they have none */
  return g_strdup (
      mado_form_texts_number (profile->form_texts, mado_form_list_get (source->kind)->name));
}

/* LAW 3(1), 9(2), 10(1): to the governor.  What stays in the house goes to the mayor. */
static char *
addressee (const Source *source)
{
  gboolean governor = source->kind == MADO_FORM_APPLICATION || source->kind == MADO_FORM_REVOCATION
                      || source->kind == MADO_FORM_LAPSE_LIST;

  return g_strdup_printf ("%s　殿", governor ? source->parts->profile->addressee
                                             : get_text (source, "mayor"));
}

static char *
via (const Source *source)
{
  return g_strdup_printf ("（経由：%s）", get_text (source, "mayor"));
}

static char *
office (const Source *source)
{
  return g_strdup_printf ("%s %s", source->parts->profile->municipality,
                          source->parts->profile->department);
}

static char *
issued_by (const Source *source)
{
  g_autofree char *name = office (source);

  return g_strdup_printf ("%s %s", name, source->parts->counter);
}

static char *
contact (const Source *source)
{
  g_autofree char *name = office (source);

  return g_strdup_printf ("%s %s", name, source->parts->profile->contact);
}

static char *
sender (const Source *source)
{
  g_autofree char *name = office (source);
  const char *postal_code = get_text (source, "sender_postal_code");

  return g_strdup_printf ("%s\n%s%s%s\n電話 %s", name, postal_code,
                          *postal_code != '\0' ? "\n" : "", get_text (source, "sender_address"),
                          source->parts->profile->contact);
}

static char *
hours (const Source *source)
{
  return g_strdup (get_text (source, "hours_text"));
}

static char *
software (const Source *source)
{
  return g_strdup (get_text (source, "software"));
}

static char *
appeal (const Source *source)
{
  return g_strdup (get_text (source, "appeal"));
}

char *
mado_office_form_password_rule (const MadoOfficeProfile *profile)
{
  return g_strdup_printf ("英字の大文字と数字%sで、%u文字から%u文字",
                          profile->password_mixed ? "の両方" : "", profile->password_min,
                          profile->password_max);
}

static char *
password_rule (const Source *source)
{
  return mado_office_form_password_rule (source->parts->profile);
}

static char *
password_tries (const Source *source)
{
  return g_strdup_printf ("%u回でロックされます", source->parts->profile->password_tries);
}

static char *
card_pin_rule (const Source *source)
{
  return g_strdup_printf ("数字%uけた。続けて%u回間違えるとロックされます",
                          source->parts->profile->card_pin_digits,
                          source->parts->profile->card_pin_tries);
}

/* clang-format off */
static const struct
{
  const char *id;
  char *(*get) (const Source *source); /* NULL: none */
} values[] = {
  { "title",          title          },
  { "form-number",    form_number    },
  { "addressee",      addressee      },
  { "via",            via            },
  { "office",         office         },
  { "issued-by",      issued_by      },
  { "contact",        contact        },
  { "sender",         sender         },
  { "hours",          hours          },
  { "software",       software       },
  { "appeal",         appeal         },
  { "password-rule",  password_rule  },
  { "password-tries", password_tries },
  { "card-pin-rule",  card_pin_rule  },
};
/* clang-format on */

static gboolean
set_values (MadoForm *form, const Source *source, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = NULL;

      if (!mado_form_has_field (form, values[i].id))
        continue;
      text = values[i].get (source);
      if (!mado_form_set (form, values[i].id, text, error))
        return FALSE;
    }
  return TRUE;
}

MadoForm *
mado_office_form_new (MadoFormFonts *fonts, MadoFormKind kind, const MadoDeskParts *parts,
                      GError **error)
{
  const Source source = { kind, parts };
  g_autoptr (MadoForm) form = mado_form_new (fonts, kind, parts->forms, error);

  if (form == NULL || !set_values (form, &source, error))
    return NULL;
  mado_form_set_training (form, parts->training);
  return g_steal_pointer (&form);
}
