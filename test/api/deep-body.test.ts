import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { apiOf } from '#test/support/api-client.ts';
import { keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const SETTINGS = fileURLToPath(new URL('../../sandbox/program/co-pilot.yaml', import.meta.url));
const REQUEST = {
  ...{ goalMetric: 'tickets_solved', guardrailMetrics: ['handed_over'], smallestLift: 0.05 },
  ...{ surface: 'support answers', repository: 'acme/shop' },
};

it('refuses configurations that lie too deep, at their field or for the whole body, and fails at no depth', () =>
  withJourney(
    async (journey) => {
      const { ask, tokenOf } = apiOf(journey);
      const token = await tokenOf('mia');
      const channel = journey.running.sandbox.slack.channelId('growth');
      const idea = 'Try a larger model for the answers, so that more tickets are solved';
      const answerTo = async (treatment: string) => {
        const request = { ...REQUEST, configurations: { control: { a: 1 }, treatment: 'DEEP' } };
        const body = JSON.stringify({ idea, channel, request }).replace('"DEEP"', treatment);
        const { status, json } = await ask(token, 'POST /experiments', { body: Buffer.from(body) });
        return [status, json] as const;
      };
      for (const [open, close] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const)
        for (const levels of [5, 25, 40, 10_000, 100_000]) {
          const [status, told] = await answerTo(`{"a":${open.repeat(levels)}1${close.repeat(levels)}}`);
          const isField = levels < 30;
          expect(status).toBe(isField ? 422 : 400);
          if (isField)
            expect(told.errors).toEqual([
              {
                path: 'body.request.configurations',
                message:
                  'The configuration of treatment is deeper than 5 levels: take objects and lists apart.',
              },
            ]);
          else expect(told.detail).toContain('The body lies deeper than 32 levels');
        }
      expect(await keysOf(journey.running)).toEqual([]);
    },
    { own: true, settingsFile: SETTINGS },
  ));
