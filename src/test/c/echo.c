// Echoes WebSocket messages with one thread and epoll, as fast as can be: the server of LoadBenchmark.
//
// It listens on a free port of 127.0.0.1, prints the port, and ends when its stdin does. For what it reads there it prints how
// many messages it has answered and how many connections are open. The path /ws is answered like Parley's /ws; every other path
// echoes. A frame has at most 1 MiB.
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    BACKLOG = 4096,
    EVENTS = 1024,
    MAX_PAYLOAD = 1 << 20,
    MAX_HEADER = 14,
    MAX_HEAD = 16 << 10,
    IN_BYTES = 64 << 10,
    // Holds the reply to the longest frame, and 20 bytes for each of the 6-byte frames that one read may bring.
    OUT_BYTES = MAX_PAYLOAD + (64 << 10),
    MAX_DESCRIPTORS = 1 << 20,
};

struct connection {
    uint8_t *in;  // what has come of a frame or head that is not whole yet, else NULL
    uint8_t *out; // what the kernel has not taken yet, else NULL
    uint32_t in_length, in_capacity;
    uint32_t out_length, out_sent;
    uint8_t kind; // of the message whose fragments are coming
    bool agreed, says_hello, closing;
};

static const char HELLO[] = "hello, i am server";

static struct connection *connections; // by descriptor
static int epoll, agreed;
static uint64_t answered;
static uint8_t in[IN_BYTES], out[OUT_BYTES];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static uint32_t rotate(uint32_t value, int bits) {
    return value << bits | value >> (32 - bits);
}

// Hashes less than 120 bytes: FIPS 180-4 section 6.1.
static void sha1(const char *text, size_t length, uint8_t digest[20]) {
    uint8_t blocks[128] = {0};
    size_t end = length < 56 ? 64 : 128;
    memcpy(blocks, text, length);
    blocks[length] = 0x80;
    blocks[end - 2] = length * 8 >> 8;
    blocks[end - 1] = length * 8 & 0xff;
    uint32_t hash[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    for (uint8_t *block = blocks; block < blocks + end; block += 64) {
        uint32_t w[80];
        for (int i = 0; i < 16; i++) {
            w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
        }
        for (int i = 16; i < 80; i++) {
            w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        }
        uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4];
        for (int i = 0; i < 80; i++) {
            uint32_t f = i < 20   ? 0x5a827999 + ((b & c) | (~b & d))
                         : i < 40 ? 0x6ed9eba1 + (b ^ c ^ d)
                         : i < 60 ? 0x8f1bbcdc + ((b & c) | (b & d) | (c & d))
                                  : 0xca62c1d6 + (b ^ c ^ d);
            uint32_t next = rotate(a, 5) + f + e + w[i];
            e = d;
            d = c;
            c = rotate(b, 30);
            b = a;
            a = next;
        }
        hash[0] += a;
        hash[1] += b;
        hash[2] += c;
        hash[3] += d;
        hash[4] += e;
    }
    for (int i = 0; i < 20; i++) {
        digest[i] = hash[i / 4] >> (24 - 8 * (i % 4));
    }
}

// Makes the 28 characters of 20 bytes.
static void base64(const uint8_t digest[20], char text[29]) {
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t padded[21] = {0};
    memcpy(padded, digest, 20);
    for (int i = 0; i < 28; i++) {
        const uint8_t *three = padded + i / 4 * 3;
        uint32_t bits = three[0] << 16 | three[1] << 8 | three[2];
        text[i] = DIGITS[bits >> (18 - 6 * (i % 4)) & 63];
    }
    text[27] = '=';
    text[28] = 0;
}

static void drop(struct connection *c) {
    free(c->in);
    free(c->out);
    agreed -= c->agreed;
    memset(c, 0, sizeof *c);
    close(c - connections);
}

// Writes the answer to a request head, and returns its length. Anything but an upgrade is refused.
static size_t agree(struct connection *c, const char *head, const char *end) {
    static const char KEY[] = "\r\nSec-WebSocket-Key:", PATH[] = "GET /ws";
    const char *key = head;
    while (key < end && strncasecmp(key, KEY, sizeof KEY - 1)) {
        key++;
    }
    if (key == end) {
        c->closing = true;
        return sprintf((char *)out, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }
    key += sizeof KEY - 1;
    key += strspn(key, " \t");
    size_t length = strcspn(key, " \t\r");
    char text[64 + 36];
    uint8_t digest[20];
    char accept[29];
    snprintf(text, sizeof text, "%.*s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", length < 63 ? (int)length : 63, key);
    sha1(text, strlen(text), digest);
    base64(digest, accept);
    c->agreed = true;
    agreed++;
    c->says_hello = !strncmp(head, PATH, sizeof PATH - 1) && strchr(" ?", head[sizeof PATH - 1]);
    return sprintf((char *)out,
                   "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Accept: %s\r\n\r\n",
                   accept);
}

static uint8_t *put_header(uint8_t *to, uint8_t first, size_t length) {
    *to++ = first;
    if (length < 126) {
        *to++ = length;
        return to;
    }
    int bytes = length < 65536 ? 2 : 8;
    *to++ = bytes == 2 ? 126 : 127;
    while (bytes--) {
        *to++ = (uint64_t)length >> 8 * bytes;
    }
    return to;
}

static uint8_t *put_unmasked(uint8_t *to, const uint8_t *from, size_t length, const uint8_t mask[4]) {
    uint64_t wide;
    memcpy(&wide, mask, 4);
    memcpy((uint8_t *)&wide + 4, mask, 4);
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t eight;
        memcpy(&eight, from + i, 8);
        eight ^= wide;
        memcpy(to + i, &eight, 8);
    }
    for (; i < length; i++) {
        to[i] = from[i] ^ mask[i % 4];
    }
    return to + length;
}

static uint8_t *put_close(struct connection *c, uint8_t *to, int code) {
    c->closing = true;
    to = put_header(to, 0x88, 2);
    *to++ = code >> 8;
    *to++ = code & 0xff;
    return to;
}

// Reads the header of a frame, and returns its length or 0 if it is not whole.
static size_t header(const uint8_t *frame, size_t length, uint64_t *payload) {
    if (length < 2) {
        return 0;
    }
    size_t more = (frame[1] & 0x7f) < 126 ? 0 : (frame[1] & 0x7f) == 126 ? 2 : 8;
    size_t bytes = 2 + more + (frame[1] & 0x80 ? 4 : 0);
    if (length < bytes) {
        return 0;
    }
    *payload = more ? 0 : frame[1] & 0x7f;
    for (size_t i = 0; i < more; i++) {
        *payload = *payload << 8 | frame[2 + i];
    }
    return bytes;
}

// Writes the replies to all whole frames, moves `to` behind them, and returns how many bytes were used.
static size_t answer(struct connection *c, const uint8_t *data, size_t length, uint8_t **to) {
    size_t used = 0;
    while (!c->closing) {
        const uint8_t *frame = data + used;
        uint64_t payload;
        size_t bytes = header(frame, length - used, &payload);
        if (bytes == 0) {
            break;
        }
        uint8_t opcode = frame[0] & 0x0f;
        bool last = frame[0] & 0x80;
        // 5.1: a client masks; 5.2: no extension gives the reserved bits a meaning; 5.5: control frames are short and whole.
        if (!(frame[1] & 0x80) || frame[0] & 0x70 || (opcode & 8 && (payload > 125 || !last))) {
            *to = put_close(c, *to, 1002);
            break;
        }
        if (payload > MAX_PAYLOAD) {
            *to = put_close(c, *to, 1009);
            break;
        }
        if (length - used < bytes + payload) {
            break;
        }
        const uint8_t *mask = frame + bytes - 4, *body = frame + bytes;
        if (opcode <= 2 && !c->says_hello) {
            *to = put_unmasked(put_header(*to, frame[0], payload), body, payload, mask);
        } else if (opcode <= 2) {
            c->kind = opcode ? opcode : c->kind;
            if (last) {
                *to = mempcpy(put_header(*to, 0x80 | c->kind, sizeof HELLO - 1), HELLO, sizeof HELLO - 1);
            }
        } else if (opcode == 8 || opcode == 9) {
            // 5.5.1 and 5.5.3: the code of a close, and what a ping carries, come back.
            *to = put_unmasked(put_header(*to, opcode == 8 ? 0x88 : 0x8a, payload), body, payload, mask);
            c->closing = opcode == 8;
        } else if (opcode != 10) {
            *to = put_close(c, *to, 1002);
        }
        answered += opcode <= 2 && last;
        used += bytes + payload;
    }
    return used;
}

// Keeps the beginning of a frame, in a buffer that the rest of it will just fill.
static void keep(struct connection *c, const uint8_t *rest, size_t length) {
    if (rest == c->in && length < c->in_capacity) {
        c->in_length = length;
        return;
    }
    uint8_t *kept = NULL;
    if (length > 0) {
        uint64_t payload;
        size_t bytes = header(rest, length, &payload);
        c->in_capacity = !c->agreed ? MAX_HEAD + 1 : bytes ? bytes + payload : MAX_HEADER;
        kept = malloc(c->in_capacity);
        if (!kept) {
            fail("malloc");
        }
        memcpy(kept, rest, length);
    }
    free(c->in);
    c->in = kept;
    c->in_length = length;
}

// Returns whether the kernel took it all.
static bool flush(struct connection *c) {
    ssize_t sent = write(c - connections, c->out + c->out_sent, c->out_length - c->out_sent);
    c->out_sent += sent > 0 ? sent : 0;
    if (c->out_sent < c->out_length && (sent >= 0 || errno == EAGAIN)) {
        return false;
    }
    if (sent < 0 || c->closing) {
        drop(c);
        return false;
    }
    free(c->out);
    c->out = NULL;
    return true;
}

// Returns whether the connection may go on.
static bool send_out(struct connection *c, size_t length) {
    ssize_t sent = length ? write(c - connections, out, length) : 0;
    if (sent == (ssize_t)length && !c->closing) {
        return true;
    }
    if (sent == (ssize_t)length || (sent < 0 && errno != EAGAIN)) {
        drop(c);
        return false;
    }
    sent = sent < 0 ? 0 : sent;
    c->out = malloc(length - sent);
    if (!c->out) {
        fail("malloc");
    }
    memcpy(c->out, out + sent, length - sent);
    c->out_length = length - sent;
    c->out_sent = 0;
    // The kernel may have made room meanwhile, and then says nothing of it.
    return flush(c);
}

// Takes what has come and answers it; returns whether the connection may go on.
static bool take(struct connection *c, const uint8_t *data, size_t length) {
    uint8_t *to = out;
    size_t used = 0;
    if (!c->agreed) {
        const uint8_t *end = memmem(data, length, "\r\n\r\n", 4);
        if (!end && length > MAX_HEAD) {
            drop(c);
            return false;
        }
        if (end) {
            used = end + 4 - data;
            to += agree(c, (const char *)data, (const char *)end);
        }
    }
    if (c->agreed) {
        used += answer(c, data + used, length - used, &to);
    }
    if ((used < length || c->in) && !c->closing) {
        keep(c, data + used, length - used);
    }
    return send_out(c, to - out);
}

// Reads until there is no more: an edge is reported once.
static void on_ready(struct connection *c) {
    if (c->out && !flush(c)) {
        return;
    }
    for (;;) {
        size_t asked = c->in ? c->in_capacity - c->in_length : IN_BYTES;
        ssize_t came = read(c - connections, c->in ? c->in + c->in_length : in, asked);
        if (came < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (came <= 0) {
            drop(c);
            return;
        }
        size_t length = came + (c->in ? c->in_length : 0);
        if (!take(c, c->in ? c->in : in, length) || (size_t)came < asked) {
            return;
        }
    }
}

static void watch(int descriptor, uint32_t what) {
    struct epoll_event event = {.events = what, .data.fd = descriptor};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)) {
        fail("epoll_ctl");
    }
}

static void accept_all(int listener) {
    for (int descriptor; (descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        watch(descriptor, EPOLLIN | EPOLLOUT | EPOLLET);
    }
    if (errno != EAGAIN && errno != ECONNABORTED) {
        fail("accept");
    }
}

int main(void) {
    signal(SIGPIPE, SIG_IGN);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max < MAX_DESCRIPTORS ? limit.rlim_max : MAX_DESCRIPTORS;
    setrlimit(RLIMIT_NOFILE, &limit);
    // Pages that are never touched take no memory.
    connections = calloc(limit.rlim_cur, sizeof *connections);

    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (!connections || bind(listener, (struct sockaddr *)&address, length) || listen(listener, BACKLOG)
        || getsockname(listener, (struct sockaddr *)&address, &length)) {
        fail("listen");
    }
    epoll = epoll_create1(0);
    watch(listener, EPOLLIN);
    watch(STDIN_FILENO, EPOLLIN);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    static struct epoll_event events[EVENTS];
    for (;;) {
        int count = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            int descriptor = events[i].data.fd;
            if (descriptor == listener) {
                accept_all(listener);
            } else if (descriptor != STDIN_FILENO) {
                on_ready(connections + descriptor);
            } else if (read(STDIN_FILENO, in, IN_BYTES) <= 0) {
                return 0;
            } else {
                printf("%llu %d\n", (unsigned long long)answered, agreed);
                fflush(stdout);
            }
        }
    }
}
