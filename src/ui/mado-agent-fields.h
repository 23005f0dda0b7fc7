/* mado-agent-fields.h - the fields of the form that are only there when somebody else came
 *
 * They stand in the grid of the reception; this is what belongs to them: values, which apply.
 * Layer: ui.  Threads: main.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case.h"
#include "mado-field-grid.h"

G_BEGIN_DECLS

/** mado_agent_fields_apply: shows the fields that concern @who. */
void mado_agent_fields_apply (MadoFieldGrid *grid, MadoApplicant who);

/** mado_agent_fields_show: fills them from the case. */
void mado_agent_fields_show (MadoFieldGrid *grid, const MadoCase *work);

/** mado_agent_fields_store: writes to the case what applies, and takes away what does not. */
void mado_agent_fields_store (MadoFieldGrid *grid, MadoCase *work);

/** mado_agent_fields_day: Returns: YYYYMMDD of a field, 0 when it is no date. */
guint mado_agent_fields_day (MadoFieldGrid *grid, const char *id);
/** mado_agent_fields_set_day: @day: YYYYMMDD; 0 empties the field. */
void mado_agent_fields_set_day (MadoFieldGrid *grid, const char *id, guint day);

G_END_DECLS
