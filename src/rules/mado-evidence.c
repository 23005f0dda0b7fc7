/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mado-evidence-private.h"
#include "mado-period.h"

static gboolean
is_before (const GDate *day, const GDate *first)
{
  return g_date_valid (first) && g_date_compare (day, first) < 0;
}

/* A paper of before issued_from counts within older_months of its own issue, through older_until.
 */
static gboolean
older_issue_counts (const MadoIdDocument *document, const MadoIdPaper *paper, const GDate *day)
{
  GDate last;

  if (!g_date_valid (&document->older_until) || g_date_compare (day, &document->older_until) > 0)
    return FALSE;
  mado_period_last_day (&paper->issued_on, document->older_months, &last);
  return g_date_compare (day, &last) <= 0;
}

/* MADO_N_REASONS: nothing is wrong with the dates. */
static MadoReason
check_dates (const MadoIdDocument *document, const MadoIdPaper *paper,
             const MadoEvidenceContext *context)
{
  const GDate *day = &context->day;

  if (is_before (day, context->agent ? &document->agent_from : &document->from))
    return MADO_REASON_PAPER_NOT_YET;
  if (g_date_valid (&document->issued_from) && !g_date_valid (&paper->issued_on))
    return MADO_REASON_PAPER_TOO_OLD_KIND;
  if (g_date_valid (&paper->issued_on) && g_date_compare (&paper->issued_on, day) > 0)
    return MADO_REASON_PAPER_DATE;
  if (g_date_valid (&document->issued_from) && is_before (&paper->issued_on, &document->issued_from)
      && !older_issue_counts (document, paper, day))
    return MADO_REASON_PAPER_TOO_OLD_KIND;
  if (document->expires && !g_date_valid (&paper->expires_on))
    return MADO_REASON_PAPER_NO_END;
  if (g_date_valid (&paper->expires_on) && g_date_compare (&paper->expires_on, day) < 0)
    return MADO_REASON_PAPER_EXPIRED;
  return MADO_N_REASONS;
}

static MadoReason
check_person (const MadoIdDocument *document, const MadoIdPaper *paper)
{
  if (!paper->name_matches)
    return MADO_REASON_PAPER_NAME;
  if (document->address && !paper->address_matches)
    return MADO_REASON_PAPER_ADDRESS;
  if (document->photo && !paper->photo_matches)
    return MADO_REASON_PAPER_PHOTO;
  return MADO_N_REASONS;
}

static char
class_in (const MadoIdDocument *document, const MadoIdPaper *paper,
          const MadoEvidenceContext *context)
{
  MadoRuleSet set
      = context->rule_set == MADO_RULE_SET_AGENT ? MADO_RULE_SET_STATUTE_2004 : context->rule_set;

  if (set == MADO_RULE_SET_STRICT_2010 && paper->machine_checked && document->class_checked != 0)
    return document->class_checked;
  return document->class_of[set];
}

char
mado_evidence_class_of (const MadoEvidenceTable *self, const MadoEvidenceContext *context,
                        const MadoIdPaper *paper, MadoReason *reason)
{
  const MadoIdDocument *document = mado_evidence_table_find (self, paper->code);
  char class = document == NULL ? MADO_CLASS_NONE : class_in (document, paper, context);
  MadoReason found = MADO_N_REASONS;

  if (document == NULL)
    found = MADO_REASON_PAPER_UNKNOWN;
  else if (class == MADO_CLASS_NONE)
    found = MADO_REASON_PAPER_NOT_COUNTED;
  if (found == MADO_N_REASONS)
    found = check_dates (document, paper, context);
  if (found == MADO_N_REASONS)
    found = check_person (document, paper);
  if (found == MADO_N_REASONS)
    return class;
  if (reason != NULL)
    *reason = found;
  return MADO_CLASS_NONE;
}

/* The codes that count, by class. */
typedef struct
{
  GPtrArray *codes[MADO_N_CLASSES]; /* owned; of const char * */
} Hand;

static void
hand_init (Hand *hand)
{
  for (guint i = 0; i < MADO_N_CLASSES; i++)
    hand->codes[i] = g_ptr_array_new ();
}

static gboolean
hand_has (const Hand *hand, const char *code)
{
  for (guint i = 0; i < MADO_N_CLASSES; i++)
    if (g_ptr_array_find_with_equal_func (hand->codes[i], code, g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

static void
hand_clear (Hand *hand)
{
  for (guint i = 0; i < MADO_N_CLASSES; i++)
    g_clear_pointer (&hand->codes[i], g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hand, hand_clear)

static gboolean
combination_is_met (const Combination *combination, const Hand *hand)
{
  for (guint i = 0; i < MADO_N_CLASSES; i++)
    if (hand->codes[i]->len < combination->need[i])
      return FALSE;
  return TRUE;
}

static char *
name_papers (const Combination *combination, const Hand *hand)
{
  GString *names = g_string_new (NULL);

  for (guint i = MADO_N_CLASSES; i-- > 0;) /* the reply first */
    for (guint k = 0; k < combination->need[i]; k++)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                              (const char *) g_ptr_array_index (hand->codes[i], k));
  return g_string_free (names, FALSE);
}

static void
take_papers (Hand *hand, const MadoEvidenceTable *self, const MadoEvidenceContext *context,
             const MadoIdPaper *papers, gsize n_papers, MadoDecision *decision)
{
  for (gsize i = 0; i < n_papers; i++)
    {
      MadoReason reason;
      char class = mado_evidence_class_of (self, context, &papers[i], &reason);

      if (class != MADO_CLASS_NONE && !hand_has (hand, papers[i].code))
        g_ptr_array_add (hand->codes[strchr (MADO_CLASSES, class) - MADO_CLASSES],
                         (gpointer) (gsize) papers[i].code);
      else if (class == MADO_CLASS_NONE && decision != NULL)
        mado_decision_add (decision, reason, papers[i].code);
    }
}

char *
mado_evidence_identify (const MadoEvidenceTable *self, const MadoEvidenceContext *context,
                        const MadoIdPaper *papers, gsize n_papers, gboolean reply,
                        MadoDecision *decision)
{
  const GArray *combinations = self->combinations[context->rule_set];
  g_auto (Hand) hand = { { NULL } };
  static const char letter[] = { MADO_CLASS_REPLY, '\0' };

  hand_init (&hand);
  take_papers (&hand, self, context, papers, n_papers, decision);
  if (reply)
    g_ptr_array_add (hand.codes[MADO_N_CLASSES - 1], (gpointer) (gsize) letter);

  for (guint i = 0; combinations != NULL && i < combinations->len; i++)
    {
      const Combination *combination = &g_array_index (combinations, Combination, i);

      if (combination_is_met (combination, &hand))
        return name_papers (combination, &hand);
    }
  return NULL;
}

/* The classes that @hand lacks of @combination; the reply is no paper and never lacks here. */
static char *
name_lacking (const Combination *combination, const Hand *hand)
{
  GString *lacking = g_string_new (NULL);

  for (guint i = 0; i < MADO_N_CLASSES - 1; i++)
    for (guint k = hand->codes[i]->len; k < combination->need[i]; k++)
      g_string_append_c (lacking, MADO_CLASSES[i]);
  return g_string_free (lacking, FALSE);
}

static guint
count_papers (const Combination *combination)
{
  guint count = 0;

  for (guint i = 0; i < MADO_N_CLASSES - 1; i++)
    count += combination->need[i];
  return count;
}

char *
mado_evidence_lacking (const MadoEvidenceTable *self, const MadoEvidenceContext *context,
                       const MadoIdPaper *papers, gsize n_papers, gboolean by_letter)
{
  const GArray *combinations = self->combinations[context->rule_set];
  g_auto (Hand) hand = { { NULL } };
  char *shortest = NULL;
  guint most_shown = 0; /* of equally short ways, the one that uses more of what is there */

  hand_init (&hand);
  take_papers (&hand, self, context, papers, n_papers, NULL);
  for (guint i = 0; combinations != NULL && i < combinations->len; i++)
    {
      const Combination *combination = &g_array_index (combinations, Combination, i);
      g_autofree char *lacking = name_lacking (combination, &hand);
      guint n_shown = count_papers (combination) - (guint) strlen (lacking);

      if ((combination->need[MADO_N_CLASSES - 1] > 0) != (by_letter != FALSE))
        continue;
      if (shortest != NULL
          && (strlen (shortest) < strlen (lacking)
              || (strlen (shortest) == strlen (lacking) && most_shown >= n_shown)))
        continue;
      most_shown = n_shown;
      g_free (shortest);
      shortest = g_steal_pointer (&lacking);
    }
  return shortest;
}

char *
mado_evidence_one_more (const MadoEvidenceTable *self, const MadoEvidenceContext *context,
                        const MadoIdPaper *papers, gsize n_papers)
{
  g_autofree char *lacking = mado_evidence_lacking (self, context, papers, n_papers, FALSE);
  GPtrArray *documents = mado_evidence_table_get_documents (self);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; lacking != NULL && strlen (lacking) == 1 && i < documents->len; i++)
    {
      const MadoIdDocument *document = g_ptr_array_index (documents, i);

      if (document->class_of[context->rule_set] == *lacking && !document->photo)
        g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", document->code);
    }
  return codes->len > 0 ? g_string_free (g_steal_pointer (&codes), FALSE) : NULL;
}

#define ALIEN_ACT_DAY 9, G_DATE_JULY, 2012  /* act 79 of 2009 in force */
#define ALIEN_LAST_DAY 8, G_DATE_JULY, 2015 /* three years from that day */
#define ALIEN_CHILD_AGE 16

static void
set_birthday (const GDate *birth, guint age, GDate *day)
{
  mado_age_reached_on (birth, age, day);
  g_date_add_days (day, 1);
}

void
mado_evidence_alien_last_day (MadoAlienStatus status, const GDate *birth, const GDate *date,
                              GDate *last)
{
  GDate act_day, last_day, birthday;
  gboolean child;

  g_date_clear (&act_day, 1);
  g_date_clear (&last_day, 1);
  g_date_set_dmy (&act_day, ALIEN_ACT_DAY);
  g_date_set_dmy (&last_day, ALIEN_LAST_DAY);
  set_birthday (birth, ALIEN_CHILD_AGE, &birthday);
  child = mado_age_on (birth, &act_day) < ALIEN_CHILD_AGE;

  if (status == MADO_ALIEN_SPECIAL)
    {
      const gboolean later = g_date_valid (date) && g_date_compare (date, &last_day) > 0;

      *last = child ? birthday : later ? *date : last_day;
    }
  else
    {
      *last = status == MADO_ALIEN_PERMANENT ? last_day : *date;
      if (child && g_date_compare (&birthday, last) < 0)
        *last = birthday;
    }
}
