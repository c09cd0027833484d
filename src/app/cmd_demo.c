#include "app/app.h"
#include "app/commands.h"
#include "app/options.h"
#include "demo/demo.h"

const char CMD_DEMO_USAGE[] = "demo [--today DATE] DIR";

int cmd_demo_run(int argc, char **argv) {
    Err err = {0};
    int count = 0;
    Date today = date_of(2026, 11, 1);  // fixed, so that the same command writes the same bytes
    const Option options[] = {{"--today", OPTION_DATE, &today}};
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, &err)) {
        return app_misused(CMD_DEMO_USAGE, &err);
    }
    if (count != 1) {
        (void)fail(&err, ERR_INVALID, "name one folder to write to");
        return app_misused(CMD_DEMO_USAGE, &err);
    }
    return demo_write(argv[0], today, &err) ? EXIT_ANSWERED : app_failed(&err);
}
