/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-timing.h"

#include "mado-event.h"

#include <json-glib/json-glib.h>

static gint64
get_number (JsonObject *object, const char *member)
{
  return json_object_has_member (object, member) ? json_object_get_int_member (object, member) : 0;
}

static void
add_detail (MadoTiming *timing, const MadoEvent *event)
{
  g_autoptr (JsonNode) node = event->detail != NULL ? json_from_string (event->detail, NULL) : NULL;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  timing->card_us += get_number (object, "card_us");
  timing->ca_us += get_number (object, "ca_us");
  timing->print_us += get_number (object, "print_us");
  timing->apdus += (guint) get_number (object, "apdus");
  timing->card_bytes += get_number (object, "bytes");
}

void
mado_timing_measure (GPtrArray *events, MadoTiming *timing)
{
  *timing = (MadoTiming){ .events = events->len };
  if (events->len == 0)
    return;
  for (guint i = 0; i < events->len; i++)
    add_detail (timing, g_ptr_array_index (events, i));
  timing->total_us = ((const MadoEvent *) g_ptr_array_index (events, events->len - 1))->monotonic_us
                     - ((const MadoEvent *) g_ptr_array_index (events, 0))->monotonic_us;
  timing->desk_us = timing->total_us - timing->card_us - timing->ca_us - timing->print_us;
}

static void
add_number (JsonBuilder *builder, const char *member, gint64 value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

static void
add_steps (JsonBuilder *builder, GPtrArray *events)
{
  gint64 before = 0;

  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    {
      const MadoEvent *event = g_ptr_array_index (events, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "code");
      json_builder_add_string_value (builder, event->code);
      json_builder_set_member_name (builder, "outcome");
      json_builder_add_string_value (builder, event->outcome);
      add_number (builder, "us", i > 0 ? event->monotonic_us - before : 0);
      json_builder_end_object (builder);
      before = event->monotonic_us;
    }
  json_builder_end_array (builder);
}

char *
mado_timing_to_json (const MadoTiming *timing, GPtrArray *events)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_number (builder, "total_us", timing->total_us);
  add_number (builder, "card_us", timing->card_us);
  add_number (builder, "ca_us", timing->ca_us);
  add_number (builder, "print_us", timing->print_us);
  add_number (builder, "desk_us", timing->desk_us);
  add_number (builder, "cpu_us", timing->cpu_us);
  add_number (builder, "apdus", timing->apdus);
  add_number (builder, "card_bytes", timing->card_bytes);
  add_number (builder, "events", timing->events);
  add_steps (builder, events);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
