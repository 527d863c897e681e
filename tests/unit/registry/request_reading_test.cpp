#include "registry/request_reading.hpp"

#include <gtest/gtest.h>

namespace rogatory::registry {
namespace {

const std::string k_first = "1f3a0" + std::string(59, '0');
const std::string k_second = "1f3ab" + std::string(59, '0');
const std::string k_third = "2e000" + std::string(59, '0');

CaseRequest request(const std::string& id, const std::string& title) {
  CaseRequest one;
  one.id = id;
  one.filed.title = title;
  return one;
}

TEST(RequestNames, AreTheBeginningOfAnId) {
  EXPECT_TRUE(is_meant(k_first, "1f3a"));
  EXPECT_TRUE(is_meant(k_first, "R-1f3a0"));
  EXPECT_TRUE(is_meant(k_first, "r-1f3a"));
  EXPECT_TRUE(is_meant(k_first, k_first));
  EXPECT_TRUE(is_meant(k_first, "R-" + k_first));
  EXPECT_FALSE(is_meant(k_first, "1f3"));
  EXPECT_FALSE(is_meant(k_first, "R-1f3"));
  EXPECT_FALSE(is_meant(k_first, "R-"));
  EXPECT_FALSE(is_meant(k_first, ""));
  EXPECT_FALSE(is_meant(k_first, "R-R-1f3a"));
  EXPECT_FALSE(is_meant(k_first, "f3a0"));
  EXPECT_FALSE(is_meant(k_first, "2f3a"));
  EXPECT_FALSE(is_meant(k_first, "1F3A")) << "ids have one spelling";
  EXPECT_FALSE(is_meant(k_first, k_first + "0"));
}

TEST(RequestNames, FindTheOneThatIsMeant) {
  const std::vector<CaseRequest> requests{request(k_first, "Search"), request(k_second, "Service"),
                                          request(k_third, "Surrender")};
  EXPECT_EQ(find_request(requests, "2e00").value(), &requests[2]);
  EXPECT_EQ(find_request(requests, "R-1f3ab").value(), &requests[1]);
  EXPECT_EQ(find_request(requests, k_first).value(), &requests[0]);
}

TEST(RequestNames, OfNoneSayWhatListsThem) {
  const std::vector<CaseRequest> requests{request(k_first, "Search")};
  for (const char* const which : {"R-ffff", "1f3", ""}) {
    const auto found = find_request(requests, which);
    ASSERT_FALSE(found) << which;
    EXPECT_EQ(found.error().code(), ErrorCode::not_found);
    EXPECT_EQ(found.error().sentence(), std::string("there is no request ") + which);
    EXPECT_EQ(found.error().next_step(), "rogatory request list names those that there are");
  }
}

TEST(RequestNames, OfSeveralNameThemAll) {
  const std::vector<CaseRequest> requests{request(k_first, "Search"), request(k_second, "Service"),
                                          request(k_third, "Surrender")};
  const auto found = find_request(requests, "R-1f3a");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code(), ErrorCode::usage);
  EXPECT_EQ(found.error().sentence(), "R-1f3a may be any of 2 requests");
  EXPECT_EQ(found.error().next_step(), "one of: R-1f3a000000 Search, R-1f3ab00000 Service");
}

TEST(RequestNames, AreLookedForInAllCases) {
  std::vector<CaseRequests> cases(2);
  cases[0].requests = {request(k_first, "Search"), request(k_third, "Surrender")};
  cases[1].requests = {request(k_second, "Service")};
  EXPECT_EQ(find_request(cases, "1f3ab").value(), &cases[1].requests[0]);
  EXPECT_EQ(find_request(cases, "2e00").value(), &cases[0].requests[1]);
  EXPECT_EQ(find_request(cases, "1f3a").error().code(), ErrorCode::usage) << "one of each case";
  EXPECT_EQ(find_request(cases, "ffff").error().code(), ErrorCode::not_found);
  EXPECT_EQ(find_request(std::vector<CaseRequests>{}, "1f3a").error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace rogatory::registry
