-- How good the last planning of an office found its roster to be: what it reached in each goal, and the bound
-- below which no roster can be. The digest tells whether the roster is still the one that was proved.
CREATE TABLE roster_quality (
    branch TEXT PRIMARY KEY REFERENCES branch (code),
    first  TEXT NOT NULL CHECK (first IS date(first)),
    last   TEXT NOT NULL CHECK (last IS date(last) AND last >= first),
    goals  TEXT NOT NULL CHECK (json_type(goals) = 'array'),  -- [[name, value, bound] …]; [] without a solver
    digest TEXT NOT NULL CHECK (digest <> '')
) STRICT, WITHOUT ROWID;
