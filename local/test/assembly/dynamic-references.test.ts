import { resolveDynamicReferences } from '../../src/assembly/dynamic-references';
import { foundations } from '../../src/foundations';
import { createSecretsManager } from '../../src/services/secretsmanager/secretsmanager-service';

function start() {
  const { context, gateway } = foundations({ assemblyDir: '' });
  gateway.register(createSecretsManager(context));
  const create = (SecretString: string) =>
    gateway.call<{ ARN: string }>(
      'secretsmanager',
      'CreateSecret',
      { Name: 'db', SecretString },
      { caller: 'client' },
    );
  return { create, resolve: (text: string) => resolveDynamicReferences(text, context) };
}

it('replaces references by ARN and by name, whole or by key, anywhere in a text', async () => {
  const { create, resolve } = start();
  const SecretString = '{"username":"me","password":"p:w"}';
  const { ARN } = await create(SecretString);
  const text = `{{resolve:secretsmanager:${ARN}:SecretString:username::}}/{{resolve:secretsmanager:db:SecretString:password}} {{resolve:secretsmanager:db}}`;

  expect(await resolve(text)).toBe(`me/p:w ${SecretString}`);
  expect(await resolve('nothing {{here}}')).toBe('nothing {{here}}');
});

it('says which key is missing', async () => {
  const { create, resolve } = start();
  await create('{}');

  await expect(resolve('{{resolve:secretsmanager:db:SecretString:user::}}')).rejects.toThrow(
    'no value for the key user',
  );
});
