// `munim serve` as it is run: started, stopped, killed, started again.
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

#include "../api/http_client.h"
#include "../net/net_cert.h"
#include "base/buf.h"
#include "base/json.h"
#include "program.h"
#include "sys/file.h"

enum { FILE_ROWS = 3000, WAIT_TRIES = 2000, WAIT_US = 10000 };

typedef struct World {
    Arena *a;
    const char *folder;
} World;

static World world;

static int make(void **state) {
    (void)state;
    world = (World){.a = arena_create(0)};
    world.folder = program_folder(world.a);
    return 0;
}

static int end(void **state) {
    (void)state;
    Err err = {0};
    assert_true(dir_remove_all(world.folder, &err));
    arena_free(world.a);
    return 0;
}

static const char *data_dir(void) { return path_join(world.a, world.folder, S("data")); }

static void says(Str text, const char *expected) {
    if (!str_contains(text, str_from(expected))) {
        print_error("no '%s' in: " STR_F "\n", expected, STR_A(text));
    }
    assert_true(str_contains(text, str_from(expected)));
}

static void says_not(Str text, const char *unexpected) {
    ptrdiff_t at = str_find(text, str_from(unexpected));
    if (at != STR_NONE) {
        size_t from = at > 400 ? (size_t)at - 400 : 0;
        size_t end = (size_t)at + 600 < text.len ? (size_t)at + 600 : text.len;
        print_error("'%s' in: " STR_F "\n", unexpected, STR_A(str_slice(text, from, end)));
    }
    assert_true(at == STR_NONE);
}

static const char *url_of(const Program *p, const char *path, Arena *a) {
    return str_fmt(a, "%s%s", p->url, path).ptr;
}

static HttpReply get(const Program *p, const char *path) {
    return http_client_send(&(HttpSend){.method = "GET", .url = url_of(p, path, world.a)}, world.a);
}

static HttpReply ask(const Program *p, const char *question) {
    static const char *const HEADERS[] = {"Content-Type: application/json", NULL};
    HttpSend send = {.method = "POST",
                     .url = url_of(p, "/api/v1/ask", world.a),
                     .headers = HEADERS,
                     .body = str_fmt(world.a, "{\"question\":\"%s\"}", question)};
    return http_client_send(&send, world.a);
}

// The same number of rows in every file, so that half a table is seen.
static Str file_text(Arena *a) {
    Buf text;
    buf_init(&text, 1 << 20);
    buf_add_z(&text, "id,item,amount\n");
    for (int i = 0; i < FILE_ROWS; i++) buf_add_fmt(&text, "%d,item %d,%d.50\n", i, i % 7, i);
    Str all = str_dup(a, buf_str(&text));
    buf_done(&text);
    return all;
}

static HttpSend upload_of(const Program *p, const char *name, Str text, Arena *a) {
    return (HttpSend){.method = "POST",
                      .url = url_of(p, "/api/v1/imports", a),
                      .body = text,
                      .file_name = str_fmt(a, "%s.csv", name).ptr};
}

// "" when there is none.
static Str job_of(Str body, Arena *a) {
    Err err = {0};
    CLEANUP(json_done) Json *json = NULL;
    if (!json_parse(body, &json, &err)) return (Str){0};
    const Json *job = json_array_get(json_object_get(json, "jobs"), 0);
    return str_dup(a, str_from(json_string_value(json_object_get(job, "id"))));
}

static HttpSend job_get(const Program *p, Str id, Arena *a) {
    return (HttpSend){.method = "GET",
                      .url = str_fmt(a, "%s/api/v1/jobs/" STR_F, p->url, STR_A(id)).ptr};
}

static bool job_is_moving(Str body) {
    return str_contains(body, S("\"queued\"")) || str_contains(body, S("\"running\""));
}

static HttpReply job_await(const Program *p, Str id) {
    HttpReply reply = {0};
    HttpSend send = job_get(p, id, world.a);
    for (int i = 0; i < WAIT_TRIES; i++) {
        reply = http_client_send(&send, world.a);
        if (!job_is_moving(reply.body)) break;
        usleep(WAIT_US);
    }
    return reply;
}

static Str import_done(const Program *p, const char *name) {
    HttpSend send = upload_of(p, name, file_text(world.a), world.a);
    HttpReply reply = http_client_send(&send, world.a);
    assert_int_equal(reply.status, 202);
    Str id = job_of(reply.body, world.a);
    says(job_await(p, id).body, "\"status\":\"done\"");
    return id;
}

static void says_where_it_is(void **state) {
    (void)state;
    Program p = program_serve(world.a, data_dir(), NULL);
    assert_true(str_starts(str_from(p.url), S("http://127.0.0.1:")));
    assert_int_equal(get(&p, "/healthz").status, 200);
    assert_int_equal(get(&p, "/readyz").status, 200);
    assert_int_equal(get(&p, "/api/v1/tables").status, 200);
    program_signal(&p, SIGINT);
    assert_int_equal(program_wait(&p), 0);
}

static void others_cannot_read_it(void **state) {
    (void)state;
    Program p = program_serve(world.a, data_dir(), NULL);
    static const Str NAMES[] = {STR(""), STR("main.duckdb"), STR("munim.sqlite"), STR("uploads")};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        struct stat found;
        assert_int_equal(stat(path_join(world.a, data_dir(), NAMES[i]), &found), 0);
        assert_int_equal(found.st_mode & (S_IRWXG | S_IRWXO), 0);
    }
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
}

static void a_restart_keeps_all(void **state) {
    (void)state;
    Program p = program_serve(world.a, data_dir(), NULL);
    Str id = import_done(&p, "bills");
    says(ask(&p, "total amount").body, "4500000");
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
    p = program_serve(world.a, data_dir(), NULL);
    says(ask(&p, "total amount").body, "4500000");
    HttpSend send = job_get(&p, id, world.a);
    says(http_client_send(&send, world.a).body, "\"status\":\"done\"");
    says(get(&p, "/api/v1/imports").body, "\"file\":\"bills.csv\"");
    says(get(&p, "/api/v1/questions").body, "total amount");
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
}

static ProgramRun serve_refused(const char *data, const char *listen) {
    return program_run(world.a,
                       (const char *const[]){"serve", "--data", data, "--listen", listen, NULL});
}

static void a_folder_has_one_server(void **state) {
    (void)state;
    Err err = {0};
    Program p = program_serve(world.a, data_dir(), NULL);
    const char *upload = path_join(world.a, data_dir(), S("uploads/under-way"));
    assert_true(file_write_atomic(upload, S("half"), &err));
    ProgramRun second = serve_refused(data_dir(), "127.0.0.1:0");
    assert_int_equal(second.status, 1);
    says(second.err, "another munim is at work in ");
    assert_true(file_exists(upload));  // the first one's files are not touched
    (void)import_done(&p, "bills");
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
    // What was left behind goes when the folder is taken over.
    p = program_serve(world.a, data_dir(), NULL);
    assert_false(file_exists(upload));
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
}

static void addresses_that_are_refused(void **state) {
    (void)state;
    Program p = program_serve(world.a, data_dir(), NULL);
    const char *other = path_join(world.a, world.folder, S("other"));
    const struct {
        const char *listen;
        int status;
        const char *message;
    } CASES[] = {
        {"0.0.0.0:0", 1, "not a loopback address"},
        {"192.0.2.1:8080", 1, "not a loopback address"},
        {"[::]:0", 1, "not a loopback address"},
        {"127.0.0.1", 2, "ADDRESS:PORT"},
        {"127.0.0.1:http", 2, "ADDRESS:PORT"},
        {"127.0.0.1:70000", 2, "ADDRESS:PORT"},
        {":8080", 1, "loopback"},
        {str_fmt(world.a, "127.0.0.1:%d", p.port).ptr, 1, "in use"},
        {str_fmt(world.a, "localhost:%d", p.port).ptr, 1, "in use"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        ProgramRun run = serve_refused(other, CASES[i].listen);
        if (run.status != CASES[i].status) print_error("%s: %d\n", CASES[i].listen, run.status);
        assert_int_equal(run.status, CASES[i].status);
        says(run.err, CASES[i].message);
    }
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
}

static void over_tls(void **state) {
    (void)state;
    net_cert_write(world.folder);
    const char *const args[] = {"--tls-cert", path_join(world.a, world.folder, S("cert.pem")),
                                "--tls-key", path_join(world.a, world.folder, S("key.pem")), NULL};
    Program p = program_serve(world.a, data_dir(), args);
    assert_true(str_starts(str_from(p.url), S("https://127.0.0.1:")));
    (void)import_done(&p, "bills");
    says(ask(&p, "total amount").body, "4500000");
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
    ProgramRun run =
        program_run(world.a, (const char *const[]){"serve", "--data", data_dir(), "--listen",
                                                   "127.0.0.1:0", "--tls-cert", "/nowhere.pem",
                                                   "--tls-key", "/nowhere.pem", NULL});
    assert_int_equal(run.status, 1);
    says(run.err, "/nowhere.pem");
}

// What the clients of one run have seen. Names of files are the run's number and a count.
typedef struct Clients {
    const Program *program;
    int run;
    atomic_bool stop;
    atomic_int answered, broken;
    Arena *a;  // of the uploader
    Str accepted[1000], done[1000];
    size_t accepted_count, done_count;
} Clients;

static void *asker_run(void *ctx) {
    static const char *const HEADERS[] = {"Content-Type: application/json", NULL};
    Clients *c = ctx;
    while (!atomic_load(&c->stop)) {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        HttpReply reply = {0};
        bool refused = false;
        HttpSend send = {.method = "POST",
                         .url = url_of(c->program, "/api/v1/ask", a),
                         .headers = HEADERS,
                         .body = S("{\"question\":\"total amount\"}")};
        if (http_client_try(&send, a, &reply, &refused)) {
            atomic_fetch_add(reply.status == 200 ? &c->answered : &c->broken, 1);
        } else if (!refused) {
            atomic_fetch_add(&c->broken, 1);
        } else {
            break;
        }
    }
    return NULL;
}

static bool done_await(Clients *c, Str id) {
    for (int i = 0; i < WAIT_TRIES && !atomic_load(&c->stop); i++) {
        HttpReply reply = {0};
        bool refused = false;
        HttpSend send = job_get(c->program, id, c->a);
        if (!http_client_try(&send, c->a, &reply, &refused)) return false;
        if (!job_is_moving(reply.body)) return str_contains(reply.body, S("\"done\""));
        usleep(WAIT_US / 10);
    }
    return false;
}

static void *uploader_run(void *ctx) {
    Clients *c = ctx;
    Str text = file_text(c->a);
    for (int n = 0; !atomic_load(&c->stop) && c->accepted_count < COUNT_OF(c->accepted); n++) {
        HttpReply reply = {0};
        bool refused = false;
        Str name = str_fmt(c->a, "r%d_%d", c->run, n);
        HttpSend send = upload_of(c->program, name.ptr, text, c->a);
        if (!http_client_try(&send, c->a, &reply, &refused) || reply.status != 202) break;
        c->accepted[c->accepted_count++] = name;
        // Every third is not waited for, so that several are in the queue.
        if (n % 3 != 2 && done_await(c, job_of(reply.body, c->a))) c->done[c->done_count++] = name;
    }
    return NULL;
}

static void tables_are_there(const Program *p, const Str *names, size_t count) {
    HttpReply reply = get(p, "/api/v1/tables");
    assert_int_equal(reply.status, 200);
    for (size_t i = 0; i < count; i++) {
        says(reply.body, str_fmt(world.a, "\"name\":\"" STR_F "\"", STR_A(names[i])).ptr);
    }
}

// No table has part of its file, and what is known of each agrees with its rows.
static void tables_are_whole(const Program *p) {
    Err err = {0};
    CLEANUP(json_done) Json *json = NULL;
    assert_true(json_parse(get(p, "/api/v1/tables").body, &json, &err));
    const Json *tables = json_object_get(json, "tables");
    for (size_t i = 0; i < json_array_size(tables); i++) {
        const Json *t = json_array_get(tables, i);
        assert_int_equal(json_integer_value(json_object_get(t, "rows")), FILE_ROWS);
        const char *name = json_string_value(json_object_get(t, "name"));
        // Files are called r1_2: r1_2_2 would be one that was brought in twice.
        assert_true(strchr(name, '_') == strrchr(name, '_'));
        const char *path = str_fmt(world.a, "/api/v1/tables/%s/rows?limit=1", name).ptr;
        says(get(p, path).body, str_fmt(world.a, "\"total\":%d", FILE_ROWS).ptr);
    }
}

static void clients_start(Clients *c, const Program *p, int run, pthread_t threads[2]) {
    *c = (Clients){.program = p, .run = run, .a = arena_create(0)};
    assert_int_equal(pthread_create(&threads[0], NULL, uploader_run, c), 0);
    assert_int_equal(pthread_create(&threads[1], NULL, asker_run, c), 0);
}

static void clients_join(pthread_t threads[2]) {
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
}

// Whoever was let in is answered; what was accepted is brought in, though nobody waits for it.
static void sigterm_loses_nothing(void **state) {
    (void)state;
    static Clients c;
    for (int run = 0; run < 4; run++) {
        pthread_t threads[2];
        Program p = program_serve(world.a, data_dir(), NULL);
        tables_are_whole(&p);
        if (run == 0) (void)import_done(&p, "bills");
        clients_start(&c, &p, run, threads);
        usleep((useconds_t)(300000 + run * 70000));
        program_signal(&p, SIGTERM);
        clients_join(threads);
        assert_int_equal(program_wait(&p), 0);
        assert_int_equal(atomic_load(&c.broken), 0);
        assert_true(atomic_load(&c.answered) > 0 && c.accepted_count > 0);
        p = program_serve(world.a, data_dir(), NULL);
        tables_are_there(&p, c.accepted, c.accepted_count);
        tables_are_whole(&p);
        says(get(&p, "/api/v1/jobs?limit=200").body, "\"status\":\"done\"");
        says_not(get(&p, "/api/v1/jobs?limit=200").body, "\"failed\"");
        program_signal(&p, SIGTERM);
        assert_int_equal(program_wait(&p), 0);
        arena_free(c.a);
    }
}

// No job is under way any more.
static Str jobs_await(const Program *p) {
    Str body = get(p, "/api/v1/jobs?limit=200").body;
    for (int i = 0; i < WAIT_TRIES && job_is_moving(body); i++) {
        usleep(WAIT_US);
        body = get(p, "/api/v1/jobs?limit=200").body;
    }
    return body;
}

// What was accepted is there after the next start, whole and once, though its import had not run
// or was cut off in the middle.
static void kill_9_loses_nothing_acknowledged(void **state) {
    (void)state;
    enum { ROUNDS = 14 };
    static Clients c;
    size_t done = 0, accepted = 0;
    for (int run = 0; run < ROUNDS; run++) {
        pthread_t threads[2];
        Program p = program_serve(world.a, data_dir(), NULL);
        clients_start(&c, &p, run, threads);
        usleep((useconds_t)(150000 + run * 53000 % 500000));
        program_signal(&p, SIGKILL);
        atomic_store(&c.stop, true);
        clients_join(threads);
        assert_int_equal(program_wait(&p), 128 + SIGKILL);
        p = program_serve(world.a, data_dir(), NULL);
        Str jobs = jobs_await(&p);
        tables_are_there(&p, c.done, c.done_count);
        tables_are_there(&p, c.accepted, c.accepted_count);
        tables_are_whole(&p);
        says_not(jobs, "\"failed\"");
        done += c.done_count;
        accepted += c.accepted_count;
        program_signal(&p, SIGKILL);
        assert_int_equal(program_wait(&p), 128 + SIGKILL);
        arena_free(c.a);
    }
    print_message("  %zu imports were accepted and %zu done before %d kills\n", accepted, done,
                  (int)ROUNDS);
    assert_true(done > 0 && accepted > done);
}

static ProgramRun tables(const char *action, const char *name) {
    return program_run(world.a,
                       (const char *const[]){"tables", "--data", data_dir(), action, name, NULL});
}

static void tables_without_a_server(void **state) {
    (void)state;
    Program p = program_serve(world.a, data_dir(), NULL);
    (void)import_done(&p, "bills");
    says(tables("list", NULL).err, "another munim is at work in ");  // the server has it
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
    says(tables("list", NULL).out, "bills\t3000 rows");
    assert_int_equal(tables("delete", "nothing").status, 1);
    assert_int_equal(tables("delete", NULL).status, 2);
    assert_int_equal(tables("delete", "bills").status, 0);
    Str out = tables("deleted", NULL).out;
    says(out, "\tbills\t3000 rows\tdeleted, kept until ");
    Str id = {0};
    assert_true(str_next_part(&out, '\t', &id));
    assert_false(str_contains(tables("list", NULL).out, S("bills")));
    says(tables("restore", str_z(world.a, id)).out, "bills");
    says(tables("list", NULL).out, "bills\t3000 rows");
    assert_int_equal(tables("purge", str_z(world.a, id)).status, 1);
}

// ---- uploads in pieces (tus)

static const char *upload_begin(const Program *p, size_t length) {
    const char *const headers[] = {str_fmt(world.a, "Upload-Length: %zu", length).ptr,
                                   "Upload-Metadata: filename YmlsbHMuY3N2", NULL};  // bills.csv
    HttpSend send = {
        .method = "POST", .url = url_of(p, "/api/v1/uploads", world.a), .headers = headers};
    HttpReply reply = http_client_send(&send, world.a);
    assert_int_equal(reply.status, 201);
    Err err = {0};
    CLEANUP(json_done) Json *json = NULL;
    assert_true(json_parse(reply.body, &json, &err));
    return str_fmt(world.a, "/api/v1/uploads/%s", json_string_value(json_object_get(json, "id")))
        .ptr;
}

static int upload_go_on(const Program *p, const char *path, size_t at, Str bytes) {
    const char *const headers[] = {"Content-Type: application/offset+octet-stream",
                                   str_fmt(world.a, "Upload-Offset: %zu", at).ptr, NULL};
    HttpSend send = {
        .method = "PATCH", .url = url_of(p, path, world.a), .headers = headers, .body = bytes};
    return http_client_send(&send, world.a).status;
}

static void an_upload_goes_on_after_kill_9(void **state) {
    (void)state;
    Str text = file_text(world.a);
    size_t half = text.len / 2;
    Program p = program_serve(world.a, data_dir(), NULL);
    const char *path = upload_begin(&p, text.len);
    assert_int_equal(upload_go_on(&p, path, 0, str_slice(text, 0, half)), 204);
    program_signal(&p, SIGKILL);
    assert_int_equal(program_wait(&p), 128 + SIGKILL);
    p = program_serve(world.a, data_dir(), NULL);
    says(get(&p, path).body, str_fmt(world.a, "\"offset\":%zu", half).ptr);
    says(get(&p, "/api/v1/uploads").body, "\"name\":\"bills.csv\"");
    assert_int_equal(upload_go_on(&p, path, half, str_skip(text, half)), 204);
    (void)jobs_await(&p);
    says(ask(&p, "total amount").body, "4500000");
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
}

enum { LONG_ROWS = 1500000 };

// Takes long enough to be killed while it is read.
static Str long_text(Arena *a) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, 256 << 20);
    buf_add_z(&text, "id,item,amount\n");
    for (int i = 0; i < LONG_ROWS; i++) buf_add_fmt(&text, "%d,\"item\n%d\",%d.50\n", i, i % 7, i);
    return str_dup(a, buf_str(&text));
}

static void kill_while_reading(Program *p) {
    for (int i = 0; i < WAIT_TRIES; i++) {
        if (str_contains(get(p, "/api/v1/jobs").body, S("\"running\""))) break;
        usleep(WAIT_US / 10);
    }
    usleep(20 * WAIT_US);
    says(get(p, "/api/v1/jobs").body, "\"running\"");
    program_signal(p, SIGKILL);
    assert_int_equal(program_wait(p), 128 + SIGKILL);
}

// What brings the program down is read once more, and then no longer.
static void a_poisonous_file_is_read_twice(void **state) {
    (void)state;
    Program p = program_serve(world.a, data_dir(), NULL);
    HttpSend send = upload_of(&p, "poison", long_text(world.a), world.a);
    assert_int_equal(http_client_send(&send, world.a).status, 202);
    kill_while_reading(&p);
    p = program_serve(world.a, data_dir(), NULL);
    kill_while_reading(&p);
    p = program_serve(world.a, data_dir(), NULL);
    Str jobs = jobs_await(&p);
    says(jobs, "the program stopped 2 times while it read this file");
    says(get(&p, "/api/v1/tables").body, "\"tables\":[]");
    (void)import_done(&p, "bills");  // others are not held up
    program_signal(&p, SIGTERM);
    assert_int_equal(program_wait(&p), 0);
    Str *left = NULL;
    size_t count = 1;
    Err err = {0};
    assert_true(
        dir_list(path_join(world.a, data_dir(), S("uploads")), world.a, &left, &count, &err));
    assert_int_equal(count, 0);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(says_where_it_is),
        EACH(others_cannot_read_it),
        EACH(a_restart_keeps_all),
        EACH(a_folder_has_one_server),
        EACH(addresses_that_are_refused),
        EACH(over_tls),
        EACH(sigterm_loses_nothing),
        EACH(kill_9_loses_nothing_acknowledged),
        EACH(tables_without_a_server),
        EACH(an_upload_goes_on_after_kill_9),
        EACH(a_poisonous_file_is_read_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
