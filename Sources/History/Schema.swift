import GRDB

/// The tables, as a row of steps that are only ever added to.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("runs and episodes") { database in
      try database.execute(sql: runsAndEpisodes)
    }
    migrator.registerMigration("Projects, rows of runs and journal") { database in
      try database.execute(sql: projectsRowsAndJournal)
    }
    migrator.registerMigration("what removals are judged on") { database in
      try database.execute(sql: "ALTER TABLE episode ADD COLUMN basis TEXT CHECK (length(basis) = 16)")
    }
    return migrator
  }

  /// Brings the tables to where this version needs them.
  ///
  /// Another process may do the same at the same time: a step that fails because the other one was faster is no error.
  static func migrate(_ queue: DatabaseQueue) throws {
    while true {
      let applied = try queue.read(migrator.appliedIdentifiers)
      do {
        return try migrator.migrate(queue)
      } catch {
        guard try queue.read(migrator.appliedIdentifiers) != applied else { throw error }
      }
    }
  }

  /// The first tables; moments are texts in UTC.
  ///
  /// An episode lasts from one run to another, and of one finding only one lasts at a time.
  private static let runsAndEpisodes = """
    CREATE TABLE scope (
      number INTEGER PRIMARY KEY,
      installation TEXT CHECK (installation <> ''),
      lookedAt TEXT NOT NULL CHECK (length(lookedAt) = 16)
    ) STRICT;
    CREATE UNIQUE INDEX scopeIsUnique ON scope (ifnull(installation, ''), lookedAt);

    CREATE TABLE run (
      id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
      scope INTEGER NOT NULL REFERENCES scope (number),
      version TEXT NOT NULL,
      startedAt TEXT NOT NULL,
      finishedAt TEXT NOT NULL
    ) STRICT;

    CREATE TABLE episode (
      number INTEGER PRIMARY KEY,
      scope INTEGER NOT NULL REFERENCES scope (number),
      finding TEXT NOT NULL CHECK (length(finding) = 16),
      kind TEXT NOT NULL,
      project TEXT NOT NULL,
      subject TEXT NOT NULL,
      fault TEXT NOT NULL,
      severity TEXT NOT NULL,
      firstRun TEXT NOT NULL REFERENCES run (id),
      lastRun TEXT NOT NULL REFERENCES run (id),
      resolvedIn TEXT REFERENCES run (id)
    ) STRICT;
    CREATE UNIQUE INDEX episodeThatLasts ON episode (scope, finding) WHERE resolvedIn IS NULL;
    CREATE INDEX episodeByEnd ON episode (resolvedIn) WHERE resolvedIn IS NOT NULL;
    """

  /// What is known of Projects; how often in a row an episode was seen; what was written.
  ///
  /// The journal stands for itself: an intent is in it before the run that it belongs to need be.
  private static let projectsRowsAndJournal = """
    ALTER TABLE run ADD COLUMN isUnfiltered INTEGER NOT NULL DEFAULT 0 CHECK (isUnfiltered IN (0, 1));
    ALTER TABLE run ADD COLUMN projects INTEGER CHECK (projects >= 0);
    ALTER TABLE episode ADD COLUMN runsInARow INTEGER NOT NULL DEFAULT 0 CHECK (runsInARow >= 0);
    ALTER TABLE episode ADD COLUMN since TEXT CHECK ((since IS NULL) = (runsInARow = 0));

    CREATE TABLE project (
      installation TEXT NOT NULL CHECK (installation <> ''),
      source TEXT NOT NULL CHECK (length(source) = 16),
      name TEXT NOT NULL,
      projectId TEXT NOT NULL,
      namespace TEXT NOT NULL,
      object TEXT NOT NULL,
      uid TEXT NOT NULL,
      firstSeen TEXT NOT NULL,
      lastSeen TEXT NOT NULL,
      PRIMARY KEY (installation, source, name, namespace, object)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE projectGroup (
      installation TEXT NOT NULL CHECK (installation <> ''),
      source TEXT NOT NULL CHECK (length(source) = 16),
      gitlab TEXT NOT NULL CHECK (length(gitlab) = 16),
      path TEXT NOT NULL,
      projectId TEXT NOT NULL,
      id INTEGER NOT NULL,
      firstSeen TEXT NOT NULL,
      lastSeen TEXT NOT NULL,
      PRIMARY KEY (installation, source, gitlab, path)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE journal (
      number INTEGER PRIMARY KEY,
      run TEXT NOT NULL,
      installation TEXT NOT NULL CHECK (installation <> ''),
      begunAt TEXT NOT NULL,
      kind TEXT NOT NULL,
      project TEXT NOT NULL,
      subject TEXT NOT NULL,
      finding TEXT CHECK (length(finding) = 16),
      act TEXT NOT NULL,
      what TEXT NOT NULL,
      outcome TEXT,
      reason TEXT,
      endedAt TEXT CHECK ((endedAt IS NULL) = (outcome IS NULL))
    ) STRICT;
    CREATE INDEX journalByTime ON journal (installation, begunAt);
    """
}
