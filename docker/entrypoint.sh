#!/bin/sh
# Hands the database's password from its secret file to libpq, so that it is in no setting.
set -eu

secret=/run/secrets/database_password
if [ -r "$secret" ]; then
  PGPASSWORD="$(cat "$secret")"
  export PGPASSWORD
fi
exec consult "$@"
