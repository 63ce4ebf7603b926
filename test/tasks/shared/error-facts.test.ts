import { errorFacts } from '../../../tasks/shared/error-facts';

describe('errorFacts', () => {
  it('keeps what tells one failure of a service from another', () => {
    const error = Object.assign(new Error('busy'), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400, requestId: 'request-1', attempts: 2 },
    });

    expect(errorFacts(error)).toEqual({
      name: 'ThrottlingException',
      http_status: 400,
      request_id: 'request-1',
    });
  });

  it('keeps the code of a connection that failed', () => {
    expect(errorFacts(Object.assign(new Error(), { code: 'ECONNREFUSED' }))).toEqual({
      name: 'Error',
      code: 'ECONNREFUSED',
    });
  });

  it('drops the message, in which a service quotes the request', () => {
    const facts = errorFacts(new Error('Value \'{"email":"ada@example.com"}\' failed to satisfy constraint'));

    expect(JSON.stringify(facts)).not.toContain('ada');
  });

  it('drops what was thrown and is no error', () => {
    expect(errorFacts('ada@example.com')).toEqual({ name: 'string' });
  });
});
