import Desired
import Git
import Observed

/// The repositories that a run looks at.
struct Repositories: Sendable {
  /// The deployment repository, and what application files are rendered from; nil where none is looked at.
  var deployment: (mirror: Mirror, template: ApplicationTemplate)?
  /// The Flux repository; nil where none is looked at.
  var flux: FluxReader?
  /// Where the copies are, as long as anybody reads them; nil where there are none.
  var folder: MirrorsFolder?

  /// How many conversations with servers of git a run has: one for each repository.
  var fetches: Int {
    (deployment == nil ? 0 : 1) + (flux == nil ? 0 : 1)
  }
}
