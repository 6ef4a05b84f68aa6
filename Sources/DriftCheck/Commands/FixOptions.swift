import ArgumentParser
import Reports

/// What can be asked of a run that may change something.
struct FixOptions: ParsableArguments {
  @Flag(help: "Repair what is reported, after a look at the plan; the filters limit what is repaired.")
  var fix = false

  @Flag(help: "With --fix: show the plan on standard error, and write nothing.")
  var dryRun = false

  @Flag(help: "With --fix: do not ask; needed where there is no terminal to ask on.")
  var yes = false

  @Flag(help: "With --fix: also remove what may go, by the rules of the configuration's section `safety`.")
  var prune = false

  @Option(
    help: ArgumentHelp(
      "With --fix: things of up to N NAMEs of one kind may go in this run, whatever `safety` says.",
      valueName: "n"
    )
  )
  var maxDeletions: Int?

  func validate() throws {
    if !fix, prune { throw ValidationError("--prune is a part of --fix; say --fix too.") }
    if !fix, maxDeletions != nil {
      throw ValidationError("--max-deletions is a limit on --fix --prune; say these too.")
    }
    if let maxDeletions, maxDeletions < 0 { throw ValidationError("--max-deletions takes a number from 0 on.") }
    if !fix, dryRun { throw ValidationError("--dry-run shows what --fix would do; say --fix too.") }
    if !fix, yes { throw ValidationError("--yes agrees to what --fix is to do; say --fix too.") }
  }

  var mode: Run.Mode {
    if !fix { return .check }
    return dryRun ? .dryRun : .fix
  }

  /// Whether somebody must agree to the plan.
  ///
  /// - Throws: wrong usage, where nobody can be asked.
  func asks(on terminal: Terminal) throws -> Bool {
    try mode == .fix && FixOptions.asks("--fix", unless: yes, advice: "or --dry-run to see the plan", on: terminal)
  }

  /// Whether somebody must agree to what `command` is to do.
  ///
  /// - Throws: wrong usage, where nobody can be asked.
  static func asks(_ command: String, unless yes: Bool, advice: String, on terminal: Terminal) throws -> Bool {
    guard !yes else { return false }
    guard terminal.canAsk else {
      throw ValidationError(
        "\(command) asks before it writes, and there is no terminal to ask on; say --yes, \(advice)."
      )
    }
    return true
  }
}
