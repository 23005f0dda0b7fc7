/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each row of a procedure asks for, as a table: rows of other procedures are added to it. */
#include "config.h"

#include "window-steps-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The person of tests/scenarios/takahashi.ini. */
#define NAME "髙橋　𠮷郎"
#define KANA "タカハシ　ヨシロウ"
#define ADDRESS "東京都窓口市中央一丁目１２－７－２０２"

static const char *present_password;
static const char *chosen_password = WINDOW_STEPS_PASSWORD;

const char *
window_steps_characters (void)
{
  return NAME KANA ADDRESS;
}

void
window_steps_set_passwords (const char *present, const char *chosen)
{
  present_password = present;
  chosen_password = chosen;
}

/* --- small moves --- */

static void
press (WindowWorld *world, const char *key)
{
  window_driver_press (world->driver, key);
}

static void
type_into (WindowWorld *world, const char *field, const char *text)
{
  window_driver_wait_focus (world->driver, field);
  window_driver_type (world->driver, text);
  press (world, "Return");
}

static gboolean
is_checked (gpointer data)
{
  return window_thing_has_state (data, ATSPI_STATE_CHECKED);
}

static void
check (WindowWorld *world)
{
  WindowThing *box = window_driver_get_focused (world->driver);

  if (window_thing_has_state (box, ATSPI_STATE_CHECKED))
    return;
  press (world, "space");
  window_driver_wait (world->driver, is_checked, box, "a tick in the box");
}

static void
press_tab (WindowWorld *world)
{
  window_steps_press_and_move (world, "Tab");
}

static gboolean
is_box (WindowWorld *world)
{
  WindowThing *thing = window_driver_get_focused (world->driver);

  return thing != NULL && window_thing_role (thing) == ATSPI_ROLE_CHECK_BOX;
}

static gboolean
is_at_box (gpointer data)
{
  return is_box (data);
}

/* --- what each row asks for --- */

/* Who has a certificate in force gets no second one, so each case has another person. */
static char *
birth_of (WindowWorld *world)
{
  return g_strdup_printf ("S55.2.%u", 16 + world->n_cases);
}

static void
receive (WindowWorld *world)
{
  g_autofree char *birth = birth_of (world);

  type_into (world, _ ("Furigana"), KANA);
  type_into (world, _ ("Name"), NAME);
  type_into (world, _ ("Birth date"), birth);
  window_driver_wait_focus (world->driver, _ ("male"));
  check (world);
  press (world, "Return");
  type_into (world, _ ("Address"), ADDRESS);
  window_driver_wait_focus (world->driver, _ ("Japanese"));
  press (world, "F12");
}

/* All boxes from the first one on. */
static void
tick_all (WindowWorld *world)
{
  g_autofree char *first = NULL;
  g_autofree char *here = NULL;

  window_driver_wait (world->driver, is_at_box, world, "a box to tick");
  window_driver_wait_focus (world->driver, "?*");
  first = window_driver_get_focus_path (world->driver);
  do
    {
      check (world);
      press_tab (world);
      g_free (here);
      here = window_driver_get_focus_path (world->driver);
    }
  while (is_box (world) && !g_str_equal (here, first));
  press (world, "F12");
}

static gboolean
is_at_licence (WindowWorld *world)
{
  g_autofree char *focus = window_driver_get_focus (world->driver);

  return focus != NULL && g_str_has_prefix (focus, "A01");
}

/* The code jumps to its row in the list that hangs open. */
static void
add_licence (WindowWorld *world)
{
  window_driver_wait_focus (world->driver, _ ("Kind of paper"));
  window_steps_press_and_move (world, "space");
  for (const char *const *key = (const char *const[]){ "a", "0", "1", NULL }; *key != NULL; key++)
    press (world, *key);
  window_driver_wait_focus (world->driver, "A01*");
  press (world, "Return");
  window_driver_wait_focus (world->driver, _ ("Kind of paper"));
  press_tab (world);
  press (world, "space");
  window_driver_wait_focus (world->driver, "A01*");
  window_driver_type (world->driver, "2031-03-01");
}

static void
show_licence (WindowWorld *world)
{
  add_licence (world);
  while (is_at_licence (world))
    {
      if (is_box (world))
        check (world);
      press_tab (world);
    }
  press (world, "F12");
}

static gboolean
asks_for_card (WindowWorld *world)
{
  g_autofree char *focus = NULL;

  window_driver_wait_focus (world->driver, "?*");
  focus = window_driver_get_focus (world->driver);
  return !g_str_equal (focus, _ ("Kind of paper"));
}

static void
show_papers (WindowWorld *world)
{
  if (!asks_for_card (world))
    {
      show_licence (world);
      return;
    }
  window_steps_move_to (world, "Left", _ ("with photo")); /* Shift+Tab comes to the last one */
  check (world);
  press (world, "Return");
  window_driver_wait_focus (world->driver, _ ("Card valid to"));
  window_driver_type (world->driver, "2031-03-31");
  for (guint i = 0; i < 2; i++)
    {
      press_tab (world);
      check (world);
    }
  press_tab (world);
  show_licence (world);
}

static void
compare (WindowWorld *world)
{
  g_autofree char *birth = birth_of (world);

  type_into (world, _ ("Name in the register"), NAME);
  type_into (world, _ ("Birth date in the register"), birth);
  window_driver_wait_focus (world->driver, _ ("male"));
  check (world);
  press_tab (world);
  type_into (world, _ ("Address in the register"), ADDRESS);
  window_driver_wait_focus (world->driver, _ ("The four items were compared with the form"));
  tick_all (world);
}

/* --- revocation --- */

/* Of a report only: the card is lost.  @first: who goes back by Shift+Tab is at the last choice. */
static void
enter_loss (WindowWorld *world, gboolean first)
{
  window_steps_move_to (world, first ? "Right" : "Left", _ ("card lost or stolen"));
  check (world);
  press (world, "Return");
  window_driver_wait_focus (world->driver, _ ("Happened on"));
  press (world, "Return");
}

/* Who does not report a loss brings the card. */
static void
enter_ground (WindowWorld *world)
{
  g_autofree char *first = NULL;
  gboolean lost;

  window_driver_wait_focus (world->driver, "?*");
  first = window_driver_get_focus (world->driver);
  lost = !g_str_equal (first, _ ("the card is here")) && !g_str_equal (first, _ ("without card"));
  if (lost)
    enter_loss (world, g_str_equal (first, _ ("password or key leaked")));
  window_driver_wait_focus (world->driver, lost ? _ ("the card is here") : "?*");
  window_steps_move_to (world, lost ? "Right" : "Left",
                        lost ? _ ("without card") : _ ("the card is here"));
  check (world);
  press (world, "F12");
}

static gboolean
ends_cb (const WindowSeen *seen, gpointer data)
{
  char **last = data;

  if (*last == NULL && g_regex_match_simple ("^[0-9A-F]{10,40}$", seen->name, 0, 0))
    *last = g_strdup (seen->name + strlen (seen->name) - 4);
  return *last == NULL;
}

/* The boxes first: the digits are the last thing before F12. */
static void
confirm_revocation (WindowWorld *world)
{
  g_autofree char *last = NULL;

  window_driver_wait_focus (world->driver, _ ("Last four digits of the number"));
  window_driver_each (world->driver, ends_cb, &last);
  g_assert_nonnull (last);
  window_driver_type (world->driver, last);
  press_tab (world);
  tick_all (world);
}

static void
press_button (WindowWorld *world)
{
  window_driver_wait_focus (world->driver, _ ("Make the keys"));
  press (world, "Return");
}

static void
choose_password (WindowWorld *world)
{
  g_autofree char *typed = g_ascii_strdown (chosen_password, -1);

  window_driver_wait_focus (world->driver, _ ("Choose the password for your signature"));
  window_driver_type_secret (world->driver, chosen_password);
  press (world, "Return");
  window_driver_wait_focus (world->driver, _ ("Enter the same password once more"));
  window_driver_type_secret (world->driver, typed); /* small letters become capitals */
  press (world, "Return");
}

static void
type_present_password (WindowWorld *world)
{
  g_assert_nonnull (present_password);
  window_driver_wait_focus (world->driver, _ ("Enter the password that your card has now"));
  window_driver_type_secret (world->driver, present_password);
  press (world, "Return");
}

/* The holder wants the certificate to stay on the card: the box is there and is left alone. */
static void
leave_on_card (WindowWorld *world)
{
  window_driver_wait_focus (world->driver,
                            _ ("The applicant wants the ended certificate erased from the card"));
  press (world, "F12");
}

/* clang-format off */
static const struct { const char *heading; WindowRowDo act; } rows[] = {
  { N_ ("Reception"),                             receive         },
  { N_ ("Check the form"),                        tick_all        },
  { N_ ("Identity documents"),                    show_papers     },
  { N_ ("Compare the four items"),                compare         },
  { N_ ("Days that are lost"),                    tick_all        },
  { N_ ("Consent to substitute characters"),      tick_all        },
  { N_ ("The resident starts the key generation"), press_button   },
  { N_ ("The resident chooses the password"),     choose_password },
  { N_ ("Type the password of the slip"), choose_password },
  { N_ ("The resident types the present password"), type_present_password },
  { N_ ("The password is locked"),                tick_all        },
  { N_ ("Take the card back"),                    tick_all        },
  { N_ ("Fee"),                                   tick_all        },
  { N_ ("Give the card back"),                    tick_all        },
  { N_ ("Ground and certificate"),                enter_ground    },
  { N_ ("Revoke this certificate?"),              confirm_revocation },
  { N_ ("Erase it from the card?"),               leave_on_card   },
  { N_ ("Hand over the slip"),                    tick_all        },
  { N_ ("Confirm the copy"),                      tick_all        },
  { N_ ("Hand over the copy"),                    tick_all        },
  { N_ ("Answer"),                                tick_all        },
  { N_ ("Confirm the erasing"),                   tick_all        },
};
/* clang-format on */

WindowRowDo
window_steps_find_row (const char *shown, const char **heading)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (_ (rows[i].heading), shown))
      {
        *heading = rows[i].heading;
        return rows[i].act;
      }
  return NULL;
}
