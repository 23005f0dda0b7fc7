/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-state.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stddef.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX (64 * 1024) /* bytes; a full state takes 23 kB of text */
#define HEADING "madoguchi-card 1\n"

/* A field is a line `name=HEX` of the file; all of them must be there, each in full length. */
typedef struct
{
  const char *name;
  gsize offset, size;
} Field;

#define FIELD(name, member)                                                                        \
  {                                                                                                \
    name, offsetof (MadoSimCardState, member), sizeof (((MadoSimCardState *) NULL)->member)        \
  }

/* clang-format off */
static const Field fields[] = {
  FIELD ("applet",               has_applet),
  FIELD ("token",                token),
  FIELD ("life-cycle",           life_cycle),
  FIELD ("diversification",      diversification),
  FIELD ("password-salt",        pin_salt),
  FIELD ("password-hash",        pin_hash),
  FIELD ("password-set",         pin_set),
  FIELD ("password-tries",       pin_tries),
  FIELD ("password-tries-max",   pin_tries_max),
  FIELD ("ca-certificate",       ca_certificate),
  FIELD ("active-key",           active.key),
  FIELD ("active-terminated",    active.terminated),
  FIELD ("active-certificate",   active.certificate),
  FIELD ("pending-key",          pending.key),
  FIELD ("pending-terminated",   pending.terminated),
  FIELD ("pending-certificate",  pending.certificate),
  FIELD ("counter-version",      key_sets[0].version),
  FIELD ("counter-keys",         key_sets[0].keys),
  FIELD ("counter-sequence",     key_sets[0].sequence),
  FIELD ("counter-failures",     key_sets[0].failures),
  FIELD ("generator-version",    key_sets[1].version),
  FIELD ("generator-keys",       key_sets[1].keys),
  FIELD ("generator-sequence",   key_sets[1].sequence),
  FIELD ("generator-failures",   key_sets[1].failures),
};
/* clang-format on */

MadoSimCardState *
mado_sim_card_state_new (void)
{
  return g_new0 (MadoSimCardState, 1);
}

void
mado_sim_card_state_free (MadoSimCardState *self)
{
  explicit_bzero (self, sizeof *self);
  g_free (self);
}

/* Text of the whole state, in @text of FILE_MAX bytes. */
static gsize
write_text (const MadoSimCardState *self, char *text)
{
  static const char digits[] = "0123456789ABCDEF";
  char *at = stpcpy (text, HEADING);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const guint8 *bytes = (const guint8 *) self + fields[i].offset;

      at = stpcpy (at, fields[i].name);
      *at++ = '=';
      for (gsize j = 0; j < fields[i].size; j++)
        {
          *at++ = digits[bytes[j] >> 4];
          *at++ = digits[bytes[j] & 0xF];
        }
      *at++ = '\n';
    }
  return (gsize) (at - text);
}

/* Reads one `name=HEX` line at @text.  Returns: behind its end, or NULL. */
static const char *
read_field (MadoSimCardState *self, const Field *field, const char *text)
{
  guint8 *bytes = (guint8 *) self + field->offset;
  gsize n_name = strlen (field->name);

  if (strncmp (text, field->name, n_name) != 0 || text[n_name] != '=')
    return NULL;
  text += n_name + 1;
  for (gsize i = 0; i < field->size; i++, text += 2)
    {
      int high = g_ascii_xdigit_value (text[0]);
      int low = high < 0 ? -1 : g_ascii_xdigit_value (text[1]);

      if (low < 0)
        return NULL;
      bytes[i] = (guint8) (high << 4 | low);
    }
  return *text == '\n' ? text + 1 : NULL;
}

static MadoSimCardState *
parse_text (const char *text)
{
  g_autoptr (MadoSimCardState) self = mado_sim_card_state_new ();

  if (!g_str_has_prefix (text, HEADING))
    return NULL;
  text += strlen (HEADING);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      text = read_field (self, &fields[i], text);
      if (text == NULL)
        return NULL;
    }
  return *text == '\0' ? g_steal_pointer (&self) : NULL;
}

static gssize
read_all (int fd, char *buffer, gsize size)
{
  gsize n_read = 0;

  while (n_read < size)
    {
      gssize n = read (fd, buffer + n_read, size - n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      n_read += (gsize) n;
    }
  return (gssize) n_read;
}

/* Whether the name @path still means the file @fd: it may have been replaced before it was held. */
static gboolean
is_still_named (int fd, const char *path)
{
  struct stat held, named;

  return fstat (fd, &held) == 0 && stat (path, &named) == 0 && held.st_dev == named.st_dev
         && held.st_ino == named.st_ino;
}

/* Opens the card file and holds it for this process.  Returns: -1 with @error. */
static int
open_and_hold (const char *path, GError **error)
{
  for (;;)
    {
      int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

      if (fd < 0)
        {
          g_set_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_FILE,
                       "opening the card file: %s", g_strerror (errno));
          return -1;
        }
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          close (fd);
          g_set_error_literal (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_IN_USE,
                               "the card is in another reader");
          return -1;
        }
      if (is_still_named (fd, path))
        return fd;
      close (fd);
    }
}

static MadoSimCardState *
read_state (int fd, GError **error)
{
  g_autofree char *text = g_malloc (FILE_MAX + 1);
  MadoSimCardState *self = NULL;
  gssize n_text = read_all (fd, text, FILE_MAX);

  if (n_text < 0)
    {
      g_set_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_FILE,
                   "reading the card file: %s", g_strerror (errno));
      return NULL;
    }
  text[n_text] = '\0';
  if (strlen (text) == (gsize) n_text)
    self = parse_text (text);
  explicit_bzero (text, FILE_MAX + 1);
  if (self == NULL)
    g_set_error_literal (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_DAMAGED,
                         "the file is not a whole card");
  return self;
}

MadoSimCardState *
mado_sim_card_state_load (const char *path, int *lock, GError **error)
{
  int fd = open_and_hold (path, error);
  MadoSimCardState *self = fd >= 0 ? read_state (fd, error) : NULL;

  if (self != NULL)
    *lock = fd;
  else if (fd >= 0)
    close (fd);
  return self;
}

static gboolean
write_all (int fd, const char *text, gsize n_text)
{
  while (n_text > 0)
    {
      gssize n = write (fd, text, n_text);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      n_text -= (gsize) n;
    }
  return TRUE;
}

static void
tell (MadoSimStateStep step, MadoSimMoment moment, gpointer data)
{
  if (step != NULL)
    step (moment, data);
}

/* Returns: the descriptor that holds the whole new file; -1, and errno tells why. */
static int
write_new_file (const char *path, const char *text, gsize n_text, MadoSimSaving saving,
                MadoSimStateStep step, gpointer data)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gsize half = n_text / 2;
  gboolean written;
  int write_errno;

  if (fd < 0)
    return -1;
  written
      = flock (fd, LOCK_EX | LOCK_NB) == 0 && ftruncate (fd, 0) == 0 && write_all (fd, text, half);
  if (written)
    tell (step, MADO_SIM_HALF_SAVED, data);
  written = written && write_all (fd, text + half, n_text - half)
            && (saving == MADO_SIM_SAVE_QUICK || fsync (fd) == 0);
  if (written)
    return fd;
  write_errno = errno;
  close (fd);
  errno = write_errno;
  return -1;
}

static gboolean
synchronise_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synchronised;

  if (fd < 0)
    return FALSE;
  synchronised = fsync (fd) == 0;
  close (fd);
  return synchronised;
}

static gboolean
fail_save (GError **error)
{
  gboolean in_use = errno == EWOULDBLOCK;

  g_set_error (error, MADO_SIM_CARD_ERROR,
               (int) (in_use ? MADO_SIM_CARD_ERROR_IN_USE : MADO_SIM_CARD_ERROR_FILE),
               "writing the card file: %s", g_strerror (errno));
  return FALSE;
}

/* A file of that name that we do not hold may be somebody's card. */
static gboolean
may_replace (const char *path, int lock, GError **error)
{
  int held;

  if (lock >= 0 || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  held = open_and_hold (path, error);
  if (held >= 0)
    close (held);
  return held >= 0;
}

gboolean
mado_sim_card_state_save (const MadoSimCardState *self, const char *path, int *lock,
                          MadoSimSaving saving, MadoSimStateStep step, gpointer data,
                          GError **error)
{
  g_autofree char *new_path = g_strconcat (path, ".new", NULL);
  g_autofree char *text = NULL;
  gsize n_text;
  int fd;

  if (!may_replace (path, *lock, error))
    return FALSE;
  text = g_malloc (FILE_MAX);
  n_text = write_text (self, text);
  g_assert (n_text < FILE_MAX);
  fd = write_new_file (new_path, text, n_text, saving, step, data);
  explicit_bzero (text, FILE_MAX);
  if (fd < 0)
    return fail_save (error);
  tell (step, MADO_SIM_BEFORE_SWAP, data);
  if (g_rename (new_path, path) != 0
      || (saving == MADO_SIM_SAVE_SYNCHRONISED && !synchronise_folder (path)))
    {
      fail_save (error);
      close (fd);
      return FALSE;
    }
  if (*lock >= 0)
    close (*lock);
  *lock = fd;
  return TRUE;
}

gboolean
mado_sim_pair_has_key (const MadoSimPair *pair)
{
  return pair->key[0] != 0;
}

gboolean
mado_sim_pair_has_certificate (const MadoSimPair *pair)
{
  static const guint8 absent[4] = { 0 };

  return memcmp (pair->certificate, absent, sizeof absent) != 0;
}

guint8
mado_sim_card_state_get_life_cycle (const MadoSimCardState *self)
{
  gboolean has_key = mado_sim_pair_has_key (&self->active);

  if (self->life_cycle != 0)
    return self->life_cycle;
  if (self->pin_set && self->pin_tries == 0)
    return 0x0F; /* locked */
  if (self->pin_set && has_key && mado_sim_pair_has_certificate (&self->active))
    return 0x07;                                 /* issued */
  return self->pin_set || has_key ? 0x03 : 0x01; /* personalising, or blank */
}

MadoSimKeySet *
mado_sim_card_state_find_key_set (MadoSimCardState *self, guint8 version)
{
  for (gsize i = 0; i < MADO_SIM_N_KEY_SETS; i++)
    if (version != 0 && self->key_sets[i].version == version)
      return &self->key_sets[i];
  return NULL;
}
