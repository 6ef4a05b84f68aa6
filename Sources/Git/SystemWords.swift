import Foundation

/// What the system calls an error number.
func systemWords(_ number: Int32) -> String {
  unsafe String(cString: strerror(number)).lowercased()
}
