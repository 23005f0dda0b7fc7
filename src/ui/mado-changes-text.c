/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-changes-text.h"

#include "mado-catalogue.h"
#include "mado-clock.h"
#include "mado-four-items.h"
#include "mado-lapse.h"
#include "mado-wareki.h"

#include <glib/gi18n.h>
#include <string.h>

/* clang-format off */
static const char *const states[MADO_N_CHANGE_REVOCATION_STATES] = {
  [MADO_CHANGE_REVOCATION_NOTED]    = N_("noted, stays in force"),
  [MADO_CHANGE_REVOCATION_DOUBTFUL] = N_("▲ to be compared"),
  [MADO_CHANGE_REVOCATION_PENDING]  = N_("▶ to be sent"),
  [MADO_CHANGE_REVOCATION_SENT]     = N_("▲ sent without an answer"),
  [MADO_CHANGE_REVOCATION_DONE]     = N_("● revoked"),
  [MADO_CHANGE_REVOCATION_FAILED]   = N_("■ refused by the authority"),
  [MADO_CHANGE_REVOCATION_DROPPED]  = N_("another person's"),
};

static const char *const faults[MADO_N_CHANGE_FAULTS] = {
  [MADO_CHANGE_FAULT_NONE]           = "",
  [MADO_CHANGE_FAULT_TOO_LONG]       = N_("the line is too long"),
  [MADO_CHANGE_FAULT_ENCODING]       = N_("characters that are neither UTF-8 nor CP932"),
  [MADO_CHANGE_FAULT_QUOTE]          = N_("a quotation mark too many or too few"),
  [MADO_CHANGE_FAULT_LINE_BREAK]     = N_("a line break inside a field: the row must stand in one line"),
  [MADO_CHANGE_FAULT_COLUMNS]        = N_("other columns than the heading"),
  [MADO_CHANGE_FAULT_KIND]           = N_("column 'kind': an unknown kind of change"),
  [MADO_CHANGE_FAULT_DAY]            = N_("column 'day': no day such as 2026-11-20"),
  [MADO_CHANGE_FAULT_DAY_AHEAD]      = N_("column 'day': the day has not come yet. Import the file again on that day or later."),
  [MADO_CHANGE_FAULT_DAY_BEFORE_BIRTH] = N_("column 'day': the day is before the birth"),
  [MADO_CHANGE_FAULT_KANA]           = N_("column 'kana': empty or not katakana"),
  [MADO_CHANGE_FAULT_BIRTH]          = N_("column 'birth': no day such as S55.2.17"),
  [MADO_CHANGE_FAULT_BIRTH_AHEAD]    = N_("column 'birth': the day has not come yet"),
  [MADO_CHANGE_FAULT_NAME]           = N_("column 'name': empty or too long"),
  [MADO_CHANGE_FAULT_NEW_VALUE]      = N_("columns 'new name', 'new address': this kind needs one of them"),
  [MADO_CHANGE_FAULT_NO_NEW_NAME]    = N_("column 'new name': this kind needs it"),
  [MADO_CHANGE_FAULT_NO_NEW_ADDRESS] = N_("column 'new address': this kind needs it"),
  [MADO_CHANGE_FAULT_NO_NEW_BIRTH]   = N_("column 'new birth date': this kind needs it"),
  [MADO_CHANGE_FAULT_NO_NEW_SEX]     = N_("column 'new sex': this kind needs it"),
  [MADO_CHANGE_FAULT_NEW_NAME]       = N_("column 'new name': too long or unreadable"),
  [MADO_CHANGE_FAULT_NEW_KANA]       = N_("column 'new kana': not katakana"),
  [MADO_CHANGE_FAULT_NEW_ALIAS]      = N_("column 'new alias': too long or unreadable"),
  [MADO_CHANGE_FAULT_NEW_ADDRESS]    = N_("column 'new address': too long or unreadable"),
  [MADO_CHANGE_FAULT_NEW_BIRTH]      = N_("column 'new birth date': no day such as S55.2.17"),
  [MADO_CHANGE_FAULT_NEW_BIRTH_AHEAD] = N_("column 'new birth date': the day has not come yet"),
  [MADO_CHANGE_FAULT_NEW_SEX]        = N_("column 'new sex': neither 1, 2 nor 9"),
};
/* clang-format on */

static char *
day_text (guint packed)
{
  MadoWareki wareki;
  GDate day;

  if (!g_date_valid_dmy ((GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                         (GDateYear) (packed / 10000)))
    return g_strdup ("—");
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) (packed % 100), (GDateMonth) (packed / 100 % 100),
                  (GDateYear) (packed / 10000));
  wareki = mado_wareki_from_date (&day);
  return mado_wareki_format (&wareki, MADO_WAREKI_PLAIN);
}

char *
mado_changes_text_state (const char *state)
{
  for (guint i = 0; i < MADO_N_CHANGE_REVOCATION_STATES; i++)
    if (g_str_equal (mado_change_revocation_state_to_string ((MadoChangeRevocationState) i), state))
      return g_strdup (_ (states[i]));
  return g_strdup (state);
}

/* The first of the words that the register's files use. */
char *
mado_changes_text_kind (const char *id)
{
  const MadoChangeKind *kind = mado_change_kind_find (id);

  return kind != NULL ? g_strndup (kind->words, strcspn (kind->words, " ")) : g_strdup (id);
}

const char *
mado_changes_text_article (const char *kind, const char *article)
{
  MadoRegisterEvent event;

  if (mado_catalogue_own_language () == MADO_LANGUAGE_JAPANESE && mado_lapse_find (kind, &event))
    return mado_lapse_row (event)->article_ja;
  return article;
}

char *
mado_changes_text_counts (const guint counts[MADO_N_CHANGE_REVOCATION_STATES])
{
  guint n = 0;

  for (guint i = 0; i < MADO_N_CHANGE_REVOCATION_STATES; i++)
    n += counts[i];
  if (n == 0)
    return g_strdup (_ ("No change waits. F2 imports a file from the register."));
  return g_strdup_printf (
      _ ("To be compared: %u, to be sent: %u, revoked: %u, refused by the authority: %u"),
      counts[MADO_CHANGE_REVOCATION_DOUBTFUL],
      counts[MADO_CHANGE_REVOCATION_PENDING] + counts[MADO_CHANGE_REVOCATION_SENT],
      counts[MADO_CHANGE_REVOCATION_DONE], counts[MADO_CHANGE_REVOCATION_FAILED]);
}

char *
mado_changes_text_stop (const MadoChangeStop *stop)
{
  g_autofree char *kind = mado_changes_text_kind (stop->kind);
  g_autofree char *day = day_text (stop->changed_on);

  return g_strdup_printf (_ ("■ Running case %s is stopped: %s %s  %s"), stop->number, kind, day,
                          mado_changes_text_article (stop->kind, stop->article));
}

char *
mado_changes_text_letter (const MadoChangeStop *letter)
{
  g_autofree char *kind = mado_changes_text_kind (letter->kind);
  g_autofree char *day = day_text (letter->changed_on);

  return g_strdup_printf (_ ("▲ Letter %s, to be compared: %s %s  %s"), letter->number, kind, day,
                          mado_changes_text_article (letter->kind, letter->article));
}

char *
mado_changes_text_compare (const MadoChangeRevocation *row)
{
  g_autofree char *birth = day_text (row->birth);
  g_autofree char *kind = mado_changes_text_kind (row->kind);

  return g_strdup_printf (_ ("Register: %s (%s)\nCertificate: %s (%s)\nBirth date: %s\nChange: "
                             "%s, %s"),
                          row->name != NULL ? row->name : "—", row->kana != NULL ? row->kana : "—",
                          row->known_name != NULL ? row->known_name : "—",
                          row->known_kana != NULL ? row->known_kana : "—", birth, kind,
                          mado_changes_text_article (row->kind, row->article));
}

/* Every new value that the row has. */
static char *
new_data_text (const MadoChangeRevocation *row)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *const texts[] = { row->new_name, row->new_alias, row->new_address };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      g_ptr_array_add (parts, g_strdup (texts[i]));
  if (row->new_birth != 0)
    g_ptr_array_add (parts, day_text (row->new_birth));
  if (row->new_sex != 0)
    g_ptr_array_add (parts, g_strdup (row->new_sex == MADO_SEX_MALE     ? _ ("male")
                                      : row->new_sex == MADO_SEX_FEMALE ? _ ("female")
                                                                        : _ ("not stated")));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup ("—"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

static guint
first_day (const MadoChangeRevocation *row)
{
  g_autoptr (GDate) first = mado_clock_date_of (row->not_before);

  return g_date_get_year (first) * 10000u + (guint) g_date_get_month (first) * 100u
         + g_date_get_day (first);
}

gboolean
mado_changes_text_is_earlier (const MadoChangeRevocation *row)
{
  return row->changed_on <= first_day (row);
}

char *
mado_changes_text_earlier (const MadoChangeRevocation *row)
{
  g_autofree char *issued = day_text (first_day (row));
  g_autofree char *changed = day_text (row->changed_on);
  g_autofree char *kind = mado_changes_text_kind (row->kind);
  g_autofree char *fresh = new_data_text (row);

  return g_strdup_printf (_ ("The change is not later than the certificate: it may be in it "
                             "already. Look the person up in the register.\n\n"
                             "Change: %s, %s, %s\nNew: %s\nCertificate of %s: %s, %s"),
                          kind, changed, mado_changes_text_article (row->kind, row->article), fresh,
                          issued, row->known_name != NULL ? row->known_name : "—",
                          row->known_address != NULL ? row->known_address : "—");
}

char *
mado_changes_text_import (const MadoImport *import)
{
  return g_strdup_printf (_ ("%u rows taken, %u known before, %u bad. They meet %u certificates, "
                             "%u running cases, %u letters."),
                          import->n_good, import->n_known, import->n_bad, import->n_certificates,
                          import->n_cases, import->n_inquiries);
}

char *
mado_changes_text_bad (const MadoImport *import)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < import->bad->len; i++)
    {
      const MadoImportBadRow *row = &g_array_index (import->bad, MadoImportBadRow, i);

      g_string_append_printf (text, _ ("Line %u: %s\n"), (guint) row->line, _ (faults[row->fault]));
    }
  if (import->n_bad > import->bad->len)
    g_string_append_printf (text, _ ("and %u more"), import->n_bad - import->bad->len);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
