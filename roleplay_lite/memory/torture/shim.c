/* Writes down, in order, what a process does to the files of one folder: opening, writing, cutting, syncing, naming.
 *
 * Loaded before libc (LD_PRELOAD). TORTURE_FOLDER is the folder, TORTURE_LOG the log, to which each record is appended
 * as: kind (1 byte), process (4), descriptor (4), number (8), length (4), then so many bytes. Linux; -shm files are left
 * out, since nothing of them outlasts a power cut.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
static unsigned char watched[MOST];
static int log_fd = -1;
static const char *folder;
static size_t folder_length;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("TORTURE_LOG");
    folder = getenv("TORTURE_FOLDER");
    if (!file || !folder) { folder = NULL; return; }
    folder_length = strlen(folder);
    REAL(int, "open", const char *, int, ...);
    log_fd = real(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int within(const char *path) {
    if (log_fd < 0 || !folder || !path || strncmp(path, folder, folder_length)) return 0;
    if (path[folder_length] && path[folder_length] != '/') return 0;
    size_t length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm");
}

static void note(char kind, int fd, uint64_t number, const void *data, uint32_t length) {
    unsigned char head[21];
    int32_t process = getpid(), descriptor = fd;
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &process, 4);
    memcpy(head + 5, &descriptor, 4);
    memcpy(head + 9, &number, 8);
    memcpy(head + 17, &length, 4);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)data, length}};
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    if (real(log_fd, parts, 2) != (ssize_t)(sizeof head + length)) abort();
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST && watched[fd]; }

static int opened(int fd, const char *path, int flags) {
    if (fd >= 0 && fd < MOST) {
        watched[fd] = (unsigned char)within(path);
        if (watched[fd]) note('O', fd, (uint64_t)flags, path, (uint32_t)strlen(path));
    }
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        REAL(int, #name, const char *, int, ...); \
        pthread_mutex_lock(&lock); \
        int fd = opened(real(path, flags, mode), path, flags); \
        pthread_mutex_unlock(&lock); \
        return fd; \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int at, const char *path, int flags, ...) { \
        va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
        REAL(int, #name, int, const char *, int, ...); \
        pthread_mutex_lock(&lock); \
        int fd = opened(real(at, path, flags, mode), path, flags); \
        pthread_mutex_unlock(&lock); \
        return fd; \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    REAL(int, "close", int);
    pthread_mutex_lock(&lock);
    if (is_watched(fd)) { note('C', fd, 0, "", 0); watched[fd] = 0; }
    int result = real(fd);
    pthread_mutex_unlock(&lock);
    return result;
}

#define PWRITE(name) \
    ssize_t name(int fd, const void *data, size_t length, off64_t place) { \
        REAL(ssize_t, #name, int, const void *, size_t, off64_t); \
        if (!is_watched(fd)) return real(fd, data, length, place); \
        pthread_mutex_lock(&lock); \
        ssize_t done = real(fd, data, length, place); \
        if (done > 0) note('W', fd, (uint64_t)place, data, (uint32_t)done); \
        pthread_mutex_unlock(&lock); \
        return done; \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t write(int fd, const void *data, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (!is_watched(fd)) return real(fd, data, length);
    pthread_mutex_lock(&lock);
    off_t place = lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, data, length);
    if (done > 0) note('W', fd, (uint64_t)place, data, (uint32_t)done);
    pthread_mutex_unlock(&lock);
    return done;
}

#define TRUNCATE(name) \
    int name(int fd, off64_t length) { \
        REAL(int, #name, int, off64_t); \
        if (!is_watched(fd)) return real(fd, length); \
        pthread_mutex_lock(&lock); \
        int result = real(fd, length); \
        if (!result) note('T', fd, (uint64_t)length, "", 0); \
        pthread_mutex_unlock(&lock); \
        return result; \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define SYNC(name) \
    int name(int fd) { \
        REAL(int, #name, int); \
        if (!is_watched(fd)) return real(fd); \
        int result = real(fd); \
        pthread_mutex_lock(&lock); \
        if (!result) note('F', fd, 0, "", 0); \
        pthread_mutex_unlock(&lock); \
        return result; \
    }
SYNC(fsync)
SYNC(fdatasync)

static void note_names(char kind, const char *one, const char *other) {
    char both[8192];
    int length = snprintf(both, sizeof both, "%s%c%s", one, 0, other);
    if (length < (int)sizeof both) note(kind, -1, 0, both, (uint32_t)length);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    pthread_mutex_lock(&lock);
    int result = real(path);
    if (!result && within(path)) note('U', -1, 0, path, (uint32_t)strlen(path));
    pthread_mutex_unlock(&lock);
    return result;
}

int rename(const char *old, const char *new) {
    REAL(int, "rename", const char *, const char *);
    pthread_mutex_lock(&lock);
    int result = real(old, new);
    if (!result && within(new)) note_names('R', old, new);
    pthread_mutex_unlock(&lock);
    return result;
}

int link(const char *old, const char *new) {
    REAL(int, "link", const char *, const char *);
    pthread_mutex_lock(&lock);
    int result = real(old, new);
    if (!result && within(new)) note_names('L', old, new);
    pthread_mutex_unlock(&lock);
    return result;
}
