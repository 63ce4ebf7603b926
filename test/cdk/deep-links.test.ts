import { docsLink, repositoryOf } from '../../cdk/deep-links';

describe('repositoryOf', () => {
  const name = 'user-registration';

  it.each([
    ['an address', 'https://github.com/acme/registration'],
    ['what npm writes', { url: 'git+https://github.com/acme/registration.git' }],
  ])('finds the docs in %s', (_, repository) => {
    expect(repositoryOf({ name, repository })).toBe('https://github.com/acme/registration/blob/HEAD/docs');
  });

  it.each([[undefined], ['git@github.com:acme/registration.git'], [{ url: '' }]])(
    'makes up no address of %j',
    (repository) => {
      expect(repositoryOf({ name, repository })).toBeUndefined();
    },
  );
});

describe('docsLink', () => {
  it('is an address where there is one, else the path in the repository', () => {
    expect(docsLink('https://docs.example.com', 'runbook.md#pipefails')).toBe(
      'https://docs.example.com/runbook.md#pipefails',
    );
    expect(docsLink(undefined, 'runbook.md')).toBe('docs/runbook.md');
  });
});
