/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-vpcd.h"
#include "mado-sim-vpcd-wire.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define RETRY_MS 100 /* until the next attempt to connect; pcscd polls every 400 ms */
#define ABSENT_MS                                                                                  \
  500 /* an empty slot for longer than a poll: else pcscd sees no removal, and after a             \
       * failed reset it would call the slot empty for ever */
#define CONNECT_MS 2000 /* on the loopback interface it takes none */
#define SEND_MS 5000    /* an answer of 260 bytes fits any socket buffer */

struct _MadoSimVpcd
{
  GObject parent_instance;
  guint16 port;
  GThread *thread;
  int wake; /* eventfd: something below has changed */

  GMutex lock;       /* what follows */
  MadoSimCard *card; /* owned, nullable: what is to be in the slot */
  guint insertion;   /* counts; another number is another line */
  gboolean stopping;
  gboolean connected;
};

G_DEFINE_FINAL_TYPE (MadoSimVpcd, mado_sim_vpcd, G_TYPE_OBJECT)

/* What the slot's thread works on; nobody else touches it. */
typedef struct
{
  MadoSimVpcd *slot;
  int socket;            /* -1: not connected */
  MadoSimVpcdWire *wire; /* owned, nullable */
  MadoSimCard *card;     /* owned, nullable: of this line */
  guint insertion;
  gint64 not_before; /* monotonic us: no card can be put in earlier */
} Line;

static void
wake_up (MadoSimVpcd *self)
{
  guint64 one = 1;

  g_assert (write (self->wake, &one, sizeof one) == sizeof one);
}

static void
note_connected (MadoSimVpcd *self, gboolean connected)
{
  g_mutex_lock (&self->lock);
  self->connected = connected;
  g_mutex_unlock (&self->lock);
}

/* Waits for @events on the line, for a change, or for the time.  Returns: what came of @events. */
static short
wait_for (Line *line, short events, int timeout_ms)
{
  struct pollfd fds[] = {
    { .fd = line->slot->wake, .events = POLLIN },
    { .fd = line->socket, .events = events },
  };
  guint64 count;

  if (poll (fds, G_N_ELEMENTS (fds), timeout_ms) <= 0)
    return 0;
  if (fds[0].revents & POLLIN)
    g_assert (read (line->slot->wake, &count, sizeof count) == sizeof count);
  return fds[1].revents;
}

static void
close_line (Line *line)
{
  if (line->socket < 0)
    return;
  close (line->socket);
  line->socket = -1;
  g_clear_pointer (&line->wire, mado_sim_vpcd_wire_free);
  mado_sim_card_power_off (line->card);
  note_connected (line->slot, FALSE);
}

/* The card is gone: the slot is empty, unless another one was put in meanwhile. */
static void
empty_slot (Line *line)
{
  MadoSimVpcd *self = line->slot;

  close_line (line);
  line->not_before = g_get_monotonic_time () + ABSENT_MS * 1000;
  g_mutex_lock (&self->lock);
  if (self->insertion == line->insertion)
    g_clear_object (&self->card);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_connected (int fd)
{
  int failure = 0;
  socklen_t n_failure = sizeof failure;

  return getsockopt (fd, SOL_SOCKET, SO_ERROR, &failure, &n_failure) == 0 && failure == 0;
}

static void
open_line (Line *line)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
                                 .sin_port = htons (line->slot->port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  gboolean connected;
  int on = 1;

  if (fd < 0)
    return;
  line->socket = fd;
  connected = connect (fd, (const struct sockaddr *) &address, sizeof address) == 0;
  if (!connected && errno == EINPROGRESS)
    connected = (wait_for (line, POLLOUT, CONNECT_MS) & POLLOUT) != 0 && is_connected (fd);
  if (!connected)
    {
      line->socket = -1;
      close (fd);
      return;
    }
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  line->wire = mado_sim_vpcd_wire_new (line->card);
  note_connected (line->slot, TRUE);
}

static gboolean
send_all (Line *line, const guint8 *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      gssize n = send (line->socket, bytes, n_bytes, MSG_NOSIGNAL);

      if (n > 0)
        {
          bytes += n;
          n_bytes -= (gsize) n;
        }
      else if (errno == EINTR)
        continue;
      else if (errno != EAGAIN || (wait_for (line, POLLOUT, SEND_MS) & POLLOUT) == 0)
        return FALSE;
    }
  return TRUE;
}

/* Carries out every whole message that has come. */
static void
answer_all (Line *line)
{
  guint8 answer[MADO_SIM_VPCD_ANSWER_MAX];
  MadoSimVpcdStep step;
  gsize n_answer;

  for (;;)
    {
      step = mado_sim_vpcd_wire_next (line->wire, answer, &n_answer);
      if (step == MADO_SIM_VPCD_NEEDS_MORE)
        return;
      if (step == MADO_SIM_VPCD_GONE)
        return empty_slot (line);
      if (!send_all (line, answer, n_answer))
        return close_line (line);
      if (mado_sim_card_is_pulled (line->card) || mado_sim_card_take_cut_before (line->card))
        return empty_slot (line);
    }
}

/* vpcd 3.3 sends length and payload in two segments; unless the first is acknowledged at once,
 * Nagle's algorithm holds the second back for 40 ms. */
static void
receive (Line *line)
{
  int on = 1;
  gsize n_room;
  guint8 *room = mado_sim_vpcd_wire_room (line->wire, &n_room);
  gssize n = recv (line->socket, room, n_room, 0);

  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return;
  if (n <= 0)
    return close_line (line);
  setsockopt (line->socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
  mado_sim_vpcd_wire_took (line->wire, (gsize) n);
  answer_all (line);
}

/* Takes over what the other threads want.  Returns: FALSE when the slot is to end. */
static gboolean
follow (Line *line)
{
  MadoSimVpcd *self = line->slot;
  MadoSimCard *card;
  guint insertion;
  gboolean stopping;

  g_mutex_lock (&self->lock);
  card = self->card == NULL ? NULL : g_object_ref (self->card);
  insertion = self->insertion;
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  if (stopping || insertion != line->insertion || card != line->card)
    {
      if (line->socket >= 0)
        line->not_before = g_get_monotonic_time () + ABSENT_MS * 1000;
      close_line (line);
      g_set_object (&line->card, card);
      line->insertion = insertion;
    }
  g_clear_object (&card);
  return !stopping;
}

/* Connects, unless it is too early or nobody listens: then it waits a little. */
static void
try_line (Line *line)
{
  gint64 wait_us = line->not_before - g_get_monotonic_time ();

  if (wait_us <= 0)
    open_line (line);
  if (line->socket < 0)
    wait_for (line, 0, wait_us > 0 ? (int) (wait_us / 1000) + 1 : RETRY_MS);
}

static gpointer
run_slot (gpointer data)
{
  Line line = { .slot = data, .socket = -1 };

  while (follow (&line))
    {
      if (line.card == NULL)
        wait_for (&line, 0, -1);
      else if (line.socket < 0)
        try_line (&line);
      else if (wait_for (&line, POLLIN, -1) != 0)
        receive (&line);
    }
  g_clear_object (&line.card);
  return NULL;
}

static void
change_card (MadoSimVpcd *self, MadoSimCard *card)
{
  g_mutex_lock (&self->lock);
  if (self->card != NULL)
    mado_sim_card_pull (self->card);
  g_set_object (&self->card, card);
  self->insertion++;
  if (card != NULL)
    mado_sim_card_power_on (card);
  g_mutex_unlock (&self->lock);
  wake_up (self);
}

void
mado_sim_vpcd_insert (MadoSimVpcd *self, MadoSimCard *card)
{
  change_card (self, card);
}

void
mado_sim_vpcd_remove (MadoSimVpcd *self)
{
  change_card (self, NULL);
}

MadoSimCard *
mado_sim_vpcd_get_card (MadoSimVpcd *self)
{
  MadoSimCard *card;

  g_mutex_lock (&self->lock);
  card = self->card == NULL ? NULL : g_object_ref (self->card);
  g_mutex_unlock (&self->lock);
  return card;
}

gboolean
mado_sim_vpcd_is_connected (MadoSimVpcd *self)
{
  gboolean connected;

  g_mutex_lock (&self->lock);
  connected = self->connected;
  g_mutex_unlock (&self->lock);
  return connected;
}

static void
mado_sim_vpcd_finalize (GObject *object)
{
  MadoSimVpcd *self = MADO_SIM_VPCD (object);

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_mutex_unlock (&self->lock);
  change_card (self, NULL);
  g_thread_join (self->thread);
  close (self->wake);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (mado_sim_vpcd_parent_class)->finalize (object);
}

static void
mado_sim_vpcd_class_init (MadoSimVpcdClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_sim_vpcd_finalize;
}

static void
mado_sim_vpcd_init (MadoSimVpcd *self)
{
  g_mutex_init (&self->lock);
  self->wake = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  g_assert (self->wake >= 0);
}

MadoSimVpcd *
mado_sim_vpcd_new (guint16 port)
{
  MadoSimVpcd *self = g_object_new (MADO_TYPE_SIM_VPCD, NULL);

  self->port = port;
  self->thread = g_thread_new ("vpcd", run_slot, self);
  return self;
}
