import CGit2

/// libgit2, initialised once in a process.
enum Library {
  /// Whether it works; the first to ask initialises it.
  static let isStarted: Bool = {
    guard git_libgit2_init() > 0 else { return false }
    // Nobody's own git configuration (rewritten URLs, proxies) may change what a check does.
    for level in [GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_PROGRAMDATA]
    {
      guard unsafe cgit2_set_configuration_path(level, "") == 0 else { return false }
    }
    // The owner of a volume is often another one, and libgit2 runs nothing that a repository could name.
    guard cgit2_set_owner_validation(0) == 0 else { return false }
    // A folder of 10,000 files is a tree of half a megabyte, which is read once for each path below it.
    return cgit2_set_cached_object_size(GIT_OBJECT_TREE, 8 << 20) == 0
  }()
}

/// The library that reads and writes git's objects.
package enum Libgit2Version {
  /// `1.5.1`: of the library in use, not of the one it was built with.
  package static var current: String {
    var (major, minor, revision): (CInt, CInt, CInt) = (0, 0, 0)
    unsafe git_libgit2_version(&major, &minor, &revision)
    return "\(major).\(minor).\(revision)"
  }
}
