#include "osteon/appraisal/page.hpp"

namespace osteon {

// What the threshold would have made of the same images: no figure here comes from elsewhere.
std::string page_script() {
  return R"js(
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("cases").textContent);
  const at = id => document.getElementById(id);
  const threshold = at("threshold"), exact = at("threshold-exact"), way = at("way");
  const part = at("part"), prevalence = at("prevalence");
  const text = (id, value) => { at(id).textContent = value; };
  const share = value => Number.isFinite(value) ? value.toFixed(3) : "–";

  const chosen = () => data.cases[way.value].filter(
      row => part.value === "" || row[2] === Number(part.value));

  function count(rows, limit) {
    const counts = { tp: 0, fp: 0, tn: 0, fn: 0 };
    for (const [probability, positive, , wrongPart] of rows) {
      // A wrong part counts as the wrong statement, wherever the threshold stands.
      const said = wrongPart ? !positive : probability >= limit;
      ++counts[positive ? (said ? "tp" : "fn") : (said ? "fp" : "tn")];
    }
    return counts;
  }

  function show() {
    const rows = chosen();
    const { tp, fp, tn, fn } = count(rows, Number(exact.value));
    const sensitivity = tp / (tp + fn), specificity = tn / (tn + fp);
    const stated = prevalence.value === "" ? (tp + fn) / rows.length : Number(prevalence.value) / 100;
    const ppv = sensitivity * stated /
        (sensitivity * stated + (1 - specificity) * (1 - stated));
    const npv = specificity * (1 - stated) /
        (specificity * (1 - stated) + (1 - sensitivity) * stated);
    text("tp", tp); text("fp", fp); text("tn", tn); text("fn", fn);
    text("sensitivity", share(sensitivity)); text("specificity", share(specificity));
    text("ppv", share(ppv)); text("npv", share(npv));
    text("accuracy", share((tp + tn) / rows.length));
    text("f1", share(2 * tp / (2 * tp + fp + fn)));
    text("stated", (100 * stated).toFixed(1));
  }

  function move(to) {
    threshold.value = to;
    exact.value = to;
    show();
  }

  function choosePart() {
    const limits = part.value === "" ? null : data.thresholds[Number(part.value)];
    for (const [id, place] of [["to-sensitive", 0], ["to-specific", 1]]) {
      at(id).disabled = !limits;
      at(id).onclick = () => move(Number(limits[place].toFixed(4)));
    }
    show();
  }

  threshold.addEventListener("input", () => { exact.value = threshold.value; show(); });
  exact.addEventListener("input", () => { threshold.value = exact.value; show(); });
  way.addEventListener("change", show);
  part.addEventListener("change", choosePart);
  prevalence.addEventListener("input", show);
  choosePart();
})();
)js";
}

}  // namespace osteon
