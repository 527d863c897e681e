// Which time zones there are, from the system's tzdata.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"

namespace rogatory::registry {

constexpr std::string_view k_zone_directory = "/usr/share/zoneinfo";

/// The zones of a country (ISO 3166-1 alpha-2), in the order of zone.tab; none where the system does not say.
/// malformed where zone.tab does not read.
Result<std::vector<std::string>> zones_of_country(FileSystem& fs, std::string_view country,
                                                  const std::string& directory = std::string(k_zone_directory));

/// The zone of a country that has one only. usage where there are several (naming them) or none is known: then people
/// must say it.
Result<std::string> only_zone_of_country(FileSystem& fs, std::string_view country,
                                         const std::string& directory = std::string(k_zone_directory));

/// usage where the form is wrong, or where tzdata is at hand and has no such zone: a zone that nobody knows would be
/// found out when a deadline is counted.
Result<void> check_zone(FileSystem& fs, const std::string& zone,
                        const std::string& directory = std::string(k_zone_directory));

}  // namespace rogatory::registry
