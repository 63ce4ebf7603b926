import { createTerminal } from '../../../cli/terminal/terminal';

/** Title of the window, cursor up and a forged line, right-to-left, a C1 control, a line separator, a tag beyond the BMP. */
const HOSTILE = '\x1b]0;owned\x07\x1b[1A\x1b[2K\x1b[31mopen\r\nforged\u202e\u0085\u2028\u{e0041}';
const HARMLESS =
  '\\u001b]0;owned\\u0007\\u001b[1A\\u001b[2K\\u001b[31mopen\\u000d\\u000aforged\\u202e\\u0085\\u2028\\udb40\\udc41';

function watched(options: { json?: boolean } = {}, isTTY = false) {
  const said = { stdout: '', stderr: '' };
  const output = (name: keyof typeof said) => ({ isTTY, write: (text: string) => (said[name] += text) });
  return { said, terminal: createTerminal({ stdout: output('stdout'), stderr: output('stderr') }, options) };
}

describe('a terminal', () => {
  it.each(['say', 'next'] as const)('%ss one line for each text, whatever is in it', (verb) => {
    const { said, terminal } = watched();

    terminal[verb](`a ${HOSTILE}`, 'b');

    const [first, second, rest] = said.stderr.split('\n');
    expect(first).toMatch(/^( {2}npx registrar )?a /);
    expect(first?.endsWith(HARMLESS)).toBe(true);
    expect([second?.at(-1), rest]).toEqual(['b', '']);
  });

  it('answers and fails in lines that hold nothing but what can be seen', () => {
    const { said, terminal } = watched();

    terminal.answer(
      () => [HOSTILE],
      () => ({}),
    );
    terminal.fail([HOSTILE], {});

    expect(said).toEqual({ stdout: `${HARMLESS}\n`, stderr: `${HARMLESS}\n` });
  });

  it('writes JSON that holds nothing else either, and means the very same', () => {
    const { said, terminal } = watched({ json: true });

    terminal.answer(
      () => [],
      () => ({ [HOSTILE]: [HOSTILE] }),
    );

    expect(JSON.parse(said.stdout)).toEqual({ [HOSTILE]: [HOSTILE] });
    expect(said.stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it('paints what this program paints and nothing that only looks like it', () => {
    const { said, terminal } = watched({}, true);

    terminal.answer(
      () => [terminal.colours.red('open \x1b[32mregistered\x1b[39m')],
      () => ({}),
    );

    expect(said.stdout).toBe('\x1b[31mopen \\u001b[32mregistered\\u001b[39m\x1b[39m\n');
  });

  it('paints nothing where nobody watches', () => {
    expect(watched().terminal.colours.red('open')).toBe('open');
  });
});
