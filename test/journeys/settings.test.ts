import { describe, expect, it } from 'vitest';
import { designOf } from '#domain/experiment.ts';
import { MINUTE } from '#shared/clock.ts';
import { FORM, IDEA } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const file = useSettingsFile();

const FIRST_CONTACT = `metrics:
  first_contact:
    name: First contact
    description: came to the lobby
    kind: proportion
    event: site_visited
    direction: increase
    windowDays: 7
`;

describe('settings that change while the bot runs', () => {
  it('hold for the next experiment, and each plan says under which version it was made', () =>
    withJourney(
      async (journey) => {
        const before = await journey.propose('mia');
        expect(designOf(await journey.load(before)).settings).toBe(1);
        await file.replace('metrics:\n', FIRST_CONTACT);
        await file.replace('guardrails: []', 'guardrails: [crash_rate]');
        await file.replace('margin: 0.05', 'margin: 0.02');
        await journey.running.advance(MINUTE, { step: MINUTE });

        const form = { ...FORM, goalMetric: 'first_contact' };
        const after = await journey.propose('mia', 'Show other players in the lobby', form);
        const { plan, settings } = designOf(await journey.load(after));
        expect(settings).toBe(2);
        expect(plan.goal).toMatchObject({ key: 'first_contact', event: 'site_visited', windowDays: 7 });
        expect(plan.guardrails.map(({ metric, margin }) => [metric.key, margin])).toEqual([
          ['retention_1d', 0.02],
          ['crash_rate', 0.02],
        ]);
        await journey.press('ada', after, 'show_plan');
        expect(JSON.stringify(journey.modal('ada').blocks)).toContain('settings 2');
      },
      { settingsFile: file.path },
    ));

  it('say which units come to a surface and which are no customers, also in the looks of the plan', () =>
    withJourney(
      async (journey) => {
        await file.replace(
          'surfaces:\n  - name: level gate\n',
          'surfaces:\n  - name: level gate\n    rules: [{match: starts-with, property: $pathname, value: /level}]\n',
        );
        await file.replace(
          'platformFilter: true\n  rules: []',
          'platformFilter: false\n  rules: [{property: email, operator: icontains, value: "@acme.test"}]',
        );
        await journey.running.advance(MINUTE, { step: MINUTE });
        const { posthog } = journey.running.sandbox;
        const key = await launched(journey);
        const asked = posthog.requests.filter(({ path }) => path.endsWith('/query/'));
        const values = asked.map(({ body }) => JSON.stringify(JSON.parse(String(body)).query.values));
        expect(values.filter((text) => text.includes('/level'))).not.toEqual([]);
        expect(values.filter((text) => text.includes(key) && text.includes('@acme.test'))).not.toEqual([]);
        expect(asked.filter(({ body }) => String(body).includes('filterTestAccounts'))).toEqual([]);
        expect(designOf(await journey.load(key)).plan.testAccounts).toEqual({
          platformFilter: false,
          rules: [{ property: 'email', operator: 'icontains', value: '@acme.test' }],
        });
      },
      { settingsFile: file.path },
    ));

  it('say by which dimensions a plan registers its segments, and its looks ask for them', () =>
    withJourney(
      async (journey) => {
        await file.replace('dimensions: []', 'dimensions: [$os]');
        await journey.running.advance(MINUTE, { step: MINUTE });
        const key = await deciding(journey);
        expect(designOf(await journey.load(key)).plan.dimensions).toEqual(['$os']);
        await journey.press('ada', key, 'show_plan');
        expect(JSON.stringify(journey.modal('ada').blocks)).toContain('also read by `$os`');
        await journey.press('ada', key, 'show_details');
        expect(JSON.stringify(journey.modal('ada').blocks)).toContain('by* `$os` (registered; exploratory)');
      },
      { settingsFile: file.path },
    ));

  it('leave a running plan as it was made', () =>
    withJourney(
      async (journey) => {
        const key = await journey.propose('mia');
        const { plan } = designOf(await journey.load(key));
        await file.replace('untilDay: 8', 'untilDay: 12');
        await journey.running.advance(MINUTE, { step: MINUTE });
        await journey.press('priya', key, 'approve_plan');
        expect(designOf(await journey.load(key)).plan).toEqual(plan);
      },
      { settingsFile: file.path },
    ));

  it('give and take roles', () =>
    withJourney(
      async (journey) => {
        const key = await journey.propose('mia');
        await file.replace('approvers: [U00000PRIYA, U0000000SAM]', 'approvers: [U0000000SAM]');
        await journey.running.advance(MINUTE, { step: MINUTE });
        await journey.press('priya', key, 'approve_plan');
        expect(journey.told('priya')).toContain('Only approvers may do this');
        await journey.press('sam', key, 'approve_plan');
        expect(designOf(await journey.load(key)).approvals).toHaveLength(1);
      },
      { settingsFile: file.path },
    ));

  it('give roles to the members that a user group has at the moment', () =>
    withJourney(
      async (journey) => {
        const { slack } = journey.running.sandbox;
        await file.replace('approvers: [U00000PRIYA, U0000000SAM]', 'approvers: [S0000000001]');
        await journey.running.advance(MINUTE, { step: MINUTE });
        const key = await journey.propose('mia');
        expect((await journey.thread(key)).join('\n')).toMatch(/@(priya|sam) Please review this plan/);
        slack.changeGroup('S0000000001', [slack.userId('sam')]);
        await journey.running.advance(5 * MINUTE, { step: MINUTE });
        await journey.press('priya', key, 'approve_plan');
        expect(journey.told('priya')).toContain('Only approvers may do this');
        await journey.press('sam', key, 'approve_plan');
        expect(designOf(await journey.load(key)).approvals).toHaveLength(1);
      },
      { settingsFile: file.path },
    ));

  it('stay as they are while the file is wrong, and operators are told', () =>
    withJourney(
      async (journey) => {
        await file.replace('kind: mean', 'kind: men');
        await file.replace('retentionDays: 365', 'retentionDays: 1');
        await journey.running.advance(MINUTE, { step: MINUTE });
        expect(journey.running.bot.coPilot.retentionDays).toBe(365);
        const [error] = journey.takeErrors();
        expect(error?.message).toContain(
          'metrics.revenue_per_user.kind: This must be one of proportion, mean',
        );
        const key = await journey.propose('mia', IDEA);
        expect(designOf(await journey.load(key)).settings).toBe(1);
      },
      { settingsFile: file.path },
    ));
});
