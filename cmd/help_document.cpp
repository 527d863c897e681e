#include "cmd/help_text.hpp"

namespace rogatory::cmd {
namespace {

Json row_document(const CommandRow& row) {
  return Json::Object{
      {"noun", Json(row.noun)}, {"page", Json(row.page)}, {"summary", Json(row.summary)}, {"verb", Json(row.verb)}};
}

Json option_document(const OptionInfo& info) {
  Json::Array names;
  for (const std::string& name : option_names(info.names)) {
    names.emplace_back(name);
  }
  Json::Object object{{"argument", Json(info.is_argument)},
                      {"help", Json(info.help)},
                      {"names", Json(std::move(names))},
                      {"repeatable", Json(info.is_repeatable)},
                      {"required", Json(info.is_required)}};
  if (!info.value.empty()) {
    object.emplace("value", info.value);
  }
  if (!info.choices.empty()) {
    object.emplace("choices", Json::Array(info.choices.begin(), info.choices.end()));
  }
  return object;
}

}  // namespace

Json commands_document(std::string_view noun) {
  Json::Array rows;
  for (const CommandRow& row : noun.empty() ? commands() : commands_of(noun)) {
    rows.push_back(row_document(row));
  }
  return Json::Object{{"commands", Json(std::move(rows))}};
}

Json command_document(const CommandRow& row) {
  const std::unique_ptr<Command> command = row.make();
  Options options;
  command->setup(options);
  const Help help = command->help();
  Json::Array option_list;
  for (const OptionInfo& info : options.infos()) {
    option_list.push_back(option_document(info));
  }
  Json::Array exits;
  for (const ExitLine& line : exit_lines(help)) {
    exits.push_back(Json::Object{{"meaning", Json(line.meaning)}, {"status", Json(line.status)}});
  }
  return Json::Object{{"about", Json(help.about)},
                      {"command", row_document(row)},
                      {"exits", Json(std::move(exits))},
                      {"options", Json(std::move(option_list))}};
}

}  // namespace rogatory::cmd
