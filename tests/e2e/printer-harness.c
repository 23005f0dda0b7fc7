/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "printer-harness.h"

#include <cups/cups.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "avahi-answer.h"

#define LIMIT_US (20 * G_USEC_PER_SEC)
#define LOOK_MS 10
#define NOBODY 65534 /* of each Debian system */

struct _PrinterHarness
{
  char *folder; /* owned */
  char *name;   /* owned */
  char *server; /* owned, or NULL */
  GSubprocess *service;
  AvahiAnswer *avahi; /* owned, or NULL */
  gboolean as_nobody;
};

/* Run for each job, as CUPS backend (device) or as command of ippeveprinter.  %s is the folder.
 * Waits at a FIFO, so that nothing here measures time. */
static const char device_script[]
    = "#!/bin/sh\n"
      "[ $# -eq 0 ] && { echo 'direct keep \"\" \"Keep\" \"\"'; exit 0; }\n"
      "folder='%s'\n"
      "[ -e \"$folder/fail\" ] && exit 1\n"
      "if [ -e \"$folder/reason\" ]; then\n"
      "  read -r reason < \"$folder/reason\"\n"
      "  echo \"STATE: +$reason\" >&2\n"
      "  read -r cured < \"$folder/cure\"\n"
      "  echo \"STATE: -$reason\" >&2\n"
      "fi\n"
      "for document; do :; done\n"
      "cat \"$document\" > \"$folder/kept/$$.tmp\"\n"
      "n=$(ls \"$folder/kept\" | grep -c pdf)\n"
      "mv \"$folder/kept/$$.tmp\" \"$folder/kept/$(printf %%04d \"$n\").pdf\"\n";

static const char cups_files[] = "ServerRoot %1$s/root\nCacheDir %1$s/cache\nStateDir %1$s/state\n"
                                 "RequestRoot %1$s/spool\nTempDir %1$s/tmp\nServerBin %1$s/bin\n"
                                 "DataDir /usr/share/cups\nAccessLog %1$s/log/access\n"
                                 "ErrorLog %1$s/log/error\nPageLog %1$s/log/page\n"
                                 "Sandboxing relaxed\nUser nobody\nGroup nogroup\n"
                                 "SystemGroup nogroup\nSyncOnClose No\n";

static const char cupsd_settings[] = "LogLevel info\nListen %s/socket\nBrowsing Off\n"
                                     "WebInterface No\nDefaultAuthType None\nMaxLogSize 0\n"
                                     "PreserveJobHistory Yes\nPreserveJobFiles No\n"
                                     "<Location />\n  Order allow,deny\n  Allow all\n</Location>\n"
                                     "<Policy default>\n  <Limit All>\n    Order deny,allow\n"
                                     "  </Limit>\n</Policy>\n";

static const char queue_settings[] = "<DefaultPrinter office>\nInfo Office printer\n"
                                     "DeviceURI keep:/office\nState Idle\nAccepting Yes\n"
                                     "Shared No\nJobSheets none none\nOpPolicy default\n"
                                     "ErrorPolicy stop-printer\n</DefaultPrinter>\n";

typedef gboolean (*Check) (PrinterHarness *self, gpointer data);

static void
wait_until (PrinterHarness *self, Check check, gpointer data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + LIMIT_US;

  while (!check (self, data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("%s: %s did not happen", self->folder, what);
      g_poll (NULL, 0, LOOK_MS);
    }
}

static char *
get_path (PrinterHarness *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
give_away (PrinterHarness *self, const char *path)
{
  if (self->as_nobody)
    g_assert_cmpint (chown (path, NOBODY, NOBODY), ==, 0);
}

static void
make_folder (PrinterHarness *self, const char *name)
{
  g_autofree char *path = get_path (self, name);

  g_assert_cmpint (g_mkdir_with_parents (path, 0755), ==, 0);
  give_away (self, path);
}

static void
write_file (PrinterHarness *self, const char *name, const char *text, int mode)
{
  g_autofree char *path = get_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (chmod (path, (mode_t) mode), ==, 0);
  give_away (self, path);
}

static PrinterHarness *
create (gboolean as_nobody)
{
  static const char *const folders[] = { "",    "root", "cache", "state",       "spool",     "tmp",
                                         "log", "kept", "bin",   "bin/backend", "bin/filter" };
  PrinterHarness *self = g_new0 (PrinterHarness, 1);
  g_autofree char *fifo = NULL;

  self->as_nobody = as_nobody && geteuid () == 0;
  self->folder = g_dir_make_tmp ("mado-printer-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    make_folder (self, folders[i]);
  fifo = get_path (self, "cure");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  give_away (self, fifo);
  return self;
}

/* In the child: dies with the test, and is nobody where cupsd asks for it. */
static void
set_up_child (gpointer data)
{
  const PrinterHarness *self = data;

  if (self->as_nobody && (setgroups (0, NULL) != 0 || setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
    _exit (126);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
start (PrinterHarness *self, const char *const *command)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, set_up_child, self, NULL);
  g_subprocess_launcher_set_cwd (launcher, self->folder);
  if (self->avahi != NULL)
    g_subprocess_launcher_setenv (launcher, "DBUS_SYSTEM_BUS_ADDRESS",
                                  avahi_answer_get_address (self->avahi), TRUE);
  self->service = g_subprocess_launcher_spawnv (launcher, command, &error);
  g_assert_no_error (error);
}

/* A printer that answers a question is ready, not one whose port is open. */
static gboolean
answers (PrinterHarness *self, gpointer data)
{
  int port = GPOINTER_TO_INT (data);
  http_t *http = httpConnect2 (self->server == NULL ? "localhost" : self->server, port, NULL,
                               AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, 1000, NULL);

  if (g_subprocess_get_identifier (self->service) == NULL)
    g_error ("%s: the print service ended at its start", self->folder);
  if (http == NULL)
    return FALSE;
  httpClose (http);
  return TRUE;
}

/* A copy of cupsd under another name: AppArmor, where it is on, ties the real one to /etc/cups. */
PrinterHarness *
printer_harness_new_cups (void)
{
  PrinterHarness *self = create (TRUE);
  g_autofree char *script = g_strdup_printf (device_script, self->folder);
  g_autofree char *files = g_strdup_printf (cups_files, self->folder);
  g_autofree char *settings = g_strdup_printf (cupsd_settings, self->folder);
  g_autofree char *daemons = get_path (self, "bin/daemon");
  g_autofree char *program = get_path (self, "print-service");
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  const char *command[]
      = { program, "-f", "-c", "root/cupsd.conf", "-s", "root/cups-files.conf", NULL };
  g_autofree char *conf = get_path (self, command[3]);
  g_autofree char *files_conf = get_path (self, command[5]);

  write_file (self, "bin/backend/keep", script, 0755);
  write_file (self, "root/cups-files.conf", files, 0600);
  write_file (self, "root/cupsd.conf", settings, 0600);
  write_file (self, "root/printers.conf", queue_settings, 0600);
  g_assert_cmpint (symlink ("/usr/lib/cups/daemon", daemons), ==, 0);
  g_assert_true (g_file_get_contents ("/usr/sbin/cupsd", &bytes, &n_bytes, NULL));
  g_assert_true (g_file_set_contents (program, bytes, (gssize) n_bytes, NULL));
  g_assert_cmpint (chmod (program, 0755), ==, 0);
  self->name = g_strdup ("office");
  self->server = get_path (self, "socket");
  command[3] = conf;
  command[5] = files_conf;
  start (self, command);
  wait_until (self, answers, GINT_TO_POINTER (0), "start of cupsd");
  return self;
}

static int
find_free_port (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t size = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &size), ==, 0);
  close (fd);
  return ntohs (address.sin_port);
}

PrinterHarness *
printer_harness_new_ipp (void)
{
  PrinterHarness *self = create (FALSE);
  g_autofree char *script = g_strdup_printf (device_script, self->folder);
  g_autofree char *device = get_path (self, "bin/backend/keep");
  g_autofree char *spool = get_path (self, "spool");
  int port = find_free_port ();
  g_autofree char *port_text = g_strdup_printf ("%d", port);
  const char *command[] = { "/usr/sbin/ippeveprinter",
                            "-r",
                            "off",
                            "-n",
                            "localhost",
                            "-p",
                            port_text,
                            "-d",
                            spool,
                            "-c",
                            device,
                            "-f",
                            "application/pdf",
                            "Office",
                            NULL };

  write_file (self, "bin/backend/keep", script, 0755);
  self->avahi = avahi_answer_new (self->folder);
  self->name = g_strdup_printf ("ipp://localhost:%d/ipp/print", port);
  start (self, command);
  wait_until (self, answers, GINT_TO_POINTER (port), "start of ippeveprinter");
  return self;
}

const char *
printer_harness_get_name (PrinterHarness *self)
{
  return self->name;
}

const char *
printer_harness_get_server (PrinterHarness *self)
{
  return self->server;
}

void
printer_harness_break (PrinterHarness *self, const char *reason)
{
  g_autofree char *line = g_strconcat (reason, "\n", NULL);

  write_file (self, "reason", line, 0644);
}

/* The FIFO can be opened for writing without waiting once the job waits at its other end. */
static gboolean
release (PrinterHarness *self, gpointer data)
{
  g_autofree char *path = get_path (self, "cure");
  int fd = open (path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  gboolean held;

  if (fd < 0)
    return FALSE;
  held = write (fd, "\n", 1) == 1;
  close (fd);
  return held;
}

void
printer_harness_cure (PrinterHarness *self)
{
  g_autofree char *path = get_path (self, "reason");

  wait_until (self, release, NULL, "a job that waits");
  g_remove (path);
}

void
printer_harness_fail_device (PrinterHarness *self)
{
  write_file (self, "fail", "", 0644);
}

void
printer_harness_administer (PrinterHarness *self, int ipp_operation)
{
  http_t *http = httpConnect2 (self->server, 0, NULL, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1,
                               1000, NULL);
  ipp_t *request = ippNewRequest ((ipp_op_t) ipp_operation);
  ipp_t *answer;

  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL,
                "ipp://localhost/printers/office");
  answer = cupsDoRequest (http, request, "/admin/");
  g_assert_cmpint (ippGetStatusCode (answer), <, IPP_STATUS_REDIRECTION_OTHER_SITE);
  ippDelete (answer);
  httpClose (http);
}

void
printer_harness_kill (PrinterHarness *self)
{
  g_subprocess_force_exit (self->service);
  g_subprocess_wait (self->service, NULL, NULL);
}

/* The script's rename makes a whole file appear. */
static gboolean
read_nth (PrinterHarness *self, gpointer data)
{
  struct
  {
    guint nth;
    GBytes *bytes;
  } *wanted = data;
  g_autofree char *name = g_strdup_printf ("kept/%04u.pdf", wanted->nth);
  g_autofree char *path = get_path (self, name);
  char *bytes;
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, NULL))
    return FALSE;
  wanted->bytes = g_bytes_new_take (bytes, n_bytes);
  return TRUE;
}

GBytes *
printer_harness_read_kept (PrinterHarness *self, guint nth)
{
  struct
  {
    guint nth;
    GBytes *bytes;
  } wanted = { nth, NULL };

  wait_until (self, read_nth, &wanted, "a kept page");
  return wanted.bytes;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_tree (inner);
    }
  g_remove (path);
}

void
printer_harness_free (PrinterHarness *self)
{
  printer_harness_kill (self);
  release (self, NULL); /* a device that still waits must not outlive the test */
  g_object_unref (self->service);
  g_clear_pointer (&self->avahi, avahi_answer_free);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->server);
  g_free (self);
}
