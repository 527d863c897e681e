// The payload as a stream: a chunk is kept back until it is known whether another one follows.
#include <algorithm>
#include <optional>

#include "crypto/age.hpp"

namespace rogatory::crypto::age {

PayloadWriter::PayloadWriter(const SecretBytes& file_key, base::ByteSink& into)
    : m_into(into),
      m_nonce(random_bytes(k_nonce)),
      m_cipher(file_key, m_nonce),
      m_plain(SecretBytes::make(k_chunk)),
      m_sealed(k_chunk + k_tag) {}

PayloadWriter::PayloadWriter(const SecretBytes& file_key, base::FillableSink& into)
    : PayloadWriter(file_key, static_cast<base::ByteSink&>(into)) {
  m_fillable = &into;
}

Result<void> PayloadWriter::write(ByteView plaintext) {
  ROG_ASSERT(!m_finished);
  while (!plaintext.empty()) {
    // A full chunk waits for the next byte: without one it is the last chunk.
    if (m_filled == k_chunk) {
      ROG_TRY(write_chunk(m_plain.expose(), false));
      m_filled = 0;
    }
    if (m_filled == 0 && plaintext.size() > k_chunk) {
      ROG_TRY(write_chunk(plaintext.first(k_chunk), false));
      plaintext = plaintext.subspan(k_chunk);
      continue;
    }
    const std::size_t count = std::min(plaintext.size(), k_chunk - m_filled);
    std::copy_n(plaintext.begin(), count, m_plain.expose_mutable().subspan(m_filled).begin());
    m_filled += count;
    plaintext = plaintext.subspan(count);
  }
  return {};
}

Result<void> PayloadWriter::finish() {
  ROG_ASSERT(!m_finished);
  m_finished = true;
  return write_chunk(m_plain.expose().first(m_filled), true);
}

Result<void> PayloadWriter::write_chunk(ByteView plaintext, bool last) {
  if (m_index == 0) {
    ROG_TRY(m_into.write(m_nonce));
  }
  ROG_TRY_ASSIGN(const MutableByteView room, room_for(plaintext.size() + k_tag));
  const MutableByteView sealed = (room.empty() ? MutableByteView(m_sealed) : room).first(plaintext.size() + k_tag);
  m_cipher.seal(m_index++, last, plaintext, sealed);
  if (!room.empty()) {
    m_fillable->added(sealed.size());
    return {};
  }
  return m_into.write(sealed);
}

/// Nothing where the chunk has to go by way of our own buffer.
Result<MutableByteView> PayloadWriter::room_for(std::size_t sealed_size) {
  if (m_fillable == nullptr) {
    return MutableByteView();
  }
  ROG_TRY_ASSIGN(const MutableByteView room, m_fillable->space());
  return room.size() < sealed_size ? MutableByteView() : room;
}

struct PayloadReader::Impl {
  Impl(const SecretBytes& key, base::ByteSource& source)
      : file_key(key.clone()), from(source), plain(SecretBytes::make(k_chunk)), sealed(k_chunk + k_tag) {}

  SecretBytes file_key;
  base::ByteSource& from;
  std::optional<ChunkCipher> cipher;  // from the nonce on
  SecretBytes plain;
  Bytes sealed;
  std::size_t filled = 0;  // plaintext of the present chunk
  std::size_t given = 0;   // of it given away
  std::uint64_t index = 0;
  bool saw_last = false;
  std::optional<Error> failed;  // once broken, broken for good

  Result<void> begin();
  Result<void> next_chunk();
  Result<void> open_chunk(ByteView chunk);
  Result<std::size_t> read(MutableByteView into);
};

Result<void> PayloadReader::Impl::begin() {
  if (cipher) {
    return {};
  }
  std::array<std::uint8_t, k_nonce> nonce;
  ROG_TRY_ASSIGN(const std::size_t got, base::read_full(from, nonce));
  if (got != nonce.size()) {
    return fail(ErrorCode::malformed, "the age file ends before its payload");
  }
  cipher.emplace(file_key, nonce);
  return {};
}

// A short chunk can only be the last. A full one is tried as what it most often is.
Result<void> PayloadReader::Impl::open_chunk(ByteView chunk) {
  ROG_ASSERT(cipher.has_value());  // begin() came before
  const MutableByteView into = plain.expose_mutable().first(chunk.size() - k_tag);
  const bool is_full = into.size() == k_chunk;
  if (is_full && cipher->open(index, false, chunk, into)) {
    return {};
  }
  if (!cipher->open(index, true, chunk, into)) {
    return fail(ErrorCode::altered,
                "the age file was altered or cut short: chunk " + std::to_string(index) + " does not authenticate");
  }
  saw_last = true;
  return {};
}

Result<void> PayloadReader::Impl::next_chunk() {
  ROG_TRY_ASSIGN(const std::size_t got, base::read_full(from, sealed));
  if (saw_last) {
    return got == 0 ? Result<void>() : fail(ErrorCode::malformed, "bytes follow the last chunk of the age file");
  }
  if (got < k_tag) {
    return fail(ErrorCode::malformed, "the age file is cut short: its last chunk is missing");
  }
  ROG_TRY(open_chunk(ByteView(sealed).first(got)));
  if (got == k_tag && index > 0) {
    return fail(ErrorCode::malformed, "the age file ends in an empty chunk");
  }
  filled = got - k_tag;
  given = 0;
  ++index;
  return {};
}

Result<std::size_t> PayloadReader::Impl::read(MutableByteView into) {
  ROG_ASSERT(!into.empty());
  if (given == filled) {
    filled = given = 0;
    ROG_TRY(begin());
    ROG_TRY(next_chunk());
    if (filled == 0) {
      // Either the end, or the one empty chunk of an empty payload: then look behind it too.
      ROG_TRY(next_chunk());
    }
  }
  const std::size_t count = std::min(into.size(), filled - given);
  std::copy_n(plain.expose().subspan(given).begin(), count, into.begin());
  given += count;
  return count;
}

PayloadReader::PayloadReader(const SecretBytes& file_key, base::ByteSource& from)
    : m_impl(std::make_unique<Impl>(file_key, from)) {}
PayloadReader::~PayloadReader() = default;

Result<void> PayloadReader::begin() {
  if (const std::optional<Error>& failed = m_impl->failed) {
    return fail(*failed);
  }
  Result<void> begun = m_impl->begin();
  if (!begun) {
    m_impl->failed = begun.error();
  }
  return begun;
}

Result<std::size_t> PayloadReader::read(MutableByteView into) {
  if (const std::optional<Error>& failed = m_impl->failed) {
    return fail(*failed);
  }
  Result<std::size_t> count = m_impl->read(into);
  if (!count) {
    m_impl->failed = count.error();
  }
  return count;
}

}  // namespace rogatory::crypto::age
