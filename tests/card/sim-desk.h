/* sim-desk.h - a desk with a simulated card in its reader, in one process
 *
 * For tests.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-session.h"
#include "mado-sim-card-personalise.h"
#include "mado-sim-reader.h"

G_BEGIN_DECLS

#define CARD_ID "0000000000000042"
#define OTHER_ID "0000000000000043"
#define SIM_DESK_N_KEYS 3 /* prepared: the first issuance and what its repetitions need */

typedef struct
{
  MadoSimCard *card;
  MadoSimReader *reader;
  MadoCardOptions options;
  GArray *trace; /* of MadoApduRecord */
  GBytes *certificate, *ca_certificate;
  MadoSecret *password, *wrong_password;
} SimDesk;

void sim_desk_set_up (SimDesk *desk, gsize n_certificate, gsize n_ca_certificate);
void sim_desk_tear_down (SimDesk *desk);
MadoSimCard *sim_desk_make_card (guint8 number);
/** sim_desk_open: Returns: (transfer full): as mado_card_session_open(). */
MadoCardSession *sim_desk_open (SimDesk *desk, guint8 kvn, GError **error);
/** sim_desk_make_der: @n bytes that begin as a certificate does. */
GBytes *sim_desk_make_der (gsize n, guint8 seed);
MadoSecret *sim_desk_make_password (const char *text);
/** sim_desk_is_signature: whether the card's signature holds for the card's key. */
gboolean sim_desk_is_signature (GBytes *spki, GBytes *signature, const guint8 hash[32]);

G_END_DECLS
