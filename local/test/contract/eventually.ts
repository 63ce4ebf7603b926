/** Asks until the answer is there: AWS tells some things late. */
export async function eventually<Answer>(
  ask: () => Promise<Answer | undefined | false>,
  seconds = 20,
): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Not so within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
