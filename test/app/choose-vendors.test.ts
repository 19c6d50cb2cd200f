import { describe, expect, it } from 'vitest';
import { chooseVendors } from '#app/choose-vendors.ts';
import type { PortName } from '#ports/ports.ts';

const vendor = (name: string, fills: readonly PortName[]) => ({ name, key: `${name}_KEY`, fills });
const SLACK = vendor('SLACK', ['chat', 'people']);
const OPENAI = vendor('OPENAI', ['model']);
const OTHER = vendor('OTHER', ['model']);
const POSTHOG = vendor('POSTHOG', ['flags', 'metrics', 'analytics']);
const VENDORS = [SLACK, OPENAI, OTHER, POSTHOG];

function namesOf(...set: readonly string[]) {
  const chosen = chooseVendors(VENDORS, Object.fromEntries(set.map((name) => [`${name}_KEY`, 'x'])));
  return chosen.kind === 'ok' ? chosen.value.map(({ name }) => name) : chosen.problem;
}

describe('the vendors that are used', () => {
  it('fill every port, though none is set', () => {
    expect(namesOf()).toEqual(['SLACK', 'OPENAI', 'POSTHOG']);
  });

  it('are those that are set, before the first in the list', () => {
    expect(namesOf('OTHER')).toEqual(['SLACK', 'OTHER', 'POSTHOG']);
    expect(namesOf('OPENAI', 'SLACK')).toEqual(['SLACK', 'OPENAI', 'POSTHOG']);
  });

  it('are also meant by another variable than their key, so that a missing key is told', () => {
    const own = vendor('OWN', ['flags', 'metrics']);
    const far = { ...vendor('FAR', ['flags', 'metrics']), meantBy: /^FAR_HOST$/ };
    const names = (set: Readonly<Record<string, string>>) => {
      const chosen = chooseVendors([own, far], set);
      return chosen.kind === 'ok' ? chosen.value.map(({ name }) => name) : chosen.problem;
    };
    expect(names({ FAR_OTHER: 'x' })).toEqual(['OWN']);
    expect(names({ FAR_HOST: 'x' })).toEqual(['FAR']);
    expect(names({ FAR_HOST: 'x', OWN_KEY: 'x' })).toMatch(/^OWN_KEY and FAR_HOST are both set/);
  });

  it('never do the same work twice', () => {
    expect(namesOf('OPENAI', 'OTHER')).toMatch(
      /^OPENAI_KEY and OTHER_KEY are both set, but OPENAI and OTHER /,
    );
  });
});
