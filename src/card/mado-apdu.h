/* mado-apdu.h - short commands, their answers, and the line they travel on
 *
 * Says of each exchange whether it may change the card: an answer that never came then means
 * "unsure" and not "try again".
 * Layer: card.  Threads: the worker that owns the reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-reader.h"
#include "mado-secret.h"

G_BEGIN_DECLS

#define MADO_APDU_COMMAND_MAX 261 /* bytes: header, Lc, 255 of data, Le */
#define MADO_APDU_ANSWER_MAX                                                                       \
  (64 * 1024)             /* bytes of data that are accepted over all GET RESPONSE                 \
                           */
#define MADO_APDU_NO_LE 0 /* no data is expected */

/* Instructions of this product's card profile: ISO/IEC 7816-4 and -8, GlobalPlatform, JICSAP. */
enum
{
  MADO_INS_ERASE = 0x0E,
  MADO_INS_VERIFY = 0x20,
  MADO_INS_CHANGE_REFERENCE = 0x24,
  MADO_INS_PSO = 0x2A,
  MADO_INS_RESET_RETRY = 0x2C,
  MADO_INS_ACTIVATE = 0x44,
  MADO_INS_GENERATE = 0x47,
  MADO_INS_INITIALIZE_UPDATE = 0x50,
  MADO_INS_AUTHENTICATE = 0x82,
  MADO_INS_SELECT = 0xA4,
  MADO_INS_READ = 0xB0,
  MADO_INS_GET_RESPONSE = 0xC0,
  MADO_INS_GET_DATA = 0xCA,
  MADO_INS_UPDATE = 0xD6,
  MADO_INS_PUT_KEY = 0xD8,
  MADO_INS_DELETE = 0xE4,
};

typedef enum
{
  MADO_APDU_IDEMPOTENT, /* sent twice, it leaves the card as if sent once */
  MADO_APDU_EFFECTING,  /* changes the card or costs a try */
} MadoApduEffect;

/* One command.  Wiped when it leaves its scope, since some hold a password. */
typedef struct
{
  guint8 bytes[MADO_APDU_COMMAND_MAX];
  gsize n_bytes;
  MadoApduEffect effect;
} MadoApdu;

void mado_apdu_clear (MadoApdu *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoApdu, mado_apdu_clear)

/**
 * mado_apdu_init:
 * @header: CLA << 24 | INS << 16 | P1 << 8 | P2
 * @data: (nullable): @n_data bytes, 0..255; copied
 * @le: bytes expected, 1..256, or %MADO_APDU_NO_LE
 *
 * Source: ISO/IEC 7816-4:2005, 5.1 (cases 1 to 4, short). */
void mado_apdu_init (MadoApdu *self, MadoApduEffect effect, guint32 header, const guint8 *data,
                     gsize n_data, guint le);

/** mado_apdu_init_secret: the same with the bytes of @secret, at most 255, as data. */
void mado_apdu_init_secret (MadoApdu *self, MadoApduEffect effect, guint32 header,
                            const MadoSecret *secret);

/** mado_apdu_set_expected: the same command with another Le, 1..256. */
void mado_apdu_set_expected (MadoApdu *self, guint le);

guint8 mado_apdu_get_ins (const MadoApdu *self);
/** mado_apdu_get_name: Returns: (transfer none): "VERIFY", "READ BINARY" …, for the log. */
const char *mado_apdu_get_name (const MadoApdu *self);

/* What the card said. */
typedef struct
{
  GByteArray *data; /* owned; without the status word */
  guint16 sw;
} MadoAnswer;

void mado_answer_clear (MadoAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoAnswer, mado_answer_clear)

/* One command as it went over the line, without its data: for the audit log and measurements. */
typedef struct
{
  guint8 cla, ins, p1, p2; /* CLA with bit 04: protected */
  MadoApduEffect effect;
  guint n_sent;       /* bytes to the card */
  guint n_received;   /* bytes from the card, with the status word */
  guint16 sw;         /* 0 when no answer came */
  gint64 duration_us; /* monotonic */
} MadoApduRecord;

typedef void (*MadoApduTrace) (const MadoApduRecord *record, gpointer data);

typedef struct
{
  guint64 n_commands, n_sent, n_received; /* bytes; GET RESPONSE and repetitions count */
  gint64 duration_us;                     /* spent waiting for reader and card */
} MadoTraffic;

/* A reader with an open connection, and what went over it. */
typedef struct
{
  MadoReader *reader;  /* not owned */
  MadoApduTrace trace; /* (nullable): called after each command, on the same thread */
  gpointer trace_data;
  MadoTraffic traffic;
} MadoLine;

/**
 * mado_line_exchange:
 * @answer: (out caller-allocates): all data and the last status word; cleared by the caller
 *
 * Sends @command once.  Fetches the rest of an answer (61xx) and sends again with the right length
 * when the card asks for it (6Cxx: nothing was carried out), unless the command is protected; at
 * most %MADO_APDU_ANSWER_MAX bytes.
 * Any other status word is a result, not an error.
 * Returns: %FALSE with %MADO_READER_ERROR; %MADO_CARD_ERROR_UNSURE when @command may change the
 *   card and its answer was lost (an idempotent one is plain %MADO_READER_ERROR_REMOVED);
 *   %MADO_CARD_ERROR_PROTOCOL.
 * Source: ISO/IEC 7816-4:2005, 5.1.3; measured faults of PC/SC readers. */
gboolean mado_line_exchange (MadoLine *self, const MadoApdu *command, MadoAnswer *answer,
                             GError **error);

G_END_DECLS
