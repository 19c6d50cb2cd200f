import { describe, expect, it } from 'vitest';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm, withSampleRatioMismatch } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { FORM, IDEA, type Journey } from '#test/support/journey.ts';
import { unchanged, withButton, withJourney } from '#test/support/journey-checks.ts';
import { draftOf, LOOKED } from '#test/support/journey-drafts.ts';
import { implemented, launched, merged, reach } from '#test/support/journey-stages.ts';

function flagOf({ running }: Journey, key: string) {
  return running.sandbox.posthog.flags().findLast((flag) => flag.key === key);
}

function shareOf(journey: Journey, key: string): number {
  const flag = flagOf(journey, key);
  return flag?.active === true ? (flag.filters.groups[0]?.rollout_percentage ?? 100) : 0;
}

/** From the merged code to the running experiment, and what can happen to it there. */
export function runJourneys(): void {
  describe('the launch', () => {
    it('waits for the merge, and for somebody other than the requester', () =>
      withJourney(async (journey) => {
        const key = await implemented(journey);
        await journey.press('sam', key, 'open_link');
        const { design } = await journey.load(key);
        const planHash = design?.planHash ?? null;
        const spot = await journey.spot(key, 'open_link');
        const early = withButton(spot, 'launch', JSON.stringify({ experiment: key, planHash }));
        await unchanged(journey, key, () => journey.pressOn('priya', early, 'launch'));
        expect(journey.told('priya')).toContain('The pull request is not merged yet');
        const { code } = await journey.load(key);
        const pullRequest = code?.pullRequest ?? null;
        await journey.running.merge(pullRequest?.number ?? 0, 'sam');
        expect(shareOf(journey, key)).toBe(0);
        await unchanged(journey, key, () => journey.press('mia', key, 'launch'));
        expect(journey.told('mia')).toContain('another person has to decide');
        await unchanged(journey, key, () => journey.press('ada', key, 'launch'));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        await journey.press('priya', key, 'launch');
        expect(shareOf(journey, key)).toBe(5);
        await reach(journey, key, ['running']);
        expect(shareOf(journey, key)).toBe(100);
        expect(await journey.card(key)).toContain('launched by @priya');
      }));

    it('comes after a draft that a person who may marks ready for review once its checks have passed', () =>
      withJourney(async (journey) => {
        const key = await implemented(journey);
        const { commit } = await draftOf(journey, key);
        await journey.running.sandbox.github.ci.check({ name: 'unit', commit, conclusion: 'success' });
        await journey.running.advance(LOOKED);
        await unchanged(journey, key, () => journey.press('ada', key, 'mark_ready'));
        await journey.press('mia', key, 'mark_ready');
        expect((await draftOf(journey, key)).isDraft).toBe(false);
      }));

    it('is refused while another live experiment is on the same surface', () =>
      withJourney(async (journey) => {
        const first = await launched(journey);
        const second = await merged(journey, 'Show the tutorial again after the second gate');
        await unchanged(journey, second, () => journey.press('priya', second, 'launch'));
        expect(journey.told('priya')).toContain(
          `The same surface is used by \`${first}\`, which is not over yet`,
        );
        expect(flagOf(journey, second)?.active).toBe(false);
      }));

    it('is done once by a delivery that comes twice', () =>
      withJourney(async (journey) => {
        const key = await merged(journey);
        await journey.press('priya', key, 'launch', { copies: 2 });
        const said = (await journey.thread(key)).filter((text) => text.includes('as a canary: '));
        expect(said).toHaveLength(1);
        expect(journey.running.sandbox.posthog.flags()).toHaveLength(1);
      }));
  });

  describe('a flag of somebody else under the same key', () => {
    it('is neither taken over nor removed, and the way on is said', () =>
      withJourney(async (journey) => {
        const key = await implemented(journey);
        const { design, code } = await journey.load(key);
        const plan = design?.plan ?? null;
        const pullRequest = code?.pullRequest ?? null;
        const { config } = journey.running.sandbox;
        const foreign = createPostHogFlags(config.posthog);
        const theirs = { active: true, rollout: 1, allocation: { control: 0, treatment: 1 } };
        const made = await foreign.ensure(plan?.flagKey ?? '', 'New gate, do not touch', theirs);
        await journey.running.merge(pullRequest?.number ?? 0, 'sam');
        expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual(['flag.taken']);
        expect((await journey.thread(key)).at(-1)).toMatch(
          /PostHog has a flag .* already.*Rename or delete it/s,
        );
        await journey.command('mia', `cancel ${key} no longer wanted`);
        expect(await foreign.read(made.key)).toEqual(made);
      }));
  });

  describe('commands about an experiment', () => {
    it('pause it for anybody and resume it for an approver', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        await journey.command('ada', `pause ${key} support has too many calls`);
        expect((await journey.load(key)).status).toBe('paused');
        expect(shareOf(journey, key)).toBe(0);
        expect((await journey.thread(key)).at(-1)).toContain('Paused');
        await unchanged(journey, key, () => journey.command('ada', `resume ${key}`));
        expect(journey.told('ada')).toContain('Only approvers may do this');
        await journey.command('sam', `resume ${key}`);
        expect((await journey.load(key)).status).toBe('running');
        expect(shareOf(journey, key)).toBe(100);
        await unchanged(journey, key, () => journey.command('sam', `resume ${key}`));
        expect(journey.told('sam')).toContain('Resuming is not possible now');
      }));

    it('cancel it before it runs, for the requester and not for a bystander', () =>
      withJourney(async (journey) => {
        const key = await merged(journey);
        await unchanged(journey, key, () => journey.command('ada', `cancel ${key}`));
        expect(journey.told('ada')).toContain('Only the requester, the owner or an approver may cancel');
        await journey.command('mia', `cancel ${key} the season is over`);
        expect((await journey.load(key)).status).toBe('cancelled');
        expect((await journey.thread(key)).at(-1)).toMatch(/Cancelled by @mia: “the season is over”/);
        expect(flagOf(journey, key)?.deleted).toBe(true);
        const gone = await launched(journey, 'Show the tutorial again after the second gate');
        await unchanged(journey, gone, () => journey.command('mia', `cancel ${gone}`));
        expect(journey.told('mia')).toContain('Cancelling is not possible now');
      }));

    it('are told from ideas that begin with the same word by the key that follows', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        await journey.command('ada', 'Pause the music at the first gate');
        const { values } = journey.modal('ada').state;
        expect(values['idea']?.['idea']?.['value']).toBe('Pause the music at the first gate');
        expect((await journey.load(key)).status).toBe('running');
        await journey.command('ada', `Pause ${key} the music is too loud`);
        expect((await journey.load(key)).launch?.pause?.reason).toBe('the music is too loud');
      }));

    it('find past experiments by their words, and say how to search', () =>
      withJourney(async (journey) => {
        await journey.command('ada', 'search');
        expect(journey.told('ada')).toContain('Say what you look for');
        await journey.command('ada', 'search first gate');
        expect(journey.told('ada')).toContain('No past experiment that you may see fits "first gate"');
        const key = await journey.propose('mia');
        await journey.command('mia', `cancel ${key} the gate is rebuilt`);
        await journey.command('ada', 'search first gates');
        expect(journey.told('ada')).toContain('One past experiment fits "first gates"');
        expect(journey.told('ada')).toMatch(new RegExp(`\`${key}\` .+: cancelled before a result, `));
      }));

    it('list them, show one, help, and hint at a word that is none', () =>
      withJourney(async (journey) => {
        await journey.command('ada', 'list');
        expect(journey.told('ada')).toContain('There is no experiment yet');
        const key = await journey.propose('mia');
        await journey.command('ada', 'list');
        expect(journey.told('ada')).toMatch(new RegExp(`\`${key}\` ${IDEA} \\(https:[^)]+\\): planned`));
        await journey.command('ada', `status ${key}`);
        expect(journey.told('ada')).toContain('Waiting for an approver to review the plan');
        await journey.command('ada', 'status nothing-like-it');
        expect(journey.told('ada')).toContain('There is no experiment "nothing-like-it"');
        await journey.command('ada', 'pause nothing-like-it');
        expect(journey.told('ada')).toContain('There is no such experiment');
        await journey.command('ada', '');
        expect(journey.told('ada')).toContain('What /experiment can do');
        await journey.command('ada', 'help');
        expect(journey.told('ada')).toContain('`/experiment pause');
        await journey.command('ada', 'lisst');
        expect(journey.told('ada')).toContain('Did you mean `/experiment list`?');
        await journey.command('ada', 'retry');
        expect(journey.told('ada')).toContain(`Did you mean \`retry ${key}\`?`);
        await journey.command('ada', `retry ${key}`);
        expect(journey.told('ada')).toContain('Nothing has failed');
      }));

    it('try again what failed for good', () =>
      withJourney(async (journey) => {
        const key = await merged(journey);
        journey.running.sandbox.posthog.fail({ kind: 'http-500', times: 6, path: '/feature_flags/' });
        await journey.press('priya', key, 'launch');
        expect(journey.takeErrors().map(({ fields }) => fields['kind'])).toEqual(['flag']);
        expect((await journey.thread(key)).at(-1)).toMatch(/The flag could not be changed.*Nothing is lost/s);
        expect(await journey.card(key)).toContain('choose it in the menu here');
        await journey.command('mia', `retry ${key}`);
        expect(shareOf(journey, key)).toBe(5);
        await reach(journey, key, ['running']);
      }));
  });

  describe('a change of the flag while PostHog is away', () => {
    it('is told of once, and made by itself as soon as PostHog is back', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        journey.running.sandbox.posthog.fail({ kind: 'http-500', times: 36, path: '/feature_flags/' });
        await journey.command('ada', `pause ${key} it crashes`);
        expect(shareOf(journey, key)).toBe(100);
        await journey.running.advance(2 * HOUR, { step: 5 * MINUTE });
        expect(shareOf(journey, key)).toBe(0);
        const {
          status,
          delivery: { failedEffects },
        } = await journey.load(key);
        expect([status, failedEffects]).toEqual(['paused', []]);
        const told = (await journey.thread(key)).filter((text) => text.includes('could not be switched off'));
        expect(told).toHaveLength(1);
        expect(told[0]).toContain('The bot tries it again every five minutes');
        expect(journey.takeErrors().length).toBeGreaterThan(1);
      }));
  });

  describe('a step that failed for good', () => {
    it('is forgotten where an edit has made it pointless: the card does not say stuck for ever', () =>
      withJourney(async (journey) => {
        journey.running.sandbox.model?.fail({ kind: 'refuses', times: 1, role: 'supervisor' });
        const key = await journey.propose('mia');
        journey.running.sandbox.posthog.fail({ kind: 'http-500', times: 5, path: '/query/' });
        const failed = await journey.spot(key, 'edit_request');
        await journey.press('mia', key, 'retry_design');
        expect(journey.takeErrors().map(({ fields }) => fields['kind'])).toEqual(['design']);
        expect(await journey.card(key)).toContain('Stuck');
        await journey.pressOn('mia', failed, 'edit_request');
        await journey.fill('mia', { smallestLift: '6' });
        expect((await journey.load(key)).status).toBe('in-review');
        expect(await journey.card(key)).not.toContain('Stuck');
      }));

    it('is let be where a later one has overtaken it: a late pause switches nothing off', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        journey.running.sandbox.posthog.fail({ kind: 'http-500', times: 10, path: '/feature_flags/' });
        await journey.command('ada', `pause ${key}`);
        expect(journey.takeErrors().map(({ fields }) => fields['kind'])).toEqual(['flag']);
        const failed = await journey.spot(key, 'retry_effect');
        await journey.command('sam', `resume ${key}`);
        await journey.pressOn('mia', failed, 'retry_effect');
        const {
          status,
          delivery: { failedEffects },
        } = await journey.load(key);
        expect([status, failedEffects, shareOf(journey, key)]).toEqual(['running', [], 100]);
        await reach(journey, key, ['deciding'], 30);
      }));

    it('is tried again by its button, once', () =>
      withJourney(async (journey) => {
        const key = await merged(journey);
        journey.running.sandbox.posthog.fail({ kind: 'http-500', times: 6, path: '/feature_flags/' });
        await journey.press('priya', key, 'launch');
        expect(journey.takeErrors()).toHaveLength(1);
        const failed = await journey.spot(key, 'retry_effect');
        await journey.pressOn('mia', failed, 'retry_effect');
        expect(shareOf(journey, key)).toBe(5);
        await unchanged(journey, key, () => journey.pressOn('sam', failed, 'retry_effect'));
        expect(journey.told('sam')).toContain('This has been tried again already');
        expect((await journey.thread(key)).join('\n')).toContain('Tried again by @mia');
        expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
      }));
  });

  describe('the looks', () => {
    it('stop proven harm at once, without asking anybody', () =>
      withJourney(
        async (journey) => {
          const key = await launched(journey, IDEA, { ...FORM, guardrailMetrics: ['crash_rate'] });
          const {
            looks: { harm, snapshots },
          } = await reach(journey, key, ['killed'], 14);
          expect(harm).toBe('crash_rate');
          // No model was asked first.
          expect(snapshots.at(-1)?.narrative).toBeNull();
          expect(shareOf(journey, key)).toBe(0);
          expect((await journey.thread(key)).join('\n')).toMatch(
            /Stopped for harm: Crash rate is proven worse/,
          );
          await reach(journey, key, ['cleaning-up']);
        },
        { scenarios: [withHarm(cookieCats, 'app_crashed', 3)] },
      ));

    it('raise an alarm where the split is not as planned, and cover the effects', () =>
      withJourney(
        async (journey) => {
          const key = await launched(journey);
          // The goal is 7-day retention: the first week's units are known eight days after it.
          await journey.running.advance(15 * DAY, { step: 6 * HOUR });
          const said = (await journey.thread(key)).filter((text) => text.includes('sample ratio mismatch'));
          expect(said[0]).toContain('The data of this experiment are not sound, so its effects stay hidden');
          expect((await journey.load(key)).looks.snapshots[0]?.analysis.show).toBe('progress');
          await journey.command('ada', `pause ${key}`);
          expect(shareOf(journey, key)).toBe(0);
        },
        { scenarios: [withSampleRatioMismatch(cookieCats, 0.2)] },
      ));
  });
}
