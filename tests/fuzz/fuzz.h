/* fuzz.h - what a fuzz target offers: one function that takes any bytes
 *
 * libFuzzer calls it with bytes of its own, run-corpus.c with the files that are kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** LLVMFuzzerTestOneInput: aborts when the bytes break a promise; else returns 0. */
int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes);
