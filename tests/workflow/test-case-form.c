/* test-case-form.c - what the office and a case say on each form
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mado-case-fact.h"
#include "mado-case-form.h"
#include "mado-office-form.h"

#define OPENED_AT 1364693880 /* 2013-03-31 10:38 in Japan */

static MadoFormFonts *fonts;
static MadoOfficeProfile *profile;

static void
load_profile (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("MADO_SOURCE_DIR"), "data", "profiles", "juki.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  MadoProfileSource source = { "juki.ini", NULL };

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  source.text = text;
  profile = mado_office_profile_new (&source, 1, NULL, &error);
  g_assert_no_error (error);
}

static MadoForm *
make_form (MadoFormKind kind)
{
  g_autofree char *counter = g_strdup ("窓口１");
  const MadoDeskParts parts = { .counter = counter, .profile = profile };
  g_autoptr (GError) error = NULL;
  MadoForm *form = mado_office_form_new (fonts, kind, &parts, &error);

  g_assert_no_error (error);
  return form;
}

static MadoFourItems *
make_items (const char *name, const char *address)
{
  const MadoWareki birth = { MADO_ERA_SHOWA, 1980, 2, 17 };

  return mado_four_items_new (name, "ツジモト　イチロウ", address, &birth, MADO_SEX_MALE);
}

static MadoCase *
make_case (const char *procedure)
{
  MadoCase *work = mado_case_new (procedure);

  work->number = g_strdup ("20130331-007");
  work->opened_at = OPENED_AT;
  g_free (work->opened_by);
  work->opened_by = g_strdup ("hanako");
  work->form = make_items ("髙橋　一郎", "書いた住所１－２");
  work->register_items = make_items ("髙橋　一郎", "住民票の住所１－２");
  return work;
}

/* Title, number and all that is the office's: nothing of it is left for the caller. */
static void
test_office_says (void)
{
  static const char *const of_office[]
      = { "title",  "addressee", "via",      "office",        "issued-by",      "contact",
          "sender", "hours",     "software", "password-rule", "password-tries", "card-pin-rule" };

  for (MadoFormKind kind = 0; kind < MADO_FORM_N_KINDS; kind++)
    {
      g_autoptr (MadoForm) form = make_form (kind);

      for (gsize i = 0; i < G_N_ELEMENTS (of_office); i++)
        if (mado_form_has_field (form, of_office[i]) && mado_form_get (form, of_office[i]) == NULL)
          g_error ("%s has no %s", mado_form_list_get (kind)->name, of_office[i]);
    }
}

static void
test_addressees (void)
{
  g_autoptr (MadoForm) application = make_form (MADO_FORM_APPLICATION);
  g_autoptr (MadoForm) revocation = make_form (MADO_FORM_REVOCATION);
  g_autoptr (MadoForm) password = make_form (MADO_FORM_PASSWORD_REQUEST);
  g_autoptr (MadoForm) guide = make_form (MADO_FORM_GUIDE);

  g_assert_cmpstr (mado_form_get (application, "addressee"), ==, "東京都知事　殿");
  g_assert_cmpstr (mado_form_get (application, "via"), ==, "（経由：窓口市長）");
  g_assert_cmpstr (mado_form_get (revocation, "addressee"), ==, "東京都知事　殿");
  g_assert_cmpstr (mado_form_get (password, "addressee"), ==, "窓口市長　殿");
  g_assert_cmpstr (mado_form_get (password, "title"), ==,
                   "電子証明書暗証番号変更・初期化・ロック解除申請書");
  g_assert_cmpstr (mado_form_get (guide, "password-rule"), ==,
                   "英字の大文字と数字で、4文字から16文字");
  g_assert_cmpstr (mado_form_get (guide, "issued-by"), ==, "窓口市 市民課 窓口１");
}

/* Which boxes are ticked; each other one of the form is not. */
static void
test_ticks (void)
{
  static const struct
  {
    MadoFormKind form;
    const char *procedure, *kind; /* kind: nullable */
    MadoApplicant applicant;
    const char *ticked; /* ids parted by blanks, in the table's order */
  } cases[] = {
    { MADO_FORM_APPLICATION, "issue", NULL, MADO_APPLICANT_SELF, "kind-new" },
    { MADO_FORM_APPLICATION, "renew", "renew", MADO_APPLICANT_SELF, "kind-renew" },
    { MADO_FORM_APPLICATION, "renew", "revoke-and-issue", MADO_APPLICANT_SELF, "kind-reissue" },
    { MADO_FORM_APPLICATION, "reissue", NULL, MADO_APPLICANT_VOLUNTARY,
      "kind-reissue proxy-voluntary" },
    { MADO_FORM_APPLICATION, "issue", NULL, MADO_APPLICANT_STATUTORY, "kind-new proxy-statutory" },
    { MADO_FORM_REVOCATION, "revoke", "V1", MADO_APPLICANT_SELF,
      "kind-request reason-unneeded card-absent" },
    { MADO_FORM_REVOCATION, "report", "V2", MADO_APPLICANT_SELF,
      "kind-report reason-leaked card-absent" },
    { MADO_FORM_REVOCATION, "report", "V3", MADO_APPLICANT_SELF,
      "kind-report reason-lost card-absent" },
    { MADO_FORM_REVOCATION, "report", "V4", MADO_APPLICANT_SELF,
      "kind-report reason-broken card-absent" },
    { MADO_FORM_PASSWORD_REQUEST, "change_password", NULL, MADO_APPLICANT_SELF, "kind-change" },
    { MADO_FORM_PASSWORD_REQUEST, "password", "unlock", MADO_APPLICANT_SELF, "kind-unlock" },
    { MADO_FORM_PASSWORD_REQUEST, "reset_password", "reset", MADO_APPLICANT_SELF, "kind-reset" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MadoFormList *list = mado_form_list_get (cases[i].form);
      g_autoptr (MadoForm) form = make_form (cases[i].form);
      g_autoptr (MadoCase) work = make_case (cases[i].procedure);
      g_autoptr (GString) ticked = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      mado_case_set_fact (work, MADO_FACT_KIND, cases[i].kind);
      work->applicant = cases[i].applicant;
      g_assert_true (mado_case_form_fill (form, cases[i].form, work, &error));
      for (gsize k = 0; k < list->n_fields; k++)
        if ((list->fields[k].flags & MADO_FORM_FIELD_CHECK)
            && mado_form_get (form, list->fields[k].id) != NULL)
          g_string_append_printf (ticked, "%s%s", ticked->len > 0 ? " " : "", list->fields[k].id);
      g_assert_cmpstr (ticked->str, ==, cases[i].ticked);
    }
}

static void
test_values (void)
{
  g_autoptr (MadoForm) form = make_form (MADO_FORM_REVOCATION);
  g_autoptr (MadoCase) work = make_case ("report");
  g_autoptr (GError) error = NULL;

  work->agent = mado_case_agent_new ();
  g_free (work->agent->name);
  work->agent->name = g_strdup ("齋藤　花子");
  mado_case_set_fact (work, MADO_FACT_KIND, "V3");
  mado_case_set_fact (work, MADO_FACT_INQUIRY, "L25-0102");
  mado_case_set_fact (work, MADO_FACT_OLD_SERIAL, "0A0B");
  mado_case_set_fact_number (work, MADO_FACT_REVOKED_AT, OPENED_AT + 14 * 60);
  g_assert_true (mado_case_form_fill (form, MADO_FORM_REVOCATION, work, &error));
  g_assert_cmpstr (mado_form_get (form, "case-number"), ==, "0331-007");
  g_assert_cmpstr (mado_form_get (form, "received-at"), ==, "平成25年3月31日（2013年）10時38分");
  g_assert_cmpstr (mado_form_get (form, "revoked-at"), ==, "平成25年3月31日（2013年）10時52分");
  g_assert_cmpstr (mado_form_get (form, "address"), ==, "書いた住所１－２");
  g_assert_cmpstr (mado_form_get (form, "birth-date"), ==, "昭和55年2月17日（1980年）");
  g_assert_cmpstr (mado_form_get (form, "proxy-name"), ==, "齋藤　花子");
  g_assert_cmpstr (mado_form_get (form, "inquiry-number"), ==, "L25-0102");
  g_assert_cmpstr (mado_form_get (form, "certificate-serial"), ==, "0A0B");
  g_assert_cmpstr (mado_form_get (form, "reason-code"), ==, "V3");
}

/* A letter goes to the registered address, whatever the applicant wrote, and else nowhere. */
static void
test_letters_go_to_the_registered_address (void)
{
  g_autoptr (MadoForm) form = make_form (MADO_FORM_INQUIRY);
  g_autoptr (MadoForm) without = make_form (MADO_FORM_INQUIRY);
  g_autoptr (MadoCase) work = make_case ("issue");
  g_autoptr (GError) error = NULL;

  mado_case_set_fact (work, MADO_FACT_INQUIRY, "L25-0102");
  g_assert_true (mado_case_form_fill (form, MADO_FORM_INQUIRY, work, &error));
  g_assert_cmpstr (mado_form_get (form, "address"), ==, "住民票の住所１－２");
  g_assert_cmpstr (mado_form_get (form, "qr"), ==, "L25-0102");
  g_assert_null (mado_form_get (form, "agent"));
  g_clear_pointer (&work->register_items, mado_four_items_free);
  g_assert_true (mado_case_form_fill (without, MADO_FORM_INQUIRY, work, &error));
  g_assert_null (mado_form_get (without, "address"));
  g_assert_null (mado_form_render_pdf (without, OPENED_AT, &error));
  g_assert_error (error, MADO_PRINT_ERROR, MADO_PRINT_ERROR_INCOMPLETE);
}

static void
test_claim_slip_code (void)
{
  g_autoptr (MadoForm) form = make_form (MADO_FORM_CLAIM_SLIP);
  g_autoptr (MadoCase) work = make_case ("issue");
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_case_form_fill (form, MADO_FORM_CLAIM_SLIP, work, &error));
  g_assert_cmpstr (mado_form_get (form, "qr"), ==, "20130331-007");
  g_assert_cmpstr (mado_form_get (form, "procedure"), ==, "電子証明書新規発行");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fonts = mado_form_fonts_new (NULL);
  load_profile ();
  g_test_add_func ("/case-form/office", test_office_says);
  g_test_add_func ("/case-form/addressees", test_addressees);
  g_test_add_func ("/case-form/ticks", test_ticks);
  g_test_add_func ("/case-form/values", test_values);
  g_test_add_func ("/case-form/letters", test_letters_go_to_the_registered_address);
  g_test_add_func ("/case-form/claim-slip", test_claim_slip_code);
  result = g_test_run ();
  mado_office_profile_free (profile);
  g_clear_object (&fonts);
  return result;
}
