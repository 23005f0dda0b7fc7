-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the case issued goes on the governor's list for each change that met it and is still open.
-- in: :case_id INTEGER, :changed_at INTEGER (unix s, UTC), :changed_by TEXT
INSERT INTO change_certificate (change_id, serial, state, changed_at, changed_by)
SELECT cc.change_id, t.serial, CASE cc.sure WHEN 1 THEN 'pending' ELSE 'doubtful' END, :changed_at,
       :changed_by
FROM change_case AS cc
JOIN register_change AS r ON r.change_id = cc.change_id AND r.effect = 'ends'
JOIN certificate AS t ON t.case_id = cc.case_id AND t.state IN ('written', 'confirmed')
WHERE cc.case_id = :case_id AND cc.handled_at IS NULL
ON CONFLICT (change_id, serial) DO NOTHING;
