#pragma once
#include <libssh2.h>

// Swift cannot call macros.

static inline LIBSSH2_SESSION *cssh2_session(void) {
  return libssh2_session_init();
}

// The last argument is the kind of the key, one of LIBSSH2_KNOWNHOST_KEY_*.
static inline int cssh2_check_host(LIBSSH2_KNOWNHOSTS *hosts, const char *host, int port, const char *key, size_t length,
                                   int kind) {
  struct libssh2_knownhost *found = NULL;
  int mask = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW | kind;
  return libssh2_knownhost_checkp(hosts, host, port, key, length, mask, &found);
}

// Plain integers, because Swift does not read macros that shift.
enum cssh2_key {
  cssh2_key_ecdsa_256 = LIBSSH2_KNOWNHOST_KEY_ECDSA_256,
  cssh2_key_ecdsa_384 = LIBSSH2_KNOWNHOST_KEY_ECDSA_384,
  cssh2_key_ecdsa_521 = LIBSSH2_KNOWNHOST_KEY_ECDSA_521,
  cssh2_key_ed25519 = LIBSSH2_KNOWNHOST_KEY_ED25519,
};
