// A link between two network namespaces with a delay and a rate, for kernels without netem: packets of one TUN device come out of the
// other when they would have arrived. Runs until it is told to end.
//   cc -O2 -o link link.c && ./link NAMESPACE_A NAMESPACE_B DELAY_MICROSECONDS BITS_PER_SECOND
// The devices are called link0 in both namespaces; give them addresses before the program starts. A link is cut by SIGSTOP.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 65536, PACKETS = 8192 };

struct packet { int64_t due; int length; unsigned char bytes[LARGEST]; };

struct direction { int from, to; int64_t free_at; unsigned head, tail; struct packet *queue; };

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int open_device(const char *space) {
    char path[256];
    snprintf(path, sizeof path, "/run/netns/%s", space);
    int handle = open(path, O_RDONLY);
    if (handle < 0 || setns(handle, CLONE_NEWNET) < 0) { perror(path); exit(1); }
    close(handle);
    int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
    struct ifreq request = { .ifr_flags = IFF_TUN | IFF_NO_PI };
    strcpy(request.ifr_name, "link0");
    if (device < 0 || ioctl(device, TUNSETIFF, &request) < 0) { perror("TUN"); exit(1); }
    return device;
}

int main(int count, char **words) {
    if (count != 5) { fprintf(stderr, "usage: link NAMESPACE_A NAMESPACE_B DELAY_MICROSECONDS BITS_PER_SECOND\n"); return 2; }
    int64_t delay = atoll(words[3]) * 1000;
    double nanoseconds_per_byte = 8e9 / atof(words[4]);
    int a = open_device(words[1]), b = open_device(words[2]);
    struct direction directions[2] = { { .from = a, .to = b }, { .from = b, .to = a } };
    for (int way = 0; way < 2; way++) directions[way].queue = calloc(PACKETS, sizeof(struct packet));
    for (;;) {
        int64_t next = INT64_MAX;
        for (int way = 0; way < 2; way++) {
            struct direction *own = &directions[way];
            while (own->head - own->tail < PACKETS) {
                struct packet *packet = &own->queue[own->head % PACKETS];
                int length = read(own->from, packet->bytes, LARGEST);
                if (length <= 0) break;
                int64_t start = now() > own->free_at ? now() : own->free_at;
                own->free_at = start + (int64_t)(length * nanoseconds_per_byte);
                packet->length = length;
                packet->due = own->free_at + delay;
                own->head++;
            }
            while (own->tail != own->head && own->queue[own->tail % PACKETS].due <= now()) {
                struct packet *packet = &own->queue[own->tail % PACKETS];
                if (write(own->to, packet->bytes, packet->length) < 0) break;
                own->tail++;
            }
            if (own->tail != own->head && own->queue[own->tail % PACKETS].due < next) next = own->queue[own->tail % PACKETS].due;
        }
        int64_t wait = next == INT64_MAX ? 1000000000 : next - now();
        if (wait > 0) {
            struct pollfd waiting[2] = { { .fd = a, .events = POLLIN }, { .fd = b, .events = POLLIN } };
            struct timespec limit = { wait / 1000000000, wait % 1000000000 };
            ppoll(waiting, 2, &limit, NULL);
        }
    }
}
