import { expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const died = (kind: string) => {
  const death = { effect: 'gate:9:0', kind, code: 'slack.channel_not_found', detail: 'gone' };
  return decide(EXAMPLES.running.experiment, { name: 'recordEffectDeath', death, actor: BOT, at: 1 });
};

it('a card that cannot be edited does not ask for another edit of the card', () => {
  expect(died('card')).toMatchObject({ kind: 'ok', value: { effects: [] } });
  expect(died('post')).toMatchObject({ kind: 'ok', value: { effects: [{ kind: 'card' }] } });
});
