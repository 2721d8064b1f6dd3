// A probability between its two thresholds.
import type { Finding } from "../api/types";
import { percent } from "../words";

const WIDTH = 300;
const at = (share: number) => 2 + share * (WIDTH - 4);

export function Gauge({ finding }: { finding: Finding }) {
  if (finding.probability === null || !finding.thresholds) return null;
  const { sensitive, specific } = finding.thresholds;
  const place = at(finding.probability);
  return (
    <figure class="gauge">
      <svg
        viewBox={`0 0 ${WIDTH} 26`}
        role="img"
        aria-label={`Probability ${percent(finding.probability)}; possible from ${percent(sensitive)}, called from ${percent(specific)}`}
      >
        <rect class="zone none" x={2} y={11} width={at(sensitive) - 2} height={6} />
        <rect
          class="zone possible"
          x={at(sensitive)}
          y={11}
          width={at(specific) - at(sensitive)}
          height={6}
        />
        <rect class="zone present" x={at(specific)} y={11} width={at(1) - at(specific)} height={6} />
        <path class="gauge-marker" d={`M${place} 9l-5 -8h10z`} />
        <line class="gauge-line" x1={place} x2={place} y1={8} y2={20} />
      </svg>
      <figcaption>
        <span class="key possible">possible from {percent(sensitive)}</span>
        <span class="key present">called from {percent(specific)}</span>
      </figcaption>
    </figure>
  );
}
