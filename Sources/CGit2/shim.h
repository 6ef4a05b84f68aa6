#pragma once
#include <git2.h>
#include <git2/sys/transport.h>

// Swift cannot call variadic functions: one wrapper for each option that is set.

// An empty path stands for "nowhere".
static inline int cgit2_set_configuration_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int cgit2_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int cgit2_set_cached_object_size(git_object_t kind, size_t bytes) {
  return git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, kind, bytes);
}

// What libgit2 knows of a subtransport of ours comes first, so that a pointer to it is a pointer to the whole.
struct cgit2_subtransport {
  git_smart_subtransport base;
  void *context;
};

// The same for a stream.
struct cgit2_stream {
  git_smart_subtransport_stream base;
  void *context;
};
