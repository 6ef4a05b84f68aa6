import ArgumentParser
import CMalloc
import Foundation
import Git
import HTTP
import History

/// `driftcheck`: the command line as a whole.
@main
struct RootCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "driftcheck",
    abstract: "Compares every Project with the cluster and says what differs.",
    discussion: """
      Reads all Projects (kyotu.tech/v1), works out what each shall own, looks at what is there, and reports the \
      differences. Without --fix it only reads.

      Exit status: 0 in sync or all repaired, 1 drift remains, 2 the run failed or is incomplete, 64 wrong usage.
      """,
    version: """
      driftcheck \(Version.current) (libcurl \(LibcurlVersion.current), libgit2 \(Libgit2Version.current), \
      SQLite \(SQLiteVersion.current))
      """,
    subcommands: [CheckCommand.self, RotateCommand.self, AdoptCommand.self, ConfigCommand.self],
    defaultSubcommand: CheckCommand.self
  )

  static func main() async {
    // One heap for all threads: with one for each, what the lists leave behind in one is of no use to the others.
    mallopt(M_ARENA_MAX, 1)
    await main(nil)
  }
}
