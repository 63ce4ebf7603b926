/** Keeps what the process writes to stdout and stderr, as a function's log would. `stop` lets it through again. */
export function captureOutput(): {
  text: () => string;
  lines: () => Record<string, unknown>[];
  stop: () => void;
} {
  const chunks: string[] = [];
  const keep = (chunk: unknown) => {
    chunks.push(String(chunk));
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(keep),
    jest.spyOn(process.stderr, 'write').mockImplementation(keep),
    ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
      jest
        .spyOn(console, method)
        .mockImplementation((...parts: unknown[]) => void keep(`${parts.join(' ')}\n`)),
    ),
  ];
  return {
    text: () => chunks.join(''),
    lines: () => chunks.join('').split('\n').filter(isJson).map(parse),
    stop: () => spies.forEach((spy) => spy.mockRestore()),
  };
}

function isJson(line: string): boolean {
  return line.startsWith('{');
}

function parse(line: string): Record<string, unknown> {
  return JSON.parse(line) as Record<string, unknown>;
}
