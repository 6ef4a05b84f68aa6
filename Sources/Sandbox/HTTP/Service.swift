/// Something that answers all requests under paths of its own.
protocol Service: Sendable {
  /// Does what `request` asks for; every refusal is an answer.
  func answer(_ request: SandboxRequest) async -> SandboxAnswer

  /// The answer of this service when it is in trouble; `retryAfter` in seconds.
  func trouble(_ code: Int, retryAfter: Int?) -> SandboxAnswer

  /// The name of the user whose token `request` bears, empty for an unknown one.
  func userName(of request: SandboxRequest) async -> String
}

extension KubernetesAPI: Service {
  func trouble(_ code: Int, retryAfter: Int?) -> SandboxAnswer {
    Self.failure(code, retryAfter: retryAfter)
  }

  func userName(of request: SandboxRequest) -> String {
    User.named(by: request.authorization)?.name ?? ""
  }
}

extension GitLabInstance: Service {
  nonisolated func trouble(_ code: Int, retryAfter: Int?) -> SandboxAnswer {
    Self.failure(code, retryAfter: retryAfter)
  }
}
