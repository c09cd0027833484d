#include "http_client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail
#include <curl/curl.h>

#include "base/buf.h"

enum { REPLY_MAX = 64 << 20, TIMEOUT_S = 60 };

static size_t keep(char *bytes, size_t size, size_t count, void *ctx) {
    buf_add((Buf *)ctx, str_of(bytes, size * count));
    return size * count;
}

static struct curl_slist *headers_list(const HttpSend *send) {
    struct curl_slist *list = curl_slist_append(NULL, "Expect:");
    for (size_t i = 0; send->headers && send->headers[i]; i++) {
        list = curl_slist_append(list, send->headers[i]);
    }
    return list;
}

static curl_mime *form_make(CURL *curl, const HttpSend *send, Arena *a) {
    curl_mime *form = curl_mime_init(curl);
    curl_mimepart *part = curl_mime_addpart(form);
    curl_mime_name(part, "file");
    curl_mime_filename(part, send->file_name);
    if (send->fill) {
        curl_mime_data_cb(part, (curl_off_t)send->file_bytes, send->fill, NULL, NULL,
                          send->fill_ctx);
    } else {
        curl_mime_data(part, send->body.ptr, send->body.len);
    }
    for (size_t i = 0; send->fields && send->fields[i]; i++) {
        Str value = str_from(send->fields[i]);
        Str name = {0};
        (void)str_next_part(&value, '=', &name);
        part = curl_mime_addpart(form);
        curl_mime_name(part, str_z(a, name));
        curl_mime_data(part, value.ptr, value.len);
    }
    return form;
}

// One request; its parts are the caller's to free.
static CURLcode perform(CURL *curl, const HttpSend *send, Buf *head, Buf *body, Arena *a) {
    struct curl_slist *headers = headers_list(send);
    curl_mime *form = NULL;
    curl_easy_setopt(curl, CURLOPT_URL, send->url);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, head);
    if (send->file_name) {
        form = form_make(curl, send, a);
        curl_easy_setopt(curl, CURLOPT_MIMEPOST, form);
    } else if (send->body.len > 0) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)send->body.len);
        curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, send->body.ptr);
    }
    if (str_eq(str_from(send->method), S("HEAD"))) curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, send->method);
    CURLcode code = curl_easy_perform(curl);
    curl_mime_free(form);
    curl_slist_free_all(headers);
    return code;
}

static CURLcode exchange(const HttpSend *send, Arena *a, HttpReply *ret) {
    CURL *curl = curl_easy_init();
    if (!curl) abort();
    Buf body, head;
    buf_init(&body, REPLY_MAX);
    buf_init(&head, REPLY_MAX);
    CURLcode code = perform(curl, send, &head, &body, a);
    long status = 0;
    char *type = NULL;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    *ret = (HttpReply){.status = (int)status,
                       .type = str_dup(a, str_from(type)),
                       .headers = str_dup(a, buf_str(&head)),
                       .body = str_dup(a, buf_str(&body))};
    curl_easy_cleanup(curl);
    buf_done(&head);
    buf_done(&body);
    return code;
}

HttpReply http_client_send(const HttpSend *send, Arena *a) {
    HttpReply reply = {0};
    CURLcode code = exchange(send, a, &reply);
    if (code != CURLE_OK)
        print_error("%s %s: %s\n", send->method, send->url, curl_easy_strerror(code));
    assert_int_equal(code, CURLE_OK);
    return reply;
}

bool http_client_try(const HttpSend *send, Arena *a, HttpReply *ret_reply, bool *ret_refused) {
    CURLcode code = exchange(send, a, ret_reply);
    *ret_refused = code == CURLE_COULDNT_CONNECT;
    return code == CURLE_OK;
}
