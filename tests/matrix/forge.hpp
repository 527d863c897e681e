// The forger's tools: how the cells of the matrix are made.
#pragma once

#include "tests/kit/raw_header.hpp"
#include "tests/matrix/matrix.hpp"

namespace rogatory::test {

/// The members outside, in their order; a test compares them with a real bundle.
const std::vector<std::string>& outer_members();
/// Likewise inside, below bag/.
const std::vector<std::string>& inner_members();
constexpr const char* k_part = "data/content.age.000000";
constexpr const char* k_manifest = "manifest-sha256.txt";
constexpr const char* k_inner_file = "data/000002.txt";

/// Changes a copy of the honest bundle.
Cell outside(std::string id, std::function<void(RawBundle&, Workshop&)> change);
/// Changes the honest bundle's file.
Cell in_file(std::string id, std::function<void(Bytes&, Workshop&)> change);
/// Exchanges a text in a member outside; nobody signs it.
Cell edited(std::string id, const std::string& path, const std::string& from, const std::string& to);
/// Exchanges a text in the seal, which our officer signs anew.
Cell in_seal(std::string id, const std::string& from, const std::string& to);
/// Changes what the seal says; our officer signs it anew.
Cell resealed(std::string id, std::function<void(bundle::Seal&)> change);
/// Changes the content; our officer seals it, and speaks of the records that were there before.
Cell inside(std::string id, std::function<void(RawContent&, Workshop&)> change);
/// Exchanges a text in a member inside; likewise.
Cell edited_inside(std::string id, const std::string& path, const std::string& from, const std::string& to);
/// Changes the content; our officer speaks of the records as they are now.
Cell inside_with_claim(std::string id, std::function<void(RawContent&, Workshop&)> change);
/// Changes the tar inside, which our officer seals.
Cell in_plaintext(std::string id, std::function<void(Bytes&)> change);
/// Changes the part; our officer lists it in the manifest and seals that.
Cell in_part(std::string id, std::function<void(Bytes&)> change);

/// One cell for each path: `id` and the path are its id.
std::vector<Cell> each(const std::vector<std::string>& paths, const std::string& id,
                       const std::function<Cell(std::string cell_id, std::string path)>& make);
std::vector<Cell> operator+(std::vector<Cell> some, std::vector<Cell> more);

/// What can be done to any member, outside and inside alike.
using MemberChange = void (*)(RawMembers& members, const std::string& path);
void remove(RawMembers& members, const std::string& path);
void rename(RawMembers& members, const std::string& path);
void repeat(RawMembers& members, const std::string& path);
void move_before_its_predecessor(RawMembers& members, const std::string& path);
std::vector<Cell> each_outside(const std::vector<std::string>& paths, const std::string& id, MemberChange change);
/// The ids begin with "inside, ".
std::vector<Cell> each_inside(const std::vector<std::string>& paths, const std::string& id, MemberChange change);

/// Exchanges the first `from`, which is there, for `to`.
void exchange(Bytes& text, const std::string& from, const std::string& to);
/// The armoured signature over these bytes.
Bytes signature_over(ByteView bytes, crypto::Signer& signer, crypto::Namespace name = crypto::Namespace::seal);
/// Lists the part as it is in the manifest, and that in the seal, which `signer` signs anew.
void list_part(RawBundle& bundle, crypto::Signer& signer);
/// Takes the part of `bundle` into `thief`, whose seal `signer` signs then: everything fits but who made the content.
void take_part(RawBundle& thief, RawBundle bundle, crypto::Signer& signer);

}  // namespace rogatory::test
