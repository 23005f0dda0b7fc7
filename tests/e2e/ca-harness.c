/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ca-harness.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

struct _CaHarness
{
  char *dir;
  char *url;
  gboolean tls;
  GSubprocess *process; /* owned; NULL while it does not run */
};

static char *
program_path (void)
{
  g_assert_nonnull (g_getenv ("MADO_BUILD_DIR"));
  return g_build_filename (g_getenv ("MADO_BUILD_DIR"), "src", "programs", "madoguchi-ca", NULL);
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

char *
ca_harness_path (CaHarness *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

static void
make_tls_files (CaHarness *self)
{
  g_autofree char *certificate = ca_harness_path (self, "tls.crt");
  g_autofree char *key = ca_harness_path (self, "tls.key");
  const char *const argv[] = { "openssl",
                               "req",
                               "-x509",
                               "-newkey",
                               "ec",
                               "-pkeyopt",
                               "ec_paramgen_curve:P-256",
                               "-nodes",
                               "-keyout",
                               key,
                               "-out",
                               certificate,
                               "-days",
                               "1",
                               "-subj",
                               "/CN=test",
                               "-addext",
                               "subjectAltName=DNS:localhost,IP:127.0.0.1",
                               NULL };

  run (argv);
}

/* "listening on http://localhost:40123/.well-known/cmp" */
static char *
read_url (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening on "));
  return g_strdup (line + strlen ("listening on "));
}

/* LeakSanitizer of clang 14 crashes in a process whose threads use a module that GLib loads (the
 * TLS back end): over HTTPS the program runs without it, over HTTP, the same code, with it. */
static GSubprocessLauncher *
new_launcher (gboolean tls)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *more = g_strdup_printf ("%s:detect_leaks=0", options != NULL ? options : "");

  if (tls)
    g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", more, TRUE);
  return launcher;
}

void
ca_harness_serve (CaHarness *self, const char *const *options)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_autofree char *program = program_path ();
  g_autofree char *certificate = ca_harness_path (self, "tls.crt");
  g_autofree char *key = ca_harness_path (self, "tls.key");
  g_autoptr (GSubprocessLauncher) launcher = new_launcher (self->tls);
  g_auto (GStrv) all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (self->process);
  g_strv_builder_add_many (argv, program, "--serve", self->dir, "--port", "0", NULL);
  if (self->tls)
    g_strv_builder_add_many (argv, "--tls-cert", certificate, "--tls-key", key, NULL);
  for (gsize i = 0; options != NULL && options[i] != NULL; i++)
    g_strv_builder_add (argv, options[i]);
  all = g_strv_builder_end (argv);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) all, &error);
  g_assert_no_error (error);
  g_free (self->url);
  self->url = read_url (self->process);
}

CaHarness *
ca_harness_new (gboolean tls, const char *const *options)
{
  CaHarness *self = g_new0 (CaHarness, 1);
  g_autofree char *program = program_path ();
  g_autoptr (GError) error = NULL;

  self->tls = tls;
  self->dir = g_dir_make_tmp ("mado-ca-served-XXXXXX", &error);
  g_assert_no_error (error);
  {
    const char *const argv[] = { program,        "--create",       self->dir,     "--prefecture",
                                 "Hokkaido-ken", "--municipality", "Kutchan-cho", NULL };

    run (argv);
  }
  if (tls)
    make_tls_files (self);
  ca_harness_serve (self, options);
  return self;
}

static void
end (CaHarness *self, int signal_number)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, signal_number);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
}

void
ca_harness_stop (CaHarness *self)
{
  end (self, SIGTERM);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_clear_object (&self->process);
}

void
ca_harness_kill (CaHarness *self)
{
  end (self, SIGKILL);
  g_clear_object (&self->process);
}

void
ca_harness_free (CaHarness *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->dir, 0, NULL);
  const char *name;

  if (self->process != NULL)
    ca_harness_kill (self);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = ca_harness_path (self, name);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->dir), ==, 0);
  g_free (self->dir);
  g_free (self->url);
  g_free (self);
}

const char *
ca_harness_get_url (CaHarness *self)
{
  return self->url;
}

const char *
ca_harness_get_dir (CaHarness *self)
{
  return self->dir;
}

MadoCaCmp *
ca_harness_new_desk (CaHarness *self, guint timeout_ms)
{
  g_autoptr (MadoClock) clock = mado_system_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *ca = ca_harness_path (self, "ca.crt");
  g_autofree char *certificate = ca_harness_path (self, "ra.crt");
  g_autofree char *key = ca_harness_path (self, "ra.key");
  g_autofree char *tls = ca_harness_path (self, "tls.crt");
  const MadoCaSettings settings
      = { .ca_certificate = ca,
          .ra_certificate = certificate,
          .ra_key = key,
          .timeout_ms = timeout_ms,
          .address = { .url = self->url, .tls_trust = self->tls ? tls : NULL } };
  MadoCaCmp *desk = mado_ca_cmp_new (&settings, clock, &error);

  g_assert_no_error (error);
  return desk;
}
