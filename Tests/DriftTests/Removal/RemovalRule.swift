import Drift
import Foundation
import Model

/// One rule for removals, and how a ``Cleanup`` breaks it and no other.
enum RemovalRule: CaseIterable {
  // Of the run.
  case asked, allProjects, earlierList, fullList, definitionThere, definitionStays, definitionKnown, installation
  case clock, skew, wholeCluster, wholeGitLab, wholeDeployment, wholeFlux, limit
  // Of time.
  case runs, grace, unusedToken, filesFirst, delay, releaseAfter
  // Of need.
  case notIgnored, notFlapping, unclaimed, shielded, noConflict, sameKeeper, protectedName, ownNamespace
  case annotation, controller, ownToken, knownOwnToken, notTerminating, notHome, noVolumes, noPods, knownUsage
  case releaseOn, nothingLeft
  // Of proof.
  case mark, exclusive, history, content, knownContent
  /// Comes last, as it takes all other Projects away.
  case someProjects

  /// Whether it stands between `scene` and its removal.
  func protects(_ scene: Scene) -> Bool {
    switch self {
    case .asked, .someProjects, .allProjects, .earlierList, .fullList, .definitionThere, .definitionStays,
      .definitionKnown, .installation, .clock, .skew, .runs, .grace, .notIgnored, .notFlapping, .protectedName,
      .ownNamespace, .limit:
      true
    case .wholeCluster: !scene.isInRepository
    case .wholeGitLab: [.token, .staleToken, .finalizer].contains(scene)
    case .wholeDeployment: [.namespace, .files, .additions, .finalizer].contains(scene)
    case .wholeFlux: [.role, .vaultPolicy, .grant, .vaultGrant, .finalizer].contains(scene)
    case .unclaimed, .shielded: scene.isOrphan
    case .noConflict: scene != .finalizer
    case .sameKeeper: !scene.isOrphan && scene != .finalizer
    case .annotation, .controller, .mark: [.namespace, .pullSecret].contains(scene)
    case .exclusive, .history: scene.isInRepository || scene.isToken
    case .ownToken, .knownOwnToken, .unusedToken: scene.isToken
    case .content: scene.isInRepository
    case .knownContent: scene.isInRepository && scene.isOrphan
    case .filesFirst, .delay, .noVolumes, .noPods, .knownUsage, .notHome, .notTerminating: scene == .namespace
    case .releaseOn, .releaseAfter, .nothingLeft: scene == .finalizer
    }
  }

  /// How the obstacle that tells of it begins.
  func words(of scene: Scene) -> String {
    let name = scene.name
    return switch self {
    case .asked: "removals wait for --prune"
    case .someProjects: "not one Project was read"
    case .allProjects: "the Projects that were read may be only some of all"
    case .earlierList: "no list of Projects of the last 7 days is known"
    case .fullList: "the list of Projects shrank from 10 to "
    case .definitionThere: "the CustomResourceDefinition of Projects is not there"
    case .definitionStays: "somebody deleted the CustomResourceDefinition of Projects on 2027-01-15T08:00:00Z"
    case .definitionKnown: "nobody can say whether the CustomResourceDefinition of Projects stays: 502"
    case .installation: "this cluster cannot be told from others"
    case .clock: "the cluster does not tell the time"
    case .skew: "the clock of GitLab is 301 seconds behind ours"
    case .wholeCluster: "the cluster could not be read whole: x: 502"
    case .wholeGitLab: "GitLab could not be read whole: x: 502"
    case .wholeDeployment: "the deployment repository could not be read whole: x: 502"
    case .wholeFlux: "the Flux repository could not be read whole: x: 502"
    case .limit: "no more than things of 1 NAMEs of one kind may go in 24 hours"
    case .runs: "it must be seen in at least 2 full runs in a row until 2027-01-15T08:00:00Z, and was in 1"
    case .grace: "it must be seen in at least 2 full runs in a row until 2027-01-15T08:00:01Z, and was in 99"
    case .unusedToken: "somebody used it on 2027-01-08T08:00:01Z"
    case .filesFirst: "its files in the deployment repository go first"
    case .delay: "its files went only on 2027-01-15T07:30:01Z"
    case .releaseAfter: "whoever takes care of Projects that leave has until 2027-01-16T08:00:00Z"
    case .notIgnored: "a rule under `ignore`"
    case .notFlapping: "it came back after it was removed"
    case .unclaimed, .shielded: "a Project asks for \(name) again"
    case .noConflict: "two Projects ask for \(name)"
    case .sameKeeper: "the Project \(name) asks for something else"
    case .protectedName: "the namespace \(name) is protected"
    case .ownNamespace: "driftcheck itself lives in the namespace \(name)"
    case .annotation: "its annotation driftcheck.kyotu.tech/protect protects it"
    case .controller:
      scene == .namespace ? "Argo CD's application teams controls it" : "ExternalSecret pull controls it"
    case .ownToken: "it is the token that driftcheck itself asks GitLab with"
    case .knownOwnToken: "GitLab does not say which token driftcheck itself asks with"
    case .notTerminating: "it is on its way out already"
    case .notHome: "Projects stand in the namespace \(name)"
    case .noVolumes: "it is in use: PersistentVolumeClaims data"
    case .noPods: "it is in use: Pods web-0"
    case .knownUsage: "nobody can say whether it is in use: x: 502"
    case .releaseOn: "the finalizer is left to the operator"
    case .nothingLeft: "something of the Project is still there: the namespace \(name)"
    case .mark: "no mark says who made it"
    case .exclusive: "other clusters may write there too; if none does, set `projects.exclusive: true`"
    case .history: "no Project \(name) is in the history of this cluster"
    case .content: "it is not what driftcheck would write: "
    case .knownContent: "it is not what driftcheck would write: nobody knows"
    }
  }
}

extension Scene {
  var isToken: Bool { self == .token || self == .staleToken }

  var isInRepository: Bool {
    switch self {
    case .files, .role, .vaultPolicy, .grant, .vaultGrant, .additions: true
    case .namespace, .pullSecret, .token, .staleToken, .finalizer: false
    }
  }
}
