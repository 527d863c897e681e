// The stock recipe: how a court's expert checks a bundle with tar, sha256sum, ssh-keygen and age alone.
// One text: rogatory-bundle(5) prints it, VERIFY.txt carries it with one bundle's name filled in, a test runs its
// lines.
#pragma once

#include <string>
#include <string_view>

namespace rogatory::bundle {

/// The recipe as published: FILE.rog is the bundle, NAME its top directory, $T the authority's trust file in
/// allowed_signers form and $K an age identity, both absolute paths. Lines end in LF.
std::string_view stock_recipe();

/// VERIFY.txt of the bundle `name` sealed by `principal` (`<officer>@<authority>`). ASCII.
std::string verify_txt(std::string_view name, std::string_view principal);

}  // namespace rogatory::bundle
