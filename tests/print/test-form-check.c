/* test-form-check.c - the check of an office's folder, by function and by madoguchictl
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "mado-form-check.h"

static MadoFormFonts *fonts;
static char *folder;

/* The program's template with every @old replaced, in the office's folder. */
static char *
put_template (const char *name, const char *old, const char *new)
{
  g_autofree char *source
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data", "forms", name, NULL);
  g_autofree char *svg = NULL;
  g_autoptr (GString) changed = NULL;
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (source, &svg, NULL, &error);
  g_assert_no_error (error);
  changed = g_string_new (svg);
  if (old != NULL)
    g_assert_cmpuint (g_string_replace (changed, old, new, 0), >=, 1);
  g_file_set_contents (path, changed->str, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
remove_template (char *path)
{
  g_assert_cmpint (g_remove (path), ==, 0);
  g_free (path);
}

static void
test_findings (void)
{
  static const struct
  {
    MadoFormKind kind;
    const char *file, *old, *new;
    const char *fault, *warning; /* what they say; NULL: none */
  } cases[] = {
    { MADO_FORM_REFUSAL, "refusal.svg", NULL, NULL, NULL, NULL },
    { MADO_FORM_REFUSAL, "refusal.svg", "field-reason\"", "field-raeson\"",
      "field-reason: is missing (is it field-raeson?)", "field-raeson" },
    { MADO_FORM_GUIDE, "guide.svg", "field-form-number", "field-nmuber", NULL, "field-nmuber" },
    { MADO_FORM_APPLICATION, "application.svg", "data-lines=\"6\"", "data-lines=\"1\"",
      "Field address: 200 characters do not fit", NULL },
    { MADO_FORM_RECEIPT, "receipt.svg", "height=\"148mm\" viewBox=\"0 0 210 148\"",
      "height=\"150mm\" viewBox=\"0 0 210 150\"", NULL, "neither A4 nor A5" },
    { MADO_FORM_RECEIPT, "receipt.svg", "font-family: \"BIZ UDPGothic\"", "font-family: Noto Sans",
      NULL, "Noto Sans" },
    { MADO_FORM_LEDGER, "ledger.svg", "data-size=\"12\" data-lines=\"3\"",
      "data-size=\"12\" data-lines=\"1\"", "Field name: 100 characters do not fit", NULL },
    { MADO_FORM_CLAIM_SLIP, "claim-slip.svg", ">受付日時<", ">受付⽇時<", "U+2F47", NULL },
    { MADO_FORM_RECEIPT, "receipt.svg", "</svg>",
      "<image href=\"http://example.com/x.png\"/></svg>", "another file or host", NULL },
    { MADO_FORM_RECEIPT, "receipt.svg", "</svg>",
      "<image xlink:href=\"/etc/passwd\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/></svg>",
      "another file or host", NULL },
    { MADO_FORM_RECEIPT, "receipt.svg", "</svg>", "<style>@import \"other.css\";</style></svg>",
      "another file or host", NULL },
    { MADO_FORM_RECEIPT, "receipt.svg", "</svg>", "<g style=\"fill: url(x.svg#a)\"/></svg>",
      "another file or host", NULL },
    { MADO_FORM_RECEIPT, "receipt.svg", "</svg>", "<script>1</script></svg>", "a script", NULL },
    { MADO_FORM_RECEIPT, "receipt.svg", "</svg>", "<g onload=\"x()\"/></svg>", "a script", NULL },
    { MADO_FORM_RECEIPT, "receipt.svg", "</svg>",
      "<g style=\"fill: url(#a)\"/><image width=\"1\" height=\"1\" "
      "href=\"data:image/png;base64,\"/></svg>",
      NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *path = put_template (cases[i].file, cases[i].old, cases[i].new);
      g_autoptr (MadoFormFinding) finding = mado_form_check (fonts, cases[i].kind, folder);

      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, finding->fault);
      g_assert_cmpstr (finding->file, ==, path);
      g_assert_cmpint (finding->fault != NULL, ==, cases[i].fault != NULL);
      if (cases[i].fault != NULL)
        g_assert_nonnull (strstr (finding->fault, cases[i].fault));
      if (cases[i].fault == NULL)
        g_assert_cmpuint (finding->warnings->len, ==, cases[i].warning != NULL);
      if (cases[i].fault == NULL && cases[i].warning != NULL)
        g_assert_nonnull (strstr (g_ptr_array_index (finding->warnings, 0), cases[i].warning));
      remove_template (path);
    }
}

static void
test_strangers (void)
{
  char *known = put_template ("receipt.svg", NULL, NULL);
  g_autofree char *stranger = g_build_filename (folder, "recipt.svg", NULL);
  g_autofree char *notes = g_build_filename (folder, "notes.txt", NULL);
  g_autoptr (GPtrArray) strangers = NULL;

  g_assert_true (g_file_set_contents (stranger, "", 0, NULL));
  g_assert_true (g_file_set_contents (notes, "", 0, NULL));
  strangers = mado_form_check_strangers (folder);
  g_assert_cmpuint (strangers->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (strangers, 0), ==, "recipt.svg");
  g_remove (stranger);
  g_remove (notes);
  remove_template (known);
}

/* Returns: the exit status of madoguchictl forms @arguments. @output: (inout): what it said. */
static int
run (const char *arguments, char **output)
{
  g_autofree char *command = g_strdup_printf ("'%s/src/programs/madoguchictl' forms %s",
                                              g_getenv ("MADO_BUILD_DIR"), arguments);
  g_autofree char *said = NULL, *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, &said, &complaint, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  g_free (*output);
  *output = g_strconcat (said, complaint, NULL);
  g_test_message ("%s", *output);
  return WEXITSTATUS (status);
}

/* --- files that are no drawing --- */

#define DEEP 3000 /* elements in one another; libxml2 takes 256 */

typedef struct
{
  const char *text;
  gssize n_bytes;
  const char *link; /* instead of a text */
  const char *fault;
} Broken;

static void
check_broken (const Broken *broken)
{
  g_autofree char *path = g_build_filename (folder, "receipt.svg", NULL);
  g_autofree char *arguments = g_strdup_printf ("check '%s'", folder);
  g_autofree char *expected = g_strdup_printf ("%s: %s", path, broken->fault);
  g_autofree char *output = NULL;

  if (broken->link != NULL)
    g_assert_cmpint (symlink (broken->link, path), ==, 0);
  else
    g_assert_true (g_file_set_contents (path, broken->text, broken->n_bytes, NULL));
  g_assert_cmpint (run (arguments, &output), ==, 1);
  g_assert_nonnull (strstr (output, expected));
  g_assert_null (strstr (output, "Entity:")); /* libxml2's own words */
  g_assert_null (strstr (output, "parser error"));
  g_assert_nonnull (strstr (output, ", 1 wrong, "));
  g_remove (path);
}

/* An office that drew a form learns in which line it is broken, whatever lies there. */
static void
test_broken_files (void)
{
  static const Broken cases[] = {
    { "", 0, NULL, "the file is empty" },
    { "<svg>\n<g>\n</svg>\n", -1, NULL,
      "not an XML file: line 4: Premature end of data in tag svg line 1" },
    { "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<g>\n", -1, NULL, "not an XML file: line 3: " },
    { "<svg>\n\x8e\xf3\x97\xcc</svg>", -1, NULL,
      "not an XML file: line 2: Input is not proper UTF-8" },
    { "receipt", -1, NULL, "not an XML file: line 1: " },
    { NULL, 0, "/dev/zero", "not a file" },
  };
  g_autoptr (GString) nested = g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, ' ');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_broken (&cases[i]);
  for (gsize i = 0; i < DEEP; i++)
    g_string_append (nested, "<g>");
  check_broken (&(Broken){ nested->str, -1, NULL, "not an XML file: line 2: " });
  check_broken (&(Broken){ large, -1, NULL, "1048577 bytes, at most 1048576 can be read" });
}

static void
test_command_checks (void)
{
  g_autofree char *arguments = g_strdup_printf ("check '%s'", folder);
  g_autofree char *output = NULL;
  char *path = put_template ("receipt.svg", NULL, NULL);

  g_assert_cmpint (run (arguments, &output), ==, 0);
  g_assert_nonnull (strstr (output, path));
  g_assert_nonnull (strstr (output, "16 forms, 0 wrong, 0 warnings\n"));
  remove_template (path);
  path = put_template ("receipt.svg", "id=\"field-name\"", "id=\"gone\"");
  g_assert_cmpint (run (arguments, &output), ==, 1);
  g_assert_nonnull (strstr (output, "field-name: is missing"));
  g_assert_nonnull (strstr (output, "16 forms, 1 wrong, 0 warnings\n"));
  remove_template (path);
  g_assert_cmpint (run ("check /nonexistent", &output), ==, 1);
  g_assert_cmpint (run ("", &output), ==, 2);
  g_assert_cmpint (run ("sample", &output), ==, 2);
}

static void
test_command_writes_samples (void)
{
  g_autofree char *target = g_build_filename (folder, "samples", NULL);
  g_autofree char *arguments = g_strdup_printf ("sample '%s' --folder '%s'", target, folder);
  g_autofree char *output = NULL;

  g_assert_cmpint (run (arguments, &output), ==, 0);
  for (guint kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      g_autofree char *name
          = g_strconcat (mado_form_list_get ((MadoFormKind) kind)->name, ".pdf", NULL);
      g_autofree char *path = g_build_filename (target, name, NULL);
      g_autofree char *bytes = NULL;

      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (target), ==, 0);
}

/* A desk whose own profile has the @line as its second one.  Returns: (transfer full): desk.ini. */
static char *
put_desk (const char *line, char **profile)
{
  g_autofree char *base
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data", "profiles", "juki.ini", NULL);
  g_autofree char *own = g_strdup_printf ("[inquiry]\n%s\n", line);
  char *path = g_build_filename (folder, "desk.ini", NULL);
  g_autofree char *settings = NULL;

  *profile = g_build_filename (folder, "office.ini", NULL);
  settings = g_strdup_printf (
      "[desk]\ndatabase=desk.db\nworkstation=w1\ncounter=1\ntraining=yes\n"
      "[reader]\nname=r\n[keys]\nmasters=m\n"
      "[ca]\nurl=http://localhost:1/\ncertificate=c\nra_certificate=c\nra_key=k\n"
      "timeout_ms=1000\n[printer]\nfolder=p\n[profile]\nfiles=%s;office.ini\n",
      base);
  g_assert_true (g_file_set_contents (*profile, own, -1, NULL));
  g_assert_true (g_file_set_contents (path, settings, -1, NULL));
  return path;
}

/* The office's texts are on the forms: its profile is refused here as everywhere, by file and line,
 * also where the folder of the forms is given. */
static void
test_command_refuses_profile (void)
{
  g_autofree char *before = g_strdup (g_getenv ("MADOGUCHI_SETTINGS"));
  g_autofree char *target = g_build_filename (folder, "samples", NULL);
  g_autofree char *sample = g_strdup_printf ("sample '%s'", target);
  g_autofree char *check_folder = g_strdup_printf ("check '%s'", folder);
  g_autofree char *profile = NULL, *output = NULL;
  g_autofree char *settings = put_desk ("days = 20", &profile);
  const char *const refused[] = { "check", check_folder, sample };
  static const struct
  {
    const char *text;
    gssize n_bytes;
    const char *said;
  } faults[] = {
    { "[inquiry]\ndays = 20\n\0mail_class = express\n", 41, "office.ini:3: not a text" },
    { "[password]\nmixed = yes\nold_at_renewal = no\n", -1,
      "office.ini:3: password.old_at_renewal: " },
  };

  g_setenv ("MADOGUCHI_SETTINGS", settings, TRUE);
  g_assert_cmpint (run ("check", &output), ==, 0);
  g_free (settings);
  g_free (g_steal_pointer (&profile));
  settings = put_desk ("days = 200", &profile);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_cmpint (run (refused[i], &output), ==, 1);
      g_assert_nonnull (strstr (output, "office.ini:2: inquiry.days: "));
      g_assert_null (strstr (output, " ok "));
    }
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_assert_true (g_file_set_contents (profile, faults[i].text, faults[i].n_bytes, NULL));
      g_assert_cmpint (run ("check", &output), ==, 1);
      g_assert_nonnull (strstr (output, faults[i].said));
    }
  g_setenv ("MADOGUCHI_SETTINGS", before, TRUE);
  g_remove (settings);
  g_remove (profile);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("MADOGUCHI_SETTINGS", "/nonexistent/desk.ini", TRUE);
  folder = g_dir_make_tmp ("mado-check-XXXXXX", NULL);
  fonts = mado_form_fonts_new (NULL);
  g_test_add_func ("/form-check/findings", test_findings);
  g_test_add_func ("/form-check/strangers", test_strangers);
  g_test_add_func ("/form-check/command", test_command_checks);
  g_test_add_func ("/form-check/broken-files", test_broken_files);
  g_test_add_func ("/form-check/samples", test_command_writes_samples);
  g_test_add_func ("/form-check/profile", test_command_refuses_profile);
  result = g_test_run ();
  g_clear_object (&fonts);
  g_rmdir (folder);
  g_free (folder);
  return result;
}
