/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the card's file: killed at every moment it holds the old state or the new one, whole */
#include "config.h"

#include "card-desk.h"
#include "prepared-keys.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder with one blank card in it. */
typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("mado-card-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.card", NULL);
  g_assert_true (mado_sim_card_save_as (card, fixture->path, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left_over = g_strconcat (fixture->path, ".new", NULL);

  g_unlink (left_over);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing else was left behind */
  g_free (fixture->path);
  g_free (fixture->folder);
}

static MadoSimCard *
open_card (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = prepared_key_der (0);
  MadoSimCard *card = mado_sim_card_open (path, &error);

  g_assert_no_error (error);
  mado_sim_card_add_prepared_key (card, key);
  return card;
}

/* Everything comes back: password, tries, key, certificate, counters; and only the owner reads. */
static void
test_persistence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoSimCard) card = open_card (fixture->path);
  g_autofree char *public_key = NULL;
  g_autofree char *answer = NULL;
  struct stat info;

  card_desk_issue (card);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "0020009B06" CARD_DESK_WRONG_PASSWORD, "63C4");
  card_desk_expect (card, "00A4020C02001D", "9000");
  public_key = card_desk_answer (card, "00B0000000");
  g_clear_object (&card);
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  card = open_card (fixture->path);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "0020009B", "63C4");
  card_desk_expect (card, "80CA9F7000", "079000");
  card_desk_expect (card, "00A4020C02001D", "9000");
  answer = card_desk_answer (card, "00B0000000");
  g_assert_cmpstr (answer, ==, public_key);
  card_desk_expect (card, "0020009B06" CARD_DESK_PASSWORD, "9000");
  card_desk_expect (card, "00B0810008", "30820128C5C5C5C59000");
  g_free (answer);
  answer = card_desk_answer (card, "8050300008010203040506070800");
  g_assert_true (g_str_has_suffix (answer, "0000029000")); /* the counter went on */
}

/* Neither the password nor its hexadecimal text is in the file. */
static void
test_no_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoSimCard) card = open_card (fixture->path);
  g_autofree char *text = NULL;

  card_desk_issue (card);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_null (strstr (text, "ABC123"));
  g_assert_null (strstr (text, CARD_DESK_PASSWORD));
}

/* The work during which the card is killed: always the same bytes. */
static void
work (MadoSimCard *card)
{
  g_autoptr (MadoScp03) channel = NULL;
  g_autofree char *written = NULL;

  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  card_desk_expect_protected (card, channel, "00478000", "9000");
  written = card_desk_write_certificate (card, channel, 0xC5);
  g_assert_cmpstr (written, ==, "9000");
}

/* The moments of one undisturbed run, and what the file held at each. */
typedef struct
{
  const char *path;
  GPtrArray *contents; /* of char *, one a moment */
} DryRun;

static void
note_moment (MadoSimMoment moment, guint ordinal, const guint8 header[4], gpointer data)
{
  DryRun *dry_run = data;
  char *text = NULL;

  g_assert_true (g_file_get_contents (dry_run->path, &text, NULL, NULL));
  g_ptr_array_add (dry_run->contents, text);
}

static void
die_at_moment (MadoSimMoment moment, guint ordinal, const guint8 header[4], gpointer data)
{
  guint *left = data;

  if (--*left == 0)
    raise (SIGKILL);
}

/* Runs the work in a child that is killed at moment number @at. */
static void
run_and_die (const char *path, guint at)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      MadoSimCard *card = open_card (path);

      mado_sim_card_set_hook (card, die_at_moment, &at);
      work (card);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func (g_free);
  DryRun dry_run = { fixture->path, contents };
  g_autofree char *blank = NULL;
  g_autoptr (MadoSimCard) dry_card = open_card (fixture->path);

  g_assert_true (g_file_get_contents (fixture->path, &blank, NULL, NULL));
  mado_sim_card_set_hook (dry_card, note_moment, &dry_run);
  work (dry_card);
  g_assert_cmpuint (contents->len, >, 40);
  for (guint i = 0; i < contents->len; i++)
    {
      g_autofree char *survived = NULL;
      g_autoptr (MadoSimCard) card = NULL;
      g_autoptr (MadoScp03) channel = NULL;

      g_assert_true (g_file_set_contents (fixture->path, blank, -1, NULL));
      run_and_die (fixture->path, i + 1);
      g_assert_true (g_file_get_contents (fixture->path, &survived, NULL, NULL));
      g_assert_cmpstr (survived, ==, g_ptr_array_index (contents, i));
      card = open_card (fixture->path);
      channel = card_desk_open (card, 0x30); /* what lies around of the killed one does no harm */
      g_assert_nonnull (channel);
    }
  g_test_message ("killed at each of %u moments", contents->len);
}

/* Files that are no card. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize n_text;

  g_assert_null (mado_sim_card_open ("/nonexistent/card", &error));
  g_assert_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_FILE);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (fixture->path, &text, &n_text, NULL));
  for (gsize length = 0; length < n_text; length += 997)
    {
      g_assert_true (g_file_set_contents (fixture->path, text, (gssize) length, NULL));
      g_assert_null (mado_sim_card_open (fixture->path, &error));
      g_assert_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_DAMAGED);
      g_clear_error (&error);
    }
  text[n_text / 2] = 'x';
  g_assert_true (g_file_set_contents (fixture->path, text, (gssize) n_text, NULL));
  g_assert_null (mado_sim_card_open (fixture->path, &error));
  g_assert_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_DAMAGED);
}

/* A disk that takes nothing: the command fails, the old state stays in force. */
static void
test_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoSimCard) card = open_card (fixture->path);
  g_autofree char *obstacle = g_strconcat (fixture->path, ".new", NULL);

  card_desk_issue (card);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  g_assert_cmpint (g_mkdir (obstacle, 0700), ==, 0);
  card_desk_expect (card, "0020009B06" CARD_DESK_WRONG_PASSWORD, "6581");
  card_desk_expect (card, "0020009B", "63C5");
  g_assert_cmpint (g_rmdir (obstacle), ==, 0);
  card_desk_expect (card, "0020009B06" CARD_DESK_WRONG_PASSWORD, "63C4");
}

#define ADD(name, func) g_test_add ("/sim/state/" name, Fixture, NULL, set_up, func, tear_down)

/* A card is in one reader at a time; pulled, it may go into another, which then has its state. */
static void
test_one_reader (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSimCard) first = open_card (fixture->path);
  g_autoptr (MadoSimCard) second = NULL;
  g_autoptr (MadoSimCard) blank = card_desk_blank ();

  g_assert_null (mado_sim_card_open (fixture->path, &error));
  g_assert_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_IN_USE);
  g_clear_error (&error);
  card_desk_issue (first); /* each commit replaces the file: it stays held */
  g_assert_null (mado_sim_card_open (fixture->path, &error));
  g_assert_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_false (mado_sim_card_save_as (blank, fixture->path, &error));
  g_assert_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_IN_USE);

  mado_sim_card_pull (first);
  second = open_card (fixture->path);
  card_desk_expect (second, CARD_DESK_SELECT, "9000");
  card_desk_expect (second, "0020009B06" CARD_DESK_WRONG_PASSWORD, "63C4");
  mado_sim_card_power_on (first);
  g_assert_true (mado_sim_card_is_pulled (first));
  g_clear_object (&second);
  mado_sim_card_power_on (first);
  g_assert_false (mado_sim_card_is_pulled (first));
  card_desk_expect (first, CARD_DESK_SELECT, "9000");
  card_desk_expect (first, "0020009B", "63C4"); /* the try that was spent in the other reader */
}

/* The first version's file, field by field: an old card loads for ever. */
static void
append_field (GString *text, const char *name, gsize size, const char *begin)
{
  gsize n_begin = strlen (begin);

  g_string_append_printf (text, "%s=%s", name, begin);
  for (gsize i = n_begin; i < 2 * size; i++)
    g_string_append_c (text, '0');
  g_string_append_c (text, '\n');
}

static void
test_version_1 (Fixture *fixture, gconstpointer data)
{
  /* clang-format off */
  static const struct { const char *name; gsize size; const char *begin; } fields[] = {
    { "applet", 1, "01" }, { "token", 32, "4A504B49415049434354544F4B454E" }, { "life-cycle", 1, "" },
    { "diversification", 10, "4A4B00000000000000AB" }, { "password-salt", 16, "" }, { "password-hash", 32, "" },
    { "password-set", 1, "01" }, { "password-tries", 1, "03" }, { "password-tries-max", 1, "05" },
    { "ca-certificate", 3072, "" }, { "active-key", 1280, "" }, { "active-terminated", 1, "" },
    { "active-certificate", 3072, "" }, { "pending-key", 1280, "" }, { "pending-terminated", 1, "" },
    { "pending-certificate", 3072, "" }, { "counter-version", 1, "30" }, { "counter-keys", 48, "" },
    { "counter-sequence", 3, "" }, { "counter-failures", 1, "" }, { "generator-version", 1, "31" },
    { "generator-keys", 48, "" }, { "generator-sequence", 3, "" }, { "generator-failures", 1, "" },
  };
  /* clang-format on */
  g_autoptr (GString) text = g_string_new ("madoguchi-card 1\n");
  g_autoptr (MadoSimCard) card = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    append_field (text, fields[i].name, fields[i].size, fields[i].begin);
  g_assert_true (g_file_set_contents (fixture->path, text->str, (gssize) text->len, NULL));
  card = mado_sim_card_open (fixture->path, &error);
  g_assert_no_error (error);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "0020009B", "63C3");
  card_desk_expect (card, "80CA9F7000", "039000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  ADD ("persistence", test_persistence);
  ADD ("no-password", test_no_password);
  ADD ("killed", test_killed);
  ADD ("damaged", test_damaged);
  ADD ("disk", test_disk);
  ADD ("one-reader", test_one_reader);
  ADD ("version-1", test_version_1);
  return g_test_run ();
}
