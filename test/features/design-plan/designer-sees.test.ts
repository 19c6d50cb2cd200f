import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readQuestion } from '#sandbox/stand-ins/openai/read-question.ts';
import type { Journey } from '#test/support/journey.ts';
import { FORM, MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const file = useSettingsFile();

/** A block of the newest question to the designer. */
function shown({ running }: Journey, block: string): unknown {
  const asked = running.sandbox.model?.requests().findLast(({ role }) => role === 'designer');
  return JSON.parse(readQuestion(asked?.body ?? '')?.blocks.get(block) ?? 'null');
}

const GATE = { idea: 'Move the first gate from level 30 to 50', form: FORM };
const lines = z.array(z.string());

describe('what the designer sees', () => {
  it('is the level today, the traffic, the size of the request and what four weeks detect, all computed', () =>
    withJourney(async (journey) => {
      await journey.propose('mia', GATE.idea, GATE.form);
      const facts = lines.parse(shown(journey, 'facts'));
      expect(facts.join('\n')).toMatch(
        /7-day retention is 1\d\.\d+ % today\. [\d,]+ new units a day come to level gate; 100 % of them take part\.\nThe request is to be able to see a lift of 4 %\.\nWith weekly looks it takes at least [\d,]+ units per variant and \d+ days\.?.*\nWith daily looks .*\n28 days \(four weeks\), the longest allowed, detect a lift of [\d.]+ %\./,
      );
    }));

  it('is the kind of experiment in the words of the settings, and the dimensions', () =>
    withJourney(async (journey) => {
      await journey.propose('mia', GATE.idea, GATE.form);
      expect(shown(journey, 'template')).toMatchObject({
        name: expect.any(String),
        description: expect.any(String),
      });
      expect(shown(journey, 'dimensions')).toEqual(journey.running.bot.coPilot.choices.dimensions);
    }));

  it('is what the product is, if the settings say so', async () => {
    await file.add('product: A free game of levels, and its shop.');
    const seen = (settings: object) =>
      withJourney(async (journey) => {
        await journey.propose('mia', GATE.idea, GATE.form);
        products.push(shown(journey, 'product'));
      }, settings);
    const products: unknown[] = [];
    await seen({ settingsFile: file.path });
    await seen({});
    expect(products).toEqual(['A free game of levels, and its shop.', null]);
  });

  it('is what became of experiments before it', () =>
    withJourney(async (journey) => {
      const first = await journey.propose('mia', GATE.idea, GATE.form);
      expect(shown(journey, 'history')).toEqual([]);
      await journey.command('mia', `stop ${first} Ads come first`);
      await journey.propose('mia', 'Move the first gate from level 30 to 60', GATE.form);
      expect(shown(journey, 'history')).toEqual([
        {
          key: first,
          title: GATE.idea,
          outcome:
            'Goal 7-day retention, on level gate: cancelled before it measured anything. Ads come first',
          isClose: false,
        },
      ]);
    }));

  it('is what runs on the surface, and not what runs elsewhere', () =>
    withJourney(async (journey) => {
      const first = await journey.propose('mia', GATE.idea, GATE.form);
      await journey.propose('mia', MAIL.idea, MAIL.form);
      expect(shown(journey, 'running')).toEqual([]);
      await journey.propose('mia', 'Move the second gate from level 50 to 60', GATE.form);
      expect(shown(journey, 'running')).toEqual([`${first}: ${GATE.idea} (in-review)`]);
    }));
});
