// Groups and access tokens that are made while the stand-in runs; it only ever grows.
//
// It trusts its clients: of a body it takes the texts that it needs as they stand there, and nothing is refused.
#define _GNU_SOURCE
#include "gitlab_growth.h"

#include <ctype.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_GROUPS = 1 << 14, MOST_TOKENS = 1 << 15, FIRST_GROUP = 1000, FIRST_TOKEN = 100000, ROWS_PER_PAGE = 100 };

static const char SECRET[] = "glpat-made-", GROUPS[] = "/api/v4/groups", SELF[] = "/api/v4/personal_access_tokens/self";

struct token {
  int group;
  char *name, *description, *expires_at;
};

static char *group_paths[MOST_GROUPS];
static int group_count;
static struct token tokens[MOST_TOKENS];
static int token_count;

static FILE *stream;
static char *written;
static size_t written_length;

// The token that a request comes with, as its index; -1 for one that was not made here.
static int made_token(const char *request) {
  const char *header = strcasestr(request, "\r\nPRIVATE-TOKEN: ");
  if (!header) return -1;
  header = strchr(header + 2, ' ') + 1;
  if (strncmp(header, SECRET, sizeof SECRET - 1) != 0) return -1;
  int index = atoi(header + sizeof SECRET - 1) - FIRST_TOKEN;
  return index >= 0 && index < token_count ? index : -1;
}

bool comes_with_made_token(const char *request) { return made_token(request) >= 0; }

// A text of a JSON object, still escaped.
static char *value(const char *body, const char *key) {
  char quoted[64];
  snprintf(quoted, sizeof quoted, "\"%s\":\"", key);
  const char *start = strstr(body, quoted);
  if (!start) return strdup("");
  start += strlen(quoted);
  const char *end = start;
  while (*end && *end != '"') end += *end == '\\' && end[1] ? 2 : 1;
  return strndup(start, end - start);
}

static void write_group(int index) {
  const char *path = group_paths[index];
  fprintf(stream,
          "{\"id\":%d,\"web_url\":\"https://gitlab.example.com/groups/%s\",\"name\":\"%s\",\"path\":\"%s\","
          "\"description\":\"\",\"visibility\":\"private\",\"share_with_group_lock\":false,"
          "\"project_creation_level\":\"developer\",\"subgroup_creation_level\":\"maintainer\",\"lfs_enabled\":true,"
          "\"default_branch_protection\":2,\"avatar_url\":null,\"full_name\":\"%s\",\"full_path\":\"%s\","
          "\"created_at\":\"2026-01-10T09:12:55.170Z\",\"parent_id\":null,\"marked_for_deletion_on\":null}",
          FIRST_GROUP + index, path, path, path, path, path);
}

// With its secret when it was made, as never again.
static void write_token(int index, bool with_secret) {
  const struct token *token = &tokens[index];
  fprintf(stream,
          "{\"id\":%d,\"name\":\"%s\",\"revoked\":false,\"created_at\":\"2026-01-10T09:12:55.170Z\","
          "\"description\":\"%s\",\"scopes\":[\"read_registry\"],\"user_id\":%d,\"last_used_at\":null,\"active\":true,"
          "\"expires_at\":\"%s\",\"access_level\":20,\"resource_type\":\"group\",\"resource_id\":%d",
          FIRST_TOKEN + index, token->name, token->description, 1000000 + index, token->expires_at,
          FIRST_GROUP + token->group);
  if (with_secret) fprintf(stream, ",\"token\":\"%s%d\"", SECRET, FIRST_TOKEN + index);
  fputc('}', stream);
}

// The group whose id or path begins here and ends before `?`, `/` or a blank, as its index; -1 where there is none.
static int group_at(const char *start) {
  size_t length = strcspn(start, "?/ ");
  if (isdigit((unsigned char)*start)) {
    int index = atoi(start) - FIRST_GROUP;
    return index >= 0 && index < group_count ? index : -1;
  }
  for (int i = 0; i < group_count; i++) {
    if (strlen(group_paths[i]) == length && memcmp(group_paths[i], start, length) == 0) return i;
  }
  return -1;
}

static int make_group(const char *body) {
  if (group_count == MOST_GROUPS) errx(1, "too many groups");
  group_paths[group_count] = value(body, "path");
  return group_count++;
}

static int make_token(int group, const char *body) {
  if (token_count == MOST_TOKENS) errx(1, "too many tokens");
  tokens[token_count] = (struct token){group, value(body, "name"), value(body, "description"), value(body, "expires_at")};
  return token_count++;
}

// Writes a page of all groups; returns the number of the next one, 0 after the last.
static int write_groups(const char *target) {
  size_t length = strcspn(target, " ");
  const char *parameter = memmem(target, length, "&page=", 6);
  int page = parameter ? atoi(parameter + 6) : 1;
  int first = (page - 1) * ROWS_PER_PAGE;
  fputc('[', stream);
  for (int i = first; i < group_count && i < first + ROWS_PER_PAGE; i++) {
    if (i > first) fputc(',', stream);
    write_group(i);
  }
  fputc(']', stream);
  return first + ROWS_PER_PAGE < group_count ? page + 1 : 0;
}

static void write_tokens_of(int group) {
  const char *separator = "";
  fputc('[', stream);
  for (int i = 0; i < token_count; i++) {
    if (tokens[i].group != group) continue;
    fputs(separator, stream);
    write_token(i, false);
    separator = ",";
  }
  fputc(']', stream);
}

// Writes the body; false where the request is for something else.
static bool write_body(const char *target, const char *body, int self, enum status *status, int *next_page) {
  if (self >= 0 && strncmp(target, SELF, sizeof SELF - 1) == 0) {
    write_token(self, false);
    return true;
  }
  if (strncmp(target, GROUPS, sizeof GROUPS - 1) != 0) return false;
  const char *rest = target + sizeof GROUPS - 1;
  if (*rest != '/') {
    // A search finds what is there already, so a client sees all groups and chooses.
    if (body) write_group(make_group(body));
    else *next_page = write_groups(target);
  } else {
    int group = group_at(rest + 1);
    if (group < 0) return false;
    bool is_about_tokens = strncmp(strpbrk(rest + 1, "?/ "), "/access_tokens", 14) == 0;
    if (is_about_tokens && body) write_token(make_token(group, body), true);
    else if (is_about_tokens) write_tokens_of(group);
    else write_group(group);
  }
  if (body) *status = CREATED;
  return true;
}

struct text grow(const char *request, enum status *status) {
  static char *answer;
  const char *target = strchr(request, ' ');
  const char *body = strncmp(request, "POST ", 5) == 0 ? strstr(request, "\r\n\r\n") : NULL;
  int next_page = 0;
  *status = OK;
  free(written);
  stream = open_memstream(&written, &written_length);
  if (!target || !stream) err(1, "answer");
  bool is_ours = write_body(target + 1, body, made_token(request), status, &next_page);
  fclose(stream);
  if (!is_ours) return (struct text){NULL, 0};
  char next[12] = "";
  if (next_page > 0) snprintf(next, sizeof next, "%d", next_page);
  free(answer);
  int length = asprintf(&answer,
                        "Server: nginx\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n"
                        "Connection: keep-alive\r\nCache-Control: max-age=0, private, must-revalidate\r\n"
                        "X-Next-Page: %s\r\nX-Per-Page: %d\r\nX-Runtime: 0.043217\r\n\r\n%s",
                        written_length, next, ROWS_PER_PAGE, written);
  if (length < 0) err(1, "answer");
  return (struct text){answer, length};
}
