/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * madoguchi-ca - the prefecture's certification authority for training, tests and small
 * installations: creates one, serves it over HTTP or HTTPS, prints its lists. */
#include "config.h"

#include "mado-authority-http.h"
#include "mado-secret.h"
#include "mado-training-clock.h"

#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdio.h>

#define EXIT_USAGE 2

typedef struct
{
  char *create, *serve, *crl, *list;
  char *prefecture, *municipality;
  char *tls_certificate, *tls_key;
  char **faults;
  char *hours, *ocsp_url, *calendar;
  int port, confirm_minutes;
  gboolean everywhere, json, weekdays;
} Options;

static int
complain (const GError *error)
{
  (void) fprintf (stderr, "madoguchi-ca: %s\n", error->message);
  return EXIT_FAILURE;
}

static MadoClock *
new_clock (const Options *options)
{
  return options->calendar != NULL ? mado_training_clock_new (options->calendar)
                                   : mado_system_clock_new ();
}

static int
create (const Options *options)
{
  const MadoAuthorityPlace place = {
    .prefecture = options->prefecture != NULL ? options->prefecture : "Kunren-ken",
    .municipality = options->municipality != NULL ? options->municipality : "Madoguchi-shi",
  };
  g_autoptr (MadoClock) clock = new_clock (options);
  g_autoptr (GError) error = NULL;

  if (!mado_authority_create (options->create, &place, clock, &error))
    return complain (error);
  (void) printf ("created %s: ca.crt for the desks, ra.crt and ra.key for one desk of %s\n",
                 options->create, place.municipality);
  return EXIT_SUCCESS;
}

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* "silent-after:2" and the like, for training of bad days. */
static gboolean
set_faults (MadoAuthority *authority, char **faults, GError **error)
{
  for (gsize i = 0; faults != NULL && faults[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (faults[i], ":", 2);
      guint64 n = 0;
      MadoFault fault;

      if (g_strv_length (parts) != 2 || !mado_fault_from_name (parts[0], &fault)
          || !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT, &n, NULL))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "no such fault: %s",
                       faults[i]);
          return FALSE;
        }
      mado_authority_set_fault (authority, (guint) n, fault);
    }
  return TRUE;
}

static gboolean
set_hours (const Options *options, MadoAuthority *authority, GError **error)
{
  MadoAuthorityHours hours = { .weekdays_only = options->weekdays };

  if (options->hours == NULL)
    return TRUE;
  if (!mado_authority_hours_parse (options->hours, &hours))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "no such hours: %s",
                   options->hours);
      return FALSE;
    }
  mado_authority_set_hours (authority, &hours);
  return TRUE;
}

static void
run_until_told (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint term = g_unix_signal_add (SIGTERM, stop_cb, loop);
  guint interrupt = g_unix_signal_add (SIGINT, stop_cb, loop);

  g_main_loop_run (loop);
  g_source_remove (term);
  g_source_remove (interrupt);
}

static int
serve (const Options *options, MadoAuthority *authority)
{
  const MadoAuthorityHttpSettings settings = { .port = (guint16) options->port,
                                               .everywhere = options->everywhere,
                                               .tls_certificate = options->tls_certificate,
                                               .tls_key = options->tls_key };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAuthorityHttp) http = NULL;

  if (!set_faults (authority, options->faults, &error) || !set_hours (options, authority, &error))
    return complain (error);
  if (options->ocsp_url != NULL)
    mado_authority_set_ocsp_url (authority, options->ocsp_url);
  if (options->confirm_minutes > 0)
    mado_authority_set_confirm_minutes (authority, (guint) options->confirm_minutes);
  http = mado_authority_http_new (authority, &settings, &error);
  if (http == NULL)
    return complain (error);
  (void) printf ("listening on %s://localhost:%u/.well-known/cmp\n",
                 options->tls_certificate != NULL ? "https" : "http",
                 mado_authority_http_get_port (http));
  (void) fflush (stdout);
  run_until_told ();
  return EXIT_SUCCESS;
}

static int
print_crl (MadoAuthority *authority, const char *municipality)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) crl = mado_authority_make_crl (authority, municipality, &error);

  if (crl == NULL)
    return complain (error);
  if (fwrite (g_bytes_get_data (crl, NULL), 1, g_bytes_get_size (crl), stdout)
      == g_bytes_get_size (crl))
    return EXIT_SUCCESS;
  perror ("madoguchi-ca");
  return EXIT_FAILURE;
}

static void
print_text (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const MadoAuthorityEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GDate) issued = mado_clock_date_of (entry->issued_at);
      g_autoptr (GDate) last = mado_clock_date_of (entry->not_after);

      (void) printf ("%s  %04u-%02u-%02u  %04u-%02u-%02u  %-11s  %s\n", entry->serial,
                     g_date_get_year (issued), (guint) g_date_get_month (issued),
                     g_date_get_day (issued), g_date_get_year (last),
                     (guint) g_date_get_month (last), g_date_get_day (last), entry->state,
                     entry->municipality);
    }
}

static void
add_entry (JsonBuilder *builder, const MadoAuthorityEntry *entry)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "serial");
  json_builder_add_string_value (builder, entry->serial);
  json_builder_set_member_name (builder, "municipality");
  json_builder_add_string_value (builder, entry->municipality);
  json_builder_set_member_name (builder, "state");
  json_builder_add_string_value (builder, entry->state);
  json_builder_set_member_name (builder, "issued_at");
  json_builder_add_int_value (builder, entry->issued_at);
  json_builder_set_member_name (builder, "not_after");
  json_builder_add_int_value (builder, entry->not_after);
  if (entry->reason >= 0)
    {
      json_builder_set_member_name (builder, "reason");
      json_builder_add_int_value (builder, entry->reason);
    }
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    add_entry (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  puts (text);
}

static int
print_list (MadoAuthority *authority, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = mado_authority_list (authority, &error);

  if (entries == NULL)
    return complain (error);
  if (json)
    print_json (entries);
  else
    print_text (entries);
  return EXIT_SUCCESS;
}

static int
run (const Options *options)
{
  const char *dir = options->serve != NULL ? options->serve
                    : options->crl != NULL ? options->crl
                                           : options->list;
  g_autoptr (MadoClock) clock = new_clock (options);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAuthority) authority = NULL;

  if (options->create != NULL)
    return create (options);
  authority = mado_authority_open (dir, clock, &error);
  if (authority == NULL)
    return complain (error);
  if (options->serve != NULL)
    return serve (options, authority);
  if (options->crl != NULL)
    return print_crl (authority, options->municipality);
  return print_list (authority, options->json);
}

static void
options_clear (Options *options)
{
  g_free (options->create);
  g_free (options->serve);
  g_free (options->crl);
  g_free (options->list);
  g_free (options->prefecture);
  g_free (options->municipality);
  g_free (options->tls_certificate);
  g_free (options->tls_key);
  g_strfreev (options->faults);
  g_free (options->hours);
  g_free (options->ocsp_url);
  g_free (options->calendar);
}

static gboolean
parse (Options *options, int *argc, char ***argv, GError **error)
{
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "create", 0, 0, G_OPTION_ARG_FILENAME, &options->create, "Make a new authority in DIR", "DIR" },
    { "serve", 0, 0, G_OPTION_ARG_FILENAME, &options->serve, "Serve the authority in DIR until SIGTERM", "DIR" },
    { "crl", 0, 0, G_OPTION_ARG_FILENAME, &options->crl, "Write a new revocation list (DER) to standard output", "DIR" },
    { "list", 0, 0, G_OPTION_ARG_FILENAME, &options->list, "Print what was issued", "DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, "With --list: as JSON", NULL },
    { "prefecture", 0, 0, G_OPTION_ARG_STRING, &options->prefecture, "With --create: romanised, e.g. Hokkaido-ken", "NAME" },
    { "municipality", 0, 0, G_OPTION_ARG_STRING, &options->municipality, "With --create and --crl: romanised, e.g. Kutchan-cho", "NAME" },
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "With --serve: 0 takes a free one (default)", "N" },
    { "everywhere", 0, 0, G_OPTION_ARG_NONE, &options->everywhere, "With --serve: not on loopback alone", NULL },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_certificate, "With --serve: PEM certificate for HTTPS", "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_key, "With --serve: its key", "FILE" },
    { "confirm-minutes", 0, 0, G_OPTION_ARG_INT, &options->confirm_minutes, "With --serve: revoke what is not confirmed by then (default 30)", "N" },
    { "hours", 0, 0, G_OPTION_ARG_STRING, &options->hours, "With --serve: refuse requests outside, e.g. 9:00-17:00 (Japan)", "H:MM-H:MM" },
    { "weekdays", 0, 0, G_OPTION_ARG_NONE, &options->weekdays, "With --hours: not on Saturday and Sunday", NULL },
    { "ocsp-url", 0, 0, G_OPTION_ARG_STRING, &options->ocsp_url, "With --serve: OCSP address in the certificates (this server answers at /ocsp)", "URL" },
    { "calendar", 0, 0, G_OPTION_ARG_FILENAME, &options->calendar, "For training: FILE has the number of days that this CA is ahead of the machine's clock", "FILE" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->faults, "With --serve, for training: e.g. silent-after:2, the second message", "KIND:N" },
    { NULL },
  };
  /* clang-format on */
  g_autoptr (GOptionContext) context = g_option_context_new ("- the prefecture's CA");
  int n_actions;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  n_actions = (options->create != NULL) + (options->serve != NULL) + (options->crl != NULL)
              + (options->list != NULL);
  if (n_actions == 1 && *argc == 1 && options->port >= 0 && options->port <= G_MAXUINT16
      && (options->tls_certificate == NULL) == (options->tls_key == NULL))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       "give one of --create, --serve, --crl, --list; see --help");
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Options options = { 0 };
  int status;

  mado_secret_init_process ();
  status = parse (&options, &argc, &argv, &error) ? EXIT_SUCCESS : EXIT_USAGE;
  if (status == EXIT_SUCCESS)
    status = run (&options);
  else
    complain (error);
  options_clear (&options);
  return status;
}
