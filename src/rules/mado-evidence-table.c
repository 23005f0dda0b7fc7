/* Reading [documents] and [combinations]; see mado-evidence.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-evidence-private.h"
#include "mado-profile-value.h"

#define DOCUMENTS "documents"
#define COMBINATIONS "combinations"
#define CODE_MAX 8  /* characters; they are joined by blanks in a decision */
#define N_COLUMNS 5 /* name_ja | English name | statute class | strict class | marks */

static const char *const combination_keys[MADO_N_RULE_SETS]
    = { "STATUTE_2004", "STRICT_2010", "AGENT" };

const char *
mado_rule_set_name (MadoRuleSet set)
{
  return set < MADO_N_RULE_SETS ? combination_keys[set] : "";
}

static void
document_free (MadoIdDocument *document)
{
  g_free (document->code);
  g_free (document->name_ja);
  g_free (document->name);
  g_free (document);
}

MadoEvidenceTable *
mado_evidence_table_new (void)
{
  MadoEvidenceTable *self = g_new0 (MadoEvidenceTable, 1);

  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) document_free);
  return self;
}

void
mado_evidence_table_free (MadoEvidenceTable *self)
{
  g_ptr_array_unref (self->documents);
  for (guint i = 0; i < MADO_N_RULE_SETS; i++)
    g_clear_pointer (&self->combinations[i], g_array_unref);
  g_free (self);
}

gboolean
mado_evidence_table_owns (const char *section)
{
  return g_str_equal (section, DOCUMENTS) || g_str_equal (section, COMBINATIONS);
}

const char *
mado_evidence_table_missing (const MadoEvidenceTable *self)
{
  if (self->documents->len == 0)
    return DOCUMENTS;
  for (guint i = 0; i < MADO_N_RULE_SETS; i++)
    if (self->combinations[i] == NULL)
      return combination_keys[i];
  return NULL;
}

GPtrArray *
mado_evidence_table_get_documents (const MadoEvidenceTable *self)
{
  return self->documents;
}

static gint
index_of (const MadoEvidenceTable *self, const char *code)
{
  for (guint i = 0; i < self->documents->len; i++)
    if (g_str_equal (((const MadoIdDocument *) g_ptr_array_index (self->documents, i))->code, code))
      return (gint) i;
  return -1;
}

const MadoIdDocument *
mado_evidence_table_find (const MadoEvidenceTable *self, const char *code)
{
  gint index = index_of (self, code);

  return index < 0 ? NULL : g_ptr_array_index (self->documents, index);
}

static gboolean
read_class (const char *text, char *found)
{
  if (strlen (text) != 1 || (*text != MADO_CLASS_NONE && strchr (MADO_CLASSES, *text) == NULL)
      || *text == MADO_CLASS_REPLY)
    return FALSE;
  *found = *text;
  return TRUE;
}

static gboolean
read_flag (MadoIdDocument *document, const char *mark)
{
  if (g_str_equal (mark, "photo"))
    document->photo = TRUE;
  else if (g_str_equal (mark, "expires"))
    document->expires = TRUE;
  else if (g_str_equal (mark, "address"))
    document->address = TRUE;
  else
    return FALSE;
  return TRUE;
}

/* A mark is a word, or word:value. */
static gboolean
read_mark (MadoIdDocument *document, const char *mark)
{
  g_auto (GStrv) parts = g_strsplit (mark, ":", 2);
  guint64 months;

  if (parts[0] == NULL || parts[1] == NULL)
    return read_flag (document, mark);
  if (g_str_equal (parts[0], "checked"))
    return read_class (parts[1], &document->class_checked);
  if (g_str_equal (parts[0], "from"))
    return mado_profile_date (parts[1], &document->from);
  if (g_str_equal (parts[0], "agent-from"))
    return mado_profile_date (parts[1], &document->agent_from);
  if (g_str_equal (parts[0], "issued-from"))
    return mado_profile_date (parts[1], &document->issued_from);
  if (g_str_equal (parts[0], "older-until"))
    return mado_profile_date (parts[1], &document->older_until);
  if (!g_str_equal (parts[0], "older-months")
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, 120, &months, NULL))
    return FALSE;
  document->older_months = (guint) months;
  return TRUE;
}

#define EXPECTED "name | English name | class | strict class | marks"

/* Returns: (transfer full) (nullable): what is wrong, NULL when nothing is. */
static char *
read_marks (MadoIdDocument *document, const char *text)
{
  g_auto (GStrv) marks = g_strsplit (text, " ", -1);

  for (guint i = 0; marks[i] != NULL; i++)
    if (*marks[i] != '\0' && !read_mark (document, marks[i]))
      return g_strdup_printf ("the mark %s is unknown or its value cannot be read", marks[i]);
  return NULL;
}

/* Returns: as read_marks */
static char *
read_columns (MadoIdDocument *document, GStrv columns)
{
  if (g_strv_length (columns) != N_COLUMNS)
    return g_strdup_printf ("%u parts, %u are expected: " EXPECTED, g_strv_length (columns),
                            (guint) N_COLUMNS);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_strstrip (columns[i]);
  if (*columns[0] == '\0')
    return g_strdup ("part 1, the name, is empty; " EXPECTED);
  if (*columns[1] == '\0')
    return g_strdup ("part 2, the English name, is empty; " EXPECTED);
  document->name_ja = g_strdup (columns[0]);
  document->name = g_strdup (columns[1]);
  if (!read_class (columns[2], &document->class_of[MADO_RULE_SET_STATUTE_2004]))
    return g_strdup_printf ("part 3: there is no class %s", columns[2]);
  if (!read_class (columns[3], &document->class_of[MADO_RULE_SET_STRICT_2010]))
    return g_strdup_printf ("part 4: there is no strict class %s", columns[3]);
  return read_marks (document, columns[4]);
}

static gboolean
is_photo_class (char class)
{
  return class == '1' || class == '2';
}

/* Classes 1 and 2 are those of documents with a photo (REG 6(1) no. 1). */
static gboolean
has_photo_where_needed (const MadoIdDocument *document)
{
  return document->photo
         || !(is_photo_class (document->class_of[MADO_RULE_SET_STATUTE_2004])
              || is_photo_class (document->class_of[MADO_RULE_SET_STRICT_2010])
              || is_photo_class (document->class_checked));
}

static MadoIdDocument *
document_new (const char *code)
{
  MadoIdDocument *document = g_new0 (MadoIdDocument, 1);

  document->code = g_strdup (code);
  g_date_clear (&document->from, 1);
  g_date_clear (&document->agent_from, 1);
  g_date_clear (&document->issued_from, 1);
  g_date_clear (&document->older_until, 1);
  return document;
}

static gboolean
read_document (MadoEvidenceTable *self, const MadoProfileEntry *entry, GError **error)
{
  gint index = index_of (self, entry->key);
  g_auto (GStrv) columns = g_strsplit (entry->value, "|", -1);
  g_autofree char *why = NULL;
  MadoIdDocument *document;

  if (g_str_equal (entry->value, "none"))
    {
      if (index >= 0)
        g_ptr_array_remove_index (self->documents, (guint) index);
      return TRUE;
    }
  if (strlen (entry->key) > CODE_MAX
      || strspn (entry->key, G_CSET_A_2_Z G_CSET_DIGITS) != strlen (entry->key))
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE, "a code is up to 8 of A-Z and 0-9",
                              error);
  document = document_new (entry->key);
  why = read_columns (document, columns);
  if (why == NULL && !has_photo_where_needed (document))
    why = g_strdup ("classes 1 and 2 need the mark photo (REG 6(1) no. 1)");
  if (why != NULL)
    {
      document_free (document);
      return mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE, why, error);
    }
  if (index < 0)
    g_ptr_array_add (self->documents, document);
  else
    {
      document_free (g_ptr_array_index (self->documents, index));
      g_ptr_array_index (self->documents, index) = document;
    }
  return TRUE;
}

static guint
needed (const Combination *combination, char class)
{
  return combination->need[strchr (MADO_CLASSES, class) - MADO_CLASSES];
}

/* REG 6(1): a photo document, or the reply with papers that the mayor finds proper, of which one is
 * an official one (notes 9 no. 17: never C+C).  An agent has a photo document (REG 5(1) no. 1). */
static gboolean
is_lawful (const Combination *combination, guint set)
{
  const guint n_photo = needed (combination, '1') + needed (combination, '2');
  const guint n_official = needed (combination, 'B') + needed (combination, '3');
  const guint n_papers = n_photo + n_official + needed (combination, 'C');

  if (n_photo > 0)
    return TRUE;
  return set != MADO_RULE_SET_AGENT && needed (combination, MADO_CLASS_REPLY) > 0 && n_papers > 0
         && n_official > 0;
}

/* "L+B+C" */
static gboolean
read_combination (const char *text, Combination *combination)
{
  g_auto (GStrv) words = g_strsplit (text, "+", -1);
  guint n_papers = 0;

  *combination = (Combination){ { 0 } };
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);
      const char *found = strlen (word) == 1 ? strchr (MADO_CLASSES, *word) : NULL;

      if (found == NULL)
        return FALSE;
      combination->need[found - MADO_CLASSES]++;
      n_papers += *word != MADO_CLASS_REPLY;
    }
  return n_papers > 0; /* a letter alone identifies nobody */
}

static gboolean
read_combinations (MadoEvidenceTable *self, const MadoProfileEntry *entry, GError **error)
{
  g_auto (GStrv) words = g_strsplit (entry->value, ",", -1);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Combination));
  guint set = 0;

  while (set < MADO_N_RULE_SETS && !g_str_equal (entry->key, combination_keys[set]))
    set++;
  if (set == MADO_N_RULE_SETS)
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_UNKNOWN_KEY, "no such rule set", error);
  for (guint i = 0; words[i] != NULL; i++)
    {
      Combination combination;

      if (!read_combination (words[i], &combination))
        return mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE,
                                  "classes like 1, L+B+C are expected", error);
      if (!is_lawful (&combination, set))
        return mado_profile_fail (entry, MADO_PROFILE_ERROR_CONTRADICTION,
                                  "each needs class 1 or 2, or the reply with B or 3; an agent's "
                                  "class 1 or 2 (REG 5(1), 6(1))",
                                  error);
      g_array_append_val (found, combination);
    }
  if (found->len == 0)
    return mado_profile_fail (entry, MADO_PROFILE_ERROR_VALUE, "classes like 1, L+B+C are expected",
                              error);
  g_clear_pointer (&self->combinations[set], g_array_unref);
  self->combinations[set] = g_steal_pointer (&found);
  return TRUE;
}

gboolean
mado_evidence_table_read (MadoEvidenceTable *self, const MadoProfileEntry *entry, GError **error)
{
  return g_str_equal (entry->section, DOCUMENTS) ? read_document (self, entry, error)
                                                 : read_combinations (self, entry, error);
}
