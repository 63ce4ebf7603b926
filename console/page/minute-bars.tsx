import type { OverviewDocument } from '../feed/documents';

/** Executions by minute, the good ones below. */
export function MinuteBars({ of }: { of: OverviewDocument['minutes'] }) {
  const most = Math.max(1, ...of.map(({ well, badly }) => well + badly));
  const bar = (count: number) => (count / most) * 60;
  return (
    <svg
      class="minutes"
      viewBox="0 0 600 64"
      preserveAspectRatio="none"
      role="img"
      aria-label={`Executions by minute, at most ${most}`}
    >
      {of.map(({ well, badly }, at) => (
        <g key={at}>
          <rect
            class="m-well"
            x={at * 10 + 1}
            width={8}
            y={62 - bar(well)}
            height={Math.max(well ? 1 : 0, bar(well))}
          />
          <rect
            class="m-badly"
            x={at * 10 + 1}
            width={8}
            y={62 - bar(well) - bar(badly)}
            height={bar(badly)}
          />
        </g>
      ))}
      <line x1="0" x2="600" y1="63" y2="63" />
    </svg>
  );
}
