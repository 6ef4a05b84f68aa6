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
