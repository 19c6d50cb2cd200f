import { expect, it } from 'vitest';
import { withMentions } from '#adapters/slack/mentions.ts';

it('puts a mention, a name or "a former member" in the place of a pseudonym, and nothing that links', async () => {
  const users: Readonly<Record<string, string>> = { p_a: 'U0ANN', p_b: 'name:Bo "the <!channel>" *Bold* Li' };
  const named = await withMentions({ text: '<@p_a>, <@p_b>, <@p_c>' }, async (one) => users[one] ?? null);
  expect(named).toEqual({ text: '<@U0ANN>, Bo "the !channel" Bold Li, a former member' });
});
