import { describe, expect, it } from 'vitest';
import { hashOf } from '#shared/canonical-json.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';

describe('the books of what models cost', () => {
  it('hold the calls before a fault, whatever becomes of the work, and each call once', () =>
    withJourney(async (journey) => {
      const { model } = journey.running.sandbox;
      model?.fail({ kind: 'http-500', times: 1, role: 'designer' });
      const key = await journey.propose('mia');
      const { status, runs } = await journey.load(key);
      expect(status).toBe('in-review');
      const answered = model?.requests().filter(({ fault }) => fault === null) ?? [];
      // The supervisor was asked again after the fault, and both of its answers were paid for.
      expect(answered.map(({ role }) => role)).toEqual(['supervisor', 'supervisor', 'designer', 'policy']);
      expect(runs.map(({ prompt }) => prompt.split('@')[0])).toEqual(answered.map(({ role }) => role));
      expect(new Set(runs.map((run) => hashOf(run))).size).toBe(runs.length);
    }));

  it('hold the calls for the words of the looks', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      const { runs } = await journey.load(key);
      const answered = journey.running.sandbox.model?.requests().filter(({ fault }) => fault === null) ?? [];
      expect(answered.filter(({ role }) => role === 'analyst').length).toBeGreaterThan(0);
      expect(runs.map(({ prompt }) => prompt.split('@')[0]).sort()).toEqual(
        answered.map(({ role }) => role).sort(),
      );
    }));
});
