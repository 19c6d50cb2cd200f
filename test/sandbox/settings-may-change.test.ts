import { expect, it } from 'vitest';
import { withJourney } from '#test/support/journey-checks.ts';

it('the settings of the sandbox that people play are changed by its admin, and stay changed', () =>
  withJourney(
    async ({ running }) => {
      const { coPilot } = running.bot;
      expect(coPilot.settings.file).toBeNull();
      const seen = coPilot.settings.inForce();
      const actor = await coPilot.people.actorOf(running.sandbox.slack.userId('ada'));
      const changed = await coPilot.settings.change({
        edit: {
          apply: (file) => ({ file: { ...file, product: 'A shop for cats' }, at: ['product'] }),
          touches: [['product']],
        },
        ...{ seen: seen.version, actor },
      });
      expect(changed.kind).toBe('ok');
      await running.advance(3 * 60_000, { step: 60_000 });
      expect(coPilot.choices.product).toBe('A shop for cats');
      expect(coPilot.settings.inForce().version).toBe((seen.version ?? 0) + 1);
    },
    { settingsMayChange: true },
  ));
