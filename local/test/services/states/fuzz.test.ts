import fc from 'fast-check';
import { evaluate } from '../../../src/services/states/expressions/expression';
import { QueryError } from '../../../src/services/states/expressions/query-error';
import { validate } from '../../../src/services/states/validation/validate';
import { only, StatesFixture, type SyncResult } from '../../../testing/state-machine-runner';

const word = fc.constantFrom(
  '$states.input',
  '$map',
  '$',
  '$$',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ':=',
  '+',
  '~>',
  '.',
  '*',
  '**',
  '%',
  '@$x',
  '#$i',
  '^',
  '|',
  '?',
  ':',
  ',',
  ';',
  '&',
  '..',
  '1',
  '"a"',
  "'b'",
  '/a+/',
  'function($x){$x}',
  'null',
  'true',
  'a',
  '`b`',
  '<',
  '=',
);

describe('anything', () => {
  it('may be the input of an execution, which hands it on unchanged', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(only({ Type: 'Pass', Output: '{% $states.input %}' }));
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const { status, output } = await states.api<SyncResult>('StartSyncExecution', {
          stateMachineArn,
          input: JSON.stringify(value),
        });
        expect(status).toBe('SUCCEEDED');
        expect(JSON.parse(output!)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
  });

  it('may stand in an expression, which gives JSON or fails as AWS fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.jsonValue(),
        async (words, input) => {
          try {
            const value = await evaluate(words.join(' '), 'Output', { states: { input } });
            expect(JSON.parse(JSON.stringify(value))).toEqual(value);
          } catch (error) {
            expect(error).toBeInstanceOf(QueryError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('may be a definition, which is accepted or refused, never a crash', () => {
    const key = fc.constantFrom(
      'StartAt',
      'States',
      'A',
      'B',
      'Type',
      'Next',
      'End',
      'Choices',
      'Catch',
      'Retry',
      'Branches',
      'ItemProcessor',
      'Output',
      'Assign',
      'Items',
      'Resource',
      'Arguments',
      'Condition',
      'QueryLanguage',
      'Seconds',
      'ErrorEquals',
      '__proto__',
    );
    const leaf = fc.constantFrom<unknown>(
      'A',
      'B',
      'Pass',
      'Task',
      'Choice',
      'Map',
      'Parallel',
      'Wait',
      'JSONata',
      '{% $states.input %}',
      '{% x',
      true,
      1,
      null,
      [],
    );
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.dictionary(key, tie('node')),
        fc.array(tie('node'), { maxLength: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, fc.constantFrom('EXPRESS', 'STANDARD'), (definition, type) => {
        for (const { severity, code, message } of validate(JSON.stringify(definition), type))
          expect({ severity, code, message }).toEqual({
            severity: 'ERROR',
            code: expect.stringMatching(/^[A-Z_]+$/) as string,
            message: expect.any(String) as string,
          });
      }),
      { numRuns: 1000 },
    );
  });

  it('may be the text of a definition', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(validate(text, 'EXPRESS'))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
