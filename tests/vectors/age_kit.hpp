// The files of the age test kit (C2SP/CCTV).
//
//   vector = *(key ": " value LF) LF file        the file deflated where `compressed: zlib`
#pragma once

#include <zlib.h>

#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace rogatory::vectors {

constexpr std::size_t k_age_vector_limit = 64 * 1024 * 1024;

struct AgeVector {
  std::string expect;   ///< success, no match, HMAC failure, header failure, armor failure, payload failure
  std::string payload;  ///< SHA-256 of the plaintext that may be released; empty where nothing is said
  std::vector<std::string> identities;
  std::vector<std::string> passphrases;
  bool is_armored = false;
  std::string unknown_line;  ///< a header line that we do not know: the kit says to leave such a vector alone
  Bytes file;
};

inline Result<Bytes> inflate_all(ByteView deflated) {
  z_stream stream{};
  if (::inflateInit(&stream) != Z_OK) {
    return fail(ErrorCode::failed, "zlib does not start");
  }
  Bytes input(deflated.begin(), deflated.end());  // zlib's pointer is not const
  stream.next_in = input.data();
  stream.avail_in = static_cast<uInt>(input.size());
  Bytes plain;
  int status = Z_OK;
  while (status == Z_OK && plain.size() < k_age_vector_limit) {
    constexpr std::size_t k_step = 1024 * 1024;
    const std::size_t before = plain.size();
    plain.resize(before + k_step);
    stream.next_out = plain.data() + before;
    stream.avail_out = static_cast<uInt>(k_step);
    status = ::inflate(&stream, Z_NO_FLUSH);
    plain.resize(before + k_step - stream.avail_out);
  }
  const bool is_whole = status == Z_STREAM_END && stream.avail_in == 0;
  ::inflateEnd(&stream);
  if (!is_whole) {
    return fail(ErrorCode::malformed, "not a zlib stream, or too long");
  }
  return plain;
}

/// One line of the header; false where it is not of a known kind.
inline bool take_line(AgeVector& vector, bool& is_compressed, const std::string& key, std::string value) {
  if (key == "expect") {
    vector.expect = std::move(value);
  } else if (key == "payload") {
    vector.payload = std::move(value);
  } else if (key == "identity") {
    vector.identities.push_back(std::move(value));
  } else if (key == "passphrase") {
    vector.passphrases.push_back(std::move(value));
  } else if (key == "armored" && value == "yes") {
    vector.is_armored = true;
  } else if (key == "compressed" && value == "zlib") {
    is_compressed = true;
  } else {
    return key == "file key" || key == "comment";
  }
  return true;
}

inline Result<AgeVector> parse_age_vector(ByteView bytes) {
  AgeVector vector;
  bool is_compressed = false;
  std::string_view text = base::as_text(bytes);
  while (true) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
      return fail(ErrorCode::malformed, "not a vector: no empty line ends its header");
    }
    const std::string line(text.substr(0, end));
    text.remove_prefix(end + 1);
    if (line.empty()) {
      break;
    }
    const std::size_t colon = line.find(": ");
    const std::string value = colon == std::string::npos ? "" : line.substr(colon + 2);
    if (!take_line(vector, is_compressed, line.substr(0, colon), value)) {
      vector.unknown_line = line;
    }
  }
  if (is_compressed) {
    ROG_TRY_ASSIGN(vector.file, inflate_all(base::as_bytes(text)));
  } else {
    vector.file = base::to_bytes(text);
  }
  return vector;
}

}  // namespace rogatory::vectors
