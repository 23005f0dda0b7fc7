#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints a GResource description of every .sql file below the two folders of one database.
# usage: list-resources.sh PREFIX FOLDER
set -eu
prefix=$1
folder=$2
echo '<?xml version="1.0" encoding="UTF-8"?>'
echo "<gresources><gresource prefix=\"$prefix\">"
(cd "$folder" && find migrations queries -name '*.sql' | LC_ALL=C sort) | while read -r file; do
  echo "  <file>$file</file>"
done
echo '</gresource></gresources>'
