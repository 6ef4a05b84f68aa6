import CGit2

/// The functions by which libgit2 speaks through a ``SmartConversation``.
///
/// Whatever it allocates here it frees through the `free` function that it was given with it. Each record holds one
/// reference to an object of ours, taken when the record is made and given back when it is freed, so a record in
/// libgit2's hands always has its object. All of it happens on the thread that called libgit2.
enum SmartSubtransport {
  /// Makes the transport of a remote, as `git_remote_callbacks.transport` does; returns a code of libgit2.
  static func install(
    _ conversation: SmartConversation,
    in made: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?,
    of owner: OpaquePointer?
  ) -> CInt {
    // libgit2 reads the definition within this call alone, and the conversation outlives the call.
    var definition = unsafe git_smart_subtransport_definition(
      callback: make,
      rpc: 1,
      param: Unmanaged.passUnretained(conversation).toOpaque()
    )
    return unsafe git_transport_smart(made, owner, &definition)
  }

  /// Must not fail: libgit2 1.5 would free a subtransport that is not there.
  private static let make: git_smart_subtransport_cb = { made, _, context in
    guard let made = unsafe made, let context = unsafe context else { return GIT_ERROR.rawValue }
    let conversation = unsafe Unmanaged<SmartConversation>.fromOpaque(context).takeUnretainedValue()
    let record = UnsafeMutablePointer<cgit2_subtransport>.allocate(capacity: 1)
    unsafe record.initialize(
      to: cgit2_subtransport(
        base: git_smart_subtransport(action: action, close: { _ in 0 }, free: free),
        context: Unmanaged.passRetained(conversation).toOpaque()
      )
    )
    unsafe made.pointee = unsafe UnsafeMutableRawPointer(record).assumingMemoryBound(to: git_smart_subtransport.self)
    return 0
  }

  private static let action:
    @convention(c) (
      UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport_stream>?>?,
      UnsafeMutablePointer<git_smart_subtransport>?, UnsafePointer<CChar>?, git_smart_service_t
    ) -> CInt = { made, subtransport, _, service in
      guard let made = unsafe made, let subtransport = unsafe subtransport, let action = SmartAction(service) else {
        return GIT_EINVALID.rawValue
      }
      // The URL that libgit2 names is not looked at: the credential belongs to the one that the conversation was given.
      let stream = SmartStream(action, in: unsafe conversation(of: subtransport))
      unsafe made.pointee = unsafe SmartStreamFunctions.record(of: stream, owner: subtransport)
      return 0
    }

  private static let free: @convention(c) (UnsafeMutablePointer<git_smart_subtransport>?) -> Void = { subtransport in
    guard let record = unsafe subtransport.map(whole) else { return }
    unsafe Unmanaged<SmartConversation>.fromOpaque(record.pointee.context).release()
    unsafe record.deinitialize(count: 1).deallocate()
  }

  private static func conversation(of base: UnsafeMutablePointer<git_smart_subtransport>) -> SmartConversation {
    unsafe Unmanaged<SmartConversation>.fromOpaque(whole(base).pointee.context).takeUnretainedValue()
  }

  /// The record around what libgit2 knows of it, which comes first.
  private static func whole(_ base: UnsafeMutablePointer<git_smart_subtransport>)
    -> UnsafeMutablePointer<cgit2_subtransport>
  {
    unsafe UnsafeMutableRawPointer(base).assumingMemoryBound(to: cgit2_subtransport.self)
  }
}
