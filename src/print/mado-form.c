/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-form-private.h"

#include "mado-form-geta.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>

#include "mado-print-resources.h"

#define RESOURCE_FOLDER "/jp/madoguchi/forms/"
#define MEDIA_TOLERANCE 3.0 /* points, about 1 mm */

G_DEFINE_FINAL_TYPE (MadoForm, mado_form, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  double short_side, long_side; /* points */
} sheets[] = {
  { "iso_a4_210x297mm", 595.276, 841.890 },
  { "iso_a5_148x210mm", 419.528, 595.276 },
};

static void
filled_free (MadoFormFilled *filled)
{
  g_free (filled->value);
  g_clear_pointer (&filled->text, mado_form_text_free);
  g_clear_pointer (&filled->qr, mado_form_qr_free);
  g_free (filled);
}

gboolean
mado_form_has_field (MadoForm *self, const char *id)
{
  return mado_form_template_find (self->template, id) != NULL
         || g_hash_table_contains (self->template->parts, id);
}

/* --- values --- */

static gboolean
refuse_field (MadoForm *self, const char *id, const char *why, GError **error)
{
  g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_FIELD, "Form %s, field %s: %s",
               self->template->list->name, id, why);
  return FALSE;
}

/* The field of the table that takes @text here; NULL with @error. */
static const MadoFormField *
find_field (MadoForm *self, const char *id, const char *text, gboolean in_row, GError **error)
{
  const MadoFormField *field = mado_form_list_find (self->template->list, id);
  gboolean ticks;

  if (field == NULL || !mado_form_has_field (self, id))
    refuse_field (self, id, "the template has no such field", error);
  else if (field->flags & MADO_FORM_FIELD_PAGE)
    refuse_field (self, id, "the form numbers its pages itself", error);
  else if (((field->flags & MADO_FORM_FIELD_ROW) != 0) != in_row)
    refuse_field (self, id, in_row ? "is no column" : "is a column of the rows", error);
  else
    {
      ticks = (field->flags & (MADO_FORM_FIELD_CHECK | MADO_FORM_FIELD_PART)) != 0;
      if (!ticks || text == NULL || *text == '\0' || g_str_equal (text, MADO_FORM_CHECK))
        return field;
      refuse_field (self, id, "can only be ticked", error);
    }
  return NULL;
}

/* Returns: (transfer full): @text as it is printed */
static char *
printed (MadoForm *self, const MadoFormField *field, const char *text, guint *n_marked)
{
  *n_marked = 0;
  if (!self->marks || (field->flags & (MADO_FORM_FIELD_PART | MADO_FORM_FIELD_QR)) != 0)
    return g_strdup (text);
  return mado_form_geta_mark (self->fonts, mado_form_template_find (self->template, field->id),
                              text, n_marked);
}

static gboolean
lay_out (MadoForm *self, const MadoFormField *field, const char *text, MadoFormFilled *filled,
         GError **error)
{
  const MadoFormBox *box = mado_form_template_find (self->template, field->id);

  if (field->flags & MADO_FORM_FIELD_PART)
    return TRUE;
  if (field->flags & MADO_FORM_FIELD_QR)
    filled->qr = mado_form_qr_new (box, field->id, text, error);
  else
    filled->text = mado_form_text_new (self->fonts, box, field->id, text, error);
  return filled->qr != NULL || filled->text != NULL;
}

gboolean
mado_form_set (MadoForm *self, const char *id, const char *text, GError **error)
{
  const MadoFormField *field = find_field (self, id, text, FALSE, error);
  MadoFormFilled *filled;

  if (field == NULL)
    return FALSE;
  if (text == NULL || *text == '\0')
    {
      g_hash_table_remove (self->filled, id);
      return TRUE;
    }
  filled = g_new0 (MadoFormFilled, 1);
  filled->value = printed (self, field, text, &filled->n_marked);
  if (!lay_out (self, field, filled->value, filled, error))
    {
      filled_free (filled);
      return FALSE;
    }
  g_hash_table_insert (self->filled, g_strdup (id), filled);
  return TRUE;
}

void
mado_form_mark_missing (MadoForm *self)
{
  self->marks = TRUE;
}

guint
mado_form_get_n_marked (MadoForm *self)
{
  guint n = self->n_marked_in_rows;
  GHashTableIter iter;
  gpointer filled;

  g_hash_table_iter_init (&iter, self->filled);
  while (g_hash_table_iter_next (&iter, NULL, &filled))
    n += ((const MadoFormFilled *) filled)->n_marked;
  return n;
}

/* A field that the office's template does without takes no value, and that is no fault. */
static gboolean
is_left_out (MadoForm *self, const char *id)
{
  const MadoFormField *field = mado_form_list_find (self->template->list, id);

  return field != NULL && !(field->flags & MADO_FORM_FIELD_REQUIRED)
         && !mado_form_has_field (self, id);
}

gboolean
mado_form_fill (MadoForm *self, const MadoFormValue *values, gsize n_values, GError **error)
{
  for (gsize i = 0; i < n_values; i++)
    if (!is_left_out (self, values[i].id)
        && !mado_form_set (self, values[i].id, values[i].text, error))
      return FALSE;
  return TRUE;
}

/* --- rows --- */

/* Laid out to see whether it fits, and once more when its page is drawn: a list may be long.
 * @cell: (out) (transfer full) (nullable): what is printed there; NULL for nothing */
static gboolean
check_cell (MadoForm *self, const MadoFormValue *value, char **cell, guint *n_marked,
            GError **error)
{
  const MadoFormField *field = find_field (self, value->id, value->text, TRUE, error);
  g_autoptr (MadoFormText) laid = NULL;

  *n_marked = 0;
  if (field == NULL)
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;
  *cell = printed (self, field, value->text, n_marked);
  laid = mado_form_text_new (self->fonts, mado_form_template_find (self->template, value->id),
                             value->id, *cell, error);
  return laid != NULL;
}

gboolean
mado_form_add_row (MadoForm *self, const MadoFormValue *values, gsize n_values, GError **error)
{
  g_autoptr (GHashTable) row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  guint n_marked = 0;

  if (self->template->rows.down == 0)
    return refuse_field (self, "row", "the form is no list", error);
  for (gsize i = 0; i < n_values; i++)
    {
      g_autofree char *cell = NULL;
      guint n = 0;

      if (is_left_out (self, values[i].id))
        continue;
      if (!check_cell (self, &values[i], &cell, &n, error))
        return FALSE;
      n_marked += n;
      if (cell != NULL)
        g_hash_table_insert (row, g_strdup (values[i].id), g_steal_pointer (&cell));
    }
  self->n_marked_in_rows += n_marked;
  g_ptr_array_add (self->rows, g_steal_pointer (&row));
  return TRUE;
}

guint
mado_form_get_rows_per_page (MadoForm *self)
{
  return self->template->rows.down * self->template->rows.across;
}

guint
mado_form_get_n_pages (MadoForm *self)
{
  guint per_page = mado_form_get_rows_per_page (self);

  return per_page == 0 || self->rows->len == 0 ? 1 : (self->rows->len + per_page - 1) / per_page;
}

MadoFormBox
mado_form_row_box (MadoForm *self, const MadoFormBox *box, guint i)
{
  MadoFormBox moved = *box;
  double x, y;

  mado_form_template_get_offset (self->template, i, &x, &y);
  moved.x += x;
  moved.y += y;
  return moved;
}

const char *
mado_form_get (MadoForm *self, const char *id)
{
  const MadoFormFilled *filled = g_hash_table_lookup (self->filled, id);

  return filled == NULL ? NULL : filled->value;
}

void
mado_form_set_training (MadoForm *self, gboolean training)
{
  self->training = training;
}

gboolean
mado_form_set_reprint (MadoForm *self, guint number, GError **error)
{
  g_autofree char *mark = number == 0 ? NULL : g_strdup_printf ("再発行（%u回目）", number);

  return mado_form_set (self, "reprint", mark, error);
}

void
mado_form_get_size (MadoForm *self, double *width, double *height)
{
  *width = self->template->width;
  *height = self->template->height;
}

const char *
mado_form_get_media (MadoForm *self)
{
  double short_side = MIN (self->template->width, self->template->height);
  double long_side = MAX (self->template->width, self->template->height);

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (fabs (short_side - sheets[i].short_side) < MEDIA_TOLERANCE
        && fabs (long_side - sheets[i].long_side) < MEDIA_TOLERANCE)
      return sheets[i].name;
  return "custom";
}

gboolean
mado_form_is_landscape (MadoForm *self)
{
  return self->template->width > self->template->height;
}

GPtrArray *
mado_form_get_unknown (MadoForm *self)
{
  return self->template->unknown;
}

gboolean
mado_form_get_ink (MadoForm *self, const char *id, double *x, double *y, double *width,
                   double *height)
{
  const MadoFormFilled *filled = g_hash_table_lookup (self->filled, id);

  if (filled == NULL || (filled->text == NULL && filled->qr == NULL))
    return FALSE;
  if (filled->qr != NULL)
    mado_form_qr_get_ink (filled->qr, x, y, width, height);
  else
    mado_form_text_get_ink (filled->text, x, y, width, height);
  return TRUE;
}

gboolean
mado_form_get_place (MadoForm *self, const char *id, double *x, double *y, double *width,
                     double *height)
{
  const MadoFormBox *box = mado_form_template_find (self->template, id);

  if (box == NULL)
    return FALSE;
  *x = box->x;
  *y = box->y;
  *width = box->width;
  *height = box->height;
  return TRUE;
}

static void
mado_form_finalize (GObject *object)
{
  MadoForm *self = MADO_FORM (object);

  g_clear_pointer (&self->filled, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->template, mado_form_template_unref);
  g_clear_object (&self->fonts);
  G_OBJECT_CLASS (mado_form_parent_class)->finalize (object);
}

static void
mado_form_class_init (MadoFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_form_finalize;
}

static void
mado_form_init (MadoForm *self)
{
  self->filled
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) filled_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
}

/* Reading and checking a drawing takes as long as a tenth of printing it: one that has not changed
 * since is not read again.  A file on disk may change under its bytes, so a copy is compared. */
static MadoFormTemplate *
find_template (MadoFormFonts *fonts, MadoFormKind kind, GBytes *svg, const char *file,
               GError **error)
{
  const MadoFormList *list = mado_form_list_get (kind);
  MadoFormTemplate *kept = g_object_get_data (G_OBJECT (fonts), file);
  MadoFormTemplate *fresh;

  if (kept != NULL && kept->list == list && g_bytes_equal (kept->svg, svg))
    return mado_form_template_ref (kept);
  fresh = mado_form_template_new (fonts, list, svg, file, error);
  if (fresh != NULL)
    g_object_set_data_full (G_OBJECT (fonts), file, mado_form_template_ref (fresh),
                            (GDestroyNotify) (void (*) (void)) mado_form_template_unref);
  return fresh;
}

static MadoForm *
new_from_bytes (MadoFormFonts *fonts, MadoFormKind kind, GBytes *svg, const char *file,
                GError **error)
{
  MadoFormTemplate *template = find_template (fonts, kind, svg, file, error);
  MadoForm *self;

  if (template == NULL)
    return NULL;
  self = g_object_new (MADO_TYPE_FORM, NULL);
  self->fonts = g_object_ref (fonts);
  self->template = template;
  return self;
}

/* Its size is looked at before a byte is read: behind a link there may be a file without an end. */
gboolean
mado_form_check_file (const char *path, GError **error)
{
  GStatBuf found;
  const char *why = NULL;

  if (g_stat (path, &found) != 0)
    why = g_strerror (errno);
  else if (!S_ISREG (found.st_mode))
    why = "not a file";
  else if (found.st_size == 0)
    why = "the file is empty";
  if (why != NULL)
    g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE, "%s: %s", path, why);
  else if (found.st_size > MADO_FORM_TEMPLATE_BYTES_MAX)
    {
      why = "too large";
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE,
                   "%s: %" G_GINT64_FORMAT " bytes, at most %d can be read", path,
                   (gint64) found.st_size, MADO_FORM_TEMPLATE_BYTES_MAX);
    }
  return why == NULL;
}

MadoForm *
mado_form_new_from_file (MadoFormFonts *fonts, MadoFormKind kind, const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GError) why = NULL;

  if (!mado_form_check_file (path, error))
    return NULL;
  file = g_mapped_file_new (path, FALSE, &why);
  if (file == NULL)
    {
      g_set_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_TEMPLATE, "%s: %s", path,
                   why->message);
      return NULL;
    }
  svg = g_mapped_file_get_bytes (file);
  return new_from_bytes (fonts, kind, svg, path, error);
}

/* A static library's constructor would be dropped by the linker. */
void
mado_form_register_resource (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      mado_print_register_resource ();
      g_once_init_leave (&registered, 1);
    }
}

MadoForm *
mado_form_new_from_resource (MadoFormFonts *fonts, MadoFormKind kind, GError **error)
{
  g_autofree char *path
      = g_strconcat (RESOURCE_FOLDER, mado_form_list_get (kind)->name, ".svg", NULL);
  g_autoptr (GBytes) svg = NULL;

  mado_form_register_resource ();
  svg = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return svg == NULL ? NULL : new_from_bytes (fonts, kind, svg, path, error);
}

MadoForm *
mado_form_new (MadoFormFonts *fonts, MadoFormKind kind, const char *folder, GError **error)
{
  g_autofree char *file = g_strconcat (mado_form_list_get (kind)->name, ".svg", NULL);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, file, NULL);

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return mado_form_new_from_file (fonts, kind, path, error);
  return mado_form_new_from_resource (fonts, kind, error);
}
