/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-card-private.h"

#include <string.h>

#define PAGE 128       /* bytes: what the memory writes in one go; a smaller update is whole */
#define TOKEN_SIZE 160 /* bytes of EF 0006, as on real cards */

/* The applet's name, as every public JPKI client selects it. */
static const guint8 aid[] = { 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };

/* 0101, 011A and 011D are this product's own: the pair that is prepared for a renewal. */
/* clang-format off */
static const MadoSimFile files[] = {
  /* id      kind                read                   writable */
  { 0x0001, MADO_SIM_FILE_DATA, MADO_SIM_READ_HOLDER,  TRUE  }, /* signature certificate */
  { 0x0002, MADO_SIM_FILE_DATA, MADO_SIM_READ_ANYBODY, TRUE  }, /* certificate of its CA */
  { 0x0006, MADO_SIM_FILE_DATA, MADO_SIM_READ_ANYBODY, FALSE }, /* token information */
  { 0x0018, MADO_SIM_FILE_PIN,  MADO_SIM_READ_ANYBODY, FALSE }, /* there for OpenSC only, opens nothing */
  { 0x001A, MADO_SIM_FILE_KEY,  MADO_SIM_READ_ANYBODY, FALSE }, /* signature key */
  { 0x001B, MADO_SIM_FILE_PIN,  MADO_SIM_READ_ANYBODY, FALSE }, /* signature password */
  { 0x001D, MADO_SIM_FILE_DATA, MADO_SIM_READ_ANYBODY, FALSE }, /* public key */
  { 0x0101, MADO_SIM_FILE_DATA, MADO_SIM_READ_HOLDER,  TRUE  }, /* pending certificate */
  { 0x011A, MADO_SIM_FILE_KEY,  MADO_SIM_READ_ANYBODY, FALSE }, /* pending key */
  { 0x011D, MADO_SIM_FILE_DATA, MADO_SIM_READ_ANYBODY, FALSE }, /* pending public key */
};
/* clang-format on */

static const MadoSimFile *
find_file (guint16 id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (files[i].id == id)
      return &files[i];
  return NULL;
}

guint16
mado_sim_card_find_reference (MadoSimCard *self, guint8 p2, MadoSimFileKind kind,
                              const MadoSimFile **file)
{
  const MadoSimFile *found = self->current;

  if (p2 == 0x80 && found == NULL)
    return SW_NO_CURRENT_EF;
  if ((p2 & 0xE0) != 0x80 || p2 == 0x9F)
    return SW_P1P2;
  if (p2 != 0x80)
    found = find_file (p2 & 0x1F);
  if (found == NULL)
    return SW_REFERENCE_NOT_FOUND;
  if (found->kind != kind)
    return SW_FILE_KIND;
  *file = found;
  return SW_OK;
}

static guint16
select_applet (MadoSimCard *self, const MadoSimCommand *command, MadoSimAnswer *answer)
{
  gboolean matches = command->n_data == sizeof aid && memcmp (command->data, aid, sizeof aid) == 0;

  if (!matches || !self->state->has_applet)
    return SW_NOT_FOUND;
  if (command->p2 != 0x0C && command->p2 != 0x00)
    return SW_P1P2;
  self->selected = TRUE;
  self->current = NULL;
  self->pin_verified = FALSE;
  if (command->p2 == 0x00 && command->n_expected > 0)
    {
      /* File control information: template 6F with the name in 84. */
      const guint8 head[] = { 0x6F, 2 + sizeof aid, 0x84, sizeof aid };

      memcpy (answer->data, head, sizeof head);
      memcpy (answer->data + sizeof head, aid, sizeof aid);
      answer->n_data = sizeof head + sizeof aid;
    }
  return self->state->life_cycle == MADO_SIM_LIFE_TERMINATED ? 0x6285 : SW_OK;
}

guint16
mado_sim_card_select (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                      MadoSimAnswer *answer)
{
  const MadoSimFile *file;

  if (command->p1 == 0x04)
    return select_applet (self, command, answer);
  if (command->p1 != 0x02 && command->p1 != 0x00)
    return SW_P1P2;
  if (command->p1 == 0x02 && command->n_data != 2)
    return SW_LENGTH;
  if (!self->selected || command->p1 == 0x00)
    return SW_NOT_FOUND;
  file = find_file ((guint16) (command->data[0] << 8 | command->data[1]));
  if (file == NULL)
    return SW_NOT_FOUND;
  self->current = file;
  return SW_OK;
}

/* The EF and offset that P1 and P2 of a BINARY command mean. */
static guint16
find_place (MadoSimCard *self, const MadoSimCommand *command, const MadoSimFile **file,
            gsize *offset)
{
  const MadoSimFile *found = self->current;

  if (command->p1 & 0x80)
    {
      if ((command->p1 & 0x60) != 0)
        return SW_P1P2;
      found = find_file (command->p1 & 0x1F);
      if (found == NULL)
        return SW_NOT_FOUND;
      self->current = found;
    }
  if (found == NULL)
    return SW_NO_CURRENT_EF;
  if (found->kind != MADO_SIM_FILE_DATA)
    return SW_FILE_KIND;
  *file = found;
  *offset = command->p1 & 0x80 ? command->p2 : (gsize) command->p1 << 8 | command->p2;
  return SW_OK;
}

/* The contents of a writable EF in @state. */
static guint8 *
certificate_of (MadoSimCardState *state, const MadoSimFile *file)
{
  switch (file->id)
    {
    case 0x0001:
      return state->active.certificate;
    case 0x0101:
      return state->pending.certificate;
    default:
      return state->ca_certificate;
    }
}

/* A view of an EF: its bytes, or @scratch filled with them.  Length 0: nothing in it. */
static const guint8 *
view_contents (MadoSimCard *self, const MadoSimFile *file, guint8 *scratch, gsize *n_contents)
{
  if (file->writable)
    {
      *n_contents = MADO_SIM_CARD_CERTIFICATE_SIZE;
      return certificate_of (self->state, file);
    }
  if (file->id == 0x0006)
    {
      memset (scratch, 0, TOKEN_SIZE);
      memcpy (scratch, self->state->token, MADO_SIM_TOKEN_LENGTH);
      *n_contents = TOKEN_SIZE;
      return scratch;
    }
  *n_contents
      = mado_sim_pair_write_public_key (mado_sim_card_state_pair_of (self->state, file), scratch)
            ? MADO_SIM_PUBLIC_KEY_LENGTH
            : 0;
  return scratch;
}

guint16
mado_sim_card_read_binary (MadoSimCard *self, const MadoSimCommand *command, guint8 channel_version,
                           MadoSimAnswer *answer)
{
  guint8 scratch[MADO_SIM_PUBLIC_KEY_LENGTH];
  const MadoSimFile *file;
  const guint8 *contents;
  gsize n_contents, offset;
  guint16 sw = find_place (self, command, &file, &offset);

  if (sw != SW_OK)
    return sw;
  if (command->n_data > 0 || command->n_expected == 0)
    return SW_LENGTH;
  if (file->read == MADO_SIM_READ_HOLDER && !self->pin_verified && channel_version == 0)
    return SW_SECURITY;
  contents = view_contents (self, file, scratch, &n_contents);
  if (n_contents == 0)
    return SW_CONDITIONS;
  if (offset >= n_contents)
    return SW_OFFSET;
  answer->n_data = MIN (MIN (command->n_expected, sizeof answer->data), n_contents - offset);
  memcpy (answer->data, contents + offset, answer->n_data);
  return SW_OK;
}

/* How many bytes of an update reach the memory before the power is gone: whole pages, about
 * half.  An update inside one page is done as a whole or not at all: here not. */
static gsize
torn_length (gsize offset, gsize n_data)
{
  gsize middle = (offset + n_data / 2) / PAGE * PAGE;

  return middle > offset ? middle - offset : 0;
}

guint16
mado_sim_card_update_binary (MadoSimCard *self, const MadoSimCommand *command,
                             guint8 channel_version, MadoSimAnswer *answer)
{
  gboolean torn = mado_sim_card_take_tear (self);
  const MadoSimFile *file;
  MadoSimCardState *next;
  gsize offset, n_data = command->n_data;
  guint16 sw = find_place (self, command, &file, &offset);

  self->counters.updates++;
  if (sw != SW_OK)
    return sw;
  if (!file->writable)
    return SW_SECURITY;
  if (n_data == 0)
    return SW_LENGTH;
  if (offset >= MADO_SIM_CARD_CERTIFICATE_SIZE)
    return SW_OFFSET;
  if (n_data > MADO_SIM_CARD_CERTIFICATE_SIZE - offset)
    return SW_NO_ROOM;
  if (torn)
    n_data = torn_length (offset, n_data);
  next = mado_sim_card_begin (self);
  memcpy (certificate_of (next, file) + offset, command->data, n_data);
  if (!mado_sim_card_commit (self, next))
    return SW_MEMORY;
  if (torn)
    mado_sim_card_lose_power (self);
  return torn ? SW_NONE : SW_OK;
}

/* From the offset to the end.  Erased is 00: a reader then sees a DER length of 0, not FFFF. */
guint16
mado_sim_card_erase_binary (MadoSimCard *self, const MadoSimCommand *command,
                            guint8 channel_version, MadoSimAnswer *answer)
{
  const MadoSimFile *file;
  MadoSimCardState *next;
  gsize offset;
  guint16 sw = find_place (self, command, &file, &offset);

  if (sw != SW_OK)
    return sw;
  if (!file->writable)
    return SW_SECURITY;
  if (command->n_data != 0)
    return SW_LENGTH;
  if (offset >= MADO_SIM_CARD_CERTIFICATE_SIZE)
    return SW_OFFSET;
  next = mado_sim_card_begin (self);
  memset (certificate_of (next, file) + offset, 0, MADO_SIM_CARD_CERTIFICATE_SIZE - offset);
  return mado_sim_card_commit (self, next) ? SW_OK : SW_MEMORY;
}
