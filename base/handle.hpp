// Ownership of what C libraries hand out: Handle<git_tree, git_tree_free>.
#pragma once

#include <memory>

namespace rogatory::base {

/// A stateless deleter from any C free function.
template <auto Free>
struct HandleDeleter {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};

/// Owns one T and frees it with Free. Move-only.
template <class T, auto Free>
using Handle = std::unique_ptr<T, HandleDeleter<Free>>;

/// Adapter for C out-parameters: `git_tree_lookup(out(tree), …)`. Fills the handle when the full expression ends.
template <class T, auto Free>
class HandleOut {
 public:
  explicit HandleOut(Handle<T, Free>& handle) : m_handle(handle) {}
  HandleOut(const HandleOut&) = delete;
  HandleOut& operator=(const HandleOut&) = delete;
  ~HandleOut() { m_handle.reset(m_pointer); }
  operator T**() { return &m_pointer; }  // NOLINT(google-explicit-constructor): the whole point is to pass as T**

 private:
  Handle<T, Free>& m_handle;
  T* m_pointer = nullptr;
};

template <class T, auto Free>
HandleOut<T, Free> out(Handle<T, Free>& handle) {
  return HandleOut<T, Free>(handle);
}

}  // namespace rogatory::base
