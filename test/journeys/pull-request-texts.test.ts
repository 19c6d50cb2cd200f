import { expect, it } from 'vitest';
import { withJourney } from '#test/support/journey-checks.ts';
import { implemented } from '#test/support/journey-stages.ts';

const HOSTILE = 'Move the first gate from level 30 to level 40 [skip ci] closes #12 for @acme/owners';
const REFERENCES = /\[skip ci\]|#\d|@acme/;

it('a pull request leads back to the thread, and its title and commit steer no machine', () =>
  withJourney(async (journey) => {
    const key = await implemented(journey, HOSTILE);
    const { github } = journey.running.sandbox;
    const {
      design,
      delivery: { threadTs },
    } = await journey.load(key);
    const plan = design?.plan ?? null;
    expect(plan?.title).toMatch(REFERENCES);
    const [pull] = await github.listPulls();
    expect(pull?.body).toContain('[Slack thread](https://');
    expect(pull?.body).toContain(`/p${threadTs?.replace('.', '')}`);
    for (const text of [pull?.title, ...(await github.commitsOf(pull?.branch ?? ''))])
      expect(text).not.toMatch(REFERENCES);
  }));

it('a link that Slack does not give keeps no pull request back', () =>
  withJourney(async (journey) => {
    const { slack, github } = journey.running.sandbox;
    slack.fail({ method: 'chat.getPermalink', kind: { error: 'message_not_found' } });
    await implemented(journey);
    expect((await github.listPulls())[0]?.body).not.toContain('Slack thread');
    expect(slack.requests('chat.getPermalink')).toHaveLength(1);
  }));
