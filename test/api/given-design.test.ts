import { expect, it } from 'vitest';
import { type ApiClient, apiOf } from '#test/support/api-client.ts';
import { FORM, type Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const withApi = (work: (client: ApiClient, journey: Journey) => Promise<void>) =>
  withJourney((journey) => work(apiOf(journey), journey));

const DESIGN = {
  title: 'A later first gate',
  hypothesis: 'Players who see more of the game before they wait come back more often.',
  mechanism: 'The wait comes once the game is understood, so that fewer players leave at it.',
  disproof: 'Retention stays as it is although the gate is met later.',
  rationale: 'Many players leave at the first gate and never see what follows it.',
  controlDescription: 'The gate stands at its usual level.',
  treatmentDescriptions: ['The gate stands at level 40.'],
  guardrailReasons: [{ metric: 'retention_1d', reason: 'Players may tire of a longer first visit.' }],
  ...{ lookCadence: 'weekly', forecast: { low: 0, high: 0.04 }, noneSimilar: 'They changed other places.' },
};

function proposal({ running }: Journey, plan: object) {
  const request = {
    ...{ goalMetric: FORM['goalMetric'], guardrailMetrics: FORM['guardrailMetrics'], smallestLift: 0.04 },
    ...{ surface: FORM['surface'], repository: running.bot.coPilot.choices.repositories[0] },
  };
  const channel = running.sandbox.slack.channelId('growth');
  return { body: { idea: 'Move the first gate from level 30 to level 40', channel, request, plan } };
}

it('is planned as it is given, without a designer, by all rules of a designed plan', () =>
  withApi(async ({ ask, tokenOf }, journey) => {
    const token = await tokenOf('mia');
    const made = await ask(token, 'POST /experiments', proposal(journey, DESIGN));
    expect(made.status).toBe(201);
    const { json } = await ask(token, `GET /experiments/${made.json.key}`);
    expect(json).toMatchObject({
      ...{ status: 'in-review', failure: null },
      plan: { title: DESIGN.title, hypothesis: DESIGN.hypothesis, lookCadence: 'weekly' },
    });
    expect(json.plan.days).toBeGreaterThan(6);
    const { runs, design } = await journey.load(made.json.key);
    expect(runs.map(({ role }) => role)).not.toContain('designer');
    expect(runs.map(({ role }) => role)).toEqual(expect.arrayContaining(['supervisor', 'policy']));
    expect(design?.plan.reasoning?.by).toBe('person');
    const record = (await ask(token, `GET /experiments/${made.json.key}/record`)).body;
    expect(record).toContain('The requester expected');
    expect(record).not.toContain('designer');
    await journey.press('priya', made.json.key, 'request_changes');
    await journey.fill('priya', { reason: 'Say which players it is for' });
    const after = await journey.load(made.json.key);
    expect(after.runs.map(({ role }) => role)).toContain('designer');
  }));

it.each<[string, object, string]>([
  ['a metric that there is not', { secondaryMetrics: ['none'] }, 'the catalogue has no metric none'],
  [
    'a number from nowhere',
    { rationale: 'Of all players 73 % leave at the first gate.' },
    'a number that is not in the data',
  ],
  [
    'another number of treatments',
    { treatmentDescriptions: ['The first one here.', 'The second one here.'] },
    'the split has 1 treatments',
  ],
  ['the goal as a guardrail', { secondaryMetrics: [FORM['goalMetric']] }, 'must not be repeated'],
  ['a forecast upside down', { forecast: { low: 0.04, high: 0 } }, 'forecast'],
])('is refused with %s, and says so in the thread', (_name, more, words) =>
  withApi(async ({ ask, tokenOf }, journey) => {
    const token = await tokenOf('mia');
    const { key } = (await ask(token, 'POST /experiments', proposal(journey, { ...DESIGN, ...more }))).json;
    const { json } = await ask(token, `GET /experiments/${key}`);
    expect(json).toMatchObject({ status: 'draft', plan: null, failure: { code: 'impossible' } });
    expect(json.failure.detail).toContain(words);
  }),
);

it('belongs to a whole request', () =>
  withApi(async ({ ask, tokenOf }, journey) => {
    const { body } = proposal(journey, DESIGN);
    const { request: _none, ...rest } = body;
    const told = await ask(await tokenOf('mia'), 'POST /experiments', { body: rest });
    expect([told.status, told.json.errors[0].path]).toEqual([422, 'body.plan']);
  }));
