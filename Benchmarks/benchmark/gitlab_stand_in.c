// Serves prepared answers over HTTP/1.1, as fast as one thread can, so that its clients are what is measured; what is not
// prepared is asked of gitlab_growth.c, which keeps what clients make.
//
// usage: gitlab_stand_in FILE
//
// FILE holds, for each answer, a line "TARGET LENGTH" and then LENGTH bytes: header fields, an empty line, the body. The
// port on 127.0.0.1 is printed; the program ends when its standard input does. GET /-/take answers with a line for each
// request since it was asked before: "ARRIVAL END TARGET", the first two in seconds of one clock.
#define _GNU_SOURCE
#include "gitlab_growth.h"

#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { MOST_DESCRIPTORS = 1024, MOST_REQUEST = 8192, SLOTS = 1 << 16 };

struct answer {
  struct text target, bytes;
};

struct connection {
  size_t length;
  // One more for a NUL.
  char request[MOST_REQUEST + 1];
};

static const char UNKNOWN[] =
    "Content-Type: application/json\r\nContent-Length: 27\r\n\r\n{\"message\":\"404 Not Found\"}";

static struct answer answers[SLOTS];
static struct connection *connections[MOST_DESCRIPTORS];

struct entry {
  double arrival, end;
  struct text target;
};

static struct entry *entries;
static size_t entry_count, entry_room;

static struct answer *slot(struct text target) {
  uint64_t hash = 0xcbf29ce484222325;
  for (size_t i = 0; i < target.length; i++) hash = (hash ^ (unsigned char)target.start[i]) * 0x100000001b3;
  struct answer *found = &answers[hash % SLOTS];
  while (found->target.start && (found->target.length != target.length ||
                                 memcmp(found->target.start, target.start, target.length) != 0)) {
    found = found + 1 == answers + SLOTS ? answers : found + 1;
  }
  return found;
}

static void load(const char *path) {
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) err(1, "%s", path);
  const char *next = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (next == MAP_FAILED) err(1, "%s", path);
  const char *end = next + status.st_size;
  for (int count = 0; next < end; count++) {
    if (count > SLOTS / 2) errx(1, "%s: too many answers", path);
    const char *blank = memchr(next, ' ', end - next);
    const char *line_end = memchr(next, '\n', end - next);
    if (!blank || !line_end || blank > line_end) errx(1, "%s: malformed", path);
    struct answer answer = {{next, blank - next}, {line_end + 1, strtoul(blank + 1, NULL, 10)}};
    *slot(answer.target) = answer;
    next = answer.bytes.start + answer.bytes.length;
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void note(double arrival, struct text target) {
  if (entry_count == entry_room) {
    entry_room = entry_room ? entry_room * 2 : 4096;
    entries = realloc(entries, entry_room * sizeof *entries);
    if (!entries) err(1, "log");
  }
  entries[entry_count++] = (struct entry){arrival, now(), target};
}

static bool send_all(int socket, struct iovec *parts, int count) {
  while (count > 0) {
    ssize_t sent = writev(socket, parts, count);
    if (sent < 0) {
      if (errno != EAGAIN) return false;
      poll(&(struct pollfd){.fd = socket, .events = POLLOUT}, 1, -1);
      continue;
    }
    for (; count > 0 && (size_t)sent >= parts->iov_len; parts++, count--) sent -= parts->iov_len;
    if (count > 0) {
      parts->iov_base = (char *)parts->iov_base + sent;
      parts->iov_len -= sent;
    }
  }
  return true;
}

// The status line and the date, written anew each second.
static struct text head(enum status status) {
  static const char *lines[] = {[NOT_FOUND] = "404 Not Found", [OK] = "200 OK", [CREATED] = "201 Created"};
  static char heads[3][96];
  static size_t lengths[3];
  static time_t written;
  time_t now = time(NULL);
  if (now != written) {
    written = now;
    char date[64];
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime(&now));
    for (int i = 0; i < 3; i++) {
      lengths[i] = snprintf(heads[i], sizeof heads[i], "HTTP/1.1 %s\r\nDate: %s\r\n", lines[i], date);
    }
  }
  return (struct text){heads[status], lengths[status]};
}

static bool send_answer(int socket, enum status status, struct text bytes) {
  struct text start = head(status);
  struct iovec parts[] = {{(void *)start.start, start.length}, {(void *)bytes.start, bytes.length}};
  return send_all(socket, parts, 2);
}

static bool send_log(int socket) {
  char *text;
  size_t length;
  FILE *stream = open_memstream(&text, &length);
  if (!stream) err(1, "log");
  fputs("Connection: close\r\n\r\n", stream);
  for (struct entry *entry = entries; entry < entries + entry_count; entry++) {
    int width = entry->target.length;
    fprintf(stream, "%.6f %.6f %.*s\n", entry->arrival, entry->end, width, entry->target.start);
  }
  fclose(stream);
  send_answer(socket, OK, (struct text){text, length});
  free(text);
  entry_count = 0;
  return false;
}

static bool respond(int socket, const char *request, struct text target) {
  if (target.length == 7 && memcmp(target.start, "/-/take", 7) == 0) return send_log(socket);
  double arrival = now();
  const struct answer *prepared = slot(target);
  bool found = prepared->target.start && !comes_with_made_token(request);
  enum status status = OK;
  struct text bytes = found ? prepared->bytes : grow(request, &status);
  if (!bytes.start) {
    bytes = (struct text){UNKNOWN, sizeof UNKNOWN - 1};
    status = NOT_FOUND;
  }
  bool sent = send_answer(socket, status, bytes);
  note(arrival, found ? prepared->target : (struct text){strndup(target.start, target.length), target.length});
  return sent;
}

// The length of the request that a connection holds, its body included; 0 while its head is not whole.
static size_t whole_length(const struct connection *connection) {
  const char *end = strstr(connection->request, "\r\n\r\n");
  if (!end) return 0;
  const char *length = strcasestr(connection->request, "\r\nContent-Length:");
  return end + 4 - connection->request + (length && length < end ? strtoul(length + 17, NULL, 10) : 0);
}

// Reads what has come and answers it when it is a whole request; false when the connection has to end.
static bool serve(int socket) {
  struct connection *connection = connections[socket];
  ssize_t count = read(socket, connection->request + connection->length, MOST_REQUEST - connection->length);
  if (count < 0) return errno == EAGAIN;
  connection->length += count;
  connection->request[connection->length] = '\0';
  if (count == 0 || connection->length == MOST_REQUEST) return false;
  size_t whole = whole_length(connection);
  if (whole == 0 || connection->length < whole) return true;
  const char *start = strchr(connection->request, ' ');
  const char *end = start ? strchr(start + 1, ' ') : NULL;
  connection->length = 0;
  return end && respond(socket, connection->request, (struct text){start + 1, end - start - 1});
}

static void watch(int epoll, int descriptor) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
  // A regular file or /dev/null as standard input cannot be watched, and never ends.
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0 && errno != EPERM) err(1, "epoll_ctl");
}

static void greet(int epoll, int listener) {
  int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (socket < 0) return;
  if (socket >= MOST_DESCRIPTORS) errx(1, "too many connections");
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  if (!connections[socket]) connections[socket] = malloc(sizeof *connections[socket]);
  if (!connections[socket]) err(1, "connection");
  connections[socket]->length = 0;
  watch(epoll, socket);
}

int main(int count, char **arguments) {
  if (count != 2) errx(64, "usage: gitlab_stand_in FILE");
  load(arguments[1]);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
    err(1, "listen");
  }
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  int epoll = epoll_create1(0);
  watch(epoll, STDIN_FILENO);
  watch(epoll, listener);
  while (true) {
    struct epoll_event events[256];
    int ready = epoll_wait(epoll, events, 256, -1);
    for (int i = 0; i < ready; i++) {
      int descriptor = events[i].data.fd;
      if (descriptor == STDIN_FILENO) {
        if (read(STDIN_FILENO, &(char){0}, 1) <= 0) return 0;
      } else if (descriptor == listener) {
        greet(epoll, listener);
      } else if (!serve(descriptor)) {
        close(descriptor);
      }
    }
  }
}
