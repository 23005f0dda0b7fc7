/* window-cases.h - the main program of a test that drives the real window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-world.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* of the command line */
  void (*test) (void);
} WindowCase;

/**
 * window_cases_run:
 * @argv: names of cases; without one all of them run
 * @suite: the first part of each test's path
 * @characters: see desktop_harness_start()
 * @world: where the cases look for the world, which is there while they run
 * @cases: in this order: some go on with what one before has left
 *
 * Returns: the exit status. */
int window_cases_run (int argc, char **argv, const char *suite, const char *characters,
                      WindowWorld **world, const WindowCase *cases, gsize n_cases);

G_END_DECLS
