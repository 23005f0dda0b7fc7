/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-sim-control.h"
#include "mado-sim-control-socket.h"
#include "mado-bytes.h"

#include <string.h>

#define KEYGEN_MS_MAX (3600 * 1000)
#define WORDS_MAX 4 /* of a command; the last takes the rest of the line */

struct _MadoSimControl
{
  GObject parent_instance;
  MadoSimVpcd *slots[MADO_SIM_N_SLOTS]; /* owned */
  char *paths[MADO_SIM_N_SLOTS];        /* owned, nullable: the cards that were put in last */
  guint keygen_ms;
  MadoSimControlSocket *socket; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (MadoSimControl, mado_sim_control, G_TYPE_OBJECT)

enum
{
  SIGNAL_QUIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const slot_names[MADO_SIM_N_SLOTS] = { "operator", "resident" };

/* clang-format off */
static const struct { const char *name; MadoSimFaultKind kind; } moments[] = {
  { "before",   MADO_SIM_CUT_BEFORE   },
  { "arriving", MADO_SIM_CUT_ARRIVING },
  { "during",   MADO_SIM_CUT_DURING   },
  { "after",    MADO_SIM_CUT_AFTER    },
};
/* clang-format on */

/* One command: @words are the arguments behind the slot's name, NULL where there is none. */
typedef char *(*Action) (MadoSimControl *self, MadoSimSlot slot, char **words);

static char *
fail (const char *text)
{
  return g_strconcat ("error ", text, NULL);
}

static gboolean
parse_number (const char *text, guint max, guint *number)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

gboolean
mado_sim_control_parse_keygen (const char *text, guint *keygen_ms)
{
  if (g_strcmp0 (text, "table") == 0)
    *keygen_ms = MADO_SIM_KEYGEN_TABLE;
  else
    return parse_number (text, KEYGEN_MS_MAX, keygen_ms);
  return TRUE;
}

gboolean
mado_sim_control_insert (MadoSimControl *self, MadoSimSlot slot, const char *path, GError **error)
{
  g_autoptr (MadoSimCard) card = NULL;
  char *copy;

  mado_sim_vpcd_remove (self->slots[slot]); /* the same file may be in there: it ends first */
  card = mado_sim_card_open (path, error);
  if (card == NULL)
    return FALSE;
  mado_sim_card_set_keygen_ms (card, self->keygen_ms);
  mado_sim_vpcd_insert (self->slots[slot], card);
  copy = g_strdup (path);
  g_free (self->paths[slot]);
  self->paths[slot] = copy;
  return TRUE;
}

static char *
insert (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  const char *path = words[0] == NULL ? self->paths[slot] : words[0];
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return fail ("no card was in this slot: name a file");
  if (!mado_sim_control_insert (self, slot, path, &error))
    return fail (error->message);
  return g_strdup ("ok");
}

static char *
remove_card (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  mado_sim_vpcd_remove (self->slots[slot]);
  return g_strdup ("ok");
}

static char *
swap (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  if (words[0] == NULL)
    return fail ("swap needs a file");
  return insert (self, slot, words);
}

/* "3", the third command, or "2C:1", the first RESET RETRY COUNTER. */
static gboolean
parse_ordinal (const char *text, guint8 *ins, guint *number)
{
  guint64 value = 0;

  if (text != NULL && strlen (text) > 3 && text[2] == ':')
    {
      g_autofree char *hex = g_strndup (text, 2);

      if (!g_ascii_string_to_unsigned (hex, 16, 1, 0xFF, &value, NULL))
        return FALSE;
      text += 3;
    }
  *ins = (guint8) value;
  return parse_number (text, G_MAXUINT16, number) && *number > 0;
}

/* The card in @slot, armed with a fault.  Cut before the first: it is pulled at once. */
static char *
arm (MadoSimControl *self, MadoSimSlot slot, MadoSimFaultKind kind, const char *ordinal,
     guint16 status_word)
{
  g_autoptr (MadoSimCard) card = mado_sim_vpcd_get_card (self->slots[slot]);
  guint number;
  guint8 ins;

  if (card == NULL)
    return fail ("no card in this slot");
  if (!parse_ordinal (ordinal, &ins, &number))
    return fail ("which one? a number from 1");
  mado_sim_card_add_fault_at (card, kind, ins, number, status_word);
  if (mado_sim_card_take_cut_before (card))
    mado_sim_vpcd_remove (self->slots[slot]);
  return g_strdup ("ok");
}

static char *
cut (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    if (g_strcmp0 (words[1], moments[i].name) == 0)
      return arm (self, slot, moments[i].kind, words[0], 0);
  return fail ("cut when? before, arriving, during or after");
}

static char *
tear (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  return arm (self, slot, MADO_SIM_TEAR_UPDATE, words[0], 0);
}

static char *
corrupt (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  return arm (self, slot, MADO_SIM_CORRUPT_MAC, words[0], 0);
}

static char *
answer_status_word (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  guint64 status_word;

  if (words[1] == NULL
      || !g_ascii_string_to_unsigned (words[1], 16, 0x6000, 0x9FFF, &status_word, NULL))
    return fail ("which status word? four hexadecimal digits, 6000 to 9FFF");
  return arm (self, slot, MADO_SIM_STATUS_WORD, words[0], (guint16) status_word);
}

static char *
reset (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  g_autoptr (MadoSimCard) card = mado_sim_vpcd_get_card (self->slots[slot]);

  if (card == NULL)
    return fail ("no card in this slot");
  mado_sim_card_power_off (card);
  return g_strdup ("ok");
}

static char *
set_keygen (MadoSimControl *self, MadoSimSlot slot, char **words)
{
  g_autoptr (MadoSimCard) card = mado_sim_vpcd_get_card (self->slots[slot]);
  guint keygen_ms;

  if (card == NULL)
    return fail ("no card in this slot");
  if (!mado_sim_control_parse_keygen (words[0], &keygen_ms))
    return fail ("how long? milliseconds or table");
  mado_sim_card_set_keygen_ms (card, keygen_ms);
  return g_strdup ("ok");
}

/* clang-format off */
static const struct { const char *name; Action action; } actions[] = {
  { "insert",  insert             },
  { "remove",  remove_card        },
  { "swap",    swap               },
  { "reset",   reset              },
  { "cut",     cut                },
  { "tear",    tear               },
  { "sw",      answer_status_word },
  { "corrupt", corrupt            },
  { "keygen",  set_keygen         },
};
/* clang-format on */

static void
describe_slot (MadoSimControl *self, MadoSimSlot slot, GString *text)
{
  g_autoptr (MadoSimCard) card = mado_sim_vpcd_get_card (self->slots[slot]);
  g_autofree char *hex = NULL;
  guint8 id[MADO_SIM_CARD_ID_LENGTH];
  MadoSimCounters counters;

  g_string_append_printf (text, " %s=", slot_names[slot]);
  if (card == NULL)
    {
      g_string_append (text, "empty");
      return;
    }
  mado_sim_card_get_id (card, id);
  mado_sim_card_get_counters (card, &counters);
  hex = mado_bytes_to_hex (id, sizeof id);
  g_string_append_printf (
      text, "%s,%s,apdus:%u,verifies:%u,updates:%u,saves:%u,in:%zu,out:%zu", hex,
      mado_sim_vpcd_is_connected (self->slots[slot]) ? "connected" : "waiting", counters.apdus,
      counters.verifies, counters.updates, counters.saves, counters.bytes_in, counters.bytes_out);
}

static char *
describe (MadoSimControl *self)
{
  g_autoptr (GString) text = g_string_new ("ok");

  for (MadoSimSlot slot = 0; slot < MADO_SIM_N_SLOTS; slot++)
    describe_slot (self, slot, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
find_slot (const char *name, MadoSimSlot *slot)
{
  for (MadoSimSlot i = 0; i < MADO_SIM_N_SLOTS; i++)
    if (g_strcmp0 (name, slot_names[i]) == 0)
      {
        *slot = i;
        return TRUE;
      }
  return FALSE;
}

static char *
run_words (MadoSimControl *self, char **words, guint n_words)
{
  char *arguments[WORDS_MAX] = { NULL };
  MadoSimSlot slot;

  if (n_words == 1 && g_str_equal (words[0], "status"))
    return describe (self);
  if (n_words == 1 && g_str_equal (words[0], "quit"))
    {
      g_signal_emit (self, signals[SIGNAL_QUIT], 0);
      return g_strdup ("ok");
    }
  for (guint i = 2; i < n_words; i++)
    arguments[i - 2] = words[i];
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (n_words > 0 && g_str_equal (words[0], actions[i].name))
      return find_slot (words[1], &slot) ? actions[i].action (self, slot, arguments)
                                         : fail ("which slot? operator or resident");
  return fail ("unknown command");
}

char *
mado_sim_control_run (MadoSimControl *self, const char *line)
{
  g_autofree char *copy = g_strstrip (g_strdup (line));
  g_auto (GStrv) words = g_strsplit (copy, " ", WORDS_MAX);

  return run_words (self, words, g_strv_length (words));
}

gboolean
mado_sim_control_listen (MadoSimControl *self, const char *path, GError **error)
{
  g_return_val_if_fail (self->socket == NULL, FALSE);
  self->socket = mado_sim_control_socket_new (self, path, error);
  return self->socket != NULL;
}

static void
mado_sim_control_finalize (GObject *object)
{
  MadoSimControl *self = MADO_SIM_CONTROL (object);

  g_clear_pointer (&self->socket, mado_sim_control_socket_free);
  for (MadoSimSlot slot = 0; slot < MADO_SIM_N_SLOTS; slot++)
    {
      g_clear_object (&self->slots[slot]);
      g_clear_pointer (&self->paths[slot], g_free);
    }
  G_OBJECT_CLASS (mado_sim_control_parent_class)->finalize (object);
}

static void
mado_sim_control_class_init (MadoSimControlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_sim_control_finalize;
  signals[SIGNAL_QUIT] = g_signal_new ("quit", MADO_TYPE_SIM_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_sim_control_init (MadoSimControl *self)
{
}

MadoSimControl *
mado_sim_control_new (guint16 port, guint keygen_ms)
{
  MadoSimControl *self = g_object_new (MADO_TYPE_SIM_CONTROL, NULL);

  self->keygen_ms = keygen_ms;
  for (guint slot = 0; slot < MADO_SIM_N_SLOTS; slot++)
    self->slots[slot] = mado_sim_vpcd_new ((guint16) (port + slot));
  return self;
}
