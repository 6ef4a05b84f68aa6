import CGit2

/// The name of an object: the SHA-1 of what it holds.
package struct ObjectID: Sendable, Hashable {
  private let (first, second, third): (UInt64, UInt64, UInt32)

  /// Reads 40 hexadecimal digits; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == 40 else { return nil }
    var id = git_oid()
    guard unsafe git_oid_fromstr(&id, text) == 0 else { return nil }
    self.init(id)
  }

  init(_ id: git_oid) {
    var id = id
    (first, second, third) = unsafe withUnsafeBytes(of: &id) {
      unsafe (
        $0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
        $0.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
      )
    }
  }

  /// The name that a file of these bytes has in every repository.
  package init(ofFile bytes: [UInt8]) {
    var id = git_oid()
    // It computes a digest and cannot fail for a blob.
    _ = unsafe bytes.withUnsafeBytes { unsafe git_odb_hash(&id, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
    self.init(id)
  }

  /// The twenty bytes of the digest.
  package var bytes: [UInt8] {
    var id = raw
    return unsafe withUnsafeBytes(of: &id) { unsafe Array($0) }
  }

  /// The same for libgit2.
  var raw: git_oid {
    var id = git_oid()
    unsafe withUnsafeMutableBytes(of: &id) {
      unsafe $0.storeBytes(of: first, as: UInt64.self)
      unsafe $0.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
      unsafe $0.storeBytes(of: third, toByteOffset: 16, as: UInt32.self)
    }
    return id
  }
}

extension ObjectID: CustomStringConvertible {
  /// 40 hexadecimal digits.
  package var description: String {
    var id = raw
    return unsafe withUnsafeBytes(of: &id) { bytes in
      let digits = Array("0123456789abcdef".utf8)
      var text: [UInt8] = []
      text.reserveCapacity(40)
      for index in 0..<20 {
        let byte = unsafe bytes[index]
        text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
