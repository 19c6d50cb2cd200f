import { expect, it } from 'vitest';
import { FORM } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched } from '#test/support/journey-stages.ts';

it('experiments that run at the same time are named in the details of a look, and crossed by the flag of the other', () =>
  withJourney(async (journey) => {
    const other = await launched(journey);
    const key = await deciding(journey, 'Send the men’s e-mail', {
      ...FORM,
      goalMetric: 'visit_rate',
      guardrailMetrics: ['checkout_conversion'],
      smallestLift: '10',
      surface: 'e-mail',
    });
    const asked = journey.running.sandbox.posthog.requests.map(({ body }) => String(body));
    expect(asked.some((body) => body.includes(`"$feature/${other}"`))).toBe(true);
    await journey.press('ada', key, 'show_details');
    const shown = JSON.stringify(journey.modal('ada').blocks);
    expect(shown).toContain('Experiments at the same time');
    expect(shown).toContain(`\`${other}\``);
    expect(shown).toContain('the exposure events do not say which units met it');
  }));
