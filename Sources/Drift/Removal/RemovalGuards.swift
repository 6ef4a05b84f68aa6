import Foundation
import Model

/// All rules that a single removal must pass.
struct RemovalGuards {
  private let now: Date
  private let run: RunGuard
  private let time: TimeGuard
  private let need: NeedGuard
  private let proof: ProofGuard

  init(_ evidence: RemovalEvidence) {
    now = evidence.now
    run = RunGuard(evidence: evidence)
    time = TimeGuard(evidence: evidence)
    need = NeedGuard(evidence)
    proof = ProofGuard(evidence)
  }

  /// What speaks against each of `removals`, in their order.
  ///
  /// - Parameter isLast: whether it is the last look before the act.
  func judge(_ removals: [Removal], isLast: Bool) -> [RemovalJudgement] {
    // Application files first: a namespace waits for its own.
    var filesDueAt: [String: Date] = [:]
    for removal in removals where removal.isOfFiles {
      filesDueAt[removal.name] = judgement(on: removal, isLast: isLast, filesDueAt: [:]).dueAt
    }
    return removals.map { judgement(on: $0, isLast: isLast, filesDueAt: filesDueAt) }
  }

  private func judgement(on removal: Removal, isLast: Bool, filesDueAt: [String: Date]) -> RemovalJudgement {
    let obstacles =
      (run.obstacles + run.obstacles(in: removal.systems)).map(RemovalObstacle.run)
      + need.obstacles(to: removal, isLast: isLast).map(RemovalObstacle.need)
      + proof.obstacles(to: removal).map(RemovalObstacle.proof)
      + time.obstacles(to: removal) { filesDueAt[$0] }.map(RemovalObstacle.time)
    return RemovalJudgement(removal, obstacles, at: now)
  }
}

extension Removal {
  /// Whether it takes away what Argo CD makes a namespace's content from.
  fileprivate var isOfFiles: Bool {
    switch object {
    case .applicationFiles: true
    case .namespace, .pullSecret, .token, .applicationAdditions, .argoLines, .vaultAccess, .finalizer: false
    }
  }
}
