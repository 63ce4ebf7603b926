import { executionIdOf, shortIds } from '../../../cli/terminal/short-id';

const short = { wide: false };

describe('shortIds', () => {
  it('takes eight characters where they tell the ids apart, and as many as that takes where not', () => {
    const twins = ['0b9d2f3e-52f5.2c26', '0b9d2f3e-52f5.2c99'];
    const of = shortIds([...twins, '6a1c7c1e-7a4c.11'], short);

    expect([...twins, '6a1c7c1e-7a4c.11'].map(of)).toEqual([
      '0b9d2f3e-52f5.2c2',
      '0b9d2f3e-52f5.2c9',
      '6a1c7c1e',
    ]);
  });

  it('leaves ids whole where lines may be wide', () => {
    expect(shortIds(['0b9d2f3e-52f5'], { wide: true })('0b9d2f3e-52f5')).toBe('0b9d2f3e-52f5');
  });
});

describe('executionIdOf', () => {
  it('is the last part of the ARN', () => {
    expect(executionIdOf('arn:aws:states:eu-west-1:1:express:user-registration:name:1a2b')).toBe('1a2b');
  });
});
