-- SPDX-License-Identifier: GPL-3.0-or-later
-- out: operator_id TEXT, display_name TEXT, role TEXT, failed_tries INTEGER
SELECT operator_id, display_name, role, failed_tries FROM operator ORDER BY operator_id;
