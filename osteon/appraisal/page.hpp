// One page with all of an evaluation, which needs nothing beside it.
#pragma once

#include <string>
#include <vector>

#include "osteon/appraisal/appraisal.hpp"
#include "osteon/appraisal/charts.hpp"

namespace osteon {

/// HTML with everything inside: no other file, host or font is asked for.
std::string report_page(const Results& results, const std::vector<Picture>& pictures,
                        const std::vector<WorstError>& errors);

// Its pieces, each in the file of its name.
std::string page_style();
std::string page_script();
std::string page_tables(const Results& results);
std::string page_localisation(const nlohmann::ordered_json& localisation);
std::string page_subgroups(const nlohmann::ordered_json& by);
std::string page_thresholds(const Results& results);
std::string page_errors(const Results& results, const std::vector<WorstError>& errors);

}  // namespace osteon
