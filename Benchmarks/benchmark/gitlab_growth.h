// What clients make in the GitLab stand-in: groups and their access tokens.
#include <stdbool.h>
#include <stddef.h>

struct text {
  const char *start;
  size_t length;
};

enum status { NOT_FOUND, OK, CREATED };

// Whether a request, which ends with a NUL, comes with a token that was made here.
bool comes_with_made_token(const char *request);

// Answers a request that makes or reads groups and tokens, the pages of a list too: header fields, an empty line, the
// body, which hold until the next call. For all others the start is NULL.
struct text grow(const char *request, enum status *status);
