"""The desk's own form of a record: all of it, or one field that is put right while somebody is on the phone."""
