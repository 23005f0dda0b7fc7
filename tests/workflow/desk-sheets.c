/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-fixture.h"
#include "desk-sheets.h"
#include "desk-template.h"

#include "mado-form.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define QR_Y 10 /* mm */
#define QR_SIDE 20
#define FIRST_Y 40 /* of the first text */
#define LAST_Y 240
#define BOTTOM 287
#define ROWS 18 /* on a sheet, as in the shipped ledger */

static MadoFormFonts *fonts;
static char *folder;
static pid_t owner; /* a child that ends leaves the folder alone */

static void
clean_up (void)
{
  if (getpid () != owner)
    return;
  g_clear_object (&fonts);
  desk_fixture_remove (folder);
  g_clear_pointer (&folder, g_free);
}

/* --- forms --- */

static const char *
kind_of (const MadoFormField *field)
{
  if (field->flags & MADO_FORM_FIELD_CHECK)
    return "check";
  return field->flags & MADO_FORM_FIELD_QR ? "qr" : "text";
}

/* Each text has the sheet below its first line for itself: nothing needs to shrink. */
static void
add_field (GString *svg, const MadoFormField *field, double y, double bottom)
{
  const gboolean is_qr = (field->flags & MADO_FORM_FIELD_QR) != 0;

  g_string_append_printf (svg,
                          "<rect id=\"field-%s\" x=\"%d\" y=\"%.2f\" width=\"%d\" height=\"%.2f\""
                          " data-kind=\"%s\" data-size=\"8\" data-lines=\"40\""
                          " data-valign=\"start\" fill=\"none\"/>",
                          field->id, is_qr ? 180 : 5, is_qr ? QR_Y : y, is_qr ? QR_SIDE : 170,
                          is_qr ? QR_SIDE : bottom - y, kind_of (field));
}

static void
add_fields (GString *svg, const MadoFormList *list)
{
  const double step = (LAST_Y - FIRST_Y) / (double) list->n_fields;

  for (gsize i = 0; i < list->n_fields; i++)
    if (list->fields[i].flags & MADO_FORM_FIELD_PART)
      g_string_append_printf (svg, "<g id=\"part-%s\"/>", list->fields[i].id);
    else if (!(list->fields[i].flags & MADO_FORM_FIELD_ROW))
      add_field (svg, &list->fields[i], FIRST_Y + (double) i * step, BOTTOM);
}

static void
add_rows (GString *svg, const MadoFormList *list)
{
  const double height = (BOTTOM - FIRST_Y) / (double) ROWS;

  if (!mado_form_list_has_rows (list))
    return;
  g_string_append_printf (svg,
                          "<rect id=\"rows\" x=\"5\" y=\"%d\" width=\"200\" height=\"%d\""
                          " data-rows=\"%d\" fill=\"none\"/><g id=\"row\">",
                          FIRST_Y, BOTTOM - FIRST_Y, ROWS);
  for (gsize i = 0; i < list->n_fields; i++)
    if (list->fields[i].flags & MADO_FORM_FIELD_ROW)
      add_field (svg, &list->fields[i], FIRST_Y, FIRST_Y + height);
  g_string_append (svg, "</g>");
}

static void
write_form (const MadoFormList *list)
{
  g_autofree char *file = g_strconcat (list->name, ".svg", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GString) svg
      = g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\""
                      " viewBox=\"0 0 210 297\">");
  g_autoptr (GError) error = NULL;

  add_fields (svg, list);
  add_rows (svg, list);
  g_string_append (svg, "</svg>\n");
  g_assert_true (g_file_set_contents (path, svg->str, (gssize) svg->len, &error));
}

static void
begin (void)
{
  g_autoptr (GError) error = NULL;

  if (folder != NULL)
    return;
  folder = g_dir_make_tmp ("mado-forms-XXXXXX", &error);
  g_assert_no_error (error);
  for (guint kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    write_form (mado_form_list_get ((MadoFormKind) kind));
  fonts = mado_form_fonts_new (&error);
  g_assert_no_error (error);
  owner = getpid ();
  atexit (clean_up);
}

MadoFormFonts *
desk_sheets_fonts (void)
{
  begin ();
  return fonts;
}

const char *
desk_sheets_folder (void)
{
  begin ();
  return folder;
}

/* --- before children are made --- */

static void
draw_once (MadoFormKind kind)
{
  const MadoFormList *list = mado_form_list_get (kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoForm) form
      = mado_form_new (desk_sheets_fonts (), kind, desk_sheets_folder (), &error);
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  for (gsize i = 0; i < list->n_fields; i++)
    if ((list->fields[i].flags & MADO_FORM_FIELD_FILLED) != 0)
      g_assert_true (mado_form_set (form, list->fields[i].id, "髙橋 1", &error));
  mado_form_set_training (form, TRUE);
  pdf = mado_form_render_pdf (form, DESK_TEMPLATE_NOW, &error);
  g_assert_no_error (error);
}

void
desk_fixture_warm (void)
{
  for (guint kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    draw_once ((MadoFormKind) kind);
}
