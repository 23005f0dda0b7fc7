/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-personalise.h"
#include "mado-sim-card-private.h"

#include <string.h>

#define TRIES_MAX 5 /* of the signature password; in the juki era unknown, later cards have 5 */
#define MASTER_BYTES 16

/* Known to everybody on purpose, like the sample keys of other card kits: ASCII text. */
static const struct
{
  guint8 version;
  guint8 key[MASTER_BYTES + 1];
} training_masters[] = {
  { MADO_SIM_KVN_COUNTER, "MADO-TRAINING-30" },
  { MADO_SIM_KVN_GENERATOR, "MADO-TRAINING-31" },
};

MadoSecret *
mado_sim_training_master (guint8 version)
{
  for (gsize i = 0; i < G_N_ELEMENTS (training_masters); i++)
    if (training_masters[i].version == version)
      {
        guint8 copy[MASTER_BYTES];

        memcpy (copy, training_masters[i].key, sizeof copy);
        return mado_secret_new_take (copy, sizeof copy);
      }
  g_assert_not_reached ();
}

static void
copy_key (const MadoSecret *secret, guint8 key[MADO_SIM_KEY_BYTES])
{
  gsize n_bytes;
  const guint8 *bytes = mado_secret_get (secret, &n_bytes);

  g_assert (n_bytes == MADO_SIM_KEY_BYTES);
  memcpy (key, bytes, n_bytes);
}

static void
install_key_set (MadoSimCardState *state, MadoSimKeySet *set, guint8 version,
                 const MadoSecret *given)
{
  g_autoptr (MadoSecret) training = given == NULL ? mado_sim_training_master (version) : NULL;
  g_auto (MadoScp03Keys) keys = { 0 };

  mado_scp03_diversify (given == NULL ? training : given, state->diversification, &keys);
  set->version = version;
  copy_key (keys.enc, set->keys[0]);
  copy_key (keys.mac, set->keys[1]);
  copy_key (keys.dek, set->keys[2]);
}

MadoSimCard *
mado_sim_card_new_personalised (const MadoSimPersonalisation *what)
{
  MadoSimCardState *state = mado_sim_card_state_new ();
  const char *token = what->token == NULL ? MADO_SIM_TOKEN_JUKI : what->token;

  state->has_applet = !what->without_applet;
  memset (state->token, ' ', sizeof state->token);
  memcpy (state->token, token, MIN (strlen (token), sizeof state->token));
  state->life_cycle = what->life_cycle;
  state->diversification[0] = 'J';
  state->diversification[1] = 'K';
  memcpy (state->diversification + 2, what->card_id, sizeof what->card_id);
  state->pin_tries_max = what->tries_max == 0 ? TRIES_MAX : what->tries_max;
  if (what->password != NULL)
    g_assert (mado_sim_card_state_set_password (state, (const guint8 *) what->password,
                                                strlen (what->password)));
  if (what->locked)
    state->pin_tries = 0;
  install_key_set (state, &state->key_sets[0], MADO_SIM_KVN_COUNTER, what->counter_master);
  install_key_set (state, &state->key_sets[1], MADO_SIM_KVN_GENERATOR, what->generator_master);
  return mado_sim_card_new_take (state);
}

/* The master on the line `name=HEX` of @text.  Returns: (transfer full) (nullable) */
static MadoSecret *
find_master (char **lines, const char *name)
{
  for (; *lines != NULL; lines++)
    {
      char *line = g_strstrip (*lines);
      gsize n_name = strlen (name);
      guint8 key[MASTER_BYTES];

      if (strncmp (line, name, n_name) != 0 || line[n_name] != '=')
        continue;
      line += n_name + 1;
      if (strlen (line) != 2 * MASTER_BYTES
          || strspn (line, "0123456789ABCDEFabcdef") != 2 * MASTER_BYTES)
        return NULL;
      for (gsize i = 0; i < MASTER_BYTES; i++)
        key[i] = (guint8) (g_ascii_xdigit_value (line[2 * i]) << 4
                           | g_ascii_xdigit_value (line[2 * i + 1]));
      return mado_secret_new_take (key, sizeof key);
    }
  return NULL;
}

static void
wipe_lines (char **lines)
{
  for (; *lines != NULL; lines++)
    explicit_bzero (*lines, strlen (*lines));
}

gboolean
mado_sim_masters_load (const char *path, MadoSecret **counter, MadoSecret **generator,
                       GError **error)
{
  g_autoptr (GError) file_error = NULL;
  g_autoptr (MadoSecret) found_counter = NULL;
  g_autoptr (MadoSecret) found_generator = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize n_text;

  if (!g_file_get_contents (path, &text, &n_text, &file_error))
    {
      g_set_error (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_FILE, "reading master keys: %s",
                   file_error->message);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  explicit_bzero (text, n_text);
  found_counter = find_master (lines, "counter");
  found_generator = find_master (lines, "generator");
  wipe_lines (lines);
  if (found_counter == NULL || found_generator == NULL)
    {
      g_set_error_literal (error, MADO_SIM_CARD_ERROR, MADO_SIM_CARD_ERROR_DAMAGED,
                           "the file does not hold both master keys");
      return FALSE;
    }
  *counter = g_steal_pointer (&found_counter);
  *generator = g_steal_pointer (&found_generator);
  return TRUE;
}
