INSERT INTO note (text) VALUES (:text);
