// http_idle: opens COUNT connections to 127.0.0.1:PORT, asks once on each, and keeps them open
// until its standard input ends. Prints "ready" in between. Usage: http_idle PORT COUNT
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int ask_once(const struct sockaddr_in *address) {
    static const char REQUEST[] = "GET /json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    char answer[4096];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (const struct sockaddr *)address, sizeof *address) != 0) return -1;
    if (write(fd, REQUEST, sizeof REQUEST - 1) != (ssize_t)sizeof REQUEST - 1) return -1;
    ssize_t got = read(fd, answer, sizeof answer);
    return got > 12 && memcmp(answer, "HTTP/1.1 200", 12) == 0 ? fd : -1;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: %s PORT COUNT\n", argv[0]);
        return 2;
    }
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)strtol(argv[1], NULL, 10)),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int count = (int)strtol(argv[2], NULL, 10);
    for (int i = 0; i < count; i++) {
        if (ask_once(&address) >= 0) continue;
        perror("http_idle");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    while (getchar() != EOF) continue;
    return 0;
}
