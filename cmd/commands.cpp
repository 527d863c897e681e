#include "cmd/commands.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rogatory::cmd {

// Each factory is defined in the file of its command.
CommandFactory make_authority_add;
CommandFactory make_authority_import;
CommandFactory make_authority_list;
CommandFactory make_authority_show;
CommandFactory make_bundle_inspect;
CommandFactory make_bundle_key;
CommandFactory make_bundle_list;
CommandFactory make_bundle_open;
CommandFactory make_bundle_seal;
CommandFactory make_bundle_verify;
CommandFactory make_card_export;
CommandFactory make_card_rotate;
CommandFactory make_card_show;
CommandFactory make_case_add;
CommandFactory make_case_close;
CommandFactory make_case_grant;
CommandFactory make_case_key;
CommandFactory make_case_list;
CommandFactory make_case_open;
CommandFactory make_case_rekey;
CommandFactory make_case_show;
CommandFactory make_case_take;
CommandFactory make_completion;
CommandFactory make_custody_correct;
CommandFactory make_custody_receive;
CommandFactory make_custody_record;
CommandFactory make_custody_transfer;
CommandFactory make_doctor;
CommandFactory make_exhibit_add;
CommandFactory make_exhibit_import;
CommandFactory make_exhibit_link;
CommandFactory make_exhibit_list;
CommandFactory make_exhibit_show;
CommandFactory make_help;
CommandFactory make_inbox;
CommandFactory make_index_rebuild;
CommandFactory make_init;
CommandFactory make_ledger_clone;
CommandFactory make_ledger_excerpt;
CommandFactory make_ledger_give;
CommandFactory make_ledger_log;
CommandFactory make_ledger_reopen;
CommandFactory make_ledger_take;
CommandFactory make_ledger_verify;
CommandFactory make_lock;
CommandFactory make_officer_add;
CommandFactory make_officer_list;
CommandFactory make_officer_revoke;
CommandFactory make_peer_add;
CommandFactory make_peer_list;
CommandFactory make_peer_remove;
CommandFactory make_peer_set;
CommandFactory make_peer_show;
CommandFactory make_request_accept;
CommandFactory make_request_advance;
CommandFactory make_request_attach;
CommandFactory make_request_calendar;
CommandFactory make_request_check;
CommandFactory make_request_correct;
CommandFactory make_request_dispute;
CommandFactory make_request_draft;
CommandFactory make_request_drafts;
CommandFactory make_request_due;
CommandFactory make_request_file;
CommandFactory make_request_instruments;
CommandFactory make_request_list;
CommandFactory make_request_new;
CommandFactory make_request_set;
CommandFactory make_request_show;
CommandFactory make_unlock;
CommandFactory make_whoami;

namespace {

constexpr std::array k_commands{
    CommandRow{"authority", "add", "enter an authority that has no card", "rogatory-authority(1)", make_authority_add},
    CommandRow{"authority", "import", "enter authorities from a table", "rogatory-authority(1)", make_authority_import},
    CommandRow{"authority", "list", "list the authorities that are known", "rogatory-authority(1)",
               make_authority_list},
    CommandRow{"authority", "show", "show what is known of an authority", "rogatory-authority(1)", make_authority_show},
    CommandRow{"bundle", "inspect", "show the labels of a bundle", "rogatory-bundle(1)", make_bundle_inspect},
    CommandRow{"bundle", "key", "give somebody the key of one bundle", "rogatory-bundle(1)", make_bundle_key},
    CommandRow{"bundle", "list", "list what is in a bundle", "rogatory-bundle(1)", make_bundle_list},
    CommandRow{"bundle", "open", "verify a bundle and restore what is inside", "rogatory-bundle(1)", make_bundle_open},
    CommandRow{"bundle", "seal", "seal files and directories for recipients", "rogatory-bundle(1)", make_bundle_seal},
    CommandRow{"bundle", "verify", "check who sealed a bundle and that nothing changed", "rogatory-bundle(1)",
               make_bundle_verify},
    CommandRow{"card", "export", "write our cards to a file for peers", "rogatory-card(1)", make_card_export},
    CommandRow{"card", "rotate", "make a new key and the card that names it", "rogatory-card(1)", make_card_rotate},
    CommandRow{"card", "show", "show a card and its fingerprint", "rogatory-card(1)", make_card_show},
    CommandRow{"case", "add", "name another party of a case", "rogatory-case(1)", make_case_add},
    CommandRow{"case", "close", "close a case, or our part in it", "rogatory-case(1)", make_case_close},
    CommandRow{"case", "grant", "give another party the key of a case", "rogatory-case(1)", make_case_grant},
    CommandRow{"case", "key", "give somebody the key of a case", "rogatory-case(1)", make_case_key},
    CommandRow{"case", "list", "list the cases of this home", "rogatory-case(1)", make_case_list},
    CommandRow{"case", "open", "open a case", "rogatory-case(1)", make_case_open},
    CommandRow{"case", "rekey", "encrypt what comes later to new keys", "rogatory-case(1)", make_case_rekey},
    CommandRow{"case", "show", "show a case, its parties and its logs", "rogatory-case(1)", make_case_show},
    CommandRow{"case", "take", "take the key of a case that a party granted", "rogatory-case(1)", make_case_take},
    CommandRow{"completion", "", "write the completion of a shell", "rogatory(1)", make_completion},
    CommandRow{"custody", "correct", "say that an entry was wrong, and what is right", "rogatory-custody(1)",
               make_custody_correct},
    CommandRow{"custody", "receive", "sign that an exhibit was received", "rogatory-custody(1)", make_custody_receive},
    CommandRow{"custody", "record", "record what happened to an exhibit", "rogatory-custody(1)", make_custody_record},
    CommandRow{"custody", "transfer", "sign that an exhibit was handed over", "rogatory-custody(1)",
               make_custody_transfer},
    CommandRow{"doctor", "", "look the home and its machine over", "rogatory-home(1)", make_doctor},
    CommandRow{"exhibit", "add", "register an exhibit and how it came here", "rogatory-exhibit(1)", make_exhibit_add},
    CommandRow{"exhibit", "import", "register the exhibits of a table", "rogatory-exhibit(1)", make_exhibit_import},
    CommandRow{"exhibit", "link", "make one thing an exhibit of a second case", "rogatory-exhibit(1)",
               make_exhibit_link},
    CommandRow{"exhibit", "list", "list the exhibits of a case", "rogatory-exhibit(1)", make_exhibit_list},
    CommandRow{"exhibit", "show", "show the custody form of an exhibit", "rogatory-exhibit(1)", make_exhibit_show},
    CommandRow{"help", "", "explain a command", "rogatory(1)", make_help},
    CommandRow{"inbox", "", "say what waits for us", "rogatory-home(1)", make_inbox},
    CommandRow{"index", "rebuild", "make the index anew from the ledgers", "rogatory-home(1)", make_index_rebuild},
    CommandRow{"init", "", "make a home for an authority, its keys and its card", "rogatory-home(1)", make_init},
    CommandRow{"ledger", "clone", "write the ledger of a case as plain files", "rogatory-ledger(1)", make_ledger_clone},
    CommandRow{"ledger", "excerpt", "write chosen entries for a court", "rogatory-ledger(1)", make_ledger_excerpt},
    CommandRow{"ledger", "give", "write the ledger of a case for another party", "rogatory-ledger(1)",
               make_ledger_give},
    CommandRow{"ledger", "log", "show what is written in a case", "rogatory-ledger(1)", make_ledger_log},
    CommandRow{"ledger", "reopen", "go on after a restored home, or a fork of our log", "rogatory-ledger(1)",
               make_ledger_reopen},
    CommandRow{"ledger", "take", "take in what another party holds of a case", "rogatory-ledger(1)", make_ledger_take},
    CommandRow{"ledger", "verify", "check every entry of a case", "rogatory-ledger(1)", make_ledger_verify},
    CommandRow{"lock", "", "forget the keys that unlock opened", "rogatory-home(1)", make_lock},
    CommandRow{"officer", "add", "name a new officer in our card", "rogatory-officer(1)", make_officer_add},
    CommandRow{"officer", "list", "list the officers of our card", "rogatory-officer(1)", make_officer_list},
    CommandRow{"officer", "revoke", "revoke an officer", "rogatory-officer(1)", make_officer_revoke},
    CommandRow{"peer", "add", "trust an authority whose fingerprint you compared", "rogatory-peer(1)", make_peer_add},
    CommandRow{"peer", "list", "list the peers of this home", "rogatory-peer(1)", make_peer_list},
    CommandRow{"peer", "remove", "trust a peer no longer", "rogatory-peer(1)", make_peer_remove},
    CommandRow{"peer", "set", "set where a peer is called", "rogatory-peer(1)", make_peer_set},
    CommandRow{"peer", "show", "show a peer and its officers", "rogatory-peer(1)", make_peer_show},
    CommandRow{"request", "accept", "say that an entry of the other side is so", "rogatory-request(1)",
               make_request_accept},
    CommandRow{"request", "advance", "enter a step of a request, or what the other side did", "rogatory-request(1)",
               make_request_advance},
    CommandRow{"request", "attach", "name a document in a draft", "rogatory-request(1)", make_request_attach},
    CommandRow{"request", "calendar", "list, show and add calendars of public holidays", "rogatory-request(1)",
               make_request_calendar},
    CommandRow{"request", "check", "say what a draft lacks, by sub-paragraph", "rogatory-request(1)",
               make_request_check},
    CommandRow{"request", "correct", "say that an entry of ours was wrong", "rogatory-request(1)",
               make_request_correct},
    CommandRow{"request", "dispute", "say that an entry of the other side is not so", "rogatory-request(1)",
               make_request_dispute},
    CommandRow{"request", "draft", "begin a draft with every field that is asked for", "rogatory-request(1)",
               make_request_draft},
    CommandRow{"request", "drafts", "list, show and discard the drafts of the home", "rogatory-request(1)",
               make_request_drafts},
    CommandRow{"request", "due", "what is due, by which article, and who must act", "rogatory-request(1)",
               make_request_due},
    CommandRow{"request", "file", "file a draft as a request", "rogatory-request(1)", make_request_file},
    CommandRow{"request", "instruments", "list, show and add treaties; say which applies", "rogatory-request(1)",
               make_request_instruments},
    CommandRow{"request", "list", "list requests, where they are and whose turn it is", "rogatory-request(1)",
               make_request_list},
    CommandRow{"request", "new", "make a request in one go, asked field by field", "rogatory-request(1)",
               make_request_new},
    CommandRow{"request", "set", "fill fields of a draft", "rogatory-request(1)", make_request_set},
    CommandRow{"request", "show", "show a request and every step of both sides", "rogatory-request(1)",
               make_request_show},
    CommandRow{"unlock", "", "keep the keys open for a while", "rogatory-home(1)", make_unlock},
    CommandRow{"whoami", "", "say whose home this is and who may act", "rogatory-home(1)", make_whoami},
};

constexpr bool comes_before(const CommandRow& a, const CommandRow& b) {
  return std::pair(a.noun, a.verb) < std::pair(b.noun, b.verb);
}

// Sorted, and a word is either a command of its own or has verbs.
constexpr bool rows_are_in_order() {
  for (std::size_t i = 1; i < k_commands.size(); ++i) {
    const bool same_noun = k_commands[i - 1].noun == k_commands[i].noun;
    if (!comes_before(k_commands[i - 1], k_commands[i]) || (same_noun && k_commands[i - 1].verb.empty())) {
      return false;
    }
  }
  return true;
}
static_assert(rows_are_in_order());

constexpr std::array k_nouns{
    NounRow{"Set up", "init", ""},
    NounRow{"Set up", "officer", "the officers who seal and record"},
    NounRow{"Set up", "card", "your authority's card: who signs, who receives"},
    NounRow{"Set up", "peer", "the authorities whose cards you pinned"},
    NounRow{"Set up", "authority", "the authorities you know of"},
    NounRow{"Evidence", "case", "open cases and say who takes part"},
    NounRow{"Evidence", "exhibit", "register what was seized or received"},
    NounRow{"Evidence", "custody", "record who had an exhibit, when and why"},
    NounRow{"Evidence", "bundle", "seal evidence; verify, list and open it"},
    NounRow{"Evidence", "ledger", "read and verify the record of a case"},
    NounRow{"Requests", "request", "ask another State, answer, keep the deadlines"},
    NounRow{"Requests", "obligation", "the conditions under which evidence was given"},
    NounRow{"Requests", "inbox", ""},
    NounRow{"Exchange", "pouch", "carry bundles and records on a disk"},
    NounRow{"Exchange", "sync", "exchange with peers over the network"},
    NounRow{"Exchange", "daemon", "the program that exchanges by itself"},
    NounRow{"Check", "audit", ""},
    NounRow{"Check", "doctor", ""},
    NounRow{"Check", "whoami", ""},
    NounRow{"Upkeep", "unlock", ""},
    NounRow{"Upkeep", "lock", ""},
    NounRow{"Upkeep", "home", "back up, restore and upgrade the home"},
    NounRow{"Upkeep", "index", "the disposable index of the home"},
    NounRow{"Upkeep", "access", "the record of who opened what"},
    NounRow{"Upkeep", "completion", ""},
    NounRow{"Upkeep", "help", ""},
};

}  // namespace

std::span<const CommandRow> commands() { return k_commands; }

std::span<const CommandRow> commands_of(std::string_view noun) {
  const auto range = std::ranges::equal_range(k_commands, noun, {}, &CommandRow::noun);
  return {range.begin(), range.end()};
}

const CommandRow* find_command(std::string_view noun, std::string_view verb) {
  for (const CommandRow& row : commands_of(noun)) {
    if (row.verb == verb) {
      return &row;
    }
  }
  return nullptr;
}

std::string spoken_name(const CommandRow& row) {
  return row.verb.empty() ? std::string(row.noun) : std::string(row.noun) + " " + std::string(row.verb);
}

std::span<const NounRow> nouns() { return k_nouns; }

}  // namespace rogatory::cmd
