-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which procedure a letter of inquiry was asked for: the book opens a case of it.  purpose says
-- which procedures the letter may serve.  NULL in letters that are older than this column.

ALTER TABLE inquiry ADD COLUMN procedure TEXT
  CHECK (procedure IN ('issue', 'renew', 'reissue', 'revoke', 'report', 'change_password',
                       'reset_password', 'unlock'));
