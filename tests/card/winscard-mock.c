/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "winscard-mock.h"

#include <string.h>

/* The linker sends the product's calls here (-Wl,--wrap). */
LONG __wrap_SCardEstablishContext (DWORD scope, LPCVOID one, LPCVOID two, LPSCARDCONTEXT context);
LONG __wrap_SCardReleaseContext (SCARDCONTEXT context);
LONG __wrap_SCardConnect (SCARDCONTEXT context, LPCSTR name, DWORD share, DWORD protocols,
                          LPSCARDHANDLE card, LPDWORD protocol);
LONG __wrap_SCardDisconnect (SCARDHANDLE card, DWORD disposition);
LONG __wrap_SCardStatus (SCARDHANDLE card, LPSTR name, LPDWORD n_name, LPDWORD state,
                         LPDWORD protocol, LPBYTE atr, LPDWORD n_atr);
LONG __wrap_SCardTransmit (SCARDHANDLE card, const SCARD_IO_REQUEST *send, LPCBYTE command,
                           DWORD n_command, SCARD_IO_REQUEST *receive, LPBYTE response,
                           LPDWORD n_response);
LONG __wrap_SCardListReaders (SCARDCONTEXT context, LPCSTR groups, LPSTR names, LPDWORD n_names);
LONG __wrap_SCardGetStatusChange (SCARDCONTEXT context, DWORD timeout_ms, SCARD_READERSTATE *states,
                                  DWORD n_states);
LONG __wrap_SCardCancel (SCARDCONTEXT context);

#define CARD_HANDLE 77
#define N_READERS 4
#define PATIENCE_S 20
#define UNMARKED (SCARD_STATE_INUSE | SCARD_STATE_EXCLUSIVE) /* PCSC-lite 1.9.9 stays silent */

static const guint8 mock_atr[] = { 0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14 };

static GMutex lock;
static GCond changed;
static struct
{
  char name[MAX_READERNAME];
  DWORD state;
} readers[N_READERS];
static gboolean service_up, cancelled, waiting;
static SCARDCONTEXT live_context; /* 0: none; each service start makes the old one dead */
static LONG fail_establish, fail_connect, fail_transmit;
static DWORD card_protocol;
static guint8 answer_bytes[300];
static gsize n_answer_bytes;
MockCalls mock_calls;

static LONG
take (LONG *code)
{
  const LONG taken = *code;

  *code = SCARD_S_SUCCESS;
  return taken;
}

static guint
count_readers (void)
{
  guint n = 0;

  for (guint i = 0; i < N_READERS; i++)
    n += readers[i].state != 0;
  return n;
}

void
mock_reset (void)
{
  static const guint8 good[] = { 0x90, 0x00 };

  g_mutex_lock (&lock);
  memset (readers, 0, sizeof readers);
  memset (&mock_calls, 0, sizeof mock_calls);
  service_up = TRUE;
  cancelled = FALSE;
  fail_establish = fail_connect = fail_transmit = SCARD_S_SUCCESS;
  card_protocol = SCARD_PROTOCOL_T1;
  g_mutex_unlock (&lock);
  mock_set_answer (good, sizeof good);
  mock_set_reader (MOCK_NAME, SCARD_STATE_PRESENT | 1 << 16);
}

void
mock_fail_next (LONG establish, LONG connect, LONG transmit)
{
  fail_establish = establish;
  fail_connect = connect;
  fail_transmit = transmit;
}

void
mock_set_protocol (DWORD protocol)
{
  card_protocol = protocol;
}

void
mock_set_answer (const guint8 *answer, gsize n_answer)
{
  memcpy (answer_bytes, answer, n_answer);
  n_answer_bytes = n_answer;
}

void
mock_set_service (gboolean up)
{
  g_mutex_lock (&lock);
  service_up = up;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}

void
mock_set_reader (const char *name, DWORD event_state)
{
  guint at = 0;

  g_mutex_lock (&lock);
  while (at < N_READERS && !g_str_equal (readers[at].name, name))
    at++;
  for (guint i = 0; at == N_READERS && i < N_READERS; i++)
    if (readers[i].state == 0)
      at = i;
  g_assert (at < N_READERS);
  g_strlcpy (readers[at].name, name, MAX_READERNAME);
  readers[at].state = event_state;
  if (event_state == 0)
    readers[at].name[0] = '\0';
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}

void
mock_wait_released (guint n)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE_S * G_TIME_SPAN_SECOND;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);

  while (mock_calls.n_release < n)
    g_assert_true (g_cond_wait_until (&changed, &lock, deadline));
}

LONG
__wrap_SCardEstablishContext (DWORD scope, LPCVOID one, LPCVOID two, LPSCARDCONTEXT context)
{
  static SCARDCONTEXT last;
  LONG code;

  g_mutex_lock (&lock);
  mock_calls.n_establish++;
  code = service_up ? take (&fail_establish) : SCARD_E_NO_SERVICE;
  if (code == SCARD_S_SUCCESS)
    *context = live_context = ++last;
  g_mutex_unlock (&lock);
  g_assert (scope == SCARD_SCOPE_SYSTEM);
  return code;
}

LONG
__wrap_SCardReleaseContext (SCARDCONTEXT context)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);

  mock_calls.n_release++;
  g_cond_broadcast (&changed);
  return service_up ? SCARD_S_SUCCESS : SCARD_E_NO_SERVICE;
}

LONG
__wrap_SCardConnect (SCARDCONTEXT context, LPCSTR name, DWORD share, DWORD protocols,
                     LPSCARDHANDLE card, LPDWORD protocol)
{
  g_assert_cmpuint (context, ==, live_context);
  g_assert_cmpstr (name, ==, MOCK_NAME);
  g_assert (protocols == (SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1));
  mock_calls.n_connect++;
  mock_calls.share = share;
  *card = CARD_HANDLE;
  *protocol = card_protocol;
  return take (&fail_connect);
}

LONG
__wrap_SCardDisconnect (SCARDHANDLE card, DWORD disposition)
{
  g_assert (card == CARD_HANDLE);
  mock_calls.n_disconnect++;
  mock_calls.disposition = disposition;
  return SCARD_W_REMOVED_CARD; /* nobody may care */
}

LONG
__wrap_SCardStatus (SCARDHANDLE card, LPSTR name, LPDWORD n_name, LPDWORD state, LPDWORD protocol,
                    LPBYTE atr, LPDWORD n_atr)
{
  g_assert (card == CARD_HANDLE && *n_atr >= sizeof mock_atr);
  memcpy (atr, mock_atr, sizeof mock_atr);
  *n_atr = sizeof mock_atr;
  return SCARD_S_SUCCESS;
}

LONG
__wrap_SCardTransmit (SCARDHANDLE card, const SCARD_IO_REQUEST *send, LPCBYTE command,
                      DWORD n_command, SCARD_IO_REQUEST *receive, LPBYTE response,
                      LPDWORD n_response)
{
  g_assert (card == CARD_HANDLE && *n_response >= 258);
  g_assert (send->dwProtocol == card_protocol && n_command <= sizeof mock_calls.sent);
  mock_calls.n_transmit++;
  memcpy (mock_calls.sent, command, n_command);
  mock_calls.n_sent = n_command;
  memcpy (response, answer_bytes, n_answer_bytes);
  *n_response = n_answer_bytes;
  return take (&fail_transmit);
}

LONG
__wrap_SCardListReaders (SCARDCONTEXT context, LPCSTR groups, LPSTR names, LPDWORD n_names)
{
  gsize n = 0;

  g_mutex_lock (&lock);
  for (guint i = 0; i < N_READERS && service_up; i++)
    if (readers[i].state != 0)
      {
        g_assert (n + MAX_READERNAME < *n_names);
        n += g_strlcpy (names + n, readers[i].name, MAX_READERNAME) + 1;
      }
  names[n] = '\0';
  *n_names = n + 1;
  g_mutex_unlock (&lock);
  return !service_up ? SCARD_E_NO_SERVICE : n == 0 ? SCARD_E_NO_READERS_AVAILABLE : SCARD_S_SUCCESS;
}

/* One look.  Returns: whether anything is new, or an error in @code. */
static gboolean
look (SCARD_READERSTATE *states, DWORD n_states, guint n_before, LONG *code)
{
  gboolean new = count_readers () != n_before;

  *code = cancelled ? SCARD_E_CANCELLED : !service_up ? SCARD_F_COMM_ERROR : SCARD_S_SUCCESS;
  if (*code != SCARD_S_SUCCESS)
    return TRUE;
  for (DWORD s = 1; s < n_states; s++)
    for (guint i = 0; i < N_READERS; i++)
      if (g_str_equal (readers[i].name, states[s].szReader))
        {
          const DWORD changes = readers[i].state ^ states[s].dwCurrentState;
          const gboolean is_new = (changes & ~(DWORD) UNMARKED) != 0;

          states[s].dwEventState = readers[i].state | (is_new ? SCARD_STATE_CHANGED : 0);
          memcpy (states[s].rgbAtr, mock_atr, sizeof mock_atr);
          states[s].cbAtr = sizeof mock_atr;
          new |= is_new;
        }
  return new;
}

LONG
__wrap_SCardGetStatusChange (SCARDCONTEXT context, DWORD timeout_ms, SCARD_READERSTATE *states,
                             DWORD n_states)
{
  const gint64 deadline = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  LONG code = SCARD_S_SUCCESS;
  guint n_before;

  g_assert_cmpstr (states[0].szReader, ==, "\\\\?PnP?\\Notification");
  g_mutex_lock (&lock);
  mock_calls.n_status_change++;
  n_before = count_readers ();
  waiting = TRUE;
  while (!look (states, n_states, n_before, &code))
    if (!g_cond_wait_until (&changed, &lock, deadline))
      {
        code = SCARD_E_TIMEOUT;
        break;
      }
  waiting = cancelled = FALSE;
  g_mutex_unlock (&lock);
  return code;
}

/* As PCSC-lite: has an effect on a wait that runs, on no later one. */
LONG
__wrap_SCardCancel (SCARDCONTEXT context)
{
  g_mutex_lock (&lock);
  mock_calls.n_cancel++;
  cancelled = waiting;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
  return SCARD_S_SUCCESS;
}
