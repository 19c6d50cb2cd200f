import { describe, expect, it } from 'vitest';
import { renderGuess } from '#features/choose-command/guess-blocks.ts';
import { expectAccepted } from '#test/features/lint.ts';

const KNOWN = [
  { key: 'shorter-sign-up', title: 'Shorter sign-up' },
  { key: 'shorter-sign-up-2', title: 'Shorter sign-up' },
  { key: 'green-button', title: 'Green button' },
];

describe('the menu of what may be meant', () => {
  it('names experiments by their titles, and two of the same title by their keys', () => {
    const calls = KNOWN.map(({ key }) => `pause ${key}`);
    const asked = renderGuess({ kind: 'guess', calls, typed: 'pause' }, KNOWN);
    expectAccepted(asked);
    const labels = Array.from(
      JSON.stringify(asked.blocks).matchAll(/"text":"(pause: [^"]*)"/g),
      ([, label]) => label,
    );
    expect(labels).toEqual(['pause: shorter-sign-up', 'pause: shorter-sign-up-2', 'pause: Green button']);
  });
});
