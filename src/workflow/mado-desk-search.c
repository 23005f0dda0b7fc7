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

MadoCaseList *
mado_desk_search (MadoDesk *self, const char *text, gboolean loose, gboolean letters,
                  MadoSearchPurpose purpose)
{
  g_autoptr (MadoListKey) key
      = mado_list_key_new (letters ? MADO_LIST_INQUIRY_SEARCH : MADO_LIST_CASE_SEARCH);
  Search *search = g_new0 (Search, 1);
  MadoCaseList *list;

  key->text = g_strdup (text);
  key->loose = loose;
  search->desk = g_object_ref (self);
  search->purpose = purpose;
  search->letters = letters;
  search->loose = loose;
  list = mado_case_list_new (self, key);
  g_signal_connect_data (list, "counted", G_CALLBACK (counted_cb), search, search_free, 0);
  return list;
}

MadoCaseList *
mado_desk_history (MadoDesk *self, const MadoCase *of)
{
  g_autoptr (MadoListKey) key = mado_list_key_new (MADO_LIST_OF_PERSON);
  const MadoFourItems *items = of->register_items != NULL ? of->register_items : of->form;

  if (items == NULL || items->kana == NULL || !mado_wareki_is_valid (&items->birth))
    return NULL;
  key->birth = items->birth.year * 10000u + items->birth.month * 100u + items->birth.day;
  key->kana = g_strdup (items->kana);
  return mado_case_list_new (self, key);
}
