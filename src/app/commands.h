// commands: the rows of the command line's table. argv holds what follows the command's name.
#pragma once

extern const char CMD_ASK_USAGE[];
extern const char CMD_PROFILE_USAGE[];
extern const char CMD_DEMO_USAGE[];
extern const char CMD_FORECAST_USAGE[];
extern const char CMD_SERVE_USAGE[];
extern const char CMD_PEOPLE_USAGE[];
extern const char CMD_TABLES_USAGE[];

int cmd_ask_run(int argc, char **argv);
int cmd_profile_run(int argc, char **argv);
int cmd_demo_run(int argc, char **argv);
int cmd_forecast_run(int argc, char **argv);
int cmd_outlook_run(int argc, char **argv);  // forecast, when no --value is named
int cmd_people_run(int argc, char **argv);
int cmd_serve_run(int argc, char **argv);
int cmd_tables_run(int argc, char **argv);
