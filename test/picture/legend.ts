const lines = [
  ['line main', 'a registration that goes well'],
  ['line', 'any other way'],
  ['catch', 'an error that is caught'],
] as const;

const boxes = [
  ['Choice', 'chooses'],
  ['Task', 'calls a service'],
  ['Pass', 'computes'],
  ['Succeed', 'ends well: the queue forgets the message'],
  ['Fail', 'ends badly: the queue delivers it again'],
] as const;

const ROW = 20;

/** What lines and colours mean, in the corner of which this is the lower left. */
export function legend(left: number, bottom: number): string {
  const rows = [
    ...lines.map(
      ([look]) =>
        (y: number) =>
          `<path class="${look}" d="M${left} ${y - 4}h28"/>`,
    ),
    ...boxes.map(
      ([type]) =>
        (y: number) =>
          `<rect class="box ${type}" x="${left}" y="${y - 11}" width="28" height="14" rx="${type === 'Choice' ? 7 : 3}"/>`,
    ),
  ];
  const texts = [...lines, ...boxes].map(([, text]) => text);
  return rows
    .map((draw, index) => {
      const y = bottom - (rows.length - 1 - index) * ROW;
      return `${draw(y)}<text class="small" x="${left + 38}" y="${y}" style="text-anchor:start">${texts[index]}</text>`;
    })
    .join('\n');
}
