import { describe, expect, it } from 'vitest';
import { percentile } from '#tools/bench-load/figures.ts';
import { mustBeTaken } from '#tools/bench-load/interactions.ts';
import { readOptions } from '#tools/bench-load/options.ts';

describe('bench:load', () => {
  it('refuses what it cannot measure', () => {
    expect(readOptions(['--only', 'sweep,tea']).kind).toBe('refused');
    expect(readOptions(['--rate', '0']).kind).toBe('refused');
    expect(readOptions(['--only', 'appends'])).toMatchObject({
      kind: 'ok',
      value: { sections: ['appends'], rate: 200, seconds: 30, experiments: 10_000 },
    });
  });

  it('counts acts that were taken alone, and a list that is one', () => {
    const hit = (kind: string, answer: string, status = 200) => ({ kind, answer, status, latencyMs: 1 });
    const said = (text: string) =>
      JSON.stringify({ response_type: 'ephemeral', text, blocks: [{ type: 'section' }] });
    const taken = [hit('list', said('12 experiments')), hit('list', ''), hit('press that commits', '')];
    expect(mustBeTaken(taken)).toBe(taken);
    for (const odd of [
      hit('list', '', 500),
      hit('list', said('This takes longer than usual.')),
      hit('list', 'ok'),
      hit('form that commits', said('12 experiments')),
    ]) {
      expect(() => mustBeTaken([...taken, odd])).toThrow(`a ${odd.kind} was answered ${odd.status}`);
    }
  });

  it('takes percentiles by the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
