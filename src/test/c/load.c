// Sends WebSocket messages with one thread and epoll and counts the replies, as fast as can be: the anchor of LoadBenchmark.
//
//     load PORT CONNECTIONS IN_FLIGHT WARM_UP_SECONDS SECONDS [RATE]
//
// It keeps IN_FLIGHT messages in flight on each connection (0: none, the connections are only held), or with RATE sends
// message m at start + m/RATE on connection m mod CONNECTIONS and measures its latency from that time. Prints one line of JSON.
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
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000ull

enum {
    EVENTS = 1024,
    HANDSHAKES = 256,
    CONNECTIONS_PER_ADDRESS = 20000,
    PAYLOAD = 20,
    REPLY = 2 + PAYLOAD,
    FRAME = 6 + PAYLOAD,
    IN_BYTES = 64 << 10,
    MAX_IN_FLIGHT = 1024,
    // A bucket is at most a 1,024th of its value wide; values up to 2^41 ns.
    BUCKET_BITS = 10,
    BUCKETS = 32 << BUCKET_BITS,
    DRAIN_SECONDS = 1,
};

struct connection {
    uint64_t *times;  // when the messages without a reply were sent, or should have been: a ring
    uint8_t *out;     // what the kernel has not taken yet, else NULL
    uint32_t ring;    // a power of two
    uint32_t sent, received;
    uint32_t out_length, out_capacity;
    int descriptor;
    uint8_t part_length;
    uint8_t part[REPLY - 1]; // of a reply that is not whole yet
    bool agreed, gone;
};

static const char REQUEST[] = "GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                              "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
// RFC 6455 section 1.3: the answer to that key.
static const char ACCEPT[] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

static struct connection *connections;
static int count, port, epoll, started, opened, refused, open_sockets;
static uint32_t in_flight;
static uint64_t rate;
static uint64_t errors, replies;
static uint64_t recorded_from = UINT64_MAX; // replies to what was sent earlier are not recorded
static uint32_t histogram[BUCKETS];
static uint64_t recorded, most;
static uint8_t in[IN_BYTES + REPLY], out[MAX_IN_FLIGHT * FRAME];
static struct epoll_event events[EVENTS];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * SECOND + time.tv_nsec;
}

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static long resident_kib(void) {
    char line[256];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status) && sscanf(line, "VmRSS: %ld", &kib) != 1) {
    }
    if (status) {
        fclose(status);
    }
    return kib;
}

// Drawn anew for each frame, as RFC 6455 section 5.3 wants it: xorshift is no secret, but costs what a mask costs.
static uint32_t next_mask(void) {
    static uint32_t state = 2463534242;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static void record(uint64_t nanos) {
    int shift = nanos >> (BUCKET_BITS + 1) ? 63 - __builtin_clzll(nanos) - BUCKET_BITS : 0;
    uint64_t bucket = ((uint64_t)shift << BUCKET_BITS) + (nanos >> shift);
    histogram[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
    recorded++;
    most = nanos > most ? nanos : most;
}

// Returns the upper end of the bucket in which this part of all values ends.
static double micros_at(double part) {
    uint64_t left = part * recorded;
    for (uint64_t bucket = 0; bucket < BUCKETS; bucket++) {
        if (histogram[bucket] > left) {
            int shift = bucket >> (BUCKET_BITS + 1) ? (bucket >> BUCKET_BITS) - 1 : 0;
            return (((bucket - ((uint64_t)shift << BUCKET_BITS)) << shift) + (1ull << shift) - 1) / 1e3;
        }
        left -= histogram[bucket];
    }
    return 0;
}

// Makes what message n of a connection carries: 20 characters that tell it from the others.
static void put_payload(uint8_t *to, uint32_t n) {
    static const char DIGITS[] = "0123456789abcdef";
    memcpy(to, "the message ", 12);
    for (int i = 0; i < 8; i++) {
        to[12 + i] = DIGITS[n >> (28 - 4 * i) & 15];
    }
}

static void put_frame(uint8_t *to, uint32_t n) {
    uint8_t payload[PAYLOAD];
    uint32_t mask = next_mask();
    uint64_t wide = (uint64_t)mask << 32 | mask, words[2];
    uint32_t last;
    put_payload(payload, n);
    // 5.2: FIN and text, masked and the length.
    to[0] = 0x81;
    to[1] = 0x80 | PAYLOAD;
    memcpy(to + 2, &mask, 4);
    memcpy(words, payload, 16);
    memcpy(&last, payload + 16, 4);
    words[0] ^= wide;
    words[1] ^= wide;
    last ^= mask;
    memcpy(to + 6, words, 16);
    memcpy(to + 22, &last, 4);
}

static void drop(struct connection *c) {
    errors++;
    refused += !c->agreed;
    c->gone = true;
    open_sockets--;
    close(c->descriptor);
}

static void grow_ring(struct connection *c) {
    uint32_t ring = c->ring ? 2 * c->ring : 1;
    while (ring < in_flight) {
        ring *= 2;
    }
    uint64_t *times = malloc(ring * sizeof *times);
    if (!times) {
        fail("malloc");
    }
    for (uint32_t n = c->received; n != c->sent; n++) {
        times[n & (ring - 1)] = c->times[n & (c->ring - 1)];
    }
    free(c->times);
    c->times = times;
    c->ring = ring;
}

static void hold_back(struct connection *c, const uint8_t *rest, size_t length) {
    if (c->out_length + length > c->out_capacity) {
        c->out_capacity = 2 * (c->out_length + length);
        c->out = realloc(c->out, c->out_capacity);
        if (!c->out) {
            fail("realloc");
        }
    }
    memcpy(c->out + c->out_length, rest, length);
    c->out_length += length;
}

static void flush(struct connection *c) {
    ssize_t sent = write(c->descriptor, c->out, c->out_length);
    if (sent < 0 && errno != EAGAIN) {
        drop(c);
    } else if (sent > 0) {
        c->out_length -= sent;
        memmove(c->out, c->out + sent, c->out_length);
    }
}

// Sends so many messages in one write, each as of this time.
static void send_messages(struct connection *c, uint32_t messages, uint64_t time) {
    for (uint32_t i = 0; i < messages; i++) {
        if (c->sent - c->received == c->ring) {
            grow_ring(c);
        }
        c->times[c->sent & (c->ring - 1)] = time;
        put_frame(out + i * FRAME, c->sent++);
    }
    if (c->out_length) {
        hold_back(c, out, messages * FRAME);
        return;
    }
    ssize_t sent = write(c->descriptor, out, messages * FRAME);
    if (sent == messages * FRAME) {
        return;
    }
    if (sent < 0 && errno != EAGAIN) {
        drop(c);
        return;
    }
    sent = sent < 0 ? 0 : sent;
    hold_back(c, out + sent, messages * FRAME - sent);
    // The kernel may have made room meanwhile, and then says nothing of it.
    flush(c);
}

// Counts and checks the replies in these bytes; returns how many there are, or -1 if one is wrong.
static int take_replies(struct connection *c, const uint8_t *data, size_t length, uint64_t time) {
    int taken = 0;
    for (; length >= REPLY; data += REPLY, length -= REPLY) {
        uint8_t expected[REPLY] = {0x81, PAYLOAD};
        put_payload(expected + 2, c->received);
        if (c->received == c->sent || memcmp(data, expected, REPLY)) {
            return -1;
        }
        uint64_t sent = c->times[c->received++ & (c->ring - 1)];
        if (sent >= recorded_from) {
            record(time - sent);
        }
        taken++;
    }
    memcpy(c->part, data, length);
    c->part_length = length;
    return taken;
}

static bool agrees(const char *answer, size_t length) {
    return length > 12 && !memcmp(answer, "HTTP/1.1 101", 12) && memmem(answer, length, ACCEPT, sizeof ACCEPT - 1);
}

static void on_answer(struct connection *c, ssize_t length) {
    // The answer is short, and comes in one piece on loopback.
    if (!agrees((char *)in, length) || memcmp(in + length - 4, "\r\n\r\n", 4)) {
        drop(c);
        return;
    }
    c->agreed = true;
    opened++;
}

static void ask(struct connection *c) {
    ssize_t sent = write(c->descriptor, REQUEST, sizeof REQUEST - 1);
    if (sent < 0 && errno != EAGAIN) {
        drop(c);
    } else if (sent > 0) {
        c->sent = 1; // until the answer is here: the request is on its way
    }
}

static void on_ready(struct connection *c, bool sending) {
    if (c->gone) {
        return;
    }
    if (!c->agreed && !c->sent) {
        ask(c);
    } else if (c->out_length) {
        flush(c);
    }
    while (!c->gone) {
        memcpy(in, c->part, c->part_length);
        ssize_t came = read(c->descriptor, in + c->part_length, IN_BYTES);
        if (came < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (came <= 0) {
            drop(c);
        } else if (!c->agreed) {
            on_answer(c, came);
            c->sent = 0;
            return;
        } else {
            uint64_t time = now();
            int taken = take_replies(c, in, c->part_length + came, time);
            if (taken < 0) {
                drop(c);
                return;
            }
            replies += taken;
            if (sending && taken) {
                send_messages(c, taken, time);
            }
            // An edge is reported once: only a read that comes up short has taken all.
            if (came < IN_BYTES) {
                return;
            }
        }
    }
}

static void start_connection(struct connection *c, int index) {
    c->descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (c->descriptor < 0) {
        fail("socket");
    }
    open_sockets++;
    // Ends with a reset, so that no port is taken for a minute after.
    setsockopt(c->descriptor, SOL_SOCKET, SO_LINGER, &(struct linger){.l_onoff = 1}, sizeof(struct linger));
    setsockopt(c->descriptor, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    struct sockaddr_in address = {.sin_family = AF_INET};
    if (count > CONNECTIONS_PER_ADDRESS) {
        setsockopt(c->descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &(int){1}, sizeof(int));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + index / CONNECTIONS_PER_ADDRESS);
        if (bind(c->descriptor, (struct sockaddr *)&address, sizeof address)) {
            fail("bind");
        }
    }
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (connect(c->descriptor, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS) {
        drop(c);
        return;
    }
    // On loopback the connection is there by now, as a rule.
    ask(c);
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c};
    if (!c->gone && epoll_ctl(epoll, EPOLL_CTL_ADD, c->descriptor, &event)) {
        fail("epoll_ctl");
    }
}

// Handles what is ready, for which it waits until this time at most.
static void turn(uint64_t until, bool sending) {
    uint64_t time = now(), nanos = until > time ? until - time : 0;
    struct timespec timeout = {.tv_sec = nanos / SECOND, .tv_nsec = nanos % SECOND};
    int ready = epoll_pwait2(epoll, events, EVENTS, &timeout, NULL);
    if (ready < 0 && errno != EINTR) {
        fail("epoll_pwait2");
    }
    for (int i = 0; i < ready; i++) {
        on_ready(events[i].data.ptr, sending);
    }
}

static void open_all(void) {
    uint64_t deadline = now() + 60 * SECOND;
    while (opened + refused < count && now() < deadline) {
        while (started < count && started - opened - refused < HANDSHAKES) {
            start_connection(connections + started, started);
            started++;
        }
        turn(started == opened + refused ? 0 : deadline, false);
    }
}

static void run_closed(uint64_t until) {
    while (now() < until && open_sockets) {
        turn(until, true);
    }
}

// Goes on with the schedule from this message on, and returns the next.
static uint64_t run_open(uint64_t message, uint64_t start, uint64_t until) {
    for (uint64_t time; (time = now()) < until && open_sockets;) {
        uint64_t due = start + (unsigned __int128)message * SECOND / rate;
        if (due <= time) {
            struct connection *c = connections + message % count;
            if (!c->gone) {
                send_messages(c, 1, due);
            }
            // Replies are not left waiting for a schedule that cannot be kept.
            if (++message % 64) {
                continue;
            }
        }
        turn(due < until ? due : until, false);
    }
    return message;
}

static uint64_t unanswered(void) {
    uint64_t messages = 0;
    for (int i = 0; i < count; i++) {
        messages += connections[i].agreed ? connections[i].sent - connections[i].received : 0;
    }
    return messages;
}

int main(int arguments, char **argument) {
    if (arguments < 6 || arguments > 7) {
        fprintf(stderr, "usage: load PORT CONNECTIONS IN_FLIGHT WARM_UP_SECONDS SECONDS [RATE]\n");
        return 2;
    }
    port = atoi(argument[1]);
    count = atoi(argument[2]);
    in_flight = atoi(argument[3]);
    uint64_t warm_up = atof(argument[4]) * SECOND, measured = atof(argument[5]) * SECOND;
    rate = arguments == 7 ? strtoull(argument[6], NULL, 10) : 0;
    if (count < 1 || in_flight > MAX_IN_FLIGHT) {
        fprintf(stderr, "load: at least 1 connection, and at most %d messages in flight on each\n", MAX_IN_FLIGHT);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    // The kernel may be 50 us late otherwise, to save power.
    prctl(PR_SET_TIMERSLACK, 1);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    epoll = epoll_create1(0);
    connections = calloc(count, sizeof *connections);
    if (!connections) {
        fail("calloc");
    }

    long resident = resident_kib();
    uint64_t open_start = now();
    open_all();
    double open_seconds = (now() - open_start) / 1e9;
    resident = resident_kib() - resident;

    uint64_t start = now(), measured_start = start + warm_up, end = measured_start + measured, message = 0;
    for (int i = 0; i < count && !rate && in_flight; i++) {
        if (connections[i].agreed && !connections[i].gone) {
            send_messages(connections + i, in_flight, now());
        }
    }
    if (rate) {
        message = run_open(message, start, measured_start);
    } else {
        run_closed(measured_start);
    }
    replies = 0;
    recorded_from = rate ? measured_start : 0;
    uint64_t measured_from = now();
    double cpu = cpu_seconds();
    if (rate) {
        message = run_open(message, start, end);
    } else {
        run_closed(end);
    }
    cpu = cpu_seconds() - cpu;
    double seconds = (now() - measured_from) / 1e9, per_second = replies / seconds;
    for (uint64_t deadline = now() + DRAIN_SECONDS * SECOND; rate && unanswered() && now() < deadline;) {
        turn(deadline, false);
    }
    if (rate) {
        // What was due and not sent is an error as well.
        uint64_t due = (unsigned __int128)(end - start) * rate / SECOND;
        errors += unanswered() + (due > message ? due - message : 0);
    }
    printf("{\"connections\":%d,\"open_seconds\":%.3f,\"messages_per_second\":%.1f,\"cpu_seconds\":%.3f,\"p50_us\":%.1f,"
           "\"p99_us\":%.1f,\"max_us\":%.1f,\"rss_kib_idle\":%ld,\"errors\":%llu}\n",
           opened, open_seconds, per_second, cpu, micros_at(0.5), micros_at(0.99), most / 1e3, resident,
           (unsigned long long)errors);
    return 0;
}
