/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-desk-search.h"

#include "mado-desk-private.h"

static const char *const purposes[] = {
  [MADO_SEARCH_VISIT] = "visit",
  [MADO_SEARCH_PHONE] = "phone",
  [MADO_SEARCH_OFFICIAL] = "official",
};

typedef struct
{
  MadoDesk *desk; /* owned */
  MadoSearchPurpose purpose;
  gboolean letters, loose;
} Search;

static void
search_free (gpointer data, GClosure *closure)
{
  Search *search = data;

  g_object_unref (search->desk);
  g_free (search);
}

/* Once a search: a list that is loaded again is no new one. */
static void
counted_cb (MadoCaseList *list, gpointer data)
{
  const Search *search = data;
  gboolean held = mado_case_list_get_problem (list) == NULL;
  MadoEvent *event = mado_desk_new_event (
      search->desk, search->letters ? "search.inquiry" : "search.case", held ? "ok" : "fail");

  event->reason = g_strdup (purposes[search->purpose]);
  event->detail = g_strdup_printf ("{\"found\":%u,\"loose\":%s}",
                                   g_list_model_get_n_items (G_LIST_MODEL (list)),
                                   search->loose ? "true" : "false");
  mado_desk_log (search->desk, event);
  g_signal_handlers_disconnect_by_func (list, counted_cb, data);
}

static MadoCaseList *
list_and_log (MadoDesk *self, const MadoListKey *key, MadoSearchPurpose purpose)
{
  MadoCaseList *list = mado_case_list_new (self, key);
  Search *search = g_new0 (Search, 1);

  search->desk = g_object_ref (self);
  search->purpose = purpose;
  search->letters = key->kind == MADO_LIST_INQUIRY_SEARCH;
  search->loose = key->loose;
  g_signal_connect_data (list, "counted", G_CALLBACK (counted_cb), search, search_free, 0);
  return list;
}

MadoCaseList *
mado_desk_search (MadoDesk *self, const char *text, gboolean loose, MadoSearchGroup group,
                  MadoSearchPurpose purpose)
{
  static const struct
  {
    MadoListKind kind;
    gboolean logs;
  } groups[] = {
    [MADO_SEARCH_PERSONS] = { MADO_LIST_PERSON_SEARCH, FALSE },
    [MADO_SEARCH_CASES] = { MADO_LIST_CASE_SEARCH, TRUE },
    [MADO_SEARCH_CERTIFICATES] = { MADO_LIST_CERTIFICATE_SEARCH, FALSE },
    [MADO_SEARCH_LETTERS] = { MADO_LIST_INQUIRY_SEARCH, TRUE },
  };
  g_autoptr (MadoListKey) key = mado_list_key_new (groups[group].kind);

  key->text = g_strdup (text);
  key->loose = loose;
  return groups[group].logs ? list_and_log (self, key, purpose) : mado_case_list_new (self, key);
}

MadoCaseList *
mado_desk_search_person (MadoDesk *self, const MadoListRow *row, MadoSearchPurpose purpose)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_OF_PERSON);

  key->birth = row->birth;
  key->kana = g_strdup (row->kana);
  key->name = g_strdup (row->name);
  return list_and_log (self, key, purpose);
}

MadoCaseList *
mado_desk_history (MadoDesk *self, const MadoCase *of)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_OF_PERSON);
  const MadoFourItems *items = of->register_items != NULL ? of->register_items : of->form;

  if (items == NULL || *items->name == '\0' || !mado_wareki_is_valid (&items->birth))
    return NULL;
  key->birth = items->birth.year * 10000u + items->birth.month * 100u + items->birth.day;
  key->kana = g_strdup (items->kana);
  key->name = g_strdup (items->name);
  return mado_case_list_new (self, key);
}
