import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import { flagsToRetry } from '#domain/delivery/failed-effects.ts';
import { effectKey } from '#domain/effect.ts';
import { summarize } from '#domain/summary.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA } from '#test/support/example-plans.ts';
import { goOn, step } from '#test/support/example-story.ts';

const { running } = EXAMPLES;
const effect = effectKey(running.key, running.experiment.version, 0);
const death = {
  effect,
  kind: 'flag',
  code: 'posthog.unavailable',
  detail: 'PostHog answered 503',
  mayPass: true,
};
const dies = step(3, BOT, { name: 'recordEffectDeath', death });
const RETRY = { name: 'retryEffect', effect, message: null } as const;
const topicsOf = (story: typeof running, command: Command) => {
  const decided = decide(story.experiment, command);
  return decided.kind === 'ok'
    ? decided.value.effects.flatMap((one) => (one.kind === 'post' ? [one.topic] : []))
    : null;
};
const diesAgain: Command = { name: 'recordEffectDeath', death, actor: BOT, at: 0 };

describe('a change of the flag that failed though nothing is wrong with it', () => {
  it('waits to be tried again, and its line in the list says so', () => {
    const { experiment } = goOn(running, dies);
    expect(flagsToRetry(experiment)).toEqual([death]);
    expect([summarize(experiment).flagWaits, summarize(running.experiment).flagWaits]).toEqual([true, false]);
  });

  it('does not if waiting cannot help', () => {
    const forbidden = { ...death, code: 'posthog.forbidden', mayPass: false };
    const { experiment } = goOn(running, step(3, BOT, { name: 'recordEffectDeath', death: forbidden }));
    expect(flagsToRetry(experiment)).toEqual([]);
  });

  it('is told of once while the bot tries, and again after a person has tried', () => {
    expect(topicsOf(running, diesAgain)).toEqual(['effect-failed']);
    const byBot = goOn(running, dies, step(3.1, BOT, RETRY));
    expect([byBot.experiment.delivery.failedEffects, topicsOf(byBot, diesAgain)]).toEqual([[], []]);
    expect(topicsOf(goOn(running, dies, step(3.1, MARIA, RETRY)), diesAgain)).toEqual(['effect-failed']);
  });
});
