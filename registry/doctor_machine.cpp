// doctor: the machine: memory that may be locked, free disk, the stock tools that others check our work with.
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>

#include <array>
#include <charconv>
#include <cstdio>

#include "base/text.hpp"
#include "registry/doctor.hpp"

namespace rogatory::registry {
namespace {

constexpr rlim_t k_memory_wanted = 1024 * 1024;
constexpr std::size_t k_version_limit = 4096;
constexpr std::uint64_t k_disk_wanted = std::uint64_t{1} << 30U;

/// The first line that a stock tool says of its version; nothing where it is not there.
std::optional<std::string> ask_tool(const char* line) {
  std::FILE* pipe = ::popen(line, "r");  // NOLINT(cert-env33-c): fixed lines, below
  if (pipe == nullptr) {
    return std::nullopt;
  }
  // To the end: a tool whose pipe is closed early fails.
  std::array<char, 512> buffer{};
  std::string text;
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    text.append(buffer.data(), text.size() < k_version_limit ? got : 0);
  }
  const int status = ::pclose(pipe);
  text.resize(std::min(text.size(), text.find('\n')));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? std::optional(std::move(text)) : std::nullopt;
}

/// 901 for "OpenSSH_9.1p1 …"; 0 for another text.
int openssh_version(std::string_view text) {
  constexpr std::string_view k_before = "OpenSSH_";
  if (!text.starts_with(k_before)) {
    return 0;
  }
  int major = 0;
  int minor = 0;
  const char* const end = text.data() + text.size();
  const auto [dot, error] = std::from_chars(text.data() + k_before.size(), end, major);
  if (error == std::errc{} && dot != end && *dot == '.') {
    std::from_chars(dot + 1, end, minor);
  }
  return major * 100 + minor;
}

Examination examine_ssh() {
  constexpr int k_least = 901;  // times with Z in allowed_signers
  const std::optional<std::string> version = ask_tool("ssh -V 2>&1");
  const bool keygen = ask_tool("command -v ssh-keygen").has_value();
  if (!version || !keygen) {
    return {"tools", Health::advice, "ssh-keygen is not installed", "install openssh-client, 9.1 or newer"};
  }
  if (openssh_version(*version) < k_least) {
    return {"tools", Health::advice, "ssh-keygen is too old for the stock recipe: " + *version,
            "install openssh-client 9.1 or newer"};
  }
  return {"tools", Health::ok, "ssh-keygen: " + *version, {}};
}

Examination examine_tool(const std::string& name, const char* line, const std::string& package) {
  const std::optional<std::string> version = ask_tool(line);
  if (!version) {
    return {"tools", Health::advice, name + " is not installed", "install the package " + package};
  }
  return {"tools", Health::ok, name + ": " + *version, {}};
}

Examination examine_memory() {
  struct rlimit limit{};
  if (::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < k_memory_wanted) {
    return {"memory", Health::advice,
            "only " + base::human_size(limit.rlim_cur) + " of memory may be locked: keys may reach the swap",
            "raise the limit (ulimit -l) or encrypt the swap"};
  }
  return {"memory", Health::ok, "memory for keys can be locked", {}};
}

Examination examine_disk(const std::string& path) {
  struct statvfs status{};
  if (::statvfs(path.c_str(), &status) != 0) {
    return {"disk", Health::problem, "the disk of " + path + " cannot be looked at", "df " + path};
  }
  const std::uint64_t free = status.f_bavail * status.f_frsize;
  const std::string text = base::human_size(free) + " free";
  if (free < k_disk_wanted) {
    return {"disk", Health::advice, "only " + text, "make room on the disk of " + path};
  }
  return {"disk", Health::ok, text, {}};
}

}  // namespace

std::vector<Examination> examine_machine(const std::string& path) {
  return {examine_memory(),
          examine_disk(path),
          examine_ssh(),
          examine_tool("age", "age --version 2>/dev/null", "age"),
          examine_tool("tar", "tar --version 2>/dev/null", "tar"),
          examine_tool("sha256sum", "sha256sum --version 2>/dev/null", "coreutils")};
}

}  // namespace rogatory::registry
