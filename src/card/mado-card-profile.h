/* mado-card-profile.h - what one kind of card is told, behind one table of functions
 *
 * The commands by which a real juki card is personalised are not public: they belong to the card's
 * issuer.  Everything above this table does not know them.  mado_card_profile_iso_gp speaks
 * ISO/IEC 7816-4/-8 under GlobalPlatform SCP03; an issuer's module is another table.
 * What a resident's own program uses (read, VERIFY, sign) is the public JPKI interface in any case.
 * Layer: card.  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-card-error.h"
#include "mado-secure-channel.h"

G_BEGIN_DECLS

#define MADO_CARD_TOKEN_LENGTH 32      /* bytes of EF 0006 that hold the card's kind */
#define MADO_CARD_CERTIFICATE_MAX 3072 /* bytes: the file's size; a real one takes some 1,800 */
#define MADO_CARD_PASSWORD_MAX 16      /* characters */
#define MADO_CARD_SHA256_LENGTH 32

/* A tool's running conversation with a card: what the functions of a profile share. */
typedef struct
{
  MadoLine line;
  MadoSecureChannel *channel; /* owned, nullable: open protected session */
  guint8 kvn;                 /* key set of this conversation, or MADO_CARD_KEYS_NONE */
  MadoCardKeysFunc keys;
  gpointer keys_data;
  MadoCardGreeting greeting;                 /* of the last INITIALIZE UPDATE */
  char token[MADO_CARD_TOKEN_LENGTH + 1];    /* without filler */
  char card_id[2 * MADO_CARD_ID_LENGTH + 1]; /* hexadecimal */
  gboolean no_certificate; /* seen in this conversation: EF 0001 begins with 00000000 */
} MadoCardTalk;

/* GET DATA 9F70, in the manner of GlobalPlatform's life-cycle byte. */
typedef enum
{
  MADO_CARD_LIFE_BLANK = 0x01,
  MADO_CARD_LIFE_PERSONALISING = 0x03,
  MADO_CARD_LIFE_ISSUED = 0x07,
  MADO_CARD_LIFE_LOCKED = 0x0F, /* no tries left */
  MADO_CARD_LIFE_TERMINATED = 0x7F,
} MadoCardLife;

typedef enum
{
  MADO_CARD_PASSWORD_UNKNOWN, /* the card does not tell */
  MADO_CARD_PASSWORD_UNSET,
  MADO_CARD_PASSWORD_SET,
} MadoCardPassword;

typedef enum
{
  MADO_CARD_CERTIFICATE_ABSENT,  /* nothing there */
  MADO_CARD_CERTIFICATE_TORN,    /* a body without its header: writing was never finished */
  MADO_CARD_CERTIFICATE_PRESENT, /* whole by its length; what it says is not looked at here */
  MADO_CARD_CERTIFICATE_HIDDEN,  /* this conversation may not read it */
} MadoCardCertificate;

/* What a card holds. */
typedef struct
{
  char *token;   /* owned: EF 0006 without filler */
  char *card_id; /* owned: 16 hexadecimal digits: the card's serial everywhere in this product */
  guint8 life_cycle; /* MadoCardLife, or another byte as the card gave it */
  guint tries_left;  /* 0..15, of the signature password */
  MadoCardPassword password;
  GBytes *public_key; /* owned, nullable: SubjectPublicKeyInfo, DER; NULL: no key pair */
  char *spki_sha256;  /* owned, nullable: its SHA-256, 64 hexadecimal digits */
  MadoCardCertificate certificate_status;
  GBytes *certificate; /* owned, nullable: DER */
} MadoCardState;

void mado_card_state_free (MadoCardState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCardState, mado_card_state_free)

/* The pair that is prepared for a renewal, beside the active one.  Nothing of it counts before
 * activation: readers and signatures know the active pair only. */
typedef struct
{
  GBytes *public_key; /* owned, nullable: as in MadoCardState */
  char *spki_sha256;  /* owned, nullable */
  MadoCardCertificate certificate_status;
  GBytes *certificate; /* owned, nullable: DER */
} MadoCardPending;

void mado_card_pending_free (MadoCardPending *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCardPending, mado_card_pending_free)

/* How far a change of the password came. */
typedef enum
{
  MADO_CARD_CHANGE_NOT_BEGUN, /* the old password was not accepted: it is still in force */
  MADO_CARD_CHANGE_SENT,      /* it was accepted, the new one was sent: old or new is in force */
  MADO_CARD_CHANGE_DONE,      /* the card has acknowledged the new one */
} MadoCardChange;

/* All return FALSE/NULL with MADO_CARD_ERROR, MADO_READER_ERROR or the key provider's error. */
typedef struct
{
  const char *name;
  /* Selects the application, fills token and card_id, refuses what is not its card; opens the
   * protected session when talk->kvn names a key set. */
  gboolean (*identify) (MadoCardTalk *talk, GError **error);
  MadoCardState *(*read_state) (MadoCardTalk *talk, GError **error);
  GBytes *(*read_public_key) (MadoCardTalk *talk, GError **error);
  gboolean (*generate_key) (MadoCardTalk *talk, GError **error);
  gboolean (*set_first_password) (MadoCardTalk *talk, const MadoSecret *password, GError **error);
  gboolean (*verify_password) (MadoCardTalk *talk, const MadoSecret *password, guint *tries_left,
                               GError **error);
  GBytes *(*sign) (MadoCardTalk *talk, const MadoSecret *password, const guint8 *sha256,
                   guint *tries_left, GError **error);
  GBytes *(*read_certificate) (MadoCardTalk *talk, GError **error);
  gboolean (*write_certificate) (MadoCardTalk *talk, GBytes *der, GError **error);
  gboolean (*write_ca_certificate) (MadoCardTalk *talk, GBytes *der, GError **error);
  gboolean (*erase_certificate) (MadoCardTalk *talk, GError **error);
  gboolean (*reset_password) (MadoCardTalk *talk, const MadoSecret *password, GError **error);
  gboolean (*unlock) (MadoCardTalk *talk, GError **error);
  gboolean (*install_generator_keys) (MadoCardTalk *talk, GError **error);
  gboolean (*read_tries) (MadoCardTalk *talk, guint *tries_left, GError **error);
  gboolean (*change_password) (MadoCardTalk *talk, const MadoSecret *old_password,
                               const MadoSecret *new_password, MadoCardChange *how_far,
                               guint *tries_left, GError **error);
  /* VERIFY of what the card has just acknowledged: READ_BACK when it is wrong. */
  gboolean (*prove_password) (MadoCardTalk *talk, const MadoSecret *password, GError **error);
  gboolean (*destroy_key) (MadoCardTalk *talk, GError **error);
  /* The pair for a renewal; NULL in a profile whose cards have no room for one. */
  MadoCardPending *(*read_pending) (MadoCardTalk *talk, GError **error);
  gboolean (*generate_pending) (MadoCardTalk *talk, GError **error);
  GBytes *(*sign_pending) (MadoCardTalk *talk, const MadoSecret *password, const guint8 *sha256,
                           guint *tries_left, GError **error);
  gboolean (*write_pending) (MadoCardTalk *talk, GBytes *der, GError **error);
  gboolean (*activate_pending) (MadoCardTalk *talk, GError **error);
  gboolean (*discard_pending) (MadoCardTalk *talk, GError **error);
  /* Ends session and password status on the card; errors do not matter any more. */
  void (*end) (MadoCardTalk *talk);
} MadoCardProfile;

extern const MadoCardProfile mado_card_profile_iso_gp;

G_END_DECLS
