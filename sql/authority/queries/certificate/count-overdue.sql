-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :issued_before INTEGER (unix s, UTC)
-- out: n INTEGER, certificates that nobody confirmed in time
SELECT count (*) AS n FROM certificate
WHERE state = 'unconfirmed' AND issued_at < :issued_before
