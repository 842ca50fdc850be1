-- Lists from elsewhere: the older term a status was recorded under, and how a file's columns are read.
ALTER TABLE status_spell ADD COLUMN term TEXT             -- before KMK 413/2020; shown beside the status
    CHECK (term IS NULL OR term IN ('OTG', 'ODP', 'PDP'));

CREATE TABLE import_mapping (                -- which column of a foreign file is which of ours
    kind        TEXT NOT NULL CHECK (kind IN ('cases', 'contacts')),
    name        TEXT NOT NULL CHECK (trim(name) <> ''),
    fingerprint TEXT NOT NULL CHECK (fingerprint <> ''), -- of the file's header: offered for the next one
    body        TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX mapping_of_header ON import_mapping (kind, fingerprint);
