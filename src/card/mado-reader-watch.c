/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-reader-watch.h"

#include "mado-reader-poll.h"

enum
{
  SERVICE_CHANGED,
  READER_ADDED,
  READER_REMOVED,
  SLOT_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What the loop's thread may touch: it never holds the watch itself, whose last reference must drop
 * on its own thread. */
typedef struct
{
  GMainContext *context;  /* owned */
  MadoReaderWatch *watch; /* not owned; read and cleared on the context's thread only */
} Port;

struct _MadoReaderWatch
{
  GObject parent_instance;
  Port *port;           /* g_atomic_rc_box, shared with the loop and with events on their way */
  MadoReaderPoll *poll; /* owned, nullable */
  gboolean service_up;
  GHashTable *slots; /* owned: name to MadoSlot, both owned */
};

G_DEFINE_FINAL_TYPE (MadoReaderWatch, mado_reader_watch, G_TYPE_OBJECT)

/* An event on its way to the watch's thread. */
typedef struct
{
  Port *port; /* a reference */
  MadoReaderEvent event;
  char *name; /* owned */
} Post;

static void
port_clear (gpointer port)
{
  g_main_context_unref (((Port *) port)->context);
}

static void
port_unref (gpointer port)
{
  g_atomic_rc_box_release_full (port, port_clear);
}

static void
post_free (gpointer data)
{
  Post *post = data;

  port_unref (post->port);
  g_free (post->name);
  g_free (post);
}

static void
take_event (MadoReaderWatch *self, const MadoReaderEvent *event, const char *name)
{
  switch (event->kind)
    {
    case MADO_READER_EVENT_SERVICE:
      self->service_up = event->up;
      g_signal_emit (self, signals[SERVICE_CHANGED], 0, event->up);
      break;
    case MADO_READER_EVENT_ADDED:
      g_hash_table_insert (self->slots, g_strdup (name),
                           g_memdup2 (&event->slot, sizeof (MadoSlot)));
      g_signal_emit (self, signals[READER_ADDED], 0, name);
      break;
    case MADO_READER_EVENT_REMOVED:
      g_hash_table_remove (self->slots, name);
      g_signal_emit (self, signals[READER_REMOVED], 0, name);
      break;
    case MADO_READER_EVENT_SLOT:
      g_hash_table_insert (self->slots, g_strdup (name),
                           g_memdup2 (&event->slot, sizeof (MadoSlot)));
      g_signal_emit (self, signals[SLOT_CHANGED], 0, name, &event->slot);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
deliver_cb (gpointer data)
{
  Post *post = data;
  g_autoptr (MadoReaderWatch) watch = NULL;

  if (post->port->watch == NULL) /* dropped meanwhile */
    return G_SOURCE_REMOVE;
  watch = g_object_ref (post->port->watch);
  take_event (watch, &post->event, post->name);
  return G_SOURCE_REMOVE;
}

/* On the loop's thread.  An idle source and not g_main_context_invoke(): that would run the event
 * here whenever the main loop happens not to own its context. */
static void
report_event (const MadoReaderEvent *event, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Post *post = g_new0 (Post, 1);
  Port *port = data;

  post->port = g_atomic_rc_box_acquire (port);
  post->event = *event;
  post->name = g_strdup (event->name);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, post, post_free);
  g_source_attach (source, port->context);
}

static void
mado_reader_watch_dispose (GObject *object)
{
  MadoReaderWatch *self = MADO_READER_WATCH (object);

  self->port->watch = NULL;
  g_clear_pointer (&self->poll, mado_reader_poll_stop);
  G_OBJECT_CLASS (mado_reader_watch_parent_class)->dispose (object);
}

static void
mado_reader_watch_finalize (GObject *object)
{
  MadoReaderWatch *self = MADO_READER_WATCH (object);

  port_unref (self->port);
  g_hash_table_unref (self->slots);
  G_OBJECT_CLASS (mado_reader_watch_parent_class)->finalize (object);
}

static void
mado_reader_watch_class_init (MadoReaderWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = mado_reader_watch_dispose;
  object_class->finalize = mado_reader_watch_finalize;
  signals[SERVICE_CHANGED] = g_signal_new ("service-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[READER_ADDED] = g_signal_new ("reader-added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[READER_REMOVED] = g_signal_new ("reader-removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SLOT_CHANGED] = g_signal_new ("slot-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
}

static void
mado_reader_watch_init (MadoReaderWatch *self)
{
  self->port = g_atomic_rc_box_new0 (Port);
  self->port->context = g_main_context_ref_thread_default ();
  self->port->watch = self;
  self->slots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

MadoReaderWatch *
mado_reader_watch_new (void)
{
  return g_object_new (MADO_TYPE_READER_WATCH, NULL);
}

void
mado_reader_watch_start (MadoReaderWatch *self)
{
  g_return_if_fail (self->poll == NULL);
  self->poll
      = mado_reader_poll_start (report_event, g_atomic_rc_box_acquire (self->port), port_unref);
}

void
mado_reader_watch_end (MadoReaderWatch *self)
{
  self->port->watch = NULL;
  g_clear_pointer (&self->poll, mado_reader_poll_join);
}

gboolean
mado_reader_watch_is_service_up (MadoReaderWatch *self)
{
  return self->service_up;
}

GList *
mado_reader_watch_get_names (MadoReaderWatch *self)
{
  return g_list_sort (g_hash_table_get_keys (self->slots), (GCompareFunc) g_strcmp0);
}

const MadoSlot *
mado_reader_watch_get_slot (MadoReaderWatch *self, const char *name)
{
  return g_hash_table_lookup (self->slots, name);
}
