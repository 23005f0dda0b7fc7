/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-player.h"

#include "mado-case-fact.h"
#include "mado-decision.h"
#include "mado-player-letter.h"
#include "mado-reply.h"
#include "mado-revoke.h"
#include "mado-run-second.h"
#include "mado-run-wait.h"
#include "mado-warning.h"

#include <string.h>

typedef struct
{
  MadoRun *run;
  const MadoScenario *scenario;
  const MadoPlayerOptions *options;
  const MadoState *stopped_in; /* row of the last problem */
  guint n_stops;               /* problems in that row in a row */
  const MadoState *worded;     /* row in which the scenario's own word was said */
} Player;

/* --- what the clerk enters at a row --- */

static void
enter_agent (MadoCase *edit, const MadoScenarioAgent *agent)
{
  MadoCaseAgent entered = { .name = agent->name,
                            .kana = agent->kana,
                            .address = agent->address,
                            .birth = agent->birth,
                            .relation = agent->relation,
                            .phone = agent->phone };

  g_clear_pointer (&edit->agent, mado_case_agent_free);
  edit->agent = mado_case_agent_copy (&entered);
}

static void
enter_form (MadoCase *edit, const MadoScenario *scenario)
{
  static const MadoApplicant comes[]
      = { MADO_APPLICANT_SELF, MADO_APPLICANT_STATUTORY, MADO_APPLICANT_VOLUNTARY };
  GHashTableIter iter;
  gpointer name, value;

  g_clear_pointer (&edit->form, mado_four_items_free);
  edit->form = mado_four_items_copy (scenario->form);
  edit->applicant = comes[scenario->comes];
  edit->authority = scenario->authority;
  edit->authority_issued_on = scenario->authority_issued_on;
  if (scenario->agent != NULL)
    enter_agent (edit, scenario->agent);
  g_hash_table_iter_init (&iter, scenario->facts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    mado_case_set_fact (edit, name, value);
}

static void
enter_papers (MadoCase *edit, const MadoScenario *scenario)
{
  g_ptr_array_set_size (edit->documents, 0);
  for (guint i = 0; i < scenario->papers->len; i++)
    {
      const MadoScenarioPaper *paper = g_ptr_array_index (scenario->papers, i);
      MadoCaseDocument *document = mado_case_document_new (paper->code);

      document->valid_to = paper->valid_to;
      document->of_agent = paper->of_agent;
      document->machine_checked = paper->machine_checked;
      document->name_match = document->address_match = document->photo_match = TRUE;
      document->copy_taken = TRUE;
      g_ptr_array_add (edit->documents, document);
    }
  edit->card_photo = scenario->card_photo;
  edit->card_photo_matches = scenario->card_photo_matches;
  edit->card_checked = scenario->card_checked;
  edit->card_expires_on = scenario->card_expires_on;
}

static void
enter_choices (GPtrArray *choices, const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      const MadoScenarioChoice *choice = g_ptr_array_index (from, i);

      mado_case_set_choice (choices, choice->position, choice->text);
    }
}

static void
enter_register (MadoCase *edit, const MadoScenario *scenario)
{
  mado_case_take_register (edit, mado_four_items_copy (scenario->register_items));
  enter_choices (edit->name_choices, scenario->name_choices);
  enter_choices (edit->address_choices, scenario->address_choices);
}

/* Everything is in order, unless the scenario's facts say what is not. */
static void
enter_reply (MadoCase *edit, const MadoScenario *scenario)
{
  for (guint i = 0; i < MADO_N_LETTER_CHECKS; i++)
    if (mado_reply_get (edit, (MadoLetterCheck) i) == 0)
      mado_reply_set (edit, (MadoLetterCheck) i, MADO_REPLY_IN_ORDER);
}

/* The clerk types what stands on the screen. */
static void
enter_last_digits (MadoCase *edit, const MadoScenario *scenario)
{
  const char *serial = mado_case_get_fact (edit, MADO_FACT_OLD_SERIAL);
  gsize n = serial != NULL ? strlen (serial) : 0;

  if (n >= MADO_REVOKE_TYPED_DIGITS)
    mado_case_set_fact (edit, MADO_FACT_TYPED, serial + n - MADO_REVOKE_TYPED_DIGITS);
}

static void
enter_erase_wish (MadoCase *edit, const MadoScenario *scenario)
{
  mado_case_set_check (edit, "erase-wanted", scenario->erase);
}

/* clang-format off */
static const struct { const char *state; void (*enter) (MadoCase *, const MadoScenario *); } entries[] = {
  { "reception", enter_form     },
  { "reply",     enter_reply    },
  { "identity",  enter_papers   },
  { "compare",   enter_register },
  { "confirm",   enter_last_digits },
  { "erase-ask", enter_erase_wish },
};
/* clang-format on */

static void
fill_row (Player *player)
{
  const MadoState *state = mado_run_get_state (player->run);
  MadoCase *edit = mado_run_edit (player->run);

  if (edit == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].state, state->name))
      entries[i].enter (edit, player->scenario);
  if (player->options->letter != NULL && g_str_equal (state->name, "reception"))
    mado_case_set_fact (edit, MADO_FACT_INQUIRY, player->options->letter);
  for (guint i = 0; i < MADO_MAX_CHECKS && state->checks[i] != NULL; i++)
    mado_case_set_check (edit, state->checks[i], TRUE);
}

/* --- words --- */

static void
withdraw (MadoRun *run, const char *reason)
{
  mado_run_post (run, MADO_OUTCOME_CANCEL);
}

static void (*const words[MADO_SCENARIO_N_WORDS]) (MadoRun *run, const char *reason) = {
  [MADO_SCENARIO_REFUSE] = mado_run_refuse,
  [MADO_SCENARIO_PARK] = mado_run_park,
  [MADO_SCENARIO_HOLD] = mado_run_hold,
  [MADO_SCENARIO_WITHDRAW] = withdraw,
};

/* Returns: (nullable): what the scenario's clerk has yet to say in this row. */
static const MadoScenarioSaid *
own_word (const Player *player)
{
  const MadoState *state = mado_run_get_state (player->run);

  return player->worded == state ? NULL
                                 : g_hash_table_lookup (player->scenario->words, state->name);
}

static void
say_own_word (Player *player)
{
  const MadoScenarioSaid *said = own_word (player);

  player->worded = mado_run_get_state (player->run);
  words[said->word](player->run, said->reason);
}

static void
give_password (Player *player, const MadoSecret *password)
{
  if (password == NULL) /* the row says so itself */
    mado_run_post (player->run, MADO_OUTCOME_OK);
  else
    mado_run_give_password (player->run, mado_player_copy_secret (password));
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult *const *result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* The supervisor comes and signs; a refusal is the run's problem or stays unsaid: OK says it. */
static void
call_second (Player *player)
{
  const MadoScenario *scenario = player->scenario;
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GAsyncResult) answered = NULL;
  g_autoptr (GError) error = NULL;
  gint64 approval_id;

  mado_run_ask_second_async (player->run, NULL, ready_cb, &asked);
  approval_id = mado_run_ask_second_finish (player->run, wait_for (&asked), &error);
  if (approval_id == 0)
    return;
  mado_run_answer_second_async (player->run, approval_id, TRUE, scenario->second,
                                mado_player_copy_secret (scenario->second_password), NULL, NULL,
                                ready_cb, &answered);
  if (!mado_run_answer_second_finish (player->run, wait_for (&answered), NULL, &error))
    mado_run_post (player->run, MADO_OUTCOME_OK);
}

/* Returns: (nullable): what the resident types in a row of that name. */
static const MadoSecret *
password_for (const MadoScenario *scenario, const char *state)
{
  if (g_str_equal (state, "password") || g_str_equal (state, "prove-ask"))
    return scenario->password;
  if (g_str_equal (state, "old-password"))
    return scenario->old_password != NULL ? scenario->old_password : scenario->password;
  return NULL;
}

static gboolean
is_look (const MadoState *state)
{
  return g_str_has_suffix (state->name, "-look");
}

static void
say (Player *player)
{
  const MadoState *state = mado_run_get_state (player->run);
  const MadoSecret *password = password_for (player->scenario, state->name);

  fill_row (player);
  if (own_word (player) != NULL)
    say_own_word (player);
  else if (password != NULL)
    give_password (player, password);
  else if (is_look (state) && !player->options->sheet_is_there)
    mado_run_post (player->run, MADO_OUTCOME_AGAIN);
  else if (player->scenario->second != NULL && mado_run_wants_second (player->run) != NULL)
    call_second (player);
  else
    mado_run_post (player->run, MADO_OUTCOME_OK);
}

/* --- what stops for a person --- */

/* The clerk has looked at each warning that the rules show. */
static gboolean
answer_warnings (Player *player)
{
  const MadoDecision *decision = mado_run_get_decision (player->run);
  MadoCase *edit = mado_run_edit (player->run);

  if (edit == NULL || decision == NULL)
    return FALSE;
  for (guint i = 0; i < decision->findings->len; i++)
    mado_warning_answer (edit,
                         ((const MadoFinding *) g_ptr_array_index (decision->findings, i))->reason);
  return TRUE;
}

/* Whether a problem was one that a person answers, and was. */
static gboolean
answer (Player *player)
{
  const GError *problem = mado_run_get_problem (player->run);

  if (g_error_matches (problem, MADO_RUN_ERROR, MADO_RUN_ERROR_NAMESAKE)
      || g_error_matches (problem, MADO_RUN_ERROR, MADO_RUN_ERROR_CARD_NAME)
      || g_error_matches (problem, MADO_RUN_ERROR, MADO_RUN_ERROR_OTHER_DAY)
      || g_error_matches (problem, MADO_RUN_ERROR, MADO_RUN_ERROR_PERSON_AGAIN))
    return TRUE; /* what the row asks for is shown or ticked once more */
  return g_error_matches (problem, MADO_RUN_ERROR, MADO_RUN_ERROR_WARNINGS)
         && answer_warnings (player);
}

/* Whether the player goes on after what it sees. */
static gboolean
may_go_on (Player *player)
{
  const MadoState *state = mado_run_get_state (player->run);

  if (mado_run_get_problem (player->run) == NULL)
    {
      player->n_stops = 0;
      return TRUE;
    }
  player->n_stops = player->stopped_in == state ? player->n_stops + 1 : 1;
  player->stopped_in = state;
  return player->n_stops <= player->options->retries || own_word (player) != NULL
         || (player->n_stops <= 2 && answer (player));
}

/* The end of the case, or the row in which it waits for another day. */
static gboolean
is_over (const Player *player)
{
  const MadoState *state = mado_run_get_state (player->run);

  return state->ending != MADO_ENDING_NONE || g_str_equal (state->name, player->scenario->end);
}

gboolean
mado_player_play (MadoRun *run, const MadoScenario *scenario, const MadoPlayerOptions *options)
{
  Player player = { .run = run, .scenario = scenario, .options = options };

  for (;;)
    {
      while (mado_run_is_busy (run, NULL))
        g_main_context_iteration (NULL, TRUE);
      if (options->tell != NULL)
        options->tell (run, options->tell_data);
      if (is_over (&player))
        return g_str_equal (mado_run_get_state (run)->name, scenario->end);
      if (!may_go_on (&player) || g_strcmp0 (mado_run_get_state (run)->name, options->until) == 0)
        return FALSE;
      say (&player);
    }
}
