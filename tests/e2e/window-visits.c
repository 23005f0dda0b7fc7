/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-visits.h"

#include "window-moves.h"
#include "window-steps.h"

#include <glib/gi18n.h>

#define ADDRESS "東京都窓口市中央一丁目１２－７－２０２"
#define CHILD "髙橋　一子"
#define CHILD_KANA "タカハシ　ヨシコ"
#define CHILD_BIRTH "H26.4.2"
#define APPLICANT "髙橋　一市"
#define APPLICANT_KANA "タカハシ　ヨシカ"
#define APPLICANT_BIRTH "S31.8.2"
#define AGENT "髙橋　中子"
#define AGENT_KANA "タカハシ　シロコ"
#define SUPERVISOR "kunren-yamamoto"
#define N_CHECKS 8 /* of the nine: papers without photo are nobody's who comes by proxy */

static const struct
{
  const char *name, *kana, *birth, *sex;
} applicant = { APPLICANT, APPLICANT_KANA, APPLICANT_BIRTH, N_ ("male") },
  child = { CHILD, CHILD_KANA, CHILD_BIRTH, N_ ("female") };

const char *
window_visits_characters (void)
{
  return ADDRESS CHILD CHILD_KANA APPLICANT APPLICANT_KANA AGENT AGENT_KANA "妻母";
}

static void
press (WindowWorld *world, const char *key)
{
  window_driver_press (world->driver, key);
}

static void
at (WindowWorld *world, const char *place)
{
  window_driver_wait_focus (world->driver, place);
}

static char *
days_ago (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days);

  return g_date_time_format (then, "%Y-%m-%d");
}

/* --- what both need --- */

typedef struct
{
  WindowWorld *world;
  const char *heading; /* as it is shown */
} Row;

static gboolean
is_left (gpointer data)
{
  const Row *row = data;
  g_autofree char *now = window_thing_name (row->world->heading);

  return !g_str_has_suffix (now, row->heading);
}

/* All boxes and F12, until the next row stands there. */
static void
tick_and_leave (WindowWorld *world, const char *heading)
{
  Row row = { world, _ (heading) };

  window_moves_tick_all (world);
  window_driver_wait (world->driver, is_left, &row, "the next step");
}

static void
begin (WindowWorld *world)
{
  press (world, "F2");
  window_driver_wait_focus (world->driver, "1  *");
  press (world, "1");
  at (world, _ ("Furigana"));
}

/* Who came stands before the first empty field. */
static void
say_who_came (WindowWorld *world, const char *who)
{
  window_moves_to (world, "Shift+Return", _ ("the applicant"));
  window_moves_choose (world, who);
}

typedef void (*Visit) (const char *heading);

static void
look (WindowWorld *world, const char *place, Visit visit, const char *heading)
{
  at (world, place);
  visit (heading);
}

/* Nobody is born in the future: the field says so, and the clerk goes back to it. */
static void
mistype_birth (WindowWorld *world)
{
  g_autofree char *said = g_strconcat ("■ ", _ ("This day is still to come."), NULL);

  window_moves_type (world, _ ("Birth date of who came"), "2090-05-05");
  at (world, _ ("Address of who came"));
  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_LABEL, said));
  window_moves_press (world, "Shift+Return");
}

static void
type_agent (WindowWorld *world, const char *relation, Visit visit)
{
  look (world, _ ("Name of who came"), visit, "Reception, who came");
  window_moves_type (world, _ ("Name of who came"), AGENT);
  window_moves_type (world, _ ("Furigana of who came"), AGENT_KANA);
  mistype_birth (world);
  window_moves_type (world, _ ("Birth date of who came"), "S60.5.5");
  window_moves_type (world, _ ("Address of who came"), ADDRESS);
  window_moves_type (world, _ ("Relation to the applicant"), relation);
  window_moves_type (world, _ ("Phone of who came"), "0300000000");
}

static void
type_items (WindowWorld *world, const char *name, const char *kana, const char *birth,
            const char *sex)
{
  window_moves_type (world, _ ("Furigana"), kana);
  window_moves_type (world, _ ("Name"), name);
  window_moves_type (world, _ ("Birth date"), birth);
  at (world, _ ("male"));
  window_moves_choose (world, _ (sex));
  window_moves_type (world, _ ("Address"), ADDRESS);
  at (world, _ ("Japanese"));
  press (world, "F12");
}

static void
compare (WindowWorld *world, const char *name, const char *birth, const char *sex)
{
  window_steps_until (world, N_ ("Compare the four items"), NULL);
  window_moves_type (world, _ ("Name in the register"), name);
  window_moves_type (world, _ ("Birth date in the register"), birth);
  at (world, _ ("male"));
  window_moves_to (world, "Right", _ (sex));
  window_moves_check (world);
  window_moves_press (world, "Tab");
  window_moves_type (world, _ ("Address in the register"), ADDRESS);
  at (world, _ ("The four items were compared with the form"));
  tick_and_leave (world, N_ ("Compare the four items"));
}

/* --- a proxy --- */

void
window_visits_proxy_first (WindowWorld *world, void (*visit) (const char *heading))
{
  g_autofree char *seal = days_ago (20);

  begin (world);
  say_who_came (world, _ ("appointed proxy"));
  type_agent (world, "妻", visit);
  look (world, _ ("with the registered seal"), visit, "Reception, papers of a proxy");
  window_moves_to (world, "Left", _ ("with the registered seal")); /* Shift+Tab came to the last */
  window_moves_choose (world, _ ("with the registered seal"));
  window_moves_type (world, _ ("Seal certificate of"), seal);
  at (world, _ ("Letter of inquiry"));
  press (world, "Return"); /* there is none yet */
  look (world, _ ("Furigana"), visit, "Reception, the applicant");
  type_items (world, applicant.name, applicant.kana, applicant.birth, applicant.sex);
  window_steps_until (world, N_ ("Check the form"), NULL);
  visit ("Check the form that a proxy brought");
  window_steps_until (world, N_ ("Check the reply"), NULL);
  at (world, _ ("Number on the letter (scan)"));
  window_moves_menu (world, _ ("Receive only, print a claim slip…"));
  at (world, _ ("Reason"));
  window_moves_answer (world, _ ("Receive only"));
  window_steps_wait_heading (world, N_ ("Received only"));
  press (world, "Escape");
  at (world, "*、" APPLICANT "、*"); /* the case's row */
}

void
window_visits_ask_letter_of (WindowWorld *world, const char *birth)
{
  press (world, "F2");
  at (world, _ ("First issue"));
  window_moves_choose (world, _ ("First issue"));
  at (world, _ ("a proxy will come"));
  window_moves_choose (world, _ ("a proxy will come"));
  window_moves_type (world, _ ("Furigana"), applicant.kana);
  window_moves_type (world, _ ("Name in the register"), applicant.name);
  window_moves_type (world, _ ("Birth date"), birth);
  at (world, _ ("male"));
  window_moves_choose (world, _ (applicant.sex));
  window_moves_type (world, _ ("Address in the register"), ADDRESS);
  window_moves_type (world, _ ("Name of the proxy"), AGENT);
  window_moves_type (world, _ ("Address of the proxy"), ADDRESS);
  at (world, _ ("Relation to the applicant"));
  window_driver_type (world->driver, "妻");
  press (world, "F12");
}

void
window_visits_ask_letter (WindowWorld *world)
{
  window_visits_ask_letter_of (world, applicant.birth);
}

/* The key's own label says what comes next. */
static void
wait_next (WindowWorld *world, const char *what)
{
  g_autofree char *label = g_strdup_printf ("%s F12", what);

  g_object_unref (window_driver_wait_for (world->driver, ATSPI_ROLE_PUSH_BUTTON, label));
}

static gboolean
has_printed (gpointer data)
{
  WindowWorld *world = data;
  g_autoptr (WindowThing) found
      = window_driver_find (world->driver, ATSPI_ROLE_INVALID, _ ("Stop after this letter"));

  return found == NULL;
}

void
window_visits_mail_letter (WindowWorld *world)
{
  wait_next (world, _ ("print it"));
  press (world, "F12");
  wait_next (world, _ ("mail it"));
  window_driver_wait (world->driver, has_printed, world, "the end of the printing");
  press (world, "F12");
  at (world, _ ("simple registered mail, not forwarded")); /* the office's usual kind */
  window_moves_to (world, "Left", _ ("ordinary mail, not forwarded"));
  window_moves_choose (world, _ ("ordinary mail, not forwarded"));
  at (world, _ ("Number of the mail"));
  window_moves_answer (world, _ ("Mailed"));
  wait_next (world, _ ("take the reply"));
}

static void
answer_checks (WindowWorld *world)
{
  at (world, _ ("in order"));
  for (guint i = 0; i < N_CHECKS; i++)
    {
      window_moves_check (world);
      if (i + 1 < N_CHECKS)
        window_moves_press (world, "Return");
    }
}

static void
ask_supervisor (WindowWorld *world)
{
  press (world, "F11");
  at (world, _ ("Password of the supervisor"));
  window_driver_type_secret (world->driver, SUPERVISOR);
  press (world, "F12");
}

void
window_visits_proxy_again (WindowWorld *world)
{
  press (world, "F12");
  window_steps_wait_heading (world, N_ ("Received only"));
  press (world, "F12");
  window_steps_wait_heading (world, N_ ("Check the reply"));
  answer_checks (world);
  ask_supervisor (world);
  compare (world, applicant.name, applicant.birth, applicant.sex);
  window_steps_until (world, N_ ("Open the sealed password"), NULL);
  at (world, _ ("The seal over the password was broken before the proxy's eyes"));
  tick_and_leave (world, N_ ("Open the sealed password"));
  window_steps_until (world, N_ ("Destroy the slip"), NULL);
  at (world, _ ("The slip with the password was destroyed"));
  tick_and_leave (world, N_ ("Destroy the slip"));
  window_steps_until (world, N_ ("Finished"), NULL);
}

/* --- a statutory representative --- */

void
window_visits_mother (WindowWorld *world, void (*visit) (const char *heading))
{
  g_autofree char *issued = days_ago (25);

  begin (world);
  say_who_came (world, _ ("statutory representative"));
  type_agent (world, "母", visit);
  at (world, _ ("parent in the same household"));
  window_moves_choose (world, _ ("family register copy"));
  look (world, _ ("Issued on"), visit, "Reception, papers of a representative");
  window_moves_type (world, _ ("Issued on"), issued);
  at (world, _ ("no"));
  press (world, "Return"); /* not an adult ward */
  at (world, _ ("Letter of inquiry"));
  press (world, "Return");
  type_items (world, child.name, child.kana, child.birth, child.sex);
  compare (world, child.name, child.birth, child.sex);
  window_steps_until (world, N_ ("Finished"), NULL);
}
