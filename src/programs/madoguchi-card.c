/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi-card: simulated cards in the virtual reader of pcscd (vsmartcard-vpcd) */
#include "config.h"

#include "mado-sim-card-personalise.h"
#include "mado-sim-control.h"

#include <glib-unix.h>
#include <locale.h>
#include <string.h>

/* The command line. */
typedef struct
{
  int port;
  char *state;
  char *control;
  char *keygen;
  char *new_card;
  char *card_id;
  char *token;
  char *masters;
  gboolean without_applet;
  gboolean version;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->state);
  g_free (options->control);
  g_free (options->keygen);
  g_free (options->new_card);
  g_free (options->card_id);
  g_free (options->token);
  g_free (options->masters);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port,
      "Port of the operator's slot; the resident's is the next one (35963)", "PORT" },
    { "state", 's', 0, G_OPTION_ARG_FILENAME, &options->state,
      "A resident's card file, or a folder with operator.card and resident.card", "FILE" },
    { "control", 'c', 0, G_OPTION_ARG_FILENAME, &options->control,
      "Take commands (insert, remove, cut, ...) on this local socket", "PATH" },
    { "keygen-ms", 'k', 0, G_OPTION_ARG_STRING, &options->keygen,
      "Least time of a key generation in ms, or 'table' for that of real cards (table)", "MS" },
    { "new-card", 'n', 0, G_OPTION_ARG_FILENAME, &options->new_card,
      "Make a blank juki card and end", "FILE" },
    { "card-id", 0, 0, G_OPTION_ARG_STRING, &options->card_id,
      "Its card id: 16 hexadecimal digits (random)", "HEX" },
    { "masters", 0, 0, G_OPTION_ARG_FILENAME, &options->masters,
      "Its master keys, lines counter= and generator= (the training keys)", "FILE" },
    { "token", 0, 0, G_OPTION_ARG_STRING, &options->token,
      "Its token name (" MADO_SIM_TOKEN_JUKI ")", "NAME" },
    { "without-applet", 0, 0, G_OPTION_ARG_NONE, &options->without_applet,
      "Make it a foreign card, on which nothing can be selected", NULL },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &options->version, "Print the version and end", NULL },
    G_OPTION_ENTRY_NULL
  };
  /* clang-format on */
  g_autoptr (GOptionContext) context
      = g_option_context_new ("- simulated cards for training and tests");

  g_option_context_set_summary (
      context, "Connects to pcscd's virtual reader on this machine; every PC/SC program then sees\n"
               "the cards. The card files hold private keys and protect nothing.");
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static int
complain (const char *text)
{
  g_printerr ("madoguchi-card: %s\n", text);
  return 1;
}

static gboolean
parse_card_id (const char *hex, guint8 id[MADO_SIM_CARD_ID_LENGTH])
{
  if (hex == NULL)
    {
      for (gsize i = 0; i < MADO_SIM_CARD_ID_LENGTH; i++)
        id[i] = (guint8) g_random_int_range (0, 256);
      return TRUE;
    }
  if (strlen (hex) != 2 * MADO_SIM_CARD_ID_LENGTH
      || strspn (hex, "0123456789ABCDEFabcdef") != strlen (hex))
    return FALSE;
  for (gsize i = 0; i < MADO_SIM_CARD_ID_LENGTH; i++)
    id[i]
        = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  return TRUE;
}

static int
make_card (const Options *options)
{
  MadoSimPersonalisation what
      = { .token = options->token, .without_applet = options->without_applet };
  g_autoptr (MadoSecret) counter = NULL;
  g_autoptr (MadoSecret) generator = NULL;
  g_autoptr (MadoSimCard) card = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse_card_id (options->card_id, what.card_id))
    return complain ("--card-id: 16 hexadecimal digits");
  if (options->token != NULL && strlen (options->token) > 32)
    return complain ("--token: at most 32 characters");
  if (options->masters != NULL
      && !mado_sim_masters_load (options->masters, &counter, &generator, &error))
    return complain (error->message);
  if (g_file_test (options->new_card, G_FILE_TEST_EXISTS))
    return complain ("--new-card: there is such a file; it is not replaced");
  what.counter_master = counter;
  what.generator_master = generator;
  card = mado_sim_card_new_personalised (&what);
  if (!mado_sim_card_save_as (card, options->new_card, &error))
    return complain (error->message);
  return 0;
}

static gboolean
insert_if_there (MadoSimControl *control, MadoSimSlot slot, const char *folder, const char *name,
                 GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return !g_file_test (path, G_FILE_TEST_EXISTS)
         || mado_sim_control_insert (control, slot, path, error);
}

static gboolean
insert_cards (MadoSimControl *control, const char *state, GError **error)
{
  if (state == NULL)
    return TRUE;
  if (!g_file_test (state, G_FILE_TEST_IS_DIR))
    return mado_sim_control_insert (control, MADO_SIM_SLOT_RESIDENT, state, error);
  return insert_if_there (control, MADO_SIM_SLOT_OPERATOR, state, "operator.card", error)
         && insert_if_there (control, MADO_SIM_SLOT_RESIDENT, state, "resident.card", error);
}

static gboolean
signal_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static void
quit_cb (MadoSimControl *control, gpointer loop)
{
  g_main_loop_quit (loop);
}

static int
serve (const Options *options, guint keygen_ms)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (MadoSimControl) control = mado_sim_control_new ((guint16) options->port, keygen_ms);
  g_autoptr (GError) error = NULL;

  g_signal_connect (control, "quit", G_CALLBACK (quit_cb), loop);
  if (!insert_cards (control, options->state, &error))
    return complain (error->message);
  if (options->control != NULL && !mado_sim_control_listen (control, options->control, &error))
    return complain (error->message);
  g_unix_signal_add (SIGINT, signal_cb, loop);
  g_unix_signal_add (SIGTERM, signal_cb, loop);
  g_print ("madoguchi-card: operator on port %d, resident on port %d\n", options->port,
           options->port + 1);
  g_main_loop_run (loop);
  return 0;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .port = MADO_SIM_VPCD_PORT };
  g_autoptr (GError) error = NULL;
  guint keygen_ms = MADO_SIM_KEYGEN_TABLE;

  (void) setlocale (LC_ALL, "");
  mado_secret_init_process ();
  if (!parse_options (&options, &argc, &argv, &error))
    return complain (error->message);
  if (argc > 1)
    return complain ("too many arguments; see --help");
  if (options.version)
    {
      g_print ("madoguchi-card %s\n", PACKAGE_VERSION);
      return 0;
    }
  if (options.port < 1 || options.port > 65534)
    return complain ("--port: 1 to 65534");
  if (options.keygen != NULL && !mado_sim_control_parse_keygen (options.keygen, &keygen_ms))
    return complain ("--keygen-ms: milliseconds or 'table'");
  return options.new_card != NULL ? make_card (&options) : serve (&options, keygen_ms);
}
