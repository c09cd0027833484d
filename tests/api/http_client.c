#include "http_client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#undef fail
#include <curl/curl.h>

#include "base/buf.h"

enum { REPLY_MAX = 64 << 20, TIMEOUT_S = 20 };

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
    curl_mime_data(part, send->body.ptr, send->body.len);
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

HttpReply http_client_send(const HttpSend *send, Arena *a) {
    CURL *curl = curl_easy_init();
    assert_non_null(curl);
    Buf body, head;
    buf_init(&body, REPLY_MAX);
    buf_init(&head, REPLY_MAX);
    struct curl_slist *headers = headers_list(send);
    curl_mime *form = NULL;
    curl_easy_setopt(curl, CURLOPT_URL, send->url);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &head);
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
    if (code != CURLE_OK)
        print_error("%s %s: %s\n", send->method, send->url, curl_easy_strerror(code));
    assert_int_equal(code, CURLE_OK);
    long status = 0;
    char *type = NULL;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    HttpReply reply = {.status = (int)status,
                       .type = str_dup(a, str_from(type)),
                       .headers = str_dup(a, buf_str(&head)),
                       .body = str_dup(a, buf_str(&body))};
    curl_mime_free(form);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    buf_done(&head);
    buf_done(&body);
    return reply;
}
