/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-letter.h"

#define N_ROWS (MADO_N_LETTER_STATES + 1) /* with NONE */

typedef struct
{
  gboolean possible;
  MadoLetterState next;
  guint guards;
} Cell;

#define TO(state, guards)                                                                          \
  {                                                                                                \
    TRUE, MADO_LETTER_##state, guards                                                              \
  }
#define G(guard) MADO_LETTER_GUARD_##guard
#define SHOWN (G (IN_TIME) | G (NUMBER) | G (PRESENTER))

/* clang-format off */
/* What is missing is not possible. */
static const Cell cells[N_ROWS][MADO_N_LETTER_WORDS] = {
  [MADO_LETTER_NONE] = {
    [MADO_LETTER_RECEIVE]  = TO (RECEIVED,  G (REQUEST)),
  },
  [MADO_LETTER_RECEIVED] = {
    [MADO_LETTER_PRINT]    = TO (PRINTED,   G (ADDRESS)),
    [MADO_LETTER_WITHDRAW] = TO (WITHDRAWN, 0),
    [MADO_LETTER_VOID_IT]  = TO (VOID,      G (REASON)),
  },
  [MADO_LETTER_PRINTED] = {
    [MADO_LETTER_PRINT]    = TO (PRINTED,   G (ADDRESS)), /* spoiled paper */
    [MADO_LETTER_MAIL]     = TO (MAILED,    G (MAIL) | G (DUE)),
    [MADO_LETTER_WITHDRAW] = TO (WITHDRAWN, 0),
    [MADO_LETTER_VOID_IT]  = TO (VOID,      G (REASON)),
  },
  [MADO_LETTER_MAILED] = {
    [MADO_LETTER_RETURN]   = TO (RETURNED,  0),
    [MADO_LETTER_REPLY]    = TO (REPLIED,   SHOWN),
    [MADO_LETTER_EXPIRE]   = TO (EXPIRED,   G (OVERDUE)),
    [MADO_LETTER_WITHDRAW] = TO (WITHDRAWN, 0),
    [MADO_LETTER_VOID_IT]  = TO (VOID,      G (REASON)),
  },
  [MADO_LETTER_RETURNED] = { /* never handed over at the counter: no REPLY */
    [MADO_LETTER_PRINT]    = TO (PRINTED,   G (ADDRESS) | G (ADDRESS_CHECKED)),
    [MADO_LETTER_EXPIRE]   = TO (EXPIRED,   G (OVERDUE)),
    [MADO_LETTER_WITHDRAW] = TO (WITHDRAWN, 0),
    [MADO_LETTER_VOID_IT]  = TO (VOID,      G (REASON)),
  },
  [MADO_LETTER_REPLIED] = {
    [MADO_LETTER_VERIFY]   = TO (VERIFIED,  G (CHECKS) | G (SECOND_PERSON)),
    [MADO_LETTER_REJECT]   = TO (REJECTED,  G (REASON)),
    [MADO_LETTER_WITHDRAW] = TO (WITHDRAWN, 0),
    [MADO_LETTER_VOID_IT]  = TO (VOID,      G (REASON)),
  },
  [MADO_LETTER_VERIFIED] = {
    [MADO_LETTER_CONSUME]  = TO (CONSUMED,  G (CASE)),
    [MADO_LETTER_REJECT]   = TO (REJECTED,  G (REASON)),
    [MADO_LETTER_WITHDRAW] = TO (WITHDRAWN, 0),
    [MADO_LETTER_VOID_IT]  = TO (VOID,      G (REASON)),
  },
  [MADO_LETTER_REJECTED] = { /* an end, unless it may be cured */
    [MADO_LETTER_REPLY]    = TO (REPLIED,   G (CURABLE) | SHOWN),
    [MADO_LETTER_EXPIRE]   = TO (EXPIRED,   G (CURABLE) | G (OVERDUE)),
    [MADO_LETTER_WITHDRAW] = TO (WITHDRAWN, G (CURABLE)),
    [MADO_LETTER_VOID_IT]  = TO (VOID,      G (CURABLE) | G (REASON)),
  },
  /* CONSUMED, EXPIRED, WITHDRAWN, VOID: ends */
};

static const char *const states[N_ROWS] = {
  [MADO_LETTER_RECEIVED] = "received", [MADO_LETTER_PRINTED] = "printed",
  [MADO_LETTER_MAILED] = "mailed",     [MADO_LETTER_RETURNED] = "returned",
  [MADO_LETTER_REPLIED] = "replied",   [MADO_LETTER_VERIFIED] = "verified",
  [MADO_LETTER_CONSUMED] = "consumed", [MADO_LETTER_EXPIRED] = "expired",
  [MADO_LETTER_REJECTED] = "rejected", [MADO_LETTER_WITHDRAWN] = "withdrawn",
  [MADO_LETTER_VOID] = "void",         [MADO_LETTER_NONE] = "none",
};

static const char *const words[MADO_N_LETTER_WORDS] = {
  [MADO_LETTER_RECEIVE] = "receive",   [MADO_LETTER_PRINT] = "print",
  [MADO_LETTER_MAIL] = "mail",         [MADO_LETTER_RETURN] = "return",
  [MADO_LETTER_REPLY] = "reply",       [MADO_LETTER_VERIFY] = "verify",
  [MADO_LETTER_CONSUME] = "consume",   [MADO_LETTER_EXPIRE] = "expire",
  [MADO_LETTER_REJECT] = "reject",     [MADO_LETTER_WITHDRAW] = "withdraw",
  [MADO_LETTER_VOID_IT] = "void",
};
/* clang-format on */

gboolean
mado_letter_next (MadoLetterState state, MadoLetterWord word, MadoLetterState *next, guint *guards)
{
  const Cell *cell = &cells[state][word];

  if (!cell->possible)
    return FALSE;
  *next = cell->next;
  *guards = cell->guards;
  return TRUE;
}

gboolean
mado_letter_is_open (MadoLetterState state)
{
  return state <= MADO_LETTER_VERIFIED;
}

const char *
mado_letter_state_to_string (MadoLetterState state)
{
  return states[state];
}

gboolean
mado_letter_state_find (const char *name, MadoLetterState *state)
{
  for (guint i = 0; i < N_ROWS; i++)
    if (g_strcmp0 (states[i], name) == 0)
      {
        *state = (MadoLetterState) i;
        return TRUE;
      }
  return FALSE;
}

const char *
mado_letter_word_to_string (MadoLetterWord word)
{
  return words[word];
}
