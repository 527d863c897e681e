// seal.json and bag/context.json: what is accepted is written back as the same bytes.
#include "bundle/format.hpp"
#include "bundle/records.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

bool reads_as_seal(ByteView input) {
  const Result<bundle::Seal> seal = bundle::Seal::parse(input);
  if (!seal) {
    return false;
  }
  ROG_ASSERT(seal->serialize() == base::as_text(input));
  ROG_ASSERT(bundle::is_bundle_name(seal->name) && seal->item_count <= bundle::k_most_items);
  ROG_ASSERT(seal->content_size > (seal->parts - 1) * bundle::k_part_size);
  ROG_ASSERT(seal->content_size <= seal->parts * bundle::k_part_size);
  return true;
}

bool reads_as_context(ByteView input) {
  const Result<bundle::Context> context = bundle::Context::parse(input);
  if (!context) {
    return false;
  }
  ROG_ASSERT(context->serialize() == base::as_text(input));
  ROG_ASSERT(context->case_id ? context->recipients.empty() : context->compartment.empty());
  return true;
}

}  // namespace

bool accepts(ByteView input) {
  const bool is_seal = reads_as_seal(input);
  const bool is_context = reads_as_context(input);
  ROG_ASSERT(!(is_seal && is_context));
  return is_seal || is_context;
}

}  // namespace rogatory::fuzz
