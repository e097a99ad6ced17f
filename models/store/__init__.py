"""The local database: connection, fields, dialect differences, search, migrations, backup."""
