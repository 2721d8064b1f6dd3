// Records of the store as the API shows them.
#pragma once

#include <span>

#include <nlohmann/json_fwd.hpp>

#include "osteon/store/records.hpp"

namespace osteon::service {

nlohmann::ordered_json radiograph_json(const RadiographRecord& record);
/// Its finding combines those of its radiographs; null while there is none.
nlohmann::ordered_json study_json(const StudyRecord& study);

std::string status_word(Status status);
std::optional<Status> status_named(const std::string& word);
std::string judgement_word(Judgement judgement);
std::optional<Judgement> judgement_named(const std::string& word);

}  // namespace osteon::service
