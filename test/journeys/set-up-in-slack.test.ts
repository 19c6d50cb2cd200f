import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_FILE, EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { writeSettings } from '#settings/file/write-settings.ts';
import { DAY, MINUTE } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import {
  choose,
  closeTop,
  directTo,
  openPart,
  openText,
  pressIn,
  refusals,
  save,
  setUp,
} from '#test/support/journey-settings.ts';
import { deciding } from '#test/support/journey-stages.ts';
import { sendEvents } from '#test/support/send-events.ts';

const NEW = { isNew: true };

describe('a workspace that is set up in Slack alone', () => {
  it('begins with nothing, is filled in part by part, and an experiment runs with it', () =>
    withJourney(async (journey) => {
      await journey.command('mia', 'Move the first gate to level 40');
      expect(journey.told('mia')).toContain('not set up yet');
      await setUp(journey);
      expect(openText(journey, 'ada')).not.toContain('Not ready yet');
      const { slack } = journey.running.sandbox;
      expect(JSON.stringify(slack.snapshot())).toContain('The bot is set up');
      const { settings } = journey.running.bot.coPilot.settings.inForce();
      expect(readSettings(writeSettings(settings, ''))).toEqual({ kind: 'ok', value: settings });
      const key = await deciding(journey);
      expect((await journey.load(key)).status).toBe('deciding');
    }, NEW));

  it('lets those who administer the workspace in Slack name the first admins, and no others', () =>
    withJourney(async (journey) => {
      await journey.command('mia', 'settings');
      expect(openText(journey, 'mia')).toContain('No admin is named yet');
      await openPart(journey, 'mia', 'roles');
      expect(journey.modal('mia').submit).toBeNull();
      await journey.command('ada', 'settings');
      await openPart(journey, 'ada', 'roles');
      await save(journey, 'ada', { approvers: ['U00000PRIYA'], admins: ['U0000000MIA'] });
      // A person of Slack who is no admin of the settings has nothing to change any more.
      await journey.command('ada', 'settings');
      expect(openText(journey, 'ada')).toContain('Only admins change the settings');
      await journey.command('mia', 'settings');
      await openPart(journey, 'mia', 'repositories');
      await save(journey, 'mia', { repositories: 'acme/shop' });
    }, NEW));

  it('never loses its last admin or approver, and keeps what was typed', () =>
    withJourney(async (journey) => {
      await journey.command('ada', 'settings');
      await openPart(journey, 'ada', 'roles');
      expect(await refusals(journey, 'ada', { approvers: ['U00000PRIYA'], admins: [] })).toEqual({
        admins: expect.stringContaining('No admin would be left'),
      });
      expect(await refusals(journey, 'ada', { approvers: [], admins: ['U0000000ADA'] })).toEqual({
        approvers: expect.stringContaining('at least 1'),
      });
      expect(JSON.stringify(journey.modal('ada').state.values)).toContain('U0000000ADA');
    }, NEW));

  it('refuses a form that another admin overtook, and saves one that edits something else', () =>
    withJourney(async (journey) => {
      await setUp(journey);
      await openPart(journey, 'ada', 'roles');
      await save(journey, 'ada', { admins: ['U0000000ADA', 'U0000000SAM'] });
      await openPart(journey, 'ada', 'retentionDays');
      await journey.command('sam', 'settings');
      await openPart(journey, 'sam', 'retentionDays');
      await save(journey, 'sam', { retentionDays: 100 });
      expect(await refusals(journey, 'ada', { retentionDays: 200 })).toEqual({
        retentionDays: expect.stringContaining('retentionDays: 365 → 100'),
      });
      await closeTop(journey, 'ada');
      await openPart(journey, 'ada', 'repositories');
      await openPart(journey, 'sam', 'product');
      await save(journey, 'sam', { product: 'A game of levels.' });
      await save(journey, 'ada', { repositories: 'acme/shop\nacme/app' });
      const { settings } = journey.running.bot.coPilot.settings.inForce();
      expect(settings).toMatchObject({
        retentionDays: 100,
        product: 'A game of levels.',
        repositories: ['acme/shop', 'acme/app'],
      });
    }, NEW));

  it('names the field and the line of what is wrong, and the rule that a removal would break', () =>
    withJourney(async (journey) => {
      await setUp(journey);
      await openPart(journey, 'ada', 'surfaces');
      await choose(journey, 'ada', 'settings_edit_entry', 'level gate');
      expect(await refusals(journey, 'ada', { rules: 'event a\n$pathname matches (' })).toEqual({
        rules: 'Line 2: This is no regular expression.',
      });
      await closeTop(journey, 'ada');
      await closeTop(journey, 'ada');
      await openPart(journey, 'ada', 'guardrails');
      await save(journey, 'ada', { guardrails: ['retention_1d'] });
      await openPart(journey, 'ada', 'metrics');
      await choose(journey, 'ada', 'settings_edit_entry', 'retention_1d');
      const errors = await refusals(journey, 'ada', { remove: ['yes'] });
      expect(errors['remove']).toContain('There must be at least two metrics');
      expect(errors['remove']).toContain('guardrails[0]: There is no metric "retention_1d"');
    }, NEW));

  it('writes once to those who administer the workspace, and their button opens what is missing', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      await journey.running.settle();
      await journey.running.advance(3 * MINUTE, { step: MINUTE });
      const direct = () =>
        slack.messages(directTo(journey, 'ada')).filter(({ text }) => text.includes('wait to be set up'));
      expect(direct()).toHaveLength(1);
      const [told] = direct();
      if (told === undefined) throw new Error('nothing was told');
      await journey.pressOn('ada', told, 'settings_open');
      expect(openText(journey, 'ada')).toContain('Begin with *Approvers and admins*');
      expect(JSON.stringify(slack.snapshot().channels[directTo(journey, 'mia')] ?? null)).not.toContain(
        'set up',
      );
    }, NEW));

  it('takes a file in as text, with every problem by its line, and gives it out as a file that reads the same', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      await journey.command('ada', 'settings import');
      const wrong = 'roles:\n  approvers: [bob]\nretentionDays: -1\nsurface: 1\n';
      const { text } = await refusals(journey, 'ada', { text: wrong });
      expect(text?.split('\n')).toEqual([
        expect.stringMatching(/^Line 2: roles\.approvers\[0\]: This must be a Slack user id/),
        'Line 3: retentionDays: This must be at least 0.',
        'Line 4: surface: This key is not known here. Do you mean `surfaces`?',
      ]);
      await save(journey, 'ada', {
        text: readFileSync(EXAMPLE_FILE, 'utf8').slice(0, 2_900).split('\nmetrics:')[0] ?? '',
      });
      await journey.command('ada', 'settings import');
      await save(journey, 'ada', { text: 'retentionDays: 90\n' });
      const { settings } = journey.running.bot.coPilot.settings.inForce();
      expect(settings).toMatchObject({
        retentionDays: 90,
        repositories: ['acme/shop'],
        roles: EXAMPLE_SETTINGS.roles,
      });
      await journey.command('priya', 'settings import');
      expect(journey.told('priya')).toContain('Only admins change the settings');
      await journey.command('priya', 'settings export');
      const file = Object.values(slack.snapshot().files).find(({ name }) => name === 'co-pilot-2.yaml');
      expect(Buffer.from(file?.bytes ?? '', 'base64').toString()).toContain('retentionDays: 90');
    }, NEW));

  it('shows what a file governs, and changes nothing of it', () =>
    withJourney(async (journey) => {
      await journey.command('ada', 'settings');
      expect(openText(journey, 'ada')).toContain('The settings come from the file `start`');
      await openPart(journey, 'ada', 'metrics');
      expect(journey.modal('ada').submit).toBeNull();
      expect(openText(journey, 'ada')).toContain('retention_7d');
    }));

  it('finds the event of a metric among those seen, and shows how often it comes, its level and its traffic', () =>
    withJourney(async (journey) => {
      await setUp(journey);
      const { posthog, clock } = journey.running.sandbox;
      const at = clock.now() - DAY;
      await sendEvents(posthog, [{ event: 'site_visited', distinct_id: 'unit-1', at }]);
      await openPart(journey, 'ada', 'metrics');
      await choose(journey, 'ada', 'settings_add_entry', 'proportion');
      await pressIn(journey, 'ada', 'settings_find_event');
      await expect.poll(() => openText(journey, 'ada')).toContain('Type to search');
      await choose(journey, 'ada', 'settings_take_event', 'event:e:site_visited');
      await expect
        .poll(() => openText(journey, 'ada'))
        .toMatch(/came 1 times from 1 units.*new units a day on/);
      const wrong = { name: 'Visits', description: 'visited', direction: 'increase', windowDays: 200 };
      expect(Object.keys(await refusals(journey, 'ada', wrong))).toEqual(['windowDays']);
      await save(journey, 'ada', { windowDays: 14 });
      const { metrics } = journey.running.bot.coPilot.settings.inForce().settings;
      expect(metrics.at(-1)).toMatchObject({ key: 'visits', event: 'site_visited', windowDays: 14 });
    }, NEW));
});
