import { useState } from 'preact/hooks';
import type { Act } from './act';

/** Signs somebody up and confirms, as the application would. */
export function SignUpBox({ act }: { act: Act }) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  return (
    <section class="cardbox" aria-label="Sign somebody up">
      <h2>Sign somebody up</h2>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          act('local/sign-up', { email, name }, `${email} signed up and confirmed; see Executions.`)();
        }}
      >
        <label>
          E-mail
          <input
            type="email"
            required
            value={email}
            placeholder="ada@example.com"
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        </label>
        <label>
          Name
          <input
            value={name}
            placeholder="Ada Lovelace"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button class="primary">Sign up and confirm</button>
      </form>
    </section>
  );
}
