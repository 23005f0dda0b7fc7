SELECT note_id, text FROM note ORDER BY note_id;
