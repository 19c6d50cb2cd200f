import { describe, expect, it } from 'vitest';
import { recordDocument } from '#features/full-record/record-document.ts';
import { type Journey, keysOf, MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { failing, pullOf, textWith } from '#test/support/journey-drafts.ts';
import { deciding, reach, until } from '#test/support/journey-stages.ts';

const FILE = 'prompts/support.md';
const VARIANT = 'prompts/support.treatment.md';
const IDEA = `${MAIL.idea} with a shorter prompt`;
const form = { ...MAIL.form, file: FILE };

async function onMain({ running }: Journey): Promise<readonly (string | null)[]> {
  const { github } = running.sandbox;
  return Promise.all(
    [FILE, VARIANT].map(async (path) =>
      (await github.listMain()).includes(path) ? github.readMain(path) : null,
    ),
  );
}

/** The message of the only commit of a branch. */
async function messageOf({ running }: Journey, branch: string): Promise<string> {
  const [message = ''] = await running.sandbox.github.commitsOf(branch);
  return message;
}

/** Lets the hour of the undo pass, until the pull request of the end is open. */
async function ended(journey: Journey, key: string): Promise<number> {
  await until(journey, key, ({ cleanUp }) => cleanUp?.pullRequest != null, 1, 'an open clean-up');
  const { cleanUp } = await journey.load(key);
  return cleanUp?.pullRequest?.number ?? 0;
}

describe('an experiment on a file', () => {
  it('puts the variant beside the original, and a shipment puts its text there with the figures', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, IDEA, form);
      const { github } = journey.running.sandbox;
      const { code } = await journey.load(key);
      expect(code?.pullRequest.files).toEqual([VARIANT]);
      const [original, variant] = await onMain(journey);
      expect(original).toContain('Repeat the question');
      expect(variant).not.toContain('Repeat the question');
      expect(variant).toContain('{first_name}');
      const body = (await github.listPulls()).find(({ number }) => number === code?.pullRequest.number)?.body;
      expect(body).toContain(`| \`treatment\` | treatment | 50 % | \`${VARIANT}\` |`);
      expect(body).toContain(`asks the flag \`${key}\` once a run`);
      expect(body).not.toContain('One place asks for the variant');

      await journey.press('priya', key, 'show_details');
      const details = JSON.stringify(journey.modal('priya').blocks);
      expect(details).toContain('*Trials: Visit rate* · `treatment`');
      expect(details).toMatch(/Cohen’s d 0\.\d+, for few trials Hedges’ g 0\.\d+: small/);
      expect(details).toContain('met: at least ten trials of each');
      expect(details).toContain('They decide nothing: the registered rules do.');
      const record = recordDocument(await journey.load(key));
      expect(record).toContain('Trials of `treatment`, Visit rate:');
      await journey.press('priya', key, 'decide_ship');
      const number = await ended(journey, key);
      const { branch } = (await journey.load(key)).cleanUp?.pullRequest ?? { branch: '' };
      expect((await messageOf(journey, branch)).replaceAll(/[0-9a-f]{12}/g, '<hash>')).toMatchInlineSnapshot(`
        "feat(experiment): promote treatment of prompts/support.md

        Send the men’s e-mail with a shorter prompt

        Shipped as the rules recommended, 2026-09-14 (UTC).

        Look 1 of 1, data until 2026-09-14 (UTC), snapshot <hash>:
        - units: control 21,306, treatment 21,307
        - goal Visit rate, treatment: 10.62 % -> 18.28 % (21,306 and 21,307 units), lift +72.14 %, 95 % interval +64.09 % to +80.71 %, proven better
        - guardrail Checkout conversion, treatment: 0.57 % -> 1.25 % (21,306 and 21,307 units), lift +118.84 %, 95 % interval +77.95 % to +173.88 %, proven to be within its margin
        - secondary Unsubscribe rate, treatment: 1.20 % -> 1.20 % (21,306 and 21,307 units), lift 0.00 %, 97.5 % interval −18.01 % to +21.96 %, no difference proven
        - secondary Crash rate, treatment: 3.00 % -> 3.00 % (21,306 and 21,307 units), lift 0.00 %, 97.5 % interval −11.66 % to +13.19 %, no difference proven

        Experiment: send-the-men-s-e-mail-with-a-shorter
        Plan: <hash>"
      `);
      expect(await textWith(journey, key, 'Clean-up pull request')).toContain('byte for byte');
      await journey.running.merge(number, 'sam');
      expect(await onMain(journey)).toEqual([variant, null]);
      expect(await textWith(journey, key, 'was merged')).toContain('so that the new text can be deployed');
      await reach(journey, key, ['completed'], 2);
      expect(await textWith(journey, key, 'Completed.')).toContain(
        'The original has the text of the variant',
      );
      expect((await journey.load(key)).flag).toBeNull();
    }));

  it('that is killed leaves the original byte for byte and removes the variant', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, IDEA, form);
      const [original] = await onMain(journey);
      await journey.press('sam', key, 'decide_kill');
      await journey.fill('sam', { reason: 'The answers read coldly' });
      await journey.press('priya', key, 'confirm_kill');
      const number = await ended(journey, key);
      const { branch, files } = (await journey.load(key)).cleanUp?.pullRequest ?? { branch: '', files: [] };
      expect(files).toEqual([VARIANT]);
      const message = await messageOf(journey, branch);
      expect(message).toContain(`chore(experiment): keep the original of ${FILE}`);
      expect(message).toContain('Killed against what the rules recommended');
      expect(message).toContain('Reason: The answers read coldly');
      await journey.running.merge(number, 'sam');
      expect(await onMain(journey)).toEqual([original, null]);
      await reach(journey, key, ['completed'], 1);
      expect(await textWith(journey, key, 'Completed.')).toContain('The original stays as it is');
    }));

  it('is begun by an idea that names the file, and its draft is revised by the rules for files', () =>
    withJourney(async (journey) => {
      const idea = `Send the men’s e-mail with a shorter prompt in ${FILE}`;
      await journey.command('mia', idea);
      await journey.fill('mia', {});
      const [key = ''] = await keysOf(journey.running);
      await reach(journey, key, ['in-review'], 0);
      expect((await journey.load(key)).request.file).toBe(FILE);
      expect(await textWith(journey, key, 'Plan:')).toContain(`File under test  \`${FILE}\``);
      for (const person of ['priya', 'sam'])
        if ((await journey.load(key)).status === 'in-review')
          await journey.press(person, key, 'approve_plan');
      await reach(journey, key, ['implemented'], 0);
      await failing(journey, key, 'replace `the corner shop` with `our shop`');
      const { branch } = await pullOf(journey, key);
      expect(await journey.running.sandbox.github.readMain(VARIANT, branch)).toContain('our shop');
      expect(await journey.running.sandbox.github.readMain(FILE, branch)).toContain('the corner shop');
    }));

  it('is not planned on a file that is not there, and says so', () =>
    withJourney(async (journey) => {
      await journey.command('mia', 'Send the men’s e-mail with a shorter prompt in prompts/suport.md');
      await journey.fill('mia', {});
      const [key = ''] = await keysOf(journey.running);
      expect(await textWith(journey, key, 'prompts/suport.md')).toContain('the repository has no such file');
      expect((await journey.load(key)).failure?.reason).toBe('not-chosen');
    }));

  it('writes over no file, and is built once the place is free', () =>
    withJourney(
      async (journey) => {
        const key = await journey.propose('mia', IDEA, form);
        await journey.press('priya', key, 'approve_plan');
        expect(await textWith(journey, key, 'There is no pull request yet')).toContain(
          `The file ${VARIANT} exists already`,
        );
        await journey.running.sandbox.github.renameFile(VARIANT, 'prompts/old.md', 'Make room');
        await journey.press('priya', key, 'retry_implementation');
        await journey.fill('priya', {});
        const { status, code } = await journey.load(key);
        expect([status, code?.pullRequest.files]).toEqual(['implemented', [VARIANT]]);
      },
      { files: { [FILE]: 'Be kind.\nAnswer in full.\n', [VARIANT]: 'Taken.\n' } },
    ));

  it('is not promoted over a change of the original, and a person puts it in by hand', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, IDEA, form);
      const { github } = journey.running.sandbox;
      await github.reviewers.pushTo('main', 'sam', { [FILE]: 'Be brief.\n' });
      await journey.press('priya', key, 'decide_ship');
      await until(journey, key, ({ failure }) => failure !== null, 1, 'a failed clean-up');
      expect((await journey.load(key)).failure?.detail).toContain('was changed since the experiment began');
      const [original, variant] = await onMain(journey);
      expect(original).toBe('Be brief.\n');
      await github.reviewers.pushTo('main', 'sam', { [FILE]: variant ?? '' });
      await journey.press('mia', key, 'retry_clean_up');
      const number = await ended(journey, key);
      expect((await journey.load(key)).cleanUp?.pullRequest?.files).toEqual([VARIANT]);
      await journey.running.merge(number, 'sam');
      expect(await onMain(journey)).toEqual([variant, null]);
      await reach(journey, key, ['completed'], 2);
    }));
});
