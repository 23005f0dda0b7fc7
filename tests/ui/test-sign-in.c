/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F5 at the sign-in: who was registered while the window stood there is listed, and who was chosen
 * stays chosen. */
#include "mado-desk-private.h"
#include "mado-operator.h"
#include "mado-sign-in-page.h"
#include "window-fixture.h"

#include <string.h>

static gboolean
add_hana (gpointer data, GError **error)
{
  char *text = g_strdup ("hana-password");
  g_autoptr (MadoSecret) password = mado_secret_new_take ((guint8 *) text, strlen (text));

  return mado_operator_add (mado_desk_get_db (data), "hana", "花子", "supervisor", password, 0,
                            error);
}

static GtkDropDown *
operators (WindowFixture *fixture)
{
  GtkWidget *page = window_fixture_find (GTK_WIDGET (fixture->window), MADO_TYPE_SIGN_IN_PAGE);

  return GTK_DROP_DOWN (window_fixture_find (page, GTK_TYPE_DROP_DOWN));
}

static gboolean
has_three (gpointer data)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (operators (data))) == 3;
}

static const char *
chosen (WindowFixture *fixture)
{
  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (operators (fixture)));
}

static void
test_registered_meanwhile (WindowFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  g_assert_false (has_three (fixture));
  before = g_strdup (chosen (fixture));
  mado_worker_call (mado_desk_get_db_worker (fixture->desk.desk), add_hana, fixture->desk.desk,
                    &error);
  g_assert_no_error (error);
  window_fixture_do (fixture, "refresh");
  ui_fixture_wait (has_three, fixture, 30);
  g_assert_cmpstr (chosen (fixture), ==, before);
  window_fixture_sign_in (fixture);
}

int
main (int argc, char **argv)
{
  static const WindowTest test
      = { "/ui/sign-in/registered-meanwhile", test_registered_meanwhile, 0 };

  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  g_test_add_data_func (test.path, &test, window_fixture_run);
  return g_test_run ();
}
