import { describe, expect, it } from 'vitest';
import { withJourney } from '#test/support/journey-checks.ts';
import { LOOKED, pullOf, remark } from '#test/support/journey-drafts.ts';
import { implemented } from '#test/support/journey-stages.ts';
import { keptTexts } from '#test/support/kept-runs.ts';
import { replayRuns } from '#tools/replay-runs/replay-runs.ts';
import { workLines } from '#tools/replay-runs/run-lines.ts';

// Put together here, so that no file holds a text that looks like a key in use.
const TOKEN = ['ghp', 'q7Rw2LmX9cVb4TnKs8ZdPf3HgYj6Ue1AoI5B'].join('_');
const EMAIL = 'ada.byron@shop.dev';
const STRANGE = 'The weather in Lisbon is lovely';
const FILE = 'src/game/level-gate.ts';

describe('what the work of the agents read', () => {
  it('is kept without private text, names and words of strangers, and leads to the same', () =>
    withJourney(async (journey) => {
      const { github } = journey.running.sandbox;
      const before = (await github.readMain(FILE)) ?? '';
      const head = `// Ask ${EMAIL}; never use ${TOKEN}.\n`;
      await github.commitToMain(
        { [FILE]: head + before, '.env': `API_KEY=hunter2-${TOKEN}\n` },
        'chore: notes',
      );
      const key = await implemented(journey);
      const { number } = await pullOf(journey, key);
      github.reviewers.setRight('ada', 'read');
      await github.reviewers.comment(number, 'ada', { path: FILE, line: 1, text: STRANGE });
      await remark(journey, key, 'sam', `replace \`on the way up\` with \`on the way\`, says ${EMAIL}`);
      await journey.running.advance(LOOKED);
      const { store } = journey.running.bot.coPilot;
      const kept = await keptTexts(store);
      const revised = kept.find((text) => text.startsWith('work:') && text.includes('codeReview.remarksOf'));
      expect(revised).toContain('replace `on the way up`');
      expect(revised).toContain('"author":"author-2"');
      const all = kept.join('\n');
      expect(all).toContain('__WITHHELD_SECRET_');
      for (const word of [TOKEN, 'hunter2', EMAIL, STRANGE, '"author":"sam"', '"author":"ada"'])
        expect(all.includes(word), word).toBe(false);
      const lines = (await replayRuns(store, key)).flatMap(workLines);
      expect(lines.filter((line) => line.startsWith('  ') && !line.endsWith(': same'))).toEqual([]);
      expect(lines).toContainEqual(expect.stringMatching(/repairer@\d+: same/));
      expect(lines).toContainEqual(expect.stringMatching(/implementer@\d+: same/));
    }));
});
