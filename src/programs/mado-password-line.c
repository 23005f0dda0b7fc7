/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-password-line.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#define LINE_MAX_BYTES 256 /* far above any operator's password; see mado-operator.h */
#define NONE (-1)          /* no such descriptor */

G_DEFINE_QUARK (mado_password_line_error, mado_password_line_error)

/* A terminal while it does not show what is typed. */
typedef struct
{
  struct termios before;
  sigset_t mask; /* of before */
  int signals;   /* owned; readable when one of those that end us waits */
  int screen;    /* owned; NONE: prompts go to stderr */
} Quiet;

static gboolean
fail_reading (const char *source, GError **error)
{
  const char *why = g_strerror (errno);

  g_set_error (error, MADO_PASSWORD_LINE_ERROR, MADO_PASSWORD_LINE_ERROR_FILE,
               _ ("%s cannot be read: %s"), source, why);
  return FALSE;
}

/* @signals: NONE where the default action of a signal will do. */
static gboolean
wait_for_byte (int fd, int signals, GError **error)
{
  struct pollfd waited[] = { { .fd = fd, .events = POLLIN }, { .fd = signals, .events = POLLIN } };

  while (poll (waited, G_N_ELEMENTS (waited), -1) < 0)
    if (errno != EINTR)
      return fail_reading ("poll", error);
  if (waited[1].revents == 0)
    return TRUE;
  g_set_error_literal (error, MADO_PASSWORD_LINE_ERROR, MADO_PASSWORD_LINE_ERROR_CANCELLED,
                       _ ("Interrupted; nothing was changed."));
  return FALSE;
}

/* @n_read: (out): 0 at the end. */
static gboolean
read_byte (int fd, int signals, const char *source, guint8 *byte, ssize_t *n_read, GError **error)
{
  if (!wait_for_byte (fd, signals, error))
    return FALSE;
  do
    *n_read = read (fd, byte, 1);
  while (*n_read < 0 && errno == EINTR);
  return *n_read >= 0 || fail_reading (source, error);
}

/* What follows the line stays unread. */
static gboolean
fill (MadoSecret *line, int fd, int signals, const char *source, GError **error)
{
  guint8 byte = 0;
  ssize_t n_read = 1;
  gboolean fits = TRUE;
  gboolean held = TRUE;

  while (held && fits && n_read == 1 && byte != '\n')
    {
      held = read_byte (fd, signals, source, &byte, &n_read, error);
      if (held && n_read == 1 && byte != '\n')
        fits = mado_secret_append (line, byte);
    }
  explicit_bzero (&byte, sizeof byte);
  if (!fits)
    g_set_error (error, MADO_PASSWORD_LINE_ERROR, MADO_PASSWORD_LINE_ERROR_LONG,
                 _ ("The first line of %s is longer than any password."), source);
  return held && fits;
}

/* A file that was written elsewhere ends its lines with CR LF. */
static void
drop_return (MadoSecret *line)
{
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (line, &n_bytes);

  if (n_bytes > 0 && bytes[n_bytes - 1] == '\r')
    mado_secret_drop_last (line);
}

static MadoSecret *
read_line (int fd, int signals, const char *source, GError **error)
{
  g_autoptr (MadoSecret) line = mado_secret_new (LINE_MAX_BYTES);

  if (!fill (line, fd, signals, source, error))
    return NULL;
  drop_return (line);
  if (mado_secret_get_length (line) > 0)
    return g_steal_pointer (&line);
  g_set_error (error, MADO_PASSWORD_LINE_ERROR, MADO_PASSWORD_LINE_ERROR_EMPTY,
               _ ("There is no password in %s: its first line is empty."), source);
  return NULL;
}

MadoSecret *
mado_password_line_of_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  MadoSecret *line;

  if (fd < 0)
    {
      fail_reading (path, error);
      return NULL;
    }
  line = read_line (fd, NONE, path, error);
  close (fd);
  return line;
}

/* --- the keyboard --- */

/* Until quiet_end() a signal that would end the program waits: the echo comes on first.  A
 * stopped program would leave the echo off, too. */
static void
hold_signals (Quiet *quiet)
{
  static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
  sigset_t held;

  sigemptyset (&held);
  for (gsize i = 0; i < G_N_ELEMENTS (ending); i++)
    sigaddset (&held, ending[i]);
  sigprocmask (SIG_BLOCK, &held, &quiet->mask);
  quiet->signals = signalfd (NONE, &held, SFD_CLOEXEC);
}

static gboolean
quiet_begin (Quiet *quiet, GError **error)
{
  struct termios silent;

  if (tcgetattr (STDIN_FILENO, &quiet->before) != 0)
    return fail_reading (_ ("standard input"), error);
  silent = quiet->before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  silent.c_lflag |= ICANON | ISIG | ECHONL;
  quiet->screen = open ("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY);
  hold_signals (quiet);
  (void) tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  return TRUE;
}

/* Drops what was typed too much, so that no shell takes it for a command. */
static void
quiet_end (Quiet *quiet)
{
  (void) tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet->before);
  if (quiet->screen != NONE)
    close (quiet->screen);
  close (quiet->signals);
  sigprocmask (SIG_SETMASK, &quiet->mask, NULL);
}

static MadoSecret *
ask_once (const Quiet *quiet, const char *prompt, GError **error)
{
  (void) dprintf (quiet->screen != NONE ? quiet->screen : STDERR_FILENO, "%s: ", prompt);
  return read_line (STDIN_FILENO, quiet->signals, _ ("standard input"), error);
}

static MadoSecret *
ask_twice (const Quiet *quiet, const char *prompt, GError **error)
{
  g_autoptr (MadoSecret) first = ask_once (quiet, prompt, error);
  g_autoptr (MadoSecret) second = NULL;

  if (first != NULL)
    second = ask_once (quiet, _ ("The same once more"), error);
  if (second == NULL)
    return NULL;
  if (mado_secret_equal (first, second))
    return g_steal_pointer (&first);
  g_set_error_literal (error, MADO_PASSWORD_LINE_ERROR, MADO_PASSWORD_LINE_ERROR_DIFFER,
                       _ ("The two passwords are not the same; nothing was changed."));
  return NULL;
}

MadoSecret *
mado_password_line_ask (const char *prompt, GError **error)
{
  Quiet quiet;
  MadoSecret *password;

  if (!isatty (STDIN_FILENO))
    return read_line (STDIN_FILENO, NONE, _ ("standard input"), error);
  if (!quiet_begin (&quiet, error))
    return NULL;
  password = ask_twice (&quiet, prompt, error);
  quiet_end (&quiet);
  return password;
}
