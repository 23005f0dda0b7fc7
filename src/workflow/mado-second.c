/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-second.h"

#include "mado-case-fact.h"
#include "mado-counter.h"
#include "mado-money.h"

#define REPLY "reply" /* of a row: the reply to a letter, whoever shows it */

static void
fact_free (gpointer data)
{
  MadoSecondFact *fact = data;

  g_free (fact->before);
  g_free (fact->after);
  g_free (fact);
}

static void
add (GPtrArray *facts, const char *name, const char *before, const char *after)
{
  MadoSecondFact *fact = g_new0 (MadoSecondFact, 1);

  fact->name = name;
  fact->before = g_strdup (before != NULL ? before : "");
  fact->after = g_strdup (after != NULL ? after : "");
  g_ptr_array_add (facts, fact);
}

static void
add_number (GPtrArray *facts, const char *name, gint64 before, gint64 after)
{
  g_autofree char *old = g_strdup_printf ("%" G_GINT64_FORMAT, before);
  g_autofree char *new = g_strdup_printf ("%" G_GINT64_FORMAT, after);

  add (facts, name, old, new);
}

/* --- each matter --- */

static gboolean
proxy_came (const MadoCase *work)
{
  return work->applicant == MADO_APPLICANT_VOLUNTARY;
}

static gboolean
was_reprinted (const MadoCase *work)
{
  return mado_case_get_fact_number (work, MADO_FACT_REPRINTS) > 0;
}

static void
add_papers (GPtrArray *facts, const MadoCase *work, const MadoOfficeProfile *profile)
{
  g_autofree char *papers = mado_counter_list_documents (work);

  add (facts, "proxy", "came", "accepted");
  add (facts, "papers", papers, papers);
}

static void
add_letter (GPtrArray *facts, const MadoCase *work, const MadoOfficeProfile *profile)
{
  add (facts, "letter", mado_case_get_fact (work, MADO_FACT_INQUIRY),
       mado_case_get_fact (work, MADO_FACT_INQUIRY));
}

static void
add_lock (GPtrArray *facts, const MadoCase *work, const MadoOfficeProfile *profile)
{
  add_number (facts, "tries", mado_case_get_fact_number (work, MADO_FACT_TRIES),
              profile->password_tries);
}

static void
add_fee (GPtrArray *facts, const MadoCase *work, const MadoOfficeProfile *profile)
{
  MadoProcedure procedure;
  gboolean known = mado_procedure_find (work->procedure, &procedure);
  g_autofree char *yen = mado_money_digits (known ? profile->fee_yen[procedure] : 0);

  add (facts, "fee", "due", "waived");
  add (facts, "yen", yen, "0");
  add (facts, "ground", NULL, mado_case_get_fact (work, MADO_FACT_WAIVER));
}

static void
add_hold (GPtrArray *facts, const MadoCase *work, const MadoOfficeProfile *profile)
{
  add (facts, "hold", mado_case_get_fact (work, MADO_FACT_REASON), "released");
}

static void
add_prints (GPtrArray *facts, const MadoCase *work, const MadoOfficeProfile *profile)
{
  gint64 reprints = mado_case_get_fact_number (work, MADO_FACT_REPRINTS);

  add_number (facts, "reprints", reprints, reprints + 1);
}

/* clang-format off */
static const struct
{
  const char *what;
  MadoSecondMatter matter;
  gboolean (*concerns) (const MadoCase *work); /* nullable: every case */
  void (*add) (GPtrArray *facts, const MadoCase *work, const MadoOfficeProfile *profile);
} matters[] = {
  { "unlock",  MADO_SECOND_UNLOCK,  NULL,          add_lock   },
  { "proxy",   MADO_SECOND_PROXY,   proxy_came,    add_papers },
  { "inquiry", MADO_SECOND_INQUIRY, NULL,          add_letter },
  { "hold",    MADO_SECOND_HOLD,    NULL,          add_hold   },
  { "waiver",  MADO_SECOND_WAIVER,  NULL,          add_fee    },
  { "reprint", MADO_SECOND_REPRINT, was_reprinted, add_prints },
};
/* clang-format on */

static int
find (const char *what)
{
  for (gsize i = 0; i < G_N_ELEMENTS (matters); i++)
    if (g_str_equal (matters[i].what, what))
      return (int) i;
  return -1;
}

const char *
mado_second_resolve (const char *second, const MadoCase *work)
{
  if (!g_str_equal (second, REPLY))
    return second;
  return proxy_came (work) ? "proxy" : "inquiry";
}

gboolean
mado_second_is_known (const char *what)
{
  return g_str_equal (what, REPLY) || find (what) >= 0;
}

gboolean
mado_second_is_needed (const char *what, const MadoCase *work, const MadoOfficeProfile *profile)
{
  int i = find (what);

  g_return_val_if_fail (i >= 0, TRUE);
  return profile->second_person[matters[i].matter]
         && (matters[i].concerns == NULL || matters[i].concerns (work));
}

GPtrArray *
mado_second_list_facts (const char *what, const MadoCase *work, const MadoOfficeProfile *profile,
                        const char *from, const char *to)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);
  int i = find (what);

  g_return_val_if_fail (i >= 0, facts);
  matters[i].add (facts, work, profile);
  add (facts, "state", from, to);
  return facts;
}

char *
mado_second_to_json (const GPtrArray *facts, gboolean after)
{
  GString *json = g_string_new ("{");

  for (guint i = 0; i < facts->len; i++)
    {
      const MadoSecondFact *fact = g_ptr_array_index (facts, i);
      g_autofree char *value = g_strescape (after ? fact->after : fact->before, NULL);

      g_string_append_printf (json, "%s\"%s\":\"%s\"", i > 0 ? "," : "", fact->name, value);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}
