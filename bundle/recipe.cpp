#include "bundle/recipe.hpp"

namespace rogatory::bundle {
namespace {

constexpr std::string_view k_recipe =
    R"recipe(set -eu; mkdir new new/out new/in; tar xf FILE.rog -C new/out; cd new/out/NAME
v() { sed 's/.*"'$1'":"\([^"]*\)".*/\1/' $2; }
who=$(v officer seal.json)@$(v authority seal.json); at=$(v sealed_at seal.json)
ssh-keygen -Y verify -f "$T" -I "$who" -n rogatory-seal@v1 "-Overify-time=$(echo "$at" | tr -d :T-)" -s seal.json.sig < seal.json
test "$(v manifest seal.json)" = "$(sha256sum < manifest-sha256.txt | cut -c1-64)"
sha256sum --strict -c manifest-sha256.txt
cut -c67- manifest-sha256.txt | xargs cat -- | age -d -i "$K" -o ../../in/content.tar
cd ../../in; tar xf content.tar; cd bag
test "$(v officer context.json)@$(v authority context.json)" = "$who"
test ! -s manifest-sha256.txt || sha256sum --strict -c manifest-sha256.txt
echo "sealed by $who at $at"
)recipe";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

std::string_view stock_recipe() { return k_recipe; }

std::string verify_txt(std::string_view name, std::string_view principal) {
  std::string text =
      "This is a sealed evidence bundle, NAME, said to be sealed by PRINCIPAL.\n"
      "\n"
      "It can be checked without the software that made it, with tar, sha256sum, ssh-keygen (9.1 or newer) and age.\n"
      "Do not take these lines from here: anybody can write a file. Type them from the published manual page\n"
      "rogatory-bundle(5), section STOCK RECIPE, and compare. This copy is a convenience; the seal covers it.\n"
      "\n"
      "Before you begin, in an empty directory that holds the bundle as FILE.rog:\n"
      "  T=/absolute/path   the authority's trust file (allowed_signers form), received from the authority itself,\n"
      "                     never from this bundle\n"
      "  K=/absolute/path   your age identity file\n"
      "\n";
  text += k_recipe;
  text +=
      "\n"
      "When every line has run without an error, the last one names who sealed the content and when, and the files "
      "are\n"
      "in new/in/bag/data under neutral names; new/in/bag/items.jsonl gives each its original name.\n";
  return replaced(replaced(std::move(text), "NAME", name), "PRINCIPAL", principal);
}

}  // namespace rogatory::bundle
