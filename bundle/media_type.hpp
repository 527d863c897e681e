// A file's media type by its extension, for the reader's convenience: evidence is never parsed while it is sealed.
#pragma once

#include <string_view>

namespace rogatory::bundle {

/// "application/octet-stream" where the extension says nothing.
std::string_view media_type_of(std::string_view extension);

}  // namespace rogatory::bundle
