import CGit2
import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("Pushing over HTTPS to git http-backend")
struct SmartPushTests {
  @Test("A commit of any size arrives, in one request whose length is announced", arguments: [40, 12 << 20])
  func pushes(bytes: Int) async throws {
    try await SmartWorld.with { world in
      let origin = try await ServedRepository("shop", in: world.folder)
      try await origin.commit(3)
      let copy = BareCopy(in: world.folder)
      #expect(await copy.fetch(over: try world.conversation()) == 0)
      let ours = ServedRepository(at: copy.folder)
      try await ours.commit(bytes: bytes, name: "ours")

      let conversation = try world.conversation()
      let pushed = await copy.push(over: conversation)
      #expect(pushed.code == 0)
      #expect(pushed.refusal == nil)
      #expect(conversation.refusal == nil)
      #expect(try await origin.tip() == ours.tip())
      try await origin.check()
      let post = try #require(try world.server.lines().last)
      #expect(post.request == "POST /shop.git/git-receive-pack")
      #expect(try #require(post.size) > bytes)
      #expect(post.fields?.contains("content-length") == true)
    }
  }

  @Test("A branch that a hook protects stays as it was, and the refusal is seen")
  func refusedByHook() async throws {
    try await SmartWorld.with { world in
      let origin = try await ServedRepository("shop", in: world.folder)
      try await origin.commit(1)
      let hook = origin.folder.appending(path: "hooks/pre-receive")
      try Data("#!/bin/sh\nexit 1\n".utf8).write(to: hook)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
      let copy = BareCopy(in: world.folder)
      #expect(await copy.fetch(over: try world.conversation()) == 0)
      try await ServedRepository(at: copy.folder).commit(name: "ours")
      let before = try await origin.tip()
      let pushed = await copy.push(over: try world.conversation())
      #expect(pushed.refusal == "pre-receive hook declined")
      #expect(try await origin.tip() == before)
    }
  }

  @Test("A server that allows nobody to push says so")
  func forbidden() async throws {
    try await SmartWorld.with { world in
      let origin = try await ServedRepository("shop", in: world.folder)
      try await origin.commit(1)
      let copy = BareCopy(in: world.folder)
      #expect(await copy.fetch(over: try world.conversation()) == 0)
      try await origin.git(["-C", origin.folder.path, "config", "http.receivepack", "false"])
      try await ServedRepository(at: copy.folder).commit(name: "ours")
      let conversation = try world.conversation()
      #expect(await copy.push(over: conversation).code < 0)
      let refusal = try #require(conversation.refusal)
      #expect(refusal.action == .listForPush)
      #expect(refusal.cause == .forbidden)
      #expect(refusal.missingPermission == "scope write_repository")
    }
  }
}
