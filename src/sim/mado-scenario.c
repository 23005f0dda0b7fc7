/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-scenario.h"

#include <string.h>

#define TEXT_MAX 65536 /* bytes; a scenario is some 30 lines */
#define PASSWORD_MAX 64
#define CHECKED " checked"

G_DEFINE_QUARK (mado_scenario_error, mado_scenario_error)

static void
paper_free (gpointer data)
{
  MadoScenarioPaper *paper = data;

  g_free (paper->code);
  g_free (paper);
}

static void
choice_free (gpointer data)
{
  MadoScenarioChoice *choice = data;

  g_free (choice->text);
  g_free (choice);
}

static void
agent_free (MadoScenarioAgent *agent)
{
  g_free (agent->name);
  g_free (agent->kana);
  g_free (agent->address);
  g_free (agent->relation);
  g_free (agent->phone);
  g_free (agent);
}

static void
said_free (gpointer data)
{
  MadoScenarioSaid *said = data;

  g_free (said->reason);
  g_free (said);
}

void
mado_scenario_free (MadoScenario *self)
{
  g_clear_pointer (&self->form, mado_four_items_free);
  g_clear_pointer (&self->register_items, mado_four_items_free);
  g_ptr_array_unref (self->papers);
  g_ptr_array_unref (self->name_choices);
  g_ptr_array_unref (self->address_choices);
  g_clear_pointer (&self->password, mado_secret_unref);
  g_clear_pointer (&self->old_password, mado_secret_unref);
  g_clear_pointer (&self->second_password, mado_secret_unref);
  g_free (self->second);
  g_clear_pointer (&self->agent, agent_free);
  g_hash_table_unref (self->facts);
  g_hash_table_unref (self->words);
  g_free (self->end);
  g_free (self->procedure);
  g_free (self);
}

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, MADO_SCENARIO_ERROR, MADO_SCENARIO_ERROR_VALUE, "scenario: %s", what);
  return FALSE;
}

/* A key of @section, or of [applicant] when @section does not have it; NULL when neither does. */
static char *
get_text (GKeyFile *file, const char *section, const char *key)
{
  char *text = g_key_file_get_string (file, section, key, NULL);

  return text != NULL ? text : g_key_file_get_string (file, "applicant", key, NULL);
}

static gboolean
read_sex (const char *text, MadoSex *sex)
{
  /* clang-format off */
  static const struct { const char *word; MadoSex sex; } words[] = {
    { "男", MADO_SEX_MALE },   { "male", MADO_SEX_MALE },     { "1", MADO_SEX_MALE },
    { "女", MADO_SEX_FEMALE }, { "female", MADO_SEX_FEMALE }, { "2", MADO_SEX_FEMALE },
    { "9", MADO_SEX_NOT_APPLICABLE },
  };
  /* clang-format on */

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (text, words[i].word) == 0)
      {
        *sex = words[i].sex;
        return TRUE;
      }
  return FALSE;
}

static MadoFourItems *
read_items (GKeyFile *file, const char *section, GError **error)
{
  g_autofree char *name = get_text (file, section, "name");
  g_autofree char *kana = get_text (file, section, "kana");
  g_autofree char *address = get_text (file, section, "address");
  g_autofree char *birth_text = get_text (file, section, "birth");
  g_autofree char *sex_text = get_text (file, section, "sex");
  MadoFourItems *items;
  MadoWareki birth;
  MadoSex sex;

  if (name == NULL || address == NULL)
    return refuse ("name and address are needed", error), NULL;
  if (birth_text == NULL || !mado_wareki_parse (birth_text, &birth, NULL))
    return refuse ("birth is not a date", error), NULL;
  if (!read_sex (sex_text, &sex))
    return refuse ("sex is not 男, 女, 1, 2 or 9", error), NULL;
  items = mado_four_items_new (name, kana, address, &birth, sex);
  items->alias = get_text (file, section, "alias");
  return items;
}

static gboolean
read_day (const char *text, guint *day)
{
  static const char shape[] = "dddd-dd-dd";
  guint numbers[3] = { 0 }; /* year, month, day */
  gsize i, at = 0;

  *day = 0;
  if (g_str_equal (text, "none"))
    return TRUE;
  for (i = 0; text[i] != '\0' && i < sizeof shape - 1; i++)
    if (shape[i] == 'd' && g_ascii_isdigit (text[i]))
      numbers[at] = numbers[at] * 10 + (guint) g_ascii_digit_value (text[i]);
    else if (shape[i] == '-' && text[i] == '-')
      at++;
    else
      return FALSE;
  if (i != sizeof shape - 1 || text[i] != '\0'
      || !g_date_valid_dmy ((GDateDay) numbers[2], (GDateMonth) numbers[1], (GDateYear) numbers[0]))
    return FALSE;
  *day = numbers[0] * 10000 + numbers[1] * 100 + numbers[2];
  return TRUE;
}

static gboolean
read_papers (MadoScenario *self, GKeyFile *file, gboolean of_agent, GError **error)
{
  const char *section = of_agent ? "agent-documents" : "documents";
  g_auto (GStrv) codes = g_key_file_get_keys (file, section, NULL, NULL);

  for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, section, codes[i], NULL);
      MadoScenarioPaper *paper = g_new0 (MadoScenarioPaper, 1);

      paper->code = g_strdup (codes[i]);
      paper->of_agent = of_agent;
      g_ptr_array_add (self->papers, paper);
      if (text != NULL && g_str_has_suffix (text, CHECKED))
        {
          paper->machine_checked = TRUE;
          text[strlen (text) - strlen (CHECKED)] = '\0';
        }
      if (text == NULL || !read_day (text, &paper->valid_to))
        return refuse ("a document's last day is YYYY-MM-DD or none", error);
    }
  return TRUE;
}

static gboolean
read_choices (MadoScenario *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, "choices", NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gboolean is_name = g_str_has_prefix (keys[i], "name-");
      const char *digits = strchr (keys[i], '-');
      MadoScenarioChoice *choice = g_new0 (MadoScenarioChoice, 1);

      g_ptr_array_add (is_name ? self->name_choices : self->address_choices, choice);
      choice->text = g_key_file_get_string (file, "choices", keys[i], NULL);
      if (digits == NULL || (!is_name && !g_str_has_prefix (keys[i], "address-")))
        return refuse ("a choice is name-POSITION or address-POSITION", error);
      choice->position = (guint) g_ascii_strtoull (digits + 1, NULL, 10);
      if (choice->position == 0 || choice->text == NULL)
        return refuse ("a choice's position is counted from 1", error);
    }
  return TRUE;
}

static gboolean
read_password (GKeyFile *file, const char *section, const char *key, MadoSecret **password,
               GError **error)
{
  char *text = g_key_file_get_string (file, section, key, NULL);
  gsize n_text = text != NULL ? strlen (text) : 0;

  if (n_text == 0 || n_text > PASSWORD_MAX)
    {
      g_free (text);
      return refuse ("a password has 1 to 64 bytes", error);
    }
  *password = mado_secret_new_take ((guint8 *) text, n_text);
  g_free (text);
  return TRUE;
}

static gboolean
read_passwords (MadoScenario *self, GKeyFile *file, GError **error)
{
  /* An issuance without one is a slip of the pen; a procedure that asks for none has none. */
  if (!g_str_equal (self->procedure, "issue") && !g_key_file_has_group (file, "password"))
    return TRUE;
  return read_password (file, "password", "text", &self->password, error)
         && (!g_key_file_has_key (file, "password", "old", NULL)
             || read_password (file, "password", "old", &self->old_password, error));
}

static gboolean
read_second (MadoScenario *self, GKeyFile *file, GError **error)
{
  if (!g_key_file_has_group (file, "second"))
    return TRUE;
  self->second = g_key_file_get_string (file, "second", "operator", NULL);
  if (self->second == NULL || *self->second == '\0')
    return refuse ("a second person has an operator id", error);
  return read_password (file, "second", "password", &self->second_password, error);
}

static void
read_facts (MadoScenario *self, GKeyFile *file)
{
  g_auto (GStrv) names = g_key_file_get_keys (file, "facts", NULL, NULL);

  self->procedure = g_key_file_get_string (file, "procedure", "name", NULL);
  if (self->procedure == NULL)
    self->procedure = g_strdup ("issue");
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    g_hash_table_insert (self->facts, g_strdup (names[i]),
                         g_key_file_get_string (file, "facts", names[i], NULL));
}

static char *
get_agent (GKeyFile *file, const char *key)
{
  char *text = g_key_file_get_string (file, "agent", key, NULL);

  return text != NULL ? text : g_strdup ("");
}

static gboolean
read_authority (MadoScenario *self, GKeyFile *file, GError **error)
{
  static const char *const words[] = { "", "household", "family-register", "guardian" };
  g_autofree char *word = get_agent (file, "authority");
  g_autofree char *issued = get_agent (file, "authority_issued");

  while (self->authority < (int) G_N_ELEMENTS (words)
         && !g_str_equal (word, words[self->authority]))
    self->authority++;
  if (self->authority == (int) G_N_ELEMENTS (words))
    return refuse ("authority is household, family-register or guardian", error);
  return *issued == '\0' || read_day (issued, &self->authority_issued_on)
         || refuse ("authority_issued is YYYY-MM-DD", error);
}

static gboolean
read_agent (MadoScenario *self, GKeyFile *file, GError **error)
{
  g_autofree char *comes = get_agent (file, "comes");
  g_autofree char *birth = get_agent (file, "birth");

  self->letter = g_key_file_get_boolean (file, "letter", "mailed", NULL);
  if (!g_key_file_has_group (file, "agent"))
    return TRUE;
  if (!read_authority (self, file, error))
    return FALSE;
  if (!g_str_equal (comes, "statutory") && !g_str_equal (comes, "proxy"))
    return refuse ("who comes as agent is statutory or proxy", error);
  self->comes = g_str_equal (comes, "proxy") ? MADO_SCENARIO_PROXY : MADO_SCENARIO_STATUTORY;
  self->agent = g_new0 (MadoScenarioAgent, 1);
  *self->agent = (MadoScenarioAgent){ .name = get_agent (file, "name"),
                                      .kana = get_agent (file, "kana"),
                                      .address = get_agent (file, "address"),
                                      .relation = get_agent (file, "relation"),
                                      .phone = get_agent (file, "phone") };
  return *birth == '\0' || read_day (birth, &self->agent->birth)
         || refuse ("the agent's birth date is YYYY-MM-DD", error);
}

static gboolean
read_switch (GKeyFile *file, const char *key, gboolean missing)
{
  g_autoptr (GError) error = NULL;
  gboolean value = g_key_file_get_boolean (file, "card", key, &error);

  return error == NULL ? value : missing;
}

static gboolean
read_card (MadoScenario *self, GKeyFile *file, GError **error)
{
  g_autofree char *expires = g_key_file_get_string (file, "card", "expires", NULL);

  self->card_photo = read_switch (file, "photo", TRUE);
  self->card_photo_matches = read_switch (file, "photo_matches", TRUE);
  self->card_checked = read_switch (file, "checked", FALSE);
  self->erase = read_switch (file, "erase", FALSE);
  return expires == NULL || read_day (expires, &self->card_expires_on)
         || refuse ("the card's last day is YYYY-MM-DD", error);
}

static MadoScenarioSaid *
read_said (const char *text)
{
  static const char *const names[MADO_SCENARIO_N_WORDS] = { "refuse", "park", "hold", "withdraw" };
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  MadoScenarioSaid *said;
  guint word = 0;

  while (word < MADO_SCENARIO_N_WORDS && g_strcmp0 (parts[0], names[word]) != 0)
    word++;
  if (word == MADO_SCENARIO_N_WORDS || (parts[1] == NULL) != (word == MADO_SCENARIO_WITHDRAW))
    return NULL;
  said = g_new0 (MadoScenarioSaid, 1);
  said->word = (MadoScenarioWord) word;
  said->reason = g_strdup (parts[1] != NULL ? parts[1] : "");
  return said;
}

static gboolean
read_words (MadoScenario *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) rows = g_key_file_get_keys (file, "words", NULL, NULL);

  self->end = g_key_file_get_string (file, "end", "row", NULL);
  if (self->end == NULL)
    self->end = g_strdup ("done");
  for (gsize i = 0; rows != NULL && rows[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, "words", rows[i], NULL);
      MadoScenarioSaid *said = text != NULL ? read_said (text) : NULL;

      if (said == NULL)
        return refuse ("a word is refuse, park or hold with a reason, or withdraw", error);
      g_hash_table_insert (self->words, g_strdup (rows[i]), said);
    }
  return TRUE;
}

static gboolean
read_all (MadoScenario *self, GKeyFile *file, GError **error)
{
  self->form = read_items (file, "applicant", error);
  self->register_items = self->form != NULL ? read_items (file, "register", error) : NULL;
  return self->register_items != NULL && read_card (self, file, error)
         && read_papers (self, file, FALSE, error) && read_papers (self, file, TRUE, error)
         && read_choices (self, file, error) && read_agent (self, file, error)
         && read_passwords (self, file, error) && read_second (self, file, error)
         && read_words (self, file, error);
}

MadoScenario *
mado_scenario_new_from_text (const char *text, gsize n_text, GError **error)
{
  g_autoptr (MadoScenario) self = g_new0 (MadoScenario, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) cause = NULL;

  self->papers = g_ptr_array_new_with_free_func (paper_free);
  self->name_choices = g_ptr_array_new_with_free_func (choice_free);
  self->address_choices = g_ptr_array_new_with_free_func (choice_free);
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, said_free);
  if (n_text == 0 || n_text > TEXT_MAX || !g_utf8_validate_len (text, n_text, NULL)
      || !g_key_file_load_from_data (file, text, n_text, G_KEY_FILE_NONE, &cause))
    {
      g_set_error (error, MADO_SCENARIO_ERROR, MADO_SCENARIO_ERROR_SYNTAX, "scenario: %s",
                   cause != NULL ? cause->message : "not UTF-8, empty or over 64 KiB");
      return NULL;
    }
  read_facts (self, file);
  return read_all (self, file, error) ? g_steal_pointer (&self) : NULL;
}

/* The passwords of a scenario. */
static const struct
{
  const char *section, *key;
  gsize place; /* of the MadoSecret in MadoScenario */
} secrets[] = {
  { "[password]", "text", G_STRUCT_OFFSET (MadoScenario, password) },
  { "[password]", "old", G_STRUCT_OFFSET (MadoScenario, old_password) },
  { "[second]", "password", G_STRUCT_OFFSET (MadoScenario, second_password) },
};

/* Bytes of a password in a scenario's text, NULL when there are none. */
static char *
find_password (char *text, gsize n_text, const char *section, const char *key, gsize *n_password)
{
  gboolean is_here = FALSE;

  for (char *line = text, *end = text + n_text; line < end;)
    {
      char *next = memchr (line, '\n', (gsize) (end - line));
      char *stop = next != NULL ? next : end;
      char *value = memchr (line, '=', (gsize) (stop - line));

      if (line[0] == '[')
        is_here = g_str_has_prefix (line, section);
      else if (is_here && value != NULL && g_str_has_prefix (line, key))
        {
          for (value++; value < stop && g_ascii_isspace (*value);)
            value++;
          while (stop > value && g_ascii_isspace (stop[-1]))
            stop--;
          *n_password = (gsize) (stop - value);
          return *n_password > 0 ? value : NULL;
        }
      line = stop + 1;
    }
  return NULL;
}

/* Moves a password out of @text, where stars take its place. */
static MadoSecret *
take_password (char *text, gsize n_text, const char *section, const char *key)
{
  gsize n_password;
  char *password = find_password (text, n_text, section, key, &n_password);
  MadoSecret *secret;

  if (password == NULL || n_password > PASSWORD_MAX)
    return NULL;
  secret = mado_secret_new_take ((guint8 *) password, n_password);
  memset (password, '*', n_password);
  return secret;
}

static void
replace_secret (MadoScenario *self, gsize offset, MadoSecret *secret)
{
  MadoSecret **place = G_STRUCT_MEMBER_P (self, offset);

  if (secret == NULL)
    return;
  g_clear_pointer (place, mado_secret_unref);
  *place = secret;
}

/* GKeyFile leaves copies of what it reads in freed memory, so it never sees a password. */
MadoScenario *
mado_scenario_new_from_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  MadoSecret *taken[G_N_ELEMENTS (secrets)];
  MadoScenario *self;
  gsize n_text;

  if (!g_file_get_contents (path, &text, &n_text, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    taken[i] = take_password (text, n_text, secrets[i].section, secrets[i].key);
  self = mado_scenario_new_from_text (text, n_text, error);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (self != NULL)
      replace_secret (self, secrets[i].place, taken[i]);
    else
      g_clear_pointer (&taken[i], mado_secret_unref);
  return self;
}
