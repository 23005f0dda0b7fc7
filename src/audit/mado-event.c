/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-event.h"

#include "mado-query.h"

#include <json-glib/json-glib.h>
#include <stddef.h>

/* clang-format off */
/* Every text column, once for binding, loading, copying and printing. */
static const struct { const char *column; gsize offset; } texts[] = {
  { "workstation",  offsetof (MadoEvent, workstation)  },
  { "session",      offsetof (MadoEvent, session)      },
  { "actor",        offsetof (MadoEvent, actor)        },
  { "role",         offsetof (MadoEvent, role)         },
  { "second_actor", offsetof (MadoEvent, second_actor) },
  { "case_number",  offsetof (MadoEvent, case_number)  },
  { "card_id",      offsetof (MadoEvent, card_id)      },
  { "code",         offsetof (MadoEvent, code)         },
  { "outcome",      offsetof (MadoEvent, outcome)      },
  { "reason",       offsetof (MadoEvent, reason)       },
  { "detail",       offsetof (MadoEvent, detail)       },
  { "version",      offsetof (MadoEvent, version)      },
};
/* clang-format on */

static char **
text_of (const MadoEvent *self, gsize i)
{
  return (char **) ((guintptr) self + texts[i].offset);
}

MadoEvent *
mado_event_new (const char *code, const char *outcome)
{
  MadoEvent *self = g_new0 (MadoEvent, 1);

  self->code = g_strdup (code);
  self->outcome = g_strdup (outcome);
  return self;
}

MadoEvent *
mado_event_copy (const MadoEvent *self)
{
  MadoEvent *copy = g_new0 (MadoEvent, 1);

  *copy = *self;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *text_of (copy, i) = g_strdup (*text_of (self, i));
  return copy;
}

void
mado_event_free (MadoEvent *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*text_of (self, i));
  g_free (self);
}

gboolean
mado_event_append (MadoEvent *self, MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "event/insert", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  mado_query_bind_integer (query, "at", self->at);
  mado_query_bind_integer (query, "monotonic_us", self->monotonic_us);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    mado_query_bind_text (query, texts[i].column, *text_of (self, i));
  if (!mado_query_next (query, &has_row, error))
    return FALSE;
  self->sequence = mado_query_get_integer (query, "sequence");
  return TRUE;
}

static MadoEvent *
from_row (MadoQuery *query)
{
  MadoEvent *self = g_new0 (MadoEvent, 1);

  self->sequence = mado_query_get_integer (query, "sequence");
  self->at = mado_query_get_integer (query, "at");
  self->monotonic_us = mado_query_get_integer (query, "monotonic_us");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *text_of (self, i) = g_strdup (mado_query_get_text (query, texts[i].column));
  return self;
}

static GPtrArray *
load_rows (MadoQuery *query, GError **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_event_free);
  gboolean has_row;

  for (;;)
    {
      if (!mado_query_next (query, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&events);
      g_ptr_array_add (events, from_row (query));
    }
}

GPtrArray *
mado_event_load_of_case (MadoDb *db, const char *case_number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "event/of-case", error);

  if (query == NULL)
    return NULL;
  mado_query_bind_text (query, "case_number", case_number);
  return load_rows (query, error);
}

GPtrArray *
mado_event_load_after (MadoDb *db, gint64 sequence, guint limit, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "event/after", error);

  if (query == NULL)
    return NULL;
  mado_query_bind_integer (query, "sequence", sequence);
  mado_query_bind_integer (query, "limit", limit);
  return load_rows (query, error);
}

GPtrArray *
mado_event_load_open_prints (MadoDb *db, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_new (db, "event/open-prints", error);

  return query != NULL ? load_rows (query, error) : NULL;
}

char *
mado_event_to_json (const MadoEvent *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sequence");
  json_builder_add_int_value (builder, self->sequence);
  json_builder_set_member_name (builder, "at");
  json_builder_add_int_value (builder, self->at);
  json_builder_set_member_name (builder, "monotonic_us");
  json_builder_add_int_value (builder, self->monotonic_us);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*text_of (self, i) != NULL)
      {
        json_builder_set_member_name (builder, texts[i].column);
        json_builder_add_string_value (builder, *text_of (self, i));
      }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
