import { expect, it } from 'vitest';
import { slackFault } from '#adapters/slack/fault-kinds.ts';
import { performersOf } from '#app/performers.ts';
import { fold } from '#domain/commit.ts';
import { type Effect, effectKey } from '#domain/effect.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performer } from '#journal/perform.ts';
import { portsNeeded } from '#journal/port-needs.ts';
import { HOUR } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';

/** They show their steps in the thread, and go on if they cannot. */
const DECORATED: readonly string[] = ['design', 'implement'];

/** A copy of a port that tells of every call. */
function watched<Port extends object>(port: Port, called: () => void): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      // A link is a convenience: without the vendor there is none, and the effect goes on.
      if (typeof value !== 'function' || name === 'linkTo') return value;
      return (...given: readonly unknown[]) => {
        called();
        return Reflect.apply(value, target, given);
      };
    },
  });
}

/** A chat that refuses everything; it cannot tell a link either, which is no fault by its port. */
function brokenChat(chat: CoPilot['chat']): CoPilot['chat'] {
  return new Proxy(chat, {
    get: (_target, name) => () =>
      name === 'linkTo' ? Promise.resolve(null) : Promise.reject(slackFault('is_archived', 'no')),
  });
}

/** The bot with ports that tell of every call by their names. */
function watching(coPilot: CoPilot, called: (port: string) => void): CoPilot {
  const { chat, codeHost, codeReview, flags, metrics, agents } = coPilot;
  return {
    ...coPilot,
    chat: watched(chat, () => called('chat')),
    codeHost: watched(codeHost, () => called('codeHost')),
    codeReview: watched(codeReview, () => called('codeReview')),
    flags: watched(flags, () => called('flags')),
    metrics: watched(metrics, () => called('metrics')),
    agents: { ...agents, model: watched(agents.model, () => called('model')) },
  };
}

it('an effect waits for the circuits of exactly those ports that it cannot do without', () =>
  withJourney(async (journey) => {
    const key = await deciding(journey);
    await journey.press('priya', key, 'decide_kill');
    await journey.running.advance(2 * HOUR);
    const { coPilot } = journey.running.bot;
    const used = new Map<Effect['kind'], Set<string>>();
    const experiment = await journey.load(key);
    const commits = await coPilot.store.commits(key);
    for (const commit of commits) {
      const then = fold(commits.slice(0, commit.version)) ?? experiment;
      for (const [index, effect] of commit.effects.entries()) {
        const calls = used.get(effect.kind) ?? new Set();
        used.set(effect.kind, calls);
        const performers = performersOf(watching(coPilot, (port) => calls.add(port)));
        const perform = performers[effect.kind] as Performer;
        // As the first time: with the state of then, so that nothing counts as done already.
        const performance = { effect, commit, experiment: then, then, attempts: 1, confirm: async () => {} };
        const one = { ...performance, key: effectKey(key, commit.version, index) };
        await perform(one).catch(() => {});
        const withoutChat = performersOf({ ...coPilot, chat: brokenChat(coPilot.chat) });
        if (DECORATED.includes(effect.kind)) {
          await (withoutChat[effect.kind] as Performer)(one);
          calls.delete('chat');
        }
      }
    }
    for (const kind of ['post', 'card', 'stamp', 'design', 'implement', 'clean-up', 'flag'] as const)
      expect([kind, [...(used.get(kind) ?? [])].sort()]).toEqual([kind, [...portsNeeded(kind)].sort()]);
    journey.takeErrors();
  }));
