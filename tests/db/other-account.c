/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "other-account.h"

#include <ftw.h>
#include <unistd.h>

#define OTHER_ACCOUNT 65534 /* nobody */
#define OPEN_FOLDERS 8      /* at once, while all is given away */

static int
give_away (const char *path, const struct stat *about, int type, struct FTW *where)
{
  return lchown (path, OTHER_ACCOUNT, OTHER_ACCOUNT);
}

void
other_account_begin (const char *folder)
{
  if (getuid () != 0)
    return;
  g_assert_cmpint (nftw (folder, give_away, OPEN_FOLDERS, FTW_PHYS), ==, 0);
  g_assert_cmpint (setegid (OTHER_ACCOUNT), ==, 0);
  g_assert_cmpint (seteuid (OTHER_ACCOUNT), ==, 0);
}

void
other_account_end (void)
{
  if (getuid () != 0)
    return;
  g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (setegid (0), ==, 0);
}
