#include "ledger/deflate.hpp"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "base/handle.hpp"

namespace rogatory::ledger {
namespace {

/// zlib counts in unsigned int.
uInt counted(std::size_t size) {
  ROG_ASSERT(size <= std::numeric_limits<uInt>::max());
  return static_cast<uInt>(size);
}

/// zlib does not write where it reads, and says so in its next major version only.
Bytef* unwritten(ByteView bytes) {
  return const_cast<Bytef*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

}  // namespace

std::uint32_t crc32_of(ByteView bytes) {
  return static_cast<std::uint32_t>(::crc32_z(::crc32_z(0, nullptr, 0), bytes.data(), bytes.size()));
}

struct Deflater::Impl {
  Impl() { ROG_ASSERT(::deflateInit(&stream, Z_BEST_SPEED) == Z_OK); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { ::deflateEnd(&stream); }
  z_stream stream{};
};

Deflater::Deflater() : m_impl(std::make_unique<Impl>()) {}
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;
Deflater::~Deflater() = default;

void Deflater::deflate(ByteView head, ByteView content, Squeeze squeeze, Bytes& to) {
  z_stream& stream = m_impl->stream;
  const int level = squeeze == Squeeze::yes ? Z_BEST_SPEED : Z_NO_COMPRESSION;
  ROG_ASSERT(::deflateReset(&stream) == Z_OK && ::deflateParams(&stream, level, Z_DEFAULT_STRATEGY) == Z_OK);
  const std::size_t before = to.size();
  to.resize(before + ::deflateBound(&stream, head.size() + content.size()));
  stream.next_out = to.data() + before;
  stream.avail_out = counted(to.size() - before);
  // With room for the bound of all of it neither call comes back early.
  if (!head.empty()) {
    stream.next_in = unwritten(head);
    stream.avail_in = counted(head.size());
    ROG_ASSERT(::deflate(&stream, Z_NO_FLUSH) == Z_OK && stream.avail_in == 0);
  }
  stream.next_in = unwritten(content);
  stream.avail_in = counted(content.size());
  ROG_ASSERT(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
  to.resize(to.size() - stream.avail_out);
}

struct Inflater::Impl {
  Impl() { ROG_ASSERT(::inflateInit(&stream) == Z_OK && whole != nullptr); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { ::inflateEnd(&stream); }
  z_stream stream{};
  base::Handle<libdeflate_decompressor, libdeflate_free_decompressor> whole{::libdeflate_alloc_decompressor()};
};

Inflater::Inflater() : m_impl(std::make_unique<Impl>()) {}
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;
Inflater::~Inflater() = default;

void Inflater::restart() { ROG_ASSERT(::inflateReset(&m_impl->stream) == Z_OK); }

Result<Inflater::Step> Inflater::step(ByteView in, MutableByteView out) {
  z_stream& stream = m_impl->stream;
  stream.next_in = unwritten(in);
  stream.avail_in = counted(in.size());
  stream.next_out = out.data();
  stream.avail_out = counted(out.size());
  // "Finish" where it may not come to an end is no error: it spares a copy of what is done for streams that do.
  const int status = ::inflate(&stream, Z_FINISH);
  if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
    return fail(ErrorCode::malformed, "a compressed object is damaged");
  }
  return Step{in.size() - stream.avail_in, out.size() - stream.avail_out, status == Z_STREAM_END};
}

bool Inflater::inflate_front(ByteView in, MutableByteView into) {
  // Without a place for the size of the result, exactly so much is wanted.
  return ::libdeflate_zlib_decompress_ex(m_impl->whole.get(), in.data(), in.size(), into.data(), into.size(), nullptr,
                                         nullptr) == LIBDEFLATE_SUCCESS;
}

Result<std::size_t> Inflater::inflate(ByteView stream, MutableByteView into) {
  restart();
  ROG_TRY_ASSIGN(const Step step, this->step(stream, into));
  if (!step.ended) {
    const bool is_full = step.produced == into.size();
    return fail(ErrorCode::malformed,
                is_full ? "a compressed object is longer than it may be" : "a compressed object is cut off");
  }
  if (step.consumed != stream.size()) {
    return fail(ErrorCode::malformed, "something follows a compressed object");
  }
  return step.produced;
}

}  // namespace rogatory::ledger
