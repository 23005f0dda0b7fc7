/* session-script.h - one scripted card: its texts, keys, public key and certificate
 *
 * For tests.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-session.h"
#include "scripted-reader.h"

G_BEGIN_DECLS

/* A public key made for this test with openssl genrsa, and the SHA-256 of its
 * SubjectPublicKeyInfo as openssl rsa -pubout writes it. */
#define MODULUS                                                                                    \
  "978D20A72355031E505E30D030006AC9267DFF28D654665EE4DC81D2B94F4480CA80C168434AD382FD395AEF32FD"   \
  "42A6C5A29F06FB88F875D192C81D2BE27587BD7E8A2C826E0078C2DCA813A690AFF203F84CD26D7D164F22249DE1"   \
  "34E1485206C46D063FCD3BDADC40FD2E90510DBB750AA77EF72F6D977152B75DF2D70104F64F2B668C7E827CB83B"   \
  "1D768823FF306C8B4DD9B33E87DD2F1DA41086D729C20E7073AAAE5EA51F3E42B08DC127C4DAAAEBF864E802132D"   \
  "B1F02AD82FB2C8EDB974FD404ABC76309BC2487265F4237FBCAE6ED3655875321764741305209B0BEB93DB06D418"   \
  "6F8BD887056104A44F761A683FE46E9589347000995D0E2E6BD7"
#define TEMPLATE                                                                                   \
  "7F49820109"                                                                                     \
  "81820100" MODULUS "8203010001"
#define SPKI_SHA256 "B4946E067EA9A9BC92258777E6742A974728742A52C0C62B40138D6A67D42E49"

#define CARD_ID "0102030405060708"
#define OTHER_ID "0102030405060709"

#define SELECT "00A4040C0AD392F000260100000001"
#define READ_TOKEN "00B0860020"
#define TOKEN_JUKI                                                                                 \
  "4A504B49415049434354"                                                                           \
  "4F4B454E"                                                                                       \
  "202020202020202020202020202020202020"
#define TOKEN_MY_NUMBER                                                                            \
  "4A504B49415049434354"                                                                           \
  "4F4B454E32"                                                                                     \
  "2020202020202020202020202020202020"
#define ZEROS_32 "0000000000000000000000000000000000000000000000000000000000000000"

/* A small "certificate" whose body takes two updates: 30 82 01 00 and 256 bytes. */
#define N_CERTIFICATE 260

/* Parts of answers and commands in hexadecimal, filled by session_script_fill(). */
extern char cert_head[600], cert_update_1[600], cert_update_2[600], cert_read_1[600];
extern char cert_read_2[600], cert_clear_1[600], cert_clear_2[600], cert_read_2_wrong[600];
extern char template_1[600], template_2[600], template_clear_1[600], template_clear_2[600];

void session_script_fill (void);

extern const guint8 session_script_diversification[10];

/** session_script_keys: the desk's key provider; with @data set it has no keys. */
gboolean session_script_keys (guint8 kvn, const guint8 *card, MadoScp03Keys *keys, gpointer data,
                              GError **error);
/** session_script_card_keys: the same keys for the card's side. */
void session_script_card_keys (guint8 kvn, MadoScp03Keys *keys);
GBytes *session_script_certificate (void);

G_END_DECLS
