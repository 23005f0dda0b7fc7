/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-private.h"

#include <string.h>

/* What a command needs before its handler is asked. */
typedef enum
{
  NEEDS_NOTHING,
  NEEDS_APPLET,  /* selected */
  NEEDS_COUNTER, /* and come through the counter terminal's channel */
  NEEDS_CHANNEL, /* and come through that or the key-pair generator's */
} Needs;

typedef struct
{
  guint8 cla, ins;
  Needs needs;
  gboolean when_terminated; /* still answered after TERMINATE DF */
  MadoSimHandler handler;
} Row;

static guint16
get_data (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
          MadoSimAnswer *answer)
{
  if (command->p1 != 0x9F || command->p2 != 0x70)
    return SW_REFERENCE_NOT_FOUND;
  answer->data[0] = mado_sim_card_state_get_life_cycle (self->state);
  answer->n_data = 1;
  return SW_OK;
}

static guint16
get_response (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
              MadoSimAnswer *answer)
{
  if (self->n_rest == 0)
    return SW_CONDITIONS;
  memcpy (answer->data, self->rest, self->n_rest);
  answer->n_data = self->n_rest;
  return SW_OK;
}

/* clang-format off */
static const Row rows[] = {
  /* cla   ins   needs          terminated                     ISO/IEC 7816-4, -8, -9; GP 2.2 for 50 82 D8 */
  { 0x00, 0xA4, NEEDS_NOTHING, TRUE,  mado_sim_card_select                }, /* SELECT */
  { 0x00, 0xC0, NEEDS_NOTHING, TRUE,  get_response                        }, /* GET RESPONSE */
  { 0x80, 0xCA, NEEDS_APPLET,  TRUE,  get_data                            }, /* GET DATA */
  { 0x00, 0xB0, NEEDS_APPLET,  FALSE, mado_sim_card_read_binary           }, /* READ BINARY: file table */
  { 0x00, 0x20, NEEDS_APPLET,  FALSE, mado_sim_card_verify                }, /* VERIFY */
  { 0x00, 0x24, NEEDS_APPLET,  FALSE, mado_sim_card_change_password       }, /* CHANGE REFERENCE DATA: VERIFY or first */
  { 0x80, 0x2A, NEEDS_APPLET,  FALSE, mado_sim_card_sign                  }, /* COMPUTE DIGITAL SIGNATURE: VERIFY */
  { 0x80, 0x50, NEEDS_APPLET,  FALSE, mado_sim_card_initialize_update     }, /* INITIALIZE UPDATE */
  { 0x84, 0x82, NEEDS_APPLET,  FALSE, mado_sim_card_external_authenticate }, /* EXTERNAL AUTHENTICATE */
  { 0x00, 0x47, NEEDS_CHANNEL, FALSE, mado_sim_card_generate_key          }, /* GENERATE ASYMMETRIC KEY PAIR */
  { 0x00, 0xD6, NEEDS_COUNTER, FALSE, mado_sim_card_update_binary         }, /* UPDATE BINARY */
  { 0x00, 0x0E, NEEDS_COUNTER, FALSE, mado_sim_card_erase_binary          }, /* ERASE BINARY */
  { 0x00, 0x2C, NEEDS_COUNTER, FALSE, mado_sim_card_reset_tries           }, /* RESET RETRY COUNTER */
  { 0x00, 0x44, NEEDS_COUNTER, FALSE, mado_sim_card_activate              }, /* ACTIVATE FILE */
  { 0x00, 0xE4, NEEDS_COUNTER, FALSE, mado_sim_card_delete_key            }, /* DELETE FILE */
  { 0x00, 0xE8, NEEDS_COUNTER, FALSE, mado_sim_card_terminate_key         }, /* TERMINATE EF */
  { 0x00, 0xE6, NEEDS_COUNTER, FALSE, mado_sim_card_terminate             }, /* TERMINATE DF */
  { 0x80, 0xD8, NEEDS_COUNTER, FALSE, mado_sim_card_put_key               }, /* PUT KEY */
};
/* clang-format on */

/* Without a selected applet nothing but SELECT is known: SW_INS, as card readers' probes expect. */
static guint16
check_needs (MadoSimCard *self, const Row *row, guint8 channel_version)
{
  if (row->needs != NEEDS_NOTHING && !self->selected)
    return SW_INS;
  if (!row->when_terminated && self->state->life_cycle == MADO_SIM_LIFE_TERMINATED)
    return SW_CONDITIONS;
  if (row->needs == NEEDS_COUNTER && channel_version != MADO_SIM_KVN_COUNTER)
    return SW_SECURITY;
  if (row->needs == NEEDS_CHANNEL && channel_version == 0)
    return SW_SECURITY;
  return SW_OK;
}

guint16
mado_sim_card_dispatch (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                        MadoSimAnswer *answer)
{
  guint16 sw = SW_INS;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].ins != command->ins)
        continue;
      sw = self->selected || rows[i].needs == NEEDS_NOTHING ? SW_CLA : SW_INS;
      if (rows[i].cla != command->cla)
        continue;
      sw = check_needs (self, &rows[i], channel_version);
      if (sw == SW_OK)
        return rows[i].handler (self, command, channel_version, answer);
      return sw;
    }
  return sw;
}

/* Lc, data and Le behind the header; extended lengths start with 00 (ISO/IEC 7816-4:2005, 5.1). */
static gboolean
parse_extended (const guint8 *body, gsize n_body, MadoSimCommand *command)
{
  gsize first = (gsize) body[1] << 8 | body[2];

  if (n_body == 3)
    {
      command->n_expected = first == 0 ? 65536 : first;
      return TRUE;
    }
  if (first == 0 || (n_body != 3 + first && n_body != 5 + first))
    return FALSE;
  command->data = body + 3;
  command->n_data = first;
  if (n_body == 5 + first)
    {
      gsize last = (gsize) body[3 + first] << 8 | body[4 + first];

      command->n_expected = last == 0 ? 65536 : last;
    }
  return TRUE;
}

gboolean
mado_sim_command_parse (const guint8 *bytes, gsize n_bytes, MadoSimCommand *command)
{
  const guint8 *body = bytes + 4;
  gsize n_body = n_bytes - 4;

  if (n_bytes < 4)
    return FALSE;
  *command = (MadoSimCommand){ bytes[0], bytes[1], bytes[2], bytes[3] };
  if (n_body == 0)
    return TRUE;
  if (n_body == 1)
    {
      command->n_expected = body[0] == 0 ? 256 : body[0];
      return TRUE;
    }
  if (body[0] == 0)
    return n_body >= 3 && parse_extended (body, n_body, command);
  if (n_body != 1 + (gsize) body[0] && n_body != 2 + (gsize) body[0])
    return FALSE;
  command->data = body + 1;
  command->n_data = body[0];
  if (n_body == 2 + (gsize) body[0])
    command->n_expected = body[n_body - 1] == 0 ? 256 : body[n_body - 1];
  return TRUE;
}
