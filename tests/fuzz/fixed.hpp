// Keys and records that targets and seeds share. They are the same in every run, and nobody's secret.
#pragma once

#include "bundle/records.hpp"
#include "crypto/age.hpp"
#include "crypto/card.hpp"

namespace rogatory::fuzz {

constexpr const char* k_authority = "fr-ca";
constexpr const char* k_officer = "registry-2";
constexpr const char* k_bundle_name = "b-0";
constexpr const char* k_passphrase = "correct horse";

/// The key of the seed `number`, `number`, …
crypto::SigningKey fixed_key(std::uint8_t number);
crypto::SigningKey root_key();
crypto::SigningKey officer_key();
/// The authority's evidence key, which opens the bundles of the seeds.
crypto::age::Identity fixed_identity();
crypto::SecretBytes fixed_file_key();

/// A seal of k_officer whose hashes are those of nothing.
bundle::Seal fixed_seal();

/// The lowest work factor: fuzzing must not spend its time in scrypt.
constexpr int k_log_n = 1;
/// Whether trying a passphrase on this age file costs next to nothing, or is refused.
bool is_cheap_to_unwrap(ByteView file);

}  // namespace rogatory::fuzz
