// An instrument from its JSON file, format rogatory-instrument/1 (schemas/instrument-1.schema.json,
// rogatory-instrument(5)), and back.
#pragma once

#include "base/json.hpp"
#include "request/instrument.hpp"
#include "request/machine.hpp"

namespace rogatory::request {

constexpr std::size_t k_instrument_size = std::size_t{1} << 20U;
constexpr int k_limit_most = 3650;

/// Reads at most k_instrument_size bytes. Malformed, with the path of the key: what is no such file; a ref of contents
/// or an id of limits that stands twice; a limit or suspension between events that the machine lacks; an extension of
/// no limit; replaces without layered_on; a machine that the program does not bring.
Result<Instrument> parse_instrument(ByteView json);
/// The same of an instrument whose machine came with it, as in frozen rules: malformed where it names another.
Result<Instrument> parse_instrument(const Json& value, const Machine& machine);

/// One document for each kind of row, as in the file.
Json document_of(const Provision& provision);
Json document_of(const Content& content);
Json document_of(const RequiredDocument& document);
Json document_of(const Limit& limit);
Json document_of(const Ground& ground);
Json document_of(const Rule& rule);
Json document_of(const Channel& channel);
Json document_of(const Declaration& declaration);
Json document_of(const LimitChange& change);
Json document_of(const GroundChange& change);
Json document_of(const Party& party);
/// The whole: parse_instrument reads it back as the same.
Json document_of(const Instrument& instrument);

}  // namespace rogatory::request
