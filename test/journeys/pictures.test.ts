import { describe, expect, it } from 'vitest';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { DAY, MINUTE } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched, reach, until } from '#test/support/journey-stages.ts';

/** A change that is proven better on the last look only, so that there is a report before the decision. */
const SLOW = { scenarios: [withHarm(cookieCats, 'retained_7d', 1.03)] };

async function postedOf(journey: Journey, key: string, topic: string) {
  const { delivery } = await journey.load(key);
  const found = Object.entries(delivery.messages).findLast(([, posted]) => posted.topic === topic);
  if (found === undefined || delivery.threadTs === null) throw new Error(`no ${topic} is posted`);
  const [effect, { ts }] = found;
  const messages = journey.running.sandbox.slack.thread('growth', delivery.threadTs);
  const message = messages.find((one) => one.ts === ts);
  if (message === undefined) throw new Error(`the ${topic} is not in the thread`);
  return { effect, message, files: delivery.files?.[effect] ?? {} };
}

const imagesIn = (blocks: readonly Fields[]) => blocks.filter(({ type }) => type === 'image');
const filesOf = ({ running }: Journey) => Object.values(running.sandbox.slack.snapshot().files);

async function untilFirstLook(journey: Journey): Promise<string> {
  const key = await launched(journey);
  await until(journey, key, ({ looks }) => looks.snapshots.length === 1, 35, 'looked at');
  return key;
}

describe('a report', () => {
  it('carries its pictures with the figures in words, and keeps them when a button is pressed', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      const { message, files } = await postedOf(journey, key, 'decision');
      const images = imagesIn(message.blocks);
      expect(images.map((image) => image['slack_file'])).toEqual(Object.values(files).map((id) => ({ id })));
      expect(images[0]?.['alt_text']).toMatch(/7-day retention \(goal, should rise\): [+−]\d.*proven/u);
      for (const id of Object.values(files)) {
        const file = journey.running.sandbox.slack.file(id);
        expect(file).toMatchObject({ isComplete: true, mimetype: 'image/png' });
        expect(file?.length).toBeLessThanOrEqual(60_000);
        expect(
          Buffer.from(file?.bytes ?? '', 'base64')
            .subarray(1, 4)
            .toString(),
        ).toBe('PNG');
      }
      const before = filesOf(journey).length;
      await journey.press('priya', key, 'decide_kill');
      const pressed = await postedOf(journey, key, 'decision');
      expect(pressed.message.blocks.some(({ type }) => type === 'actions')).toBe(false);
      expect(imagesIn(pressed.message.blocks).map((image) => image['slack_file'])).toEqual(
        images.map((image) => image['slack_file']),
      );
      expect(filesOf(journey)).toHaveLength(before);
    }));

  it('has the way of the goal from the second look on, and nothing is drawn between the looks', () =>
    withJourney(async (journey) => {
      const key = await untilFirstLook(journey);
      const looks = () => journey.load(key).then(({ looks }) => looks.snapshots.length);
      expect(await looks()).toBe(1);
      expect(Object.keys((await postedOf(journey, key, 'report')).files)).toEqual(['intervals']);
      const before = filesOf(journey).length;
      await journey.running.advance(3 * DAY);
      expect([await looks(), filesOf(journey).length]).toEqual([1, before]);
      await reach(journey, key, ['deciding'], 30);
      expect(Object.keys((await postedOf(journey, key, 'decision')).files)).toEqual(['intervals', 'trend']);
    }, SLOW));

  it('waits for a file that Slack has not looked through, and shows the same file then', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.slack.refuseNewFiles(1);
      const key = await untilFirstLook(journey);
      const { message, files } = await postedOf(journey, key, 'report');
      expect(imagesIn(message.blocks)).toHaveLength(1);
      expect(filesOf(journey).map(({ id }) => id)).toEqual(Object.values(files));
    }, SLOW));

  it('comes without pictures after three tries if Slack never shows the file', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.slack.refuseNewFiles(99);
      const key = await untilFirstLook(journey);
      await journey.running.advance(5 * MINUTE);
      const { message } = await postedOf(journey, key, 'report');
      expect(imagesIn(message.blocks)).toEqual([]);
      expect(filesOf(journey)).toHaveLength(1);
      expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
    }, SLOW));

  it('comes without pictures, and says nothing of them, if the app may not upload; the log has one error', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      slack.fail({ method: 'files.getUploadURLExternal', kind: { error: 'missing_scope' }, times: 99 });
      const key = await untilFirstLook(journey);
      const { message, files } = await postedOf(journey, key, 'report');
      expect([imagesIn(message.blocks), files]).toEqual([[], {}]);
      expect(JSON.stringify(message.blocks)).not.toMatch(/picture/iu);
      await reach(journey, key, ['deciding'], 30);
      expect(imagesIn((await postedOf(journey, key, 'decision')).message.blocks)).toEqual([]);
      // Two reports went without, and the log has one error.
      expect(journey.takeErrors().map(({ message, fields }) => [message, fields['code']])).toEqual([
        ['reports come without pictures', 'slack.missing_scope'],
      ]);
      slack.clearFaults();
    }, SLOW));

  it.each([
    ['the files of Slack', { method: 'upload', kind: 'http-500' }],
    ['the end of the upload', { method: 'files.completeUploadExternal', kind: 'unreachable' }],
  ] as const)('comes without pictures after three tries if %s fail for long', (_, fault) =>
    withJourney(async (journey) => {
      journey.running.sandbox.slack.fail({ ...fault, times: 99 });
      const key = await untilFirstLook(journey);
      await journey.running.advance(5 * MINUTE);
      const { message } = await postedOf(journey, key, 'report');
      expect(imagesIn(message.blocks)).toEqual([]);
      const uploads = journey.running.sandbox.slack.requests('files.getUploadURLExternal');
      expect(uploads).toHaveLength(3);
      expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
      journey.running.sandbox.slack.clearFaults();
    }, SLOW),
  );
});
