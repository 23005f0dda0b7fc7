/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the virtual reader's line protocol, spoken by a server in the test, and the control commands */
#include "config.h"

#include "card-desk.h"
#include "mado-bytes.h"
#include "mado-sim-control.h"
#include "mado-sim-vpcd-wire.h"

#include <glib/gstdio.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAIT_S 10 /* after this a test fails; nothing takes that long */
#define ATR "00093BE000FF8131FE4514"

/* What stands for vpcd: a listening socket, and the card's connection. */
typedef struct
{
  int listener;
  guint16 port;
  int line; /* -1: no card */
} Driver;

static void
set_limit (int fd)
{
  struct timeval limit = { .tv_sec = WAIT_S };

  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), ==, 0);
}

static void
driver_listen (Driver *driver, guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
                                 .sin_port = htons (port) };
  socklen_t n_address = sizeof address;
  int on = 1;

  driver->line = -1;
  driver->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt (driver->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  set_limit (driver->listener);
  g_assert_cmpint (bind (driver->listener, (const struct sockaddr *) &address, sizeof address), ==,
                   0);
  g_assert_cmpint (listen (driver->listener, 1), ==, 0);
  g_assert_cmpint (getsockname (driver->listener, (struct sockaddr *) &address, &n_address), ==, 0);
  driver->port = ntohs (address.sin_port);
}

static void
driver_accept (Driver *driver)
{
  driver->line = accept (driver->listener, NULL, NULL);
  g_assert_cmpint (driver->line, >=, 0);
  set_limit (driver->line);
}

static void
driver_send (Driver *driver, const char *hex)
{
  g_autoptr (GBytes) bytes = mado_bytes_from_hex (hex);

  g_assert_cmpint (
      send (driver->line, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), MSG_NOSIGNAL),
      ==, g_bytes_get_size (bytes));
}

static void
driver_expect (Driver *driver, const char *hex)
{
  guint8 received[MADO_SIM_VPCD_ANSWER_MAX];
  g_autofree char *text = NULL;
  gsize n = strlen (hex) / 2;

  g_assert_cmpint (recv (driver->line, received, n, MSG_WAITALL), ==, n);
  text = mado_bytes_to_hex (received, n);
  g_assert_cmpstr (text, ==, hex);
}

static void
driver_expect_closed (Driver *driver)
{
  guint8 byte;

  g_assert_cmpint (recv (driver->line, &byte, 1, 0), ==, 0);
  close (driver->line);
  driver->line = -1;
}

static void
driver_end (Driver *driver)
{
  if (driver->line >= 0)
    close (driver->line);
  close (driver->listener);
}

/* Framing without sockets: pieces of any size, many messages at once, lengths 0 and 1. */
static void
test_wire (void)
{
  static const char input[] = "000104"
                              "0000"
                              "000101"
                              "000109"
                              "00020102"
                              "000F" CARD_DESK_SELECT "0005"
                              "80CA9F7000"
                              "000100"
                              "0005"
                              "80CA9F7000"
                              "0001";
  static const char output[] = ATR "00026700"
                                   "00029000"
                                   "0003019000"
                                   "00026D00";
  g_autoptr (GBytes) bytes = mado_bytes_from_hex (input);

  for (gsize piece = 1; piece <= g_bytes_get_size (bytes); piece++)
    {
      g_autoptr (MadoSimCard) card = card_desk_blank ();
      g_autoptr (MadoSimVpcdWire) wire = mado_sim_vpcd_wire_new (card);
      g_autoptr (GString) answers = g_string_new (NULL);

      for (gsize at = 0; at < g_bytes_get_size (bytes); at += piece)
        {
          gsize n_room, n_answer, n = MIN (piece, g_bytes_get_size (bytes) - at);
          guint8 *room = mado_sim_vpcd_wire_room (wire, &n_room);
          guint8 answer[MADO_SIM_VPCD_ANSWER_MAX];

          g_assert_cmpuint (n_room, >=, n);
          memcpy (room, (const guint8 *) g_bytes_get_data (bytes, NULL) + at, n);
          mado_sim_vpcd_wire_took (wire, n);
          while (mado_sim_vpcd_wire_next (wire, answer, &n_answer) == MADO_SIM_VPCD_HANDLED)
            {
              g_autofree char *hex = mado_bytes_to_hex (answer, n_answer);

              g_string_append (answers, hex);
            }
        }
      g_assert_cmpstr (answers->str, ==, output);
    }
}

/* The largest message that the protocol can carry leaves room for no more, and is answered. */
static void
test_largest (void)
{
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoSimVpcdWire) wire = mado_sim_vpcd_wire_new (card);
  guint8 answer[MADO_SIM_VPCD_ANSWER_MAX];
  gsize n_room, n_answer;
  guint8 *room = mado_sim_vpcd_wire_room (wire, &n_room);

  g_assert_cmpuint (n_room, ==, 65537);
  memset (room, 0xFF, n_room);
  mado_sim_vpcd_wire_took (wire, n_room);
  g_assert_cmpint (mado_sim_vpcd_wire_next (wire, answer, &n_answer), ==, MADO_SIM_VPCD_HANDLED);
  g_assert_cmpmem (answer, n_answer, "\x00\x02\x67\x00", 4);
  g_assert_cmpint (mado_sim_vpcd_wire_next (wire, answer, &n_answer), ==, MADO_SIM_VPCD_NEEDS_MORE);
  for (gsize i = 0; i < n_room; i++)
    g_assert_cmpuint (room[i], ==, 0); /* wiped: it might have been a password */
}

/* Inserted, asked, pulled, inserted again; the driver goes away and comes back. */
static void
test_slot (void)
{
  Driver driver;
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoSimCard) other = card_desk_blank ();
  g_autoptr (MadoSimVpcd) slot = NULL;
  g_autoptr (MadoSimCard) inside = NULL;
  guint16 port;

  driver_listen (&driver, 0);
  port = driver.port;
  slot = mado_sim_vpcd_new (port);
  mado_sim_vpcd_insert (slot, card);
  driver_accept (&driver);
  driver_send (&driver, "000101");
  driver_send (&driver, "000104");
  driver_expect (&driver, ATR);
  g_assert_true (mado_sim_vpcd_is_connected (slot));
  driver_send (&driver, "000F"); /* length and payload in two segments, as vpcd 3.3 sends them */
  driver_send (&driver, CARD_DESK_SELECT);
  driver_expect (&driver, "00029000");
  driver_send (&driver, "000102"); /* reset: the selection is gone */
  driver_send (&driver, "000580CA9F7000");
  driver_expect (&driver, "00026D00");
  close (driver.line); /* pcscd ends and starts again */
  close (driver.listener);
  driver_listen (&driver, port);
  driver_accept (&driver);
  driver_send (&driver, "000104");
  driver_expect (&driver, ATR);
  mado_sim_vpcd_insert (slot, other); /* swap */
  driver_expect_closed (&driver);
  driver_accept (&driver);
  inside = mado_sim_vpcd_get_card (slot);
  g_assert_true (inside == other);
  mado_sim_vpcd_remove (slot);
  driver_expect_closed (&driver);
  g_clear_object (&inside);
  g_assert_null (mado_sim_vpcd_get_card (slot));
  driver_end (&driver);
  g_assert_finalize_object (g_steal_pointer (&slot));
  g_assert_finalize_object (g_steal_pointer (&other));
}

/* The same faults as in process: before the second APDU means right behind the first answer. */
static void
test_cuts (void)
{
  /* clang-format off */
  static const struct { MadoSimFaultKind kind; gboolean answers_second; } cuts[] = {
    { MADO_SIM_CUT_BEFORE,   FALSE },
    { MADO_SIM_CUT_ARRIVING, FALSE },
    { MADO_SIM_CUT_DURING,   FALSE },
    { MADO_SIM_CUT_AFTER,    TRUE  },
  };
  /* clang-format on */
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      Driver driver;
      g_autoptr (MadoSimCard) card = card_desk_blank ();
      g_autoptr (MadoSimVpcd) slot = NULL;

      driver_listen (&driver, 0);
      slot = mado_sim_vpcd_new (driver.port);
      mado_sim_card_add_fault (card, cuts[i].kind, 2, 0);
      mado_sim_vpcd_insert (slot, card);
      driver_accept (&driver);
      driver_send (&driver, "000F" CARD_DESK_SELECT);
      driver_expect (&driver, "00029000");
      if (cuts[i].kind != MADO_SIM_CUT_BEFORE)
        driver_send (&driver, "000580CA9F7000");
      if (cuts[i].answers_second)
        driver_expect (&driver, "0003019000");
      driver_expect_closed (&driver);
      g_clear_object (&slot);
      driver_end (&driver);
    }
}

/* A signal from the slot's thread that a command has begun. */
typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean begun;
} Signal;

static void
tell_begun (MadoSimMoment moment, guint ordinal, const guint8 header[4], gpointer data)
{
  Signal *started = data;

  g_mutex_lock (&started->lock);
  started->begun = TRUE;
  g_cond_signal (&started->changed);
  g_mutex_unlock (&started->lock);
}

static void
wait_begun (Signal *started)
{
  g_mutex_lock (&started->lock);
  while (!started->begun)
    g_cond_wait (&started->changed, &started->lock);
  g_mutex_unlock (&started->lock);
}

/* Ended while a card computes for two minutes: at once. */
static void
test_end_in_keygen (void)
{
  static const guint8 generate[] = { 0x00, 0x47, 0x80, 0x00 };
  Driver driver;
  Signal started = { 0 };
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoScp03) channel = NULL;
  g_autoptr (MadoSimVpcd) slot = NULL;
  guint8 wrapped[2 + 261] = { 0 };
  gsize n_wrapped = 0;

  mado_sim_card_set_keygen_ms (card, 120000);
  driver_listen (&driver, 0);
  slot = mado_sim_vpcd_new (driver.port);
  mado_sim_vpcd_insert (slot, card);
  driver_accept (&driver);
  channel = card_desk_open (card, 0x30);
  card_desk_expect_protected (card, channel, "00A4020C02001A", "9000");
  mado_scp03_wrap_command (channel, generate, sizeof generate, wrapped + 2, &n_wrapped, NULL);
  wrapped[1] = (guint8) n_wrapped;
  mado_sim_card_set_hook (card, tell_begun, &started);
  g_assert_cmpint (send (driver.line, wrapped, 2 + n_wrapped, MSG_NOSIGNAL), ==, 2 + n_wrapped);
  wait_begun (&started);
  mado_sim_vpcd_remove (slot);
  driver_expect_closed (&driver);
  mado_sim_card_set_hook (card, NULL, NULL);
  mado_sim_card_power_on (card);
  card_desk_expect (card, CARD_DESK_SELECT, "9000");
  card_desk_expect (card, "80CA9F7000", "019000");
  driver_end (&driver);
}

/* Each control command, right and wrong. */
static void
test_control (void)
{
  /* clang-format off */
  static const struct { const char *line, *answer; } lines[] = {
    { "",                               "error unknown command"                                 },
    { "jump",                           "error unknown command"                                 },
    { "insert",                         "error which slot? operator or resident"                },
    { "insert left",                    "error which slot? operator or resident"                },
    { "insert operator",                "error no card was in this slot: name a file"           },
    { "status",                         "ok operator=empty resident=empty"                      },
    { "remove resident",                "ok"                                                    },
    { "cut resident 1 during",          "error no card in this slot"                            },
    { "swap resident",                  "error swap needs a file"                               },
    { "insert resident @",              "ok"                                                    },
    { "cut resident 0 during",          "error which one? a number from 1"                      },
    { "cut resident x during",          "error which one? a number from 1"                      },
    { "cut resident 44:0 during",       "error which one? a number from 1"                      },
    { "cut resident 4X:1 during",       "error which one? a number from 1"                      },
    { "cut resident 44:1 during",       "ok"                                                    },
    { "cut resident 3",                 "error cut when? before, arriving, during or after"     },
    { "cut resident 3 never",           "error cut when? before, arriving, during or after"     },
    { "cut resident 3 during",          "ok"                                                    },
    { "tear resident 2",                "ok"                                                    },
    { "corrupt resident 2",             "ok"                                                    },
    { "sw resident 1 6F00",             "ok"                                                    },
    { "sw resident 1 12345",            "error which status word? four hexadecimal digits, 6000 to 9FFF" },
    { "reset resident",                 "ok"                                                    },
    { "keygen resident table",          "ok"                                                    },
    { "keygen resident 250",            "ok"                                                    },
    { "keygen resident soon",           "error how long? milliseconds or table"                 },
    { "cut resident 1 before",          "ok"                                                    },
    { "status",                         "ok operator=empty resident=empty"                      },
    { "insert resident",                "ok"                                                    },
    { "status",                         "ok operator=empty resident=0102030405060708,waiting,apdus:0,verifies:0,updates:0,saves:0,in:0,out:0" },
    { "swap resident /nonexistent/card", "error opening the card file: No such file or directory" },
  };
  /* clang-format on */
  Driver driver;
  g_autofree char *folder = g_dir_make_tmp ("mado-control-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "resident.card", NULL);
  g_autoptr (MadoSimCard) card = card_desk_blank ();
  g_autoptr (MadoSimControl) control = NULL;

  g_assert_true (mado_sim_card_save_as (card, path, NULL));
  g_clear_object (&card);     /* it holds its file */
  driver_listen (&driver, 0); /* a port on which nobody will listen when it is closed */
  driver_end (&driver);
  control = mado_sim_control_new (driver.port, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i].line, "@", 2);
      g_autofree char *line = g_strjoinv (path, parts);
      g_autofree char *answer = mado_sim_control_run (control, line);

      g_assert_cmpstr (answer, ==, lines[i].answer);
    }
  g_unlink (path);
  g_rmdir (folder);
}

static void
count_cb (MadoSimControl *control, gpointer data)
{
  ++*(guint *) data;
}

static void
test_control_quit (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-control-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "control", NULL);
  g_autoptr (MadoSimControl) control = mado_sim_control_new (1, 0);
  g_autoptr (MadoSimControl) second = mado_sim_control_new (1, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  guint n_quits = 0;

  g_signal_connect (control, "quit", G_CALLBACK (count_cb), &n_quits);
  answer = mado_sim_control_run (control, "quit");
  g_assert_cmpstr (answer, ==, "ok");
  g_assert_cmpuint (n_quits, ==, 1);
  g_assert_true (mado_sim_control_listen (control, path, &error));
  g_assert_no_error (error);
  g_assert_false (mado_sim_control_listen (second, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_clear_object (&control);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_secret_init_process ();
  g_test_add_func ("/sim/vpcd/wire", test_wire);
  g_test_add_func ("/sim/vpcd/largest", test_largest);
  g_test_add_func ("/sim/vpcd/slot", test_slot);
  g_test_add_func ("/sim/vpcd/cuts", test_cuts);
  g_test_add_func ("/sim/vpcd/end-in-keygen", test_end_in_keygen);
  g_test_add_func ("/sim/control/commands", test_control);
  g_test_add_func ("/sim/control/quit", test_control_quit);
  return g_test_run ();
}
