/// A rule of the Kubernetes API that driftcheck relies on.
///
/// The same rules are put to the sandbox and to a real kube-apiserver, so that what is proven on the one holds on
/// the other. Each makes a namespace of its own and can run beside the others.
package enum KubernetesRule: String, CaseIterable, Sendable {
  case absentObject = "an absent object is NotFound, by type and name"
  case unknownPath = "an unknown path is no page, an unknown core type no resource"
  case unknownToken = "an unknown token is Unauthorized"
  case deniedWrite = "a denied write names user, verb, type and place"
  case pages = "pages of a list lose and repeat nothing, though objects come in between"
  case brokenToken = "a continue token of nobody's is a BadRequest"
  case watchCache = "a list from the watch cache ignores the limit"
  case fieldSelector = "a field selector picks by name, and refuses a field that the type does not offer"
  case labelSelector = "a label selector picks by equality, set and presence"
  case metadataOnly = "metadata alone comes as PartialObjectMetadata"
  case listLayout = "items of built-in types bear no kind, those of custom types do"

  case createdOnce = "an object is created once"
  case placeOfCreation = "an object is created in the namespace of its path, which must be there"
  case names = "a name must be a DNS name"
  case staleUpdate = "an update of an older state is a Conflict"
  case unconditionalUpdate = "a custom resource and a Lease are not updated without a resourceVersion"
  case idleUpdate = "an update that changes nothing keeps the resourceVersion"
  case misdirectedUpdate = "an update of another name or identity is refused"
  case mergePatch = "a merge patch adds, replaces and takes away"
  case jsonPatch = "a JSON patch is applied as a whole or not at all"
  case unknownPatch = "a patch of an unknown type is refused"
  case generation = "a generation counts changes of the spec"
  case secretType = "the type of a secret, and what is immutable, cannot be changed"
  case dockerConfiguration = "a pull secret holds a JSON object"
  case stringData = "stringData becomes data"

  case dryRun = "a dry run answers as the write would, and stores nothing"
  case dryRunBesideBody = "a delete with a body is a dry run only where the body says so"
  case preconditions = "a delete keeps an object that is not what the caller took it for"
  case deletion = "a deleted object is gone"
  case finalizer = "a finalizer keeps a deleted object until it is taken off"
  case namespaceDeletion = "a deleted namespace is Terminating first, and kube-system is never deleted"
  case events = "an Event is created"

  /// Puts the rule to `server`.
  ///
  /// - Throws: An error that says what was asked, expected and answered, where the server does not keep the rule.
  package func check(on server: APIServerUnderTest) async throws {
    let trial = try await Trial(server)
    switch self {
    case .absentObject: try await trial.absentObject()
    case .unknownPath: try await trial.unknownPath()
    case .unknownToken: try await trial.unknownToken()
    case .deniedWrite: try await trial.deniedWrite()
    case .pages: try await trial.pages()
    case .brokenToken: try await trial.brokenToken()
    case .watchCache: try await trial.watchCache()
    case .fieldSelector: try await trial.fieldSelector()
    case .labelSelector: try await trial.labelSelector()
    case .metadataOnly: try await trial.metadataOnly()
    case .listLayout: try await trial.listLayout()
    case .createdOnce: try await trial.createdOnce()
    case .placeOfCreation: try await trial.placeOfCreation()
    case .names: try await trial.names()
    case .staleUpdate: try await trial.staleUpdate()
    case .unconditionalUpdate: try await trial.unconditionalUpdate()
    case .idleUpdate: try await trial.idleUpdate()
    case .misdirectedUpdate: try await trial.misdirectedUpdate()
    case .mergePatch: try await trial.mergePatch()
    case .jsonPatch: try await trial.jsonPatch()
    case .unknownPatch: try await trial.unknownPatch()
    case .generation: try await trial.generation()
    case .secretType: try await trial.secretType()
    case .dockerConfiguration: try await trial.dockerConfiguration()
    case .stringData: try await trial.stringData()
    case .dryRun: try await trial.dryRun()
    case .dryRunBesideBody: try await trial.dryRunBesideBody()
    case .preconditions: try await trial.preconditions()
    case .deletion: try await trial.deletion()
    case .finalizer: try await trial.finalizer()
    case .namespaceDeletion: try await trial.namespaceDeletion()
    case .events: try await trial.events()
    }
  }
}
