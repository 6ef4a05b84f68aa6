import ArgumentParser
import Drift
import Model

/// What a check can be limited to on the command line; what is read of Projects is never limited.
struct FilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Report only Projects whose NAME fits GLOB; repeatable.", valueName: "glob"))
  var project: [String] = []

  @Option(help: ArgumentHelp("Report only this kind; repeatable.", valueName: "kind"))
  var kind: [Kind] = []

  @Option(help: ArgumentHelp("Report only this environment; repeatable.", valueName: "env"))
  var env: [Project.Environment] = []

  var selection: Selection {
    Selection(projects: project.map(Glob.init), kinds: Set(kind), environments: Set(env))
  }
}

extension Kind: ExpressibleByArgument {}
extension Project.Environment: ExpressibleByArgument {}
