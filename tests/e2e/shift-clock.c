/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the programs of a window test: their clock is $MADO_SHIFT_DAYS days beside the
 * machine's, so that a certificate of three years comes into its last months.  Time that only
 * grows is left alone, and so is every other program. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define DAY_S 86400

static const char *const programs[] = { "madoguchi", "madoguchi-ca", "madoguchi-training" };

static long shift_s;

__attribute__ ((constructor)) static void
read_shift (void)
{
  const char *days = getenv ("MADO_SHIFT_DAYS");

  for (size_t i = 0; days != NULL && i < sizeof programs / sizeof *programs; i++)
    if (strcmp (program_invocation_short_name, programs[i]) == 0)
      shift_s = strtol (days, NULL, 10) * DAY_S;
}

int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int status = (int) syscall (SYS_clock_gettime, clock, now);

  if (status == 0 && clock == CLOCK_REALTIME)
    now->tv_sec += shift_s;
  return status;
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec precise;
  int status = clock_gettime (CLOCK_REALTIME, &precise);

  *now = (struct timeval){ .tv_sec = precise.tv_sec, .tv_usec = precise.tv_nsec / 1000 };
  return status;
}

time_t
time (time_t *now)
{
  struct timespec precise;

  clock_gettime (CLOCK_REALTIME, &precise);
  if (now != NULL)
    *now = precise.tv_sec;
  return precise.tv_sec;
}
