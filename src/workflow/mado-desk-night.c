/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-night.h"

#include "mado-desk-inquiry.h"
#include "mado-desk-object.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define RETRY_S 3600 /* no timer to be had: looked at every hour, which costs nothing */

struct _MadoNight
{
  MadoDesk *desk; /* not owned: its owner */
  int timer;      /* file descriptor, -1: none */
  guint source;
  guint32 day; /* as of g_date_get_julian(): ended up to here */
};

static void
passed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MadoDesk *desk = MADO_DESK (source);
  g_autoptr (GError) error = NULL;

  if (!mado_desk_expire_inquiries_finish (desk, result, NULL, &error))
    g_warning ("Letters of inquiry do not expire: %s", error->message);
  else if (!mado_desk_is_closing (desk))
    mado_desk_tell_day (desk);
}

static void
end_day (MadoNight *self)
{
  g_autoptr (GDate) today = mado_clock_today (mado_desk_get_clock (self->desk));

  if (g_date_get_julian (today) == self->day)
    return;
  self->day = g_date_get_julian (today);
  mado_desk_expire_inquiries_async (self->desk, NULL, passed_cb, NULL);
}

/* By the desk's clock, which in training and tests is not the machine's. */
static gint64
seconds_to_midnight (MadoNight *self)
{
  MadoClock *clock = mado_desk_get_clock (self->desk);
  g_autoptr (GDate) tomorrow = mado_clock_today (clock);

  g_date_add_days (tomorrow, 1);
  return MAX (1, mado_clock_instant (tomorrow, 0, 0, 0) - mado_clock_now (clock));
}

/* Tells of a clock that is set, too: then the reading below fails and the timer is set anew. */
static gboolean
set_timer (MadoNight *self)
{
  struct itimerspec when = { 0 };

  if (clock_gettime (CLOCK_REALTIME, &when.it_value) != 0)
    return FALSE;
  when.it_value.tv_sec += seconds_to_midnight (self);
  return timerfd_settime (self->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL)
         == 0;
}

static gboolean
timer_cb (int fd, GIOCondition condition, gpointer data)
{
  MadoNight *self = data;
  guint64 n_expirations;

  if (read (fd, &n_expirations, sizeof n_expirations) < 0 && errno == EAGAIN)
    return G_SOURCE_CONTINUE;
  end_day (self);
  set_timer (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
hour_cb (gpointer data)
{
  end_day (data);
  return G_SOURCE_CONTINUE;
}

static MadoNight *
night_new (MadoDesk *desk)
{
  MadoNight *self = g_new0 (MadoNight, 1);

  self->desk = desk;
  self->timer = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->timer >= 0 && set_timer (self))
    self->source = g_unix_fd_add (self->timer, G_IO_IN, timer_cb, self);
  else
    self->source = g_timeout_add_seconds (RETRY_S, hour_cb, self);
  end_day (self);
  return self;
}

void
mado_night_free (MadoNight *self)
{
  g_source_remove (self->source);
  if (self->timer >= 0)
    close (self->timer);
  g_free (self);
}

void
mado_desk_keep_days (MadoDesk *self)
{
  if (self->night == NULL && !mado_desk_is_look_up (self))
    self->night = night_new (self);
}
