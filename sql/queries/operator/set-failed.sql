-- SPDX-License-Identifier: GPL-3.0-or-later
-- in: :operator_id TEXT, :failed_tries INTEGER
UPDATE operator SET failed_tries = :failed_tries WHERE operator_id = :operator_id;
