import FlyingFox
import FlyingSocks
import Foundation

/// What stands behind the port: takes each request, plays the faults that hit it, and logs it.
struct Services: HTTPHandler {
  var cluster: Cluster
  var gitlab: GitLabInstance
  var git: GitHost
  var faults: Faults
  var access: Access
  var log: RequestLog
  var now: @Sendable () -> Date

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let request = try await SandboxRequest(request)
    if request.segments.first == "sandbox" {
      let control = Control(faults: faults, log: log, access: access, cluster: cluster, gitlab: gitlab, git: git)
      return response(await control.answer(request))
    }
    await log.begin()
    do {
      let response = try await serve(request)
      await log.end()
      return response
    } catch {
      await log.end()
      throw error
    }
  }

  private func serve(_ request: SandboxRequest) async throws -> HTTPResponse {
    let service = service(for: request)
    switch await faults.effect(on: request) {
    case nil:
      return await logged(request, service, await service.answer(request))
    case .status(let code, let seconds):
      return await logged(request, service, service.trouble(code, retryAfter: seconds))
    case .dropBefore, .outageBefore:
      return await dropped(request, service)
    case .dropAfter, .outageAfter:
      _ = await service.answer(request)
      return await dropped(request, service)
    case .holdBefore:
      try await faults.hold()
      return await logged(request, service, await service.answer(request))
    case .holdAfter:
      let answer = await service.answer(request)
      try await faults.hold()
      return await logged(request, service, answer)
    case .delay(let milliseconds):
      try await Task.sleep(for: .milliseconds(milliseconds))
      return await logged(request, service, await service.answer(request))
    case .truncate(let bytes):
      let answer = await service.answer(request)
      await note(request, service, code: answer.code)
      return response(answer, cutAfter: bytes)
    case .shorten(let bytes):
      var answer = await service.answer(request)
      answer.body = Data(answer.body.prefix(bytes))
      return await logged(request, service, answer)
    case .expireContinue:
      if case .address(let address) = ResourceAddress.read(request.segments) {
        await cluster.expireContinueTokens(of: address.type)
      }
      return await logged(request, service, await service.answer(request))
    case .throttle(let seconds):
      return await logged(request, service, .throttled(Throttle.Budget(endsIn: seconds, at: now())))
    case .html(let code):
      return await logged(request, service, .html(code))
    case .contentType(let type):
      return await logged(request, service, await service.answer(request).claiming(type))
    case .foreignLink:
      return await logged(request, service, await service.answer(request).withForeignLinks())
    case .repeatNext:
      let answer = await service.answer(request).repeatingNext(request.query["page"] ?? "1")
      return await logged(request, service, answer)
    case .shiftRows(let rows):
      var shifted = request
      shifted.rowShift = rows
      return await logged(request, service, await service.answer(shifted))
    }
  }

  private func service(for request: SandboxRequest) -> any Service {
    switch request.segments.first {
    case GitLabInstance.root: gitlab
    case GitHost.root: git
    case _: KubernetesAPI(cluster: cluster, access: access)
    }
  }

  private func logged(_ request: SandboxRequest, _ service: any Service, _ answer: SandboxAnswer) async
    -> HTTPResponse
  {
    await note(request, service, code: answer.code)
    return response(answer)
  }

  private func dropped(_ request: SandboxRequest, _ service: any Service) async -> HTTPResponse {
    await note(request, service, code: 0)
    return HTTPResponse(webSocket: DroppedConnection())
  }

  private func note(_ request: SandboxRequest, _ service: any Service, code: Int) async {
    await log.append(
      LoggedRequest(
        method: request.method,
        path: request.path,
        query: request.rawQuery,
        user: await service.userName(of: request),
        userAgent: request.userAgent,
        code: code
      )
    )
  }

  private func response(_ answer: SandboxAnswer, cutAfter bytes: Int? = nil) -> HTTPResponse {
    var headers: HTTPHeaders = [
      .contentType: answer.contentType,
      .date: Timestamp.http(now()),
      // Kept alive, the server would wait for the client's delayed acknowledgement on every answer.
      .connection: "close",
      HTTPHeader("Cache-Control"): "no-cache, private",
    ]
    for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
    let status = HTTPStatusCode(answer.code, phrase: Self.phrase(answer.code))
    let chunk = 1 << 18
    guard let bytes else {
      let body = HTTPBodySequence(data: answer.body, suggestedBufferSize: chunk)
      return HTTPResponse(statusCode: status, headers: headers, body: body)
    }
    let body = HTTPBodySequence(
      from: CutOffBody(sent: answer.body.prefix(bytes)),
      count: answer.body.count,
      suggestedBufferSize: chunk
    )
    return HTTPResponse(statusCode: status, headers: headers, body: body)
  }

  private static func phrase(_ code: Int) -> String {
    let phrases = [
      200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 400: "Bad Request", 401: "Unauthorized",
      403: "Forbidden", 404: "Not Found",
      405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict", 410: "Gone",
      415: "Unsupported Media Type", 422: "Unprocessable Entity", 429: "Too Many Requests",
      500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]
    return phrases[code] ?? "Status \(code)"
  }
}

extension SandboxRequest {
  fileprivate init(_ request: HTTPRequest) async throws {
    method = request.method.rawValue
    path = request.target.path()
    segments = path.split(separator: "/").map { String($0).removingPercentEncoding ?? String($0) }
    rawQuery = request.target.query()
    query = Dictionary(request.query.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    authorization = request.headers[.authorization] ?? ""
    privateToken = request.headers[HTTPHeader("PRIVATE-TOKEN")] ?? ""
    accept = request.headers[HTTPHeader("Accept")] ?? ""
    contentType = request.headers[.contentType] ?? ""
    contentEncoding = request.headers[HTTPHeader("Content-Encoding")] ?? ""
    gitProtocol = request.headers[HTTPHeader("Git-Protocol")] ?? ""
    userAgent = request.headers[HTTPHeader("User-Agent")] ?? ""
    body = try await request.bodyData
  }
}
