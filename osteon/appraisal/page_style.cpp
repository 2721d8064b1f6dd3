#include "osteon/appraisal/page.hpp"

namespace osteon {

std::string page_style() {
  return R"css(
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1e; --faint: #5f6068;
        --line: #d9d9de; --tint: #f4f5f7; --accent: #0067a8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #17181b; --ink: #e9e9ec; --faint: #a3a4ac; --line: #3a3b41; --tint: #212227;
          --accent: #6db8e8; }
  .chart img { filter: invert(0.906) hue-rotate(180deg); }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--paper);
       color: var(--ink); font: 16px/1.5 system-ui, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 0.3rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.6rem; padding-top: 0.8rem;
     border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.4rem 0 0.4rem; }
p, ul { margin: 0.5rem 0; max-width: 46rem; }
a { color: var(--accent); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; list-style: none; padding: 0; }
.note, figcaption, caption { color: var(--faint); font-size: 0.9rem; }
.warning { border-left: 4px solid #d55e00; padding: 0.4rem 0.9rem; background: var(--tint);
           font-weight: 600; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.8rem;
         margin: 1.2rem 0; padding: 0; list-style: none; }
.tiles li { background: var(--tint); border: 1px solid var(--line); border-radius: 6px;
            padding: 0.8rem 1rem; font-size: 0.9rem; }
.tiles strong { display: block; font-size: 1.7rem; line-height: 1.2;
                font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.6rem 0 1.2rem; font-size: 0.88rem;
        font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 0.3rem; }
th, td { padding: 0.28rem 0.7rem 0.28rem 0; text-align: right; white-space: nowrap;
         vertical-align: top; }
th[scope=row], thead th:first-child { text-align: left; }
thead th { border-bottom: 1px solid var(--ink); }
tbody tr { border-bottom: 1px solid var(--line); }
tr.total th, tr.total td { font-weight: 600; }
td small { display: block; color: var(--faint); font-size: 0.78rem; font-weight: 400; }
figure { margin: 1rem 0; }
.chart { display: inline-block; vertical-align: top; width: 100%; max-width: 44rem;
         break-inside: avoid; }
.chart img { width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
.controls { display: grid; gap: 0.7rem 1.4rem; align-items: end; margin: 1rem 0;
            grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
.controls label { display: block; font-size: 0.9rem; }
.controls select, .controls input { width: 100%; font: inherit; }
.controls .across { grid-column: 1 / -1; }
button { font: inherit; font-size: 0.9rem; padding: 0.2rem 0.8rem; }
.side { display: flex; flex-wrap: wrap; gap: 1rem 3rem; }
.errors { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem;
          align-items: start; }
.errors figure { margin: 0; break-inside: avoid; }
.errors img { width: 100%; height: auto; background: #000; border-radius: 6px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #444; --line: #bbb;
          --tint: #fff; }
  .chart img { filter: none; border: 0; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .screen { display: none; }
  h2 { break-after: avoid; }
  table, .tiles li { break-inside: avoid; }
  .wide { overflow: visible; }
  th, td { padding-right: 0.45rem; }
  table { font-size: 8pt; }
}
)css";
}

}  // namespace osteon
