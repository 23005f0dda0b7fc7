/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-reader-poll.h"

#include "mado-pcsc-error.h"

#include <string.h>

#define BACK_OFF_MS 1000   /* between two attempts to reach a service that is not there */
#define CANCEL_AGAIN_MS 20 /* SCardCancel has no effect on a wait that is about to begin */
#define RELIST_MS 2000     /* a reader that comes between listing and waiting is seen by then */
#define HASTY_MAX 3        /* waits in a row that may end at once and bring nothing */
#define READERS_MAX PCSCLITE_MAX_READERS_CONTEXTS
#define NOTIFICATION "\\\\?PnP?\\Notification" /* stands for "the list of readers" */

typedef struct
{
  char name[MAX_READERNAME];
  DWORD seen; /* the event state as the service gave it last */
  MadoSlot slot;
  gboolean listed;
} Known;

struct _MadoReaderPoll
{
  gatomicrefcount references;
  GMutex lock;   /* guards the next four */
  GCond changed; /* stopping or ended */
  gboolean stopping, ended, has_context;
  SCARDCONTEXT context;

  /* Of the loop's thread only. */
  MadoReaderReport report;
  gpointer data;
  GDestroyNotify free_data;
  gint service; /* 1 up, 0 down, -1 not yet told */
  Known known[READERS_MAX];
  guint n_known;
  guint n_hasty; /* waits in a row that ended early and brought nothing */
};

static void
unref (MadoReaderPoll *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static gboolean
is_stopping (MadoReaderPoll *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->stopping;
}

static void
report (MadoReaderPoll *self, MadoReaderEventKind kind, const Known *known)
{
  MadoReaderEvent event = { .kind = kind, .up = self->service == 1 };

  self->n_hasty = 0;
  if (known != NULL)
    {
      event.name = known->name;
      event.slot = known->slot;
    }
  self->report (&event, self->data);
}

static void
forget (MadoReaderPoll *self, guint i)
{
  report (self, MADO_READER_EVENT_REMOVED, &self->known[i]);
  self->n_known--;
  memmove (&self->known[i], &self->known[i + 1], (self->n_known - i) * sizeof (Known));
}

static void
set_service (MadoReaderPoll *self, gboolean up)
{
  if (self->service == up)
    return;
  while (!up && self->n_known > 0)
    forget (self, self->n_known - 1);
  self->service = up;
  report (self, MADO_READER_EVENT_SERVICE, NULL);
}

static gboolean
establish (MadoReaderPoll *self)
{
  SCARDCONTEXT context;
  const gboolean done
      = SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context) == SCARD_S_SUCCESS;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (done)
    self->context = context;
  self->has_context = done;
  return done;
}

static void
release (MadoReaderPoll *self)
{
  SCARDCONTEXT context;

  g_mutex_lock (&self->lock);
  context = self->context;
  self->has_context = FALSE;
  g_mutex_unlock (&self->lock);
  SCardReleaseContext (context);
}

static Known *
find (MadoReaderPoll *self, const char *name)
{
  for (guint i = 0; i < self->n_known; i++)
    if (g_str_equal (self->known[i].name, name))
      return &self->known[i];
  return NULL;
}

static void
take_name (MadoReaderPoll *self, const char *name)
{
  Known *known = find (self, name);

  if (known == NULL && (self->n_known == READERS_MAX || strlen (name) >= MAX_READERNAME))
    return;
  if (known == NULL)
    {
      known = &self->known[self->n_known++];
      memset (known, 0, sizeof *known);
      g_strlcpy (known->name, name, sizeof known->name);
      known->seen = SCARD_STATE_UNAWARE;
      report (self, MADO_READER_EVENT_ADDED, known);
    }
  known->listed = TRUE;
}

/* The service's multi-string: names that end with NUL, the last with two.  It is not trusted. */
static void
take_names (MadoReaderPoll *self, const char *names, gsize n_names)
{
  const char *end;

  for (guint i = 0; i < self->n_known; i++)
    self->known[i].listed = FALSE;
  while (n_names > 0 && *names != '\0' && (end = memchr (names, '\0', n_names)) != NULL)
    {
      take_name (self, names);
      n_names -= (gsize) (end - names) + 1;
      names = end + 1;
    }
  for (guint i = self->n_known; i > 0; i--)
    if (!self->known[i - 1].listed)
      forget (self, i - 1);
}

/* Returns: FALSE when the service is gone. */
static gboolean
list_readers (MadoReaderPoll *self)
{
  char names[READERS_MAX * MAX_READERNAME + 1];
  DWORD n_names = sizeof names;
  LONG code = SCardListReaders (self->context, NULL, names, &n_names);

  if (code == SCARD_E_NO_READERS_AVAILABLE)
    n_names = 0;
  else if (code != SCARD_S_SUCCESS)
    return FALSE;
  set_service (self, TRUE);
  take_names (self, names, MIN (n_names, sizeof names));
  return TRUE;
}

void
mado_slot_read (MadoSlot *slot, gulong event, const guint8 *atr, gsize n_atr)
{
  memset (slot, 0, sizeof *slot);
  slot->state = event & (SCARD_STATE_UNAVAILABLE | SCARD_STATE_UNKNOWN) ? MADO_SLOT_UNAVAILABLE
                : event & SCARD_STATE_MUTE                              ? MADO_SLOT_UNRESPONSIVE
                : event & SCARD_STATE_PRESENT                           ? MADO_SLOT_CARD
                                                                        : MADO_SLOT_EMPTY;
  slot->use = event & SCARD_STATE_EXCLUSIVE ? MADO_SLOT_EXCLUSIVE
              : event & SCARD_STATE_INUSE   ? MADO_SLOT_SHARED
                                            : MADO_SLOT_FREE;
  if (slot->state != MADO_SLOT_CARD)
    return;
  slot->n_atr = MIN (n_atr, sizeof slot->atr);
  memcpy (slot->atr, atr, slot->n_atr);
}

/* The upper half of the state counts insertions and removals: two or more since the last look mean
 * that another card may lie there now. */
static gboolean
was_swapped (const Known *known, DWORD event)
{
  const guint16 moves = (guint16) ((event >> 16) - (known->seen >> 16));

  return known->seen != SCARD_STATE_UNAWARE && known->slot.state != MADO_SLOT_EMPTY
         && (event & SCARD_STATE_PRESENT) != 0 && moves >= 2;
}

static gboolean
is_same_slot (const MadoSlot *a, const MadoSlot *b)
{
  return a->state == b->state && a->use == b->use && a->n_atr == b->n_atr
         && memcmp (a->atr, b->atr, a->n_atr) == 0;
}

static void
take_state (MadoReaderPoll *self, Known *known, const SCARD_READERSTATE *state)
{
  const gboolean first = known->seen == SCARD_STATE_UNAWARE;
  MadoSlot slot;

  mado_slot_read (&slot, state->dwEventState, state->rgbAtr, state->cbAtr);
  if (was_swapped (known, state->dwEventState))
    {
      memset (&known->slot, 0, sizeof known->slot);
      report (self, MADO_READER_EVENT_SLOT, known);
    }
  known->seen = state->dwEventState & ~(DWORD) SCARD_STATE_CHANGED;
  if (!first && is_same_slot (&slot, &known->slot))
    return;
  known->slot = slot;
  report (self, MADO_READER_EVENT_SLOT, known);
}

static void
back_off (MadoReaderPoll *self)
{
  const gint64 deadline = g_get_monotonic_time () + BACK_OFF_MS * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  while (!self->stopping && g_cond_wait_until (&self->changed, &self->lock, deadline))
    ;
}

/* Waits for one change.  Returns: FALSE when the service is gone or the loop is to end. */
static gboolean
wait_for_change (MadoReaderPoll *self)
{
  /* Later versions of PCSC-lite compare the upper half with their number of readers. */
  SCARD_READERSTATE states[READERS_MAX + 1]
      = { { .szReader = NOTIFICATION, .dwCurrentState = self->n_known << 16 } };
  LONG code;

  for (guint i = 0; i < self->n_known; i++)
    {
      states[i + 1].szReader = self->known[i].name;
      states[i + 1].dwCurrentState = self->known[i].seen;
    }
  code = SCardGetStatusChange (self->context, RELIST_MS, states, self->n_known + 1);
  /* A reader that is listed but not known is about to vanish: that is no reason to spin. */
  if (code != SCARD_E_TIMEOUT && self->n_hasty++ >= HASTY_MAX)
    back_off (self);
  if (code == SCARD_E_UNKNOWN_READER || code == SCARD_E_READER_UNAVAILABLE)
    return TRUE;
  if (code != SCARD_S_SUCCESS && code != SCARD_E_TIMEOUT)
    return FALSE;
  /* PCSC-lite 1.9.9 does not wake anybody when a card gets used by a program, and does not even
   * mark that as a change: what it reports at the time-out is looked at, too. */
  for (guint i = 0; i < self->n_known; i++)
    if (states[i + 1].dwEventState != 0)
      take_state (self, &self->known[i], &states[i + 1]);
  return TRUE;
}

static gpointer
loop (gpointer data)
{
  MadoReaderPoll *self = data;

  while (!is_stopping (self))
    {
      if (establish (self))
        {
          while (!is_stopping (self) && list_readers (self) && wait_for_change (self))
            ;
          release (self);
        }
      if (is_stopping (self))
        break;
      set_service (self, FALSE);
      back_off (self);
    }
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  unref (self);
  return NULL;
}

/* SCardCancel reaches a wait that runs, not one that is about to begin: it is repeated until the
 * loop has ended. */
static gpointer
cancel (gpointer data)
{
  MadoReaderPoll *self = data;

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  while (!self->ended)
    {
      const gint64 deadline = g_get_monotonic_time () + CANCEL_AGAIN_MS * G_TIME_SPAN_MILLISECOND;

      if (self->has_context)
        SCardCancel (self->context);
      g_cond_wait_until (&self->changed, &self->lock, deadline);
    }
  g_mutex_unlock (&self->lock);
  unref (self);
  return NULL;
}

MadoReaderPoll *
mado_reader_poll_start (MadoReaderReport report_func, gpointer data, GDestroyNotify free_data)
{
  MadoReaderPoll *self = g_new0 (MadoReaderPoll, 1);

  g_atomic_ref_count_init (&self->references); /* the loop's, and the caller's until it stops */
  g_atomic_ref_count_inc (&self->references);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->report = report_func;
  self->data = data;
  self->free_data = free_data;
  self->service = -1;
  g_thread_unref (g_thread_new ("readers", loop, self));
  return self;
}

/* A thread of its own, since it talks to the service; it takes the caller's reference. */
void
mado_reader_poll_stop (MadoReaderPoll *self)
{
  g_thread_unref (g_thread_new ("readers-cancel", cancel, self));
}

void
mado_reader_poll_join (MadoReaderPoll *self)
{
  cancel (self);
}
