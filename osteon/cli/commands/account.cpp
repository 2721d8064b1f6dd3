// osteon account: who may use a service.
#include <chrono>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/cli/command.hpp"
#include "osteon/cli/password.hpp"
#include "osteon/cli/service_options.hpp"

namespace osteon::cli {
namespace {

// Whoever can run this command on the store needs no account of it.
constexpr auto by = "command line";

struct Options {
  StoreChoice store;
  std::string name;
  std::string role = "reader";
  std::string label = "program";
  int days = 365;
};

void add_name(CLI::App& app, Options& o) {
  app.add_option("name", o.name, "Name of the account")->required()->type_name("NAME");
}

Command command(const std::string& name, const std::string& synopsis,
                std::vector<std::string> description, Example example,
                std::function<void(CLI::App&, Options&)> declare,
                std::function<ExitCode(const Options&, Console&)> run) {
  const auto o = std::make_shared<Options>();
  return {.name = name,
          .synopsis = synopsis,
          .description = std::move(description),
          .examples = {std::move(example)},
          .options =
              [o, declare = std::move(declare)](CLI::App& app) {
                declare(app, *o);
                add_store_options(app, o->store);
              },
          .run = [o, run = std::move(run)](Console& console) { return run(*o, console); }};
}

ExitCode add(const Options& o, Console& console) {
  const auto store = chosen_store(o.store);
  store->set_account(o.name, o.role == "admin" ? Role::admin : Role::reader, ask_password(console),
                     by);
  return ExitCode::ok;
}

ExitCode token(const Options& o, Console& console) {
  const auto store = chosen_store(o.store);
  std::optional<Time> expires;
  if (o.days > 0)
    expires =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
        std::chrono::days(o.days);
  console.say(store->make_token(o.name, o.label, expires, by));
  return ExitCode::ok;
}

ExitCode list(const Options& o, Console& console) {
  const auto store = chosen_store(o.store);
  for (const Account& account : store->accounts())
    console.say(
        fmt::format("{}\t{}", account.role == Role::admin ? "admin " : "reader", account.name));
  for (const Token& token : store->tokens())
    if (token.label != "session")
      console.say(fmt::format("token\t{}\t{}\t{}", token.account, token.id, token.label));
  return ExitCode::ok;
}

ExitCode remove(const Options& o, Console&) {
  const auto store = chosen_store(o.store);
  if (!store->remove_account(o.name, by) && !store->remove_token(o.name, by))
    throw Error(ErrorCode::bad_argument,
                "there is no account of this name and no token of this id; "
                "'osteon account list' shows those there are");
  return ExitCode::ok;
}

}  // namespace

Command account_add() {
  return command(
      "account add", "Make an account, or change its password and role",
      {"The password is asked for on the terminal, or read from standard input: never from the "
       "command line, which others can see. Changing it ends the account's sessions."},
      {"The first account of a service",
       "osteon account add anna --role admin --data reading-room"},
      [](CLI::App& app, Options& o) {
        add_name(app, o);
        app.add_option("--role", o.role,
                       "A reader uploads, reads, judges and removes; an "
                       "administrator also sees the audit trail")
            ->type_name("reader|admin")
            ->check(CLI::IsMember({"reader", "admin"}))
            ->capture_default_str();
      },
      add);
}

Command account_token() {
  return command(
      "account token", "Make a token with which a program acts for an account",
      {"Prints it, once: the service keeps only its hash. Programs send it as 'Authorization: "
       "Bearer "
       "TOKEN'."},
      {"For a script", "osteon account token anna --label nightly --days 90"},
      [](CLI::App& app, Options& o) {
        add_name(app, o);
        app.add_option("--label", o.label, "What the token is for")
            ->type_name("TEXT")
            ->capture_default_str();
        app.add_option("--days", o.days, "How long it lasts; 0: for ever")
            ->type_name("N")
            ->check(CLI::Range(0, 36'500))
            ->capture_default_str();
      },
      token);
}

Command account_list() {
  return command(
      "account list", "Show the accounts and tokens of a service",
      {"A line for each, with tabs between the columns."},
      {"Who is there", "osteon account list --data reading-room"}, [](CLI::App&, Options&) {},
      list);
}

Command account_remove() {
  return command(
      "account remove", "Remove an account with its sessions and tokens, or one token",
      {"What the account did stays in the audit trail."},
      {"Somebody has left", "osteon account remove anna"},
      [](CLI::App& app, Options& o) {
        app.add_option("name", o.name, "Name of the account, or id of the token")
            ->required()
            ->type_name("NAME|ID");
      },
      remove);
}

}  // namespace osteon::cli
