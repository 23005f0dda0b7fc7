/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-case-private.h"

#include <string.h>

static const char *const holders[] = {
  [MADO_HOLDER_NOBODY] = "nobody",   [MADO_HOLDER_APPLICANT] = "applicant",
  [MADO_HOLDER_COUNTER] = "counter", [MADO_HOLDER_READER] = "reader",
  [MADO_HOLDER_SAFE] = "safe",
};

const char *
mado_holder_to_string (MadoHolder holder)
{
  return holders[holder];
}

MadoCaseDocument *
mado_case_document_new (const char *code)
{
  MadoCaseDocument *self = g_new0 (MadoCaseDocument, 1);

  self->code = g_strdup (code);
  return self;
}

void
mado_case_document_free (MadoCaseDocument *self)
{
  g_free (self->code);
  g_free (self->checked_by);
  g_free (self);
}

static gpointer
copy_document (gconstpointer source, gpointer data)
{
  const MadoCaseDocument *document = source;
  MadoCaseDocument *copy = g_new0 (MadoCaseDocument, 1);

  *copy = *document;
  copy->code = g_strdup (document->code);
  copy->checked_by = g_strdup (document->checked_by);
  return copy;
}

static void
choice_free (gpointer data)
{
  MadoCaseChoice *choice = data;

  g_free (choice->text);
  g_free (choice);
}

static gpointer
copy_choice (gconstpointer source, gpointer data)
{
  const MadoCaseChoice *choice = source;
  MadoCaseChoice *copy = g_new0 (MadoCaseChoice, 1);

  copy->position = choice->position;
  copy->text = g_strdup (choice->text);
  return copy;
}

static gpointer
copy_text (gconstpointer source, gpointer data)
{
  return g_strdup (source);
}

void
mado_case_set_choice (GPtrArray *choices, guint position, const char *text)
{
  MadoCaseChoice *choice;

  for (guint i = 0; i < choices->len; i++)
    {
      choice = g_ptr_array_index (choices, i);
      if (choice->position == position)
        {
          g_ptr_array_remove_index (choices, i);
          break;
        }
    }
  if (text == NULL)
    return;
  choice = g_new0 (MadoCaseChoice, 1);
  choice->position = position;
  choice->text = g_strdup (text);
  g_ptr_array_add (choices, choice);
}

/* Returns: (transfer full) (nullable): the character at @position, from 1, with its selectors. */
static char *
character_at (const char *text, guint position)
{
  const char *at = text, *next;

  for (guint i = 1; *at != '\0' && i < position; i++)
    at = mado_text_next (at);
  if (*at == '\0')
    return NULL;
  next = mado_text_next (at);
  return g_strndup (at, (gsize) (next - at));
}

static void
drop_stale (GPtrArray *choices, const char *before, const char *after)
{
  for (guint i = choices->len; i-- > 0;)
    {
      const guint position = ((const MadoCaseChoice *) g_ptr_array_index (choices, i))->position;
      g_autofree char *old = character_at (before, position);
      g_autofree char *new = character_at (after, position);

      if (g_strcmp0 (old, new) != 0)
        g_ptr_array_remove_index (choices, i);
    }
}

void
mado_case_take_register (MadoCase *self, MadoFourItems *items)
{
  g_autoptr (MadoFourItems) before = g_steal_pointer (&self->register_items);

  self->register_items = items;
  if (before == NULL)
    return;
  drop_stale (self->name_choices, before->name, items->name);
  drop_stale (self->address_choices, before->address, items->address);
}

MadoCase *
mado_case_new (const char *procedure)
{
  MadoCase *self = g_new0 (MadoCase, 1);

  self->procedure = g_strdup (procedure);
  self->checks = g_ptr_array_new_with_free_func (g_free);
  self->documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mado_case_document_free);
  self->name_choices = g_ptr_array_new_with_free_func (choice_free);
  self->address_choices = g_ptr_array_new_with_free_func (choice_free);
  self->facts = mado_case_new_facts (NULL);
  return self;
}

MadoCase *
mado_case_copy (const MadoCase *self)
{
  MadoCase *copy = g_new0 (MadoCase, 1);

  *copy = *self;
  copy->number = g_strdup (self->number);
  copy->procedure = g_strdup (self->procedure);
  copy->state = g_strdup (self->state);
  copy->opened_by = g_strdup (self->opened_by);
  copy->problem_domain = g_strdup (self->problem_domain);
  copy->ticket = g_strdup (self->ticket);
  copy->checks = g_ptr_array_copy (self->checks, copy_text, NULL);
  g_ptr_array_set_free_func (copy->checks, g_free);
  copy->card_id = g_strdup (self->card_id);
  copy->spki_sha256 = g_strdup (self->spki_sha256);
  copy->csr = self->csr != NULL ? g_bytes_ref (self->csr) : NULL;
  copy->serial = g_strdup (self->serial);
  copy->form = self->form != NULL ? mado_four_items_copy (self->form) : NULL;
  copy->register_items
      = self->register_items != NULL ? mado_four_items_copy (self->register_items) : NULL;
  copy->documents = g_ptr_array_copy (self->documents, copy_document, NULL);
  copy->name_choices = g_ptr_array_copy (self->name_choices, copy_choice, NULL);
  copy->address_choices = g_ptr_array_copy (self->address_choices, copy_choice, NULL);
  copy->agent = self->agent != NULL ? mado_case_agent_copy (self->agent) : NULL;
  copy->facts = mado_case_new_facts (self->facts);
  return copy;
}

void
mado_case_free (MadoCase *self)
{
  g_free (self->number);
  g_free (self->procedure);
  g_free (self->state);
  g_free (self->opened_by);
  g_free (self->problem_domain);
  g_free (self->ticket);
  g_ptr_array_unref (self->checks);
  g_free (self->card_id);
  g_free (self->spki_sha256);
  g_clear_pointer (&self->csr, g_bytes_unref);
  g_free (self->serial);
  g_clear_pointer (&self->form, mado_four_items_free);
  g_clear_pointer (&self->register_items, mado_four_items_free);
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->name_choices);
  g_ptr_array_unref (self->address_choices);
  g_clear_pointer (&self->agent, mado_case_agent_free);
  g_hash_table_unref (self->facts);
  g_free (self);
}

gboolean
mado_case_has_check (const MadoCase *self, const char *check)
{
  return g_ptr_array_find_with_equal_func (self->checks, check, g_str_equal, NULL);
}

void
mado_case_set_check (MadoCase *self, const char *check, gboolean ticked)
{
  guint at;

  if (g_ptr_array_find_with_equal_func (self->checks, check, g_str_equal, &at) == ticked)
    return;
  if (ticked)
    g_ptr_array_add (self->checks, g_strdup (check));
  else
    g_ptr_array_remove_index (self->checks, at);
}

char *
mado_case_short_number (const MadoCase *self)
{
  /* YYYYMMDD-NNN without the year */
  return g_strdup (self->number != NULL && strlen (self->number) > 4 ? self->number + 4 : "");
}

static MadoSubstituteChoice *
list_choices (const GPtrArray *choices)
{
  MadoSubstituteChoice *list = g_new0 (MadoSubstituteChoice, choices->len + 1);

  for (guint i = 0; i < choices->len; i++)
    {
      const MadoCaseChoice *choice = g_ptr_array_index (choices, i);

      list[i] = (MadoSubstituteChoice){ .position = choice->position, .text = choice->text };
    }
  return list;
}

MadoCertificateItems *
mado_case_certificate_items (const MadoCase *self)
{
  g_autofree MadoSubstituteChoice *name = list_choices (self->name_choices);
  g_autofree MadoSubstituteChoice *address = list_choices (self->address_choices);

  if (self->register_items == NULL)
    return NULL;
  return mado_certificate_items_new (self->register_items, name, self->name_choices->len, address,
                                     self->address_choices->len);
}
