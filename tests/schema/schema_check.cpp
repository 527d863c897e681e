// schema_check SCHEMA.json DOCUMENT.json: whether a document keeps to a JSON Schema (draft 7). Says each thing that is
// wrong with its place and exits 1; 2 where it was called wrongly or a file is no JSON. DOCUMENT may be -, for stdin.
//
// A schema that says nothing would pass everything; so every object schema must close itself with additionalProperties,
// and a keyword that no draft 7 validator knows is refused.
#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

constexpr std::array k_keywords = {
    "$id",
    "$ref",
    "$schema",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "items",
    "contains",
    "default",
    "definitions",
    "dependencies",
    "description",
    "else",
    "enum",
    "if",
    "maximum",
    "minimum",
    "maxItems",
    "maxLength",
    "minItems",
    "minLength",
    "not",
    "oneOf",
    "pattern",
    "properties",
    "required",
    "then",
    "title",
    "type",
    "uniqueItems",
};

/// Keywords whose value maps names to schemas, so that its keys are names and no keywords.
bool holds_named_schemas(std::string_view keyword) { return keyword == "properties" || keyword == "definitions"; }
bool holds_schemas(std::string_view keyword) {
  return keyword == "items" || keyword == "allOf" || keyword == "anyOf" || keyword == "oneOf" || keyword == "not" ||
         keyword == "if" || keyword == "then" || keyword == "else" || keyword == "contains" ||
         keyword == "additionalProperties";
}

/// Looks for what would make a schema check less than it seems to.
class SchemaLint {
 public:
  bool passes(const json& schema) {
    look(schema, "#");
    return m_passes;
  }

 private:
  void look(const json& schema, const std::string& at) {
    if (schema.is_array()) {
      for (std::size_t i = 0; i < schema.size(); ++i) {
        look(schema[i], at + "/" + std::to_string(i));
      }
      return;
    }
    if (!schema.is_object()) {
      return;  // true and false are schemas, too
    }
    if (schema.contains("properties") && !schema.contains("additionalProperties")) {
      complain(at, "says nothing of additionalProperties");
    }
    for (const auto& [keyword, value] : schema.items()) {
      if (std::find(k_keywords.begin(), k_keywords.end(), keyword) == k_keywords.end()) {
        complain(at, "has the unknown keyword " + keyword);
      } else if (holds_schemas(keyword)) {
        look(value, at + "/" + keyword);
      } else if (holds_named_schemas(keyword)) {
        for (const auto& [name, named] : value.items()) {
          look(named, at + "/" + keyword + "/" + name);
        }
      }
    }
  }

  void complain(const std::string& at, const std::string& what) {
    std::cerr << "schema " << at << " " << what << "\n";
    m_passes = false;
  }

  bool m_passes = true;
};

json load(const std::string& path) {
  if (path == "-") {
    return json::parse(std::cin);
  }
  std::ifstream file(path);
  if (!file) {
    throw std::runtime_error("cannot be opened");
  }
  return json::parse(file);
}

bool validates(const json& schema_document, const json& document) {
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(NlohmannJsonAdapter(schema_document), schema);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(schema, NlohmannJsonAdapter(document), &results)) {
    return true;
  }
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    std::string place;
    for (const std::string& part : error.context) {
      place += part;
    }
    std::cerr << place << ": " << error.description << "\n";
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: schema_check SCHEMA.json DOCUMENT.json\n";
    return 2;
  }
  const char* reading = argv[1];
  try {
    const json schema = load(reading);
    reading = argv[2];
    const json document = load(reading);
    reading = argv[1];
    return SchemaLint().passes(schema) && validates(schema, document) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << reading << ": " << error.what() << "\n";
    return 2;
  }
}
