#include "cmd/program.hpp"

#include <unistd.h>

#include <exception>

#include "cmd/dispatch.hpp"
#include "cmd/fd_sink.hpp"
#include "cmd/help_text.hpp"
#include "cmd/passphrase.hpp"
#include "cmd/progress_bar.hpp"
#include "cmd/version.hpp"

namespace rogatory::cmd {
namespace {

/// Exceptions of libraries stop at their doors; what comes here is memory that ran out, or our own bug.
template <class T, class Work>
Result<T> guarded(Work work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::failed, "there is not enough memory");
  } catch (const std::exception& error) {
    return fail(ErrorCode::failed, std::string("internal error: ") + error.what());
  }
}

/// What the words ask for, parsed and checked as far as words alone allow.
struct Job {
  GlobalOptions globals;
  Dispatched::Kind kind = Dispatched::Kind::command;
  const CommandRow* row = nullptr;
  std::string noun;
  bool asked_for_help = false;
  std::unique_ptr<Command> command;
};

Error about_command(Error error, const CommandRow* row) {
  if (row == nullptr) {
    return std::move(error).next("rogatory help");
  }
  return std::move(error).while_(spoken_name(*row)).next("rogatory help " + spoken_name(*row));
}

/// Parses the options into `job`, which stays where it is: the options write into it.
Result<void> parse_options(Job& job, const std::vector<std::string>& arguments) {
  Options options;
  options.globals(job.globals);
  if (job.row != nullptr) {
    job.command = job.row->make();
    job.command->setup(options);
  }
  ROG_TRY_ASSIGN(const Options::Asked asked, options.parse(arguments));
  job.asked_for_help = job.asked_for_help || asked == Options::Asked::help;
  if (asked == Options::Asked::version) {
    job.kind = Dispatched::Kind::version;
  }
  if (asked == Options::Asked::run) {
    ROG_TRY(settle(job.globals, process_environment));
    ROG_TRY(job.command ? job.command->check() : Result<void>());
  }
  return {};
}

Result<void> prepare(Job& job, const std::vector<std::string>& words) {
  job.globals.json = asks_for_json(words);  // how an error is told if the rest cannot be read
  ROG_TRY_ASSIGN(const Dispatched found, dispatch(words));
  job.kind = found.kind;
  job.row = found.row;
  job.noun = found.noun;
  job.asked_for_help = found.asked_for_help;
  if (job.kind == Dispatched::Kind::version) {
    return {};
  }
  Result<void> parsed = parse_options(job, found.arguments);
  return parsed ? Result<void>() : Result<void>(fail(about_command(std::move(parsed).error(), job.row)));
}

int say_version(Ui& ui) {
  ui.line("rogatory " + std::string(version()));
  ui.document(Json::Object{{"program", Json("rogatory")}, {"version", Json(version())}});
  return 0;
}

/// Shows help that was asked for (0), or that stands in for words that are missing (2).
Result<int> say_help(const Job& job, Ui& ui) {
  if (!job.asked_for_help && ui.json()) {
    const std::string left = job.noun.empty() ? "" : " " + job.noun;
    return fail(
        Error(ErrorCode::usage, "rogatory" + left + ": the command is not complete").next("rogatory help" + left));
  }
  if (job.row != nullptr) {
    ui.own_text(command_help(*job.row, ui.painter()));
    ui.document(command_document(*job.row));
  } else {
    ui.own_text(job.noun.empty() ? overview_help(ui.painter()) : noun_help(job.noun, ui.painter()));
    ui.document(commands_document(job.noun));
  }
  return job.asked_for_help ? 0 : base::exit_status(ErrorCode::usage);
}

Result<int> run_command(const Job& job, Ui& ui) {
  FileSystem& fs = FileSystem::real();
  Prompt prompt(ui.screen(), {.no_input = job.globals.no_input, .yes = job.globals.yes});
  Passphrases passphrases(job.globals, fs, prompt, ui);
  ProgressBar progress(ui.screen(), job.globals.quiet);
  Context context{job.globals, ui, prompt, passphrases, progress, fs, Clock::system()};
  return job.command->run(context);
}

Result<int> act(const Job& job, Ui& ui) {
  if (job.kind == Dispatched::Kind::version) {
    return say_version(ui);
  }
  if (job.asked_for_help || job.row == nullptr) {
    return say_help(job, ui);
  }
  return run_command(job, ui);
}

Result<int> act_and_finish(const Job& job, Ui& ui) {
  ROG_TRY_ASSIGN(const int status, act(job, ui));
  ROG_TRY(ui.finish());
  return status;
}

int finish_with(const Result<int>& result, Ui& ui) {
  if (result) {
    return *result;
  }
  if (!ui.json()) {
    // What was found before the error stays on the screen above it.
    static_cast<void>(ui.finish().has_value());
  }
  return ui.report(result.error());
}

}  // namespace

int run_program(const std::vector<std::string>& words) {
  Job job;
  const Result<void> prepared = guarded<void>([&] { return prepare(job, words); });
  const GlobalOptions& globals = job.globals;
  const bool out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  const bool err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  FdSink out(FileSystem::real(), STDOUT_FILENO, "the result");
  FdSink err(FileSystem::real(), STDERR_FILENO, "standard error");
  Screen screen(err, {.is_terminal = err_is_terminal,
                      .color = wants_color(globals.color, err_is_terminal, process_environment),
                      .json_events = globals.json && globals.verbose});
  Ui ui(out, screen,
        {.json = globals.json,
         .quiet = globals.quiet,
         .verbose = globals.verbose,
         .color = wants_color(globals.color, out_is_terminal, process_environment),
         .out_is_terminal = out_is_terminal});
  if (!prepared) {
    return ui.report(prepared.error());
  }
  return finish_with(guarded<int>([&] { return act_and_finish(job, ui); }), ui);
}

}  // namespace rogatory::cmd
