import GRDB

/// The tables, as a row of steps that are only ever added to.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("runs and episodes") { database in
      try database.execute(sql: runsAndEpisodes)
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
}
