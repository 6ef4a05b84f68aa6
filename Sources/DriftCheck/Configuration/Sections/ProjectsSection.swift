/// `projects`: which Projects there are.
package struct ProjectsSection: Sendable, Equatable {
  /// The API group of the custom resource.
  package var group = "kyotu.tech"
  /// The version of the custom resource.
  package var version = "v1"
  /// The namespaces whose Projects are read; all when empty.
  package var namespaces: [String] = []
  /// Files, absolute, that hold the Projects instead of the cluster; none when empty.
  package var files: [String] = []
  /// How long a young Project is left alone.
  package var settle = Duration.seconds(600)
  /// Whether nobody but this installation writes to GitLab and to the repositories.
  package var exclusive = false
  /// Whether Projects on their way out are torn down by driftcheck, as no operator does it.
  package var release = false
  /// How long after its deletion was asked for a Project is torn down.
  package var releaseAfter = Duration.seconds(86_400)
}

extension ProjectsSection: ConfigurationSection {
  static let keys: [Key<ProjectsSection>] = [
    Key("group", \.group, .text(.apiGroup), "The API group of the custom resource `Project`."),
    Key("version", \.version, .text(.apiVersion), "The version of the custom resource."),
    Key(
      "namespaces",
      \.namespaces,
      .list(.namespace),
      "The namespaces whose Projects are read. When empty: all."
    ),
    Key(
      "files",
      \.files,
      .list(.path),
      "YAML files that hold the Projects, read instead of those of the cluster, to try a change before it is merged."
    ),
    Key("settle", \.settle, .text(.duration), "A Project younger than this is not compared yet, only counted."),
    Key(
      "exclusive",
      \.exclusive,
      .text(.truth),
      "Whether no other cluster writes to this GitLab and these repositories. Only then is anything removed there."
    ),
    Key(
      "release",
      \.release,
      .text(.truth),
      "Whether driftcheck tears down Projects whose deletion was asked for, because no operator does."
    ),
    Key(
      "releaseAfter",
      \.releaseAfter,
      .text(.duration),
      "With `release`: how long after that a Project is torn down."
    ),
  ]
}
