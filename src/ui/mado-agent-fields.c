/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mado-agent-fields.h"

#include "mado-case-fact.h"

static const char *const of_agent[] = { "agent-name",  "agent-kana",     "agent-address",
                                        "agent-birth", "agent-relation", "agent-phone" };
static const char *const of_proxy[] = { "power", "seal-issued" };

void
mado_agent_fields_set_day (MadoFieldGrid *grid, const char *id, guint day)
{
  g_autofree char *text
      = day != 0 ? g_strdup_printf ("%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100)
                 : g_strdup ("");

  mado_field_grid_set_text (grid, id, text);
}

guint
mado_agent_fields_day (MadoFieldGrid *grid, const char *id)
{
  MadoWareki date;

  if (!mado_field_grid_get_date (grid, id, &date))
    return 0;
  return date.year * 10000u + date.month * 100u + date.day;
}

void
mado_agent_fields_apply (MadoFieldGrid *grid, MadoApplicant who)
{
  for (guint i = 0; i < G_N_ELEMENTS (of_agent); i++)
    mado_field_grid_set_visible (grid, of_agent[i], who != MADO_APPLICANT_SELF);
  for (guint i = 0; i < G_N_ELEMENTS (of_proxy); i++)
    mado_field_grid_set_visible (grid, of_proxy[i], who == MADO_APPLICANT_VOLUNTARY);
}

static guint
fact_day (const MadoCase *work, const char *name)
{
  return (guint) mado_case_get_fact_number (work, name);
}

void
mado_agent_fields_show (MadoFieldGrid *grid, const MadoCase *work)
{
  const MadoCaseAgent *agent = work->agent;
  const char *letter = mado_case_get_fact (work, MADO_FACT_INQUIRY);
  guint power = mado_case_has_fact (work, MADO_FACT_POWER)           ? 1
                : mado_case_get_fact (work, MADO_FACT_POWER) != NULL ? 2
                                                                     : 0;

  mado_field_grid_set_text (grid, "agent-name", agent != NULL ? agent->name : "");
  mado_field_grid_set_text (grid, "agent-kana", agent != NULL ? agent->kana : "");
  mado_field_grid_set_text (grid, "agent-address", agent != NULL ? agent->address : "");
  mado_field_grid_set_text (grid, "agent-relation", agent != NULL ? agent->relation : "");
  mado_field_grid_set_text (grid, "agent-phone", agent != NULL ? agent->phone : "");
  mado_agent_fields_set_day (grid, "agent-birth", agent != NULL ? agent->birth : 0);
  mado_field_grid_set_choice (grid, "power", power);
  mado_agent_fields_set_day (grid, "seal-issued", fact_day (work, MADO_FACT_SEAL_ISSUED));
  mado_agent_fields_set_day (grid, "moved-in", fact_day (work, MADO_FACT_MOVED_IN));
  mado_field_grid_set_text (grid, "letter", letter != NULL ? letter : "");
}

static MadoCaseAgent *
read_agent (MadoFieldGrid *grid)
{
  MadoCaseAgent *agent = g_new0 (MadoCaseAgent, 1);

  *agent = (MadoCaseAgent){ .name = mado_field_grid_get_text (grid, "agent-name"),
                            .kana = mado_field_grid_get_text (grid, "agent-kana"),
                            .address = mado_field_grid_get_text (grid, "agent-address"),
                            .birth = mado_agent_fields_day (grid, "agent-birth"),
                            .relation = mado_field_grid_get_text (grid, "agent-relation"),
                            .phone = mado_field_grid_get_text (grid, "agent-phone") };
  return agent;
}

static void
store_day (MadoFieldGrid *grid, const char *id, gboolean applies, MadoCase *work, const char *name)
{
  guint day = applies ? mado_agent_fields_day (grid, id) : 0;

  if (day != 0)
    mado_case_set_fact_number (work, name, day);
  else
    mado_case_set_fact (work, name, NULL);
}

void
mado_agent_fields_store (MadoFieldGrid *grid, MadoCase *work)
{
  gboolean proxy = work->applicant == MADO_APPLICANT_VOLUNTARY;
  guint power = mado_field_grid_get_choice (grid, "power");
  g_autofree char *letter = mado_field_grid_get_text (grid, "letter");

  g_clear_pointer (&work->agent, mado_case_agent_free);
  if (work->applicant != MADO_APPLICANT_SELF)
    work->agent = read_agent (grid);
  mado_case_set_fact (work, MADO_FACT_POWER, !proxy || power == 0 ? NULL : power == 1 ? "1" : "0");
  store_day (grid, "seal-issued", proxy, work, MADO_FACT_SEAL_ISSUED);
  store_day (grid, "moved-in", TRUE, work, MADO_FACT_MOVED_IN);
  mado_case_set_fact (work, MADO_FACT_INQUIRY, letter);
}
