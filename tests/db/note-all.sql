-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT note_id, text FROM note ORDER BY note_id;
