# The English BIP-39 list as generated/crypto/bip39_english.inc: 2048 string literals, one a line. The words are Debian's
# (python3-mnemonic), checked against the digest of the list that BIP-39 publishes.
find_file(ROGATORY_WORDLIST english.txt PATHS /usr/lib/python3/dist-packages/mnemonic/wordlist NO_DEFAULT_PATH
  DOC "the English word list of BIP-39" REQUIRED)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${ROGATORY_WORDLIST}")

file(SHA256 "${ROGATORY_WORDLIST}" wordlist_digest)
if(NOT wordlist_digest STREQUAL "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda")
  message(FATAL_ERROR "${ROGATORY_WORDLIST} is not the English list of BIP-39")
endif()

file(STRINGS "${ROGATORY_WORDLIST}" wordlist)
list(TRANSFORM wordlist REPLACE "(.+)" "\"\\1\",\n")
list(JOIN wordlist "" wordlist_literals)
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/crypto/bip39_english.inc" CONTENT "${wordlist_literals}" @ONLY)
