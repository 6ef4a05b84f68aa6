import CGit2

/// The functions by which libgit2 reads, writes and frees a ``SmartStream``; ownership as in ``SmartSubtransport``.
enum SmartStreamFunctions {
  /// A stream as libgit2 holds it.
  static func record(of stream: SmartStream, owner: UnsafeMutablePointer<git_smart_subtransport>)
    -> UnsafeMutablePointer<git_smart_subtransport_stream>
  {
    let record = UnsafeMutablePointer<cgit2_stream>.allocate(capacity: 1)
    unsafe record.initialize(
      to: cgit2_stream(
        base: git_smart_subtransport_stream(subtransport: owner, read: read, write: write, free: free),
        context: Unmanaged.passRetained(stream).toOpaque()
      )
    )
    return unsafe UnsafeMutableRawPointer(record).assumingMemoryBound(to: git_smart_subtransport_stream.self)
  }

  private static let read:
    @convention(c) (
      UnsafeMutablePointer<git_smart_subtransport_stream>?, UnsafeMutablePointer<CChar>?, Int,
      UnsafeMutablePointer<Int>?
    ) -> CInt = { base, bytes, size, count in
      guard let base = unsafe base, let count = unsafe count else { return GIT_EINVALID.rawValue }
      let stream = unsafe stream(of: base)
      return answer(for: stream) { () throws(SmartRefusal) in
        unsafe count.pointee = try unsafe stream.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size))
      }
    }

  private static let write:
    @convention(c) (
      UnsafeMutablePointer<git_smart_subtransport_stream>?, UnsafePointer<CChar>?, Int
    ) -> CInt = { base, bytes, size in
      guard let base = unsafe base else { return GIT_EINVALID.rawValue }
      let stream = unsafe stream(of: base)
      return answer(for: stream) { () throws(SmartRefusal) in
        try unsafe stream.write(UnsafeRawBufferPointer(start: bytes, count: size))
      }
    }

  private static let free: @convention(c) (UnsafeMutablePointer<git_smart_subtransport_stream>?) -> Void = { base in
    guard let record = unsafe base.map(whole) else { return }
    let stream = unsafe Unmanaged<SmartStream>.fromOpaque(record.pointee.context)
    unsafe stream.takeUnretainedValue().finish()
    unsafe stream.release()
    unsafe record.deinitialize(count: 1).deallocate()
  }

  /// Does what libgit2 asks for; a refusal becomes a code, and stays with the conversation.
  private static func answer(for stream: SmartStream, _ work: () throws(SmartRefusal) -> Void) -> CInt {
    do throws(SmartRefusal) {
      try work()
      return 0
    } catch {
      stream.fail(error)
      _ = unsafe git_error_set_str(CInt(GIT_ERROR_HTTP.rawValue), error.description)
      return GIT_EUSER.rawValue
    }
  }

  private static func stream(of base: UnsafeMutablePointer<git_smart_subtransport_stream>) -> SmartStream {
    unsafe Unmanaged<SmartStream>.fromOpaque(whole(base).pointee.context).takeUnretainedValue()
  }

  /// The record around what libgit2 knows of it, which comes first.
  private static func whole(_ base: UnsafeMutablePointer<git_smart_subtransport_stream>)
    -> UnsafeMutablePointer<cgit2_stream>
  {
    unsafe UnsafeMutableRawPointer(base).assumingMemoryBound(to: cgit2_stream.self)
  }
}
