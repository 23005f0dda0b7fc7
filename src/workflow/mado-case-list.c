/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-case-list.h"

#include "mado-desk-deed.h"

#define PAGES_MAX 12 /* held: more than any screen shows, less than anybody's memory */

typedef struct
{
  guint number;     /* rows number * MADO_LIST_PAGE and on */
  GPtrArray *items; /* owned, of MadoCaseItem: one a place of the page */
} Page;

struct _MadoCaseList
{
  GObject parent_instance;
  MadoDesk *desk;   /* owned */
  MadoListKey *key; /* owned */
  GQueue pages;     /* owned, of Page: the one that was used last in front */
  guint n_rows;
  gboolean counted;
  guint generation; /* answers to questions of an earlier one are dropped */
  GError *problem;  /* owned, nullable */
};

static void mado_case_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoCaseList, mado_case_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, mado_case_list_model_init))

enum
{
  COUNTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* A question on its way to the database's worker. */
typedef struct
{
  MadoListKey *key; /* owned */
  guint generation;
  guint offset;
  guint n_rows;    /* answer of a count */
  GPtrArray *rows; /* owned, nullable: answer of a page */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  mado_list_key_free (question->key);
  g_clear_pointer (&question->rows, g_ptr_array_unref);
  g_free (question);
}

static Question *
question_new (MadoCaseList *self, guint offset)
{
  Question *question = g_new0 (Question, 1);

  question->key = mado_list_key_copy (self->key);
  question->generation = self->generation;
  question->offset = offset;
  return question;
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->items);
  g_free (page);
}

/* --- counting --- */

static gboolean
count_rows (MadoDeed *deed, GError **error)
{
  Question *question = deed->data;

  return mado_list_count (deed->db, question->key, &question->n_rows, error);
}

static void
take_count (MadoCaseList *self, guint n_rows)
{
  guint before = self->n_rows;

  self->n_rows = n_rows;
  self->counted = TRUE;
  g_queue_clear_full (&self->pages, page_free);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, n_rows);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoCaseList) self = data;
  g_autoptr (GError) error = NULL;
  const Question *question
      = mado_desk_did (MADO_DESK (source), result, mado_case_list_reload, &error);

  if (question != NULL && question->generation != self->generation)
    return; /* counted anew meanwhile */
  g_clear_error (&self->problem);
  if (question != NULL)
    take_count (self, question->n_rows);
  else
    self->problem = g_steal_pointer (&error);
  g_signal_emit (self, signals[COUNTED], 0);
}

void
mado_case_list_reload (MadoCaseList *self)
{
  self->generation++;
  mado_desk_do (self->desk, MADO_DEED_READS, count_rows, question_new (self, 0), question_free,
                mado_case_list_reload, NULL, counted_cb, g_object_ref (self));
}

/* --- pages --- */

static gboolean
read_page (MadoDeed *deed, GError **error)
{
  Question *question = deed->data;

  question->rows = mado_list_read (deed->db, question->key, question->offset, error);
  return question->rows != NULL;
}

static Page *
find_page (MadoCaseList *self, guint number)
{
  for (GList *at = self->pages.head; at != NULL; at = at->next)
    if (((Page *) at->data)->number == number)
      {
        g_queue_unlink (&self->pages, at);
        g_queue_push_head_link (&self->pages, at);
        return at->data;
      }
  return NULL;
}

/* The rows may be fewer than the places when somebody deleted meanwhile: the rest stays empty. */
static void
fill_page (Page *page, GPtrArray *rows)
{
  guint n_rows = MIN (rows->len, page->items->len);

  for (guint i = 0; i < n_rows; i++)
    mado_case_item_take_row (g_ptr_array_index (page->items, i),
                             g_steal_pointer (&g_ptr_array_index (rows, i)));
  for (guint i = n_rows; i < rows->len; i++)
    mado_list_row_free (g_steal_pointer (&g_ptr_array_index (rows, i)));
  g_ptr_array_set_free_func (rows, NULL);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoCaseList) self = data;
  g_autoptr (GError) error = NULL;
  const Question *question = mado_desk_did (MADO_DESK (source), result, read_page, &error);
  Page *page;

  if (question == NULL)
    {
      g_clear_error (&self->problem);
      self->problem = g_steal_pointer (&error);
      g_signal_emit (self, signals[COUNTED], 0);
      return;
    }
  page = question->generation == self->generation
             ? find_page (self, question->offset / MADO_LIST_PAGE)
             : NULL;
  if (page != NULL)
    fill_page (page, question->rows);
}

static Page *
begin_page (MadoCaseList *self, guint number)
{
  Page *page = g_new0 (Page, 1);
  guint offset = number * MADO_LIST_PAGE;

  page->number = number;
  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = offset; i < MIN (offset + MADO_LIST_PAGE, self->n_rows); i++)
    g_ptr_array_add (page->items, mado_case_item_new ());
  g_queue_push_head (&self->pages, page);
  if (self->pages.length > PAGES_MAX)
    page_free (g_queue_pop_tail (&self->pages));
  mado_desk_do (self->desk, MADO_DEED_READS, read_page, question_new (self, offset), question_free,
                read_page, NULL, page_cb, g_object_ref (self));
  return page;
}

/* --- the model --- */

static GType
get_item_type (GListModel *model)
{
  return MADO_TYPE_CASE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return MADO_CASE_LIST (model)->n_rows;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MadoCaseList *self = MADO_CASE_LIST (model);
  guint number = position / MADO_LIST_PAGE;
  Page *page;

  if (position >= self->n_rows)
    return NULL;
  page = find_page (self, number);
  if (page == NULL)
    page = begin_page (self, number);
  return g_object_ref (g_ptr_array_index (page->items, position % MADO_LIST_PAGE));
}

static void
mado_case_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

gboolean
mado_case_list_is_counted (MadoCaseList *self)
{
  return self->counted;
}

const GError *
mado_case_list_get_problem (MadoCaseList *self)
{
  return self->problem;
}

guint
mado_case_list_get_n_pages (MadoCaseList *self)
{
  return self->pages.length;
}

static void
mado_case_list_finalize (GObject *object)
{
  MadoCaseList *self = MADO_CASE_LIST (object);

  g_queue_clear_full (&self->pages, page_free);
  g_clear_error (&self->problem);
  mado_list_key_free (self->key);
  g_object_unref (self->desk);
  G_OBJECT_CLASS (mado_case_list_parent_class)->finalize (object);
}

static void
mado_case_list_class_init (MadoCaseListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_case_list_finalize;
  signals[COUNTED] = g_signal_new ("counted", MADO_TYPE_CASE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mado_case_list_init (MadoCaseList *self)
{
  g_queue_init (&self->pages);
}

MadoCaseList *
mado_case_list_new (MadoDesk *desk, const MadoListKey *key)
{
  MadoCaseList *self = g_object_new (MADO_TYPE_CASE_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->key = mado_list_key_copy (key);
  mado_case_list_reload (self);
  return self;
}
