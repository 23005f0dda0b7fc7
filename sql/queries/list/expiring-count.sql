-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :from INTEGER, :to INTEGER (unix s, UTC), :unnoticed INTEGER (1: only without a notice)
-- out: n INTEGER: certificates in force that end then
SELECT COUNT (*) AS n
FROM certificate AS t
WHERE t.state = 'confirmed' AND t.not_after >= :from AND t.not_after < :to
  AND (:unnoticed = 0 OR NOT EXISTS (SELECT 1 FROM expiry_notice AS e WHERE e.serial = t.serial));
