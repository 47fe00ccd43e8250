"""The fields of records that a curator may correct, out to a CSV or XLSX file and in again."""
