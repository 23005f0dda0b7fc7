/* other-account.h - being an account that has no rights but those of a folder's modes
 *
 * Root passes every mode: run by root, a test of rights gives its folder to another account and is
 * that account for a while; run by a user it is itself.   SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* From here the process owns @folder and what lies in it, and is not root. */
void other_account_begin (const char *folder);
void other_account_end (void);
