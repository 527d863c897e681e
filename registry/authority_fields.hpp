// The form of each field of an authority's record, one rule for what people type, tables and stored records.
#pragma once

#include <optional>
#include <string>

#include "registry/authorities.hpp"

namespace rogatory::registry {

/// Above what the largest fields make together.
constexpr std::size_t k_authority_record_limit = std::size_t{16} * 1024;

struct WrongField {
  std::string name;  ///< as in the record
  std::string why;   ///< "is not two capital letters …"
};

/// The first one whose form is wrong; nothing where all are right. Whether there is such a zone is not asked.
std::optional<WrongField> wrong_field(const Authority& authority);

}  // namespace rogatory::registry
