/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-status-word.h"

G_DEFINE_QUARK (mado_card_error, mado_card_error)

#define ANY 0x00 /* no instruction has this code: the row holds for all of them */

/* Whether a word leaves open what an effecting command did. */
typedef enum
{
  REFUSED, /* the card did nothing, or only what the code says */
  OPEN,    /* nothing can be concluded */
} Certainty;

typedef struct
{
  guint16 sw, mask;
  guint8 ins;
  Certainty certainty;
  MadoCardError code;
  const char *text; /* for the log */
} Row;

/* First match wins.  ISO/IEC 7816-4:2005, 5.1.3 and tables 5 and 6, unless another source is named.
 */
static const Row rows[] = {
  /* clang-format off */
  { 0x63C0, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_PIN_BLOCKED,  "no tries left" },
  { 0x63C0, 0xFFF0, ANY,               REFUSED, MADO_CARD_ERROR_PIN_WRONG,    "wrong password" },
  { 0x6300, 0xFFFF, MADO_INS_AUTHENTICATE, REFUSED, MADO_CARD_ERROR_KEYS_REFUSED, "host cryptogram refused" }, /* GP Card Specification 2.2, E.5.2 */
  { 0x6300, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_PIN_WRONG,    "wrong password, tries unknown" },
  { 0x6983, 0xFFFF, MADO_INS_AUTHENTICATE, REFUSED, MADO_CARD_ERROR_KEYS_BLOCKED, "key set blocked" },
  { 0x6983, 0xFFFF, MADO_INS_INITIALIZE_UPDATE, REFUSED, MADO_CARD_ERROR_KEYS_BLOCKED, "key set blocked" },
  { 0x6982, 0xFFFF, MADO_INS_AUTHENTICATE, REFUSED, MADO_CARD_ERROR_KEYS_REFUSED, "authentication refused" },
  { 0x6A88, 0xFFFF, MADO_INS_INITIALIZE_UPDATE, REFUSED, MADO_CARD_ERROR_KEYS_REFUSED, "no such key set" },
  { 0x6A88, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_NOT_FOUND,    "referenced data not found" },
  { 0x6983, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_PIN_BLOCKED,  "authentication method blocked" },
  { 0x6984, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_PIN_BLOCKED,  "reference data unusable" }, /* the application's word for a locked password */
  { 0x6283, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_LOCKED,       "selected file deactivated" },
  { 0x6285, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_TERMINATED,   "selected file terminated" },
  { 0x6581, 0xFFFF, ANY,               OPEN,    MADO_CARD_ERROR_DEFECT,       "memory failure" },
  { 0x6400, 0xFF00, ANY,               REFUSED, MADO_CARD_ERROR_PROTOCOL,     "execution error, nothing changed" }, /* also a keypad's words: never a wrong password */
  { 0x6700, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_PROTOCOL,     "wrong length" },
  { 0x6982, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_NOT_ALLOWED,  "security status not satisfied" },
  { 0x6985, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_NOT_ALLOWED,  "conditions of use not satisfied" },
  { 0x6986, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_NOT_FOUND,    "no current file" },
  { 0x6987, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_SESSION_OVER, "secure messaging data missing" },
  { 0x6988, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_SESSION_OVER, "secure messaging data wrong" },
  { 0x6A82, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_NOT_FOUND,    "file not found" },
  { 0x6A83, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_NOT_FOUND,    "record not found" },
  { 0x6A84, 0xFFFF, ANY,               REFUSED, MADO_CARD_ERROR_TOO_LONG,     "not enough memory in the file" },
  { 0x6900, 0xFF00, ANY,               REFUSED, MADO_CARD_ERROR_PROTOCOL,     "command not allowed" },
  { 0x6A00, 0xFF00, ANY,               REFUSED, MADO_CARD_ERROR_PROTOCOL,     "wrong parameters" },
  { 0x6B00, 0xFF00, ANY,               REFUSED, MADO_CARD_ERROR_PROTOCOL,     "offset outside the file" },
  { 0x6D00, 0xFF00, ANY,               REFUSED, MADO_CARD_ERROR_PROTOCOL,     "instruction not supported" },
  { 0x6E00, 0xFF00, ANY,               REFUSED, MADO_CARD_ERROR_PROTOCOL,     "class not supported" },
  { 0x6800, 0xFF00, ANY,               REFUSED, MADO_CARD_ERROR_PROTOCOL,     "function in class byte not supported" },
  { 0x0000, 0x0000, ANY,               OPEN,    MADO_CARD_ERROR_PROTOCOL,     "unexpected status" }, /* any other */
  /* clang-format on */
};

static const Row *
find_row (guint16 sw, guint8 ins)
{
  const Row *row = rows;

  while ((sw & row->mask) != row->sw || (row->ins != ANY && row->ins != ins))
    row++;
  return row;
}

gboolean
mado_status_word_check (const MadoApdu *command, guint16 sw, GError **error)
{
  const guint8 ins = mado_apdu_get_ins (command);
  const Row *row;
  gboolean unsure;

  if (sw == MADO_SW_OK)
    return TRUE;
  row = find_row (sw, ins);
  unsure = row->certainty == OPEN && command->effect == MADO_APDU_EFFECTING;
  g_set_error (error, MADO_CARD_ERROR, (int) (unsure ? MADO_CARD_ERROR_UNSURE : row->code),
               "%s: %s (SW %04X)", mado_apdu_get_name (command), row->text, (guint) sw);
  return FALSE;
}

gboolean
mado_status_word_get_tries (guint16 sw, guint *tries_left)
{
  if ((sw & 0xFFF0) == 0x63C0)
    *tries_left = sw & 0xF;
  else if (sw == 0x6983 || sw == 0x6984)
    *tries_left = 0;
  else
    return FALSE;
  return TRUE;
}
