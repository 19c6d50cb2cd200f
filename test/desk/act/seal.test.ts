import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal } from '#desk/act/seal.ts';
import { DAY } from '#shared/clock.ts';

let now = Date.UTC(2026, 10, 30);
const seal = createSeal('a secret of this desk', { now: () => now });

describe('what a page carries for the desk', () => {
  it('comes back as it was, for the person who got it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, user) => {
        expect(seal.open(user, seal.close(user, value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is nothing if one sign of it was changed, added or left out', () => {
    const sealed = seal.close('UMIA', { form: { id: 'one', view: 'kill' } });
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'B', '.', '', '-'), (at, sign) => {
        const changed = `${sealed.slice(0, at)}${sign}${sealed.slice(at + 1)}`;
        // The last sign of base64 has bits that say nothing.
        fc.pre(changed !== sealed && at !== sealed.length - 1);
        expect(seal.open('UMIA', changed)).toBeNull();
      }),
    );
    expect(seal.open('UMIA', `${sealed}.more`)).toBeNull();
  });

  it('is nothing for another person, another desk, and after seven days', () => {
    const sealed = seal.close('UMIA', 'yes');
    expect(seal.open('UPRIYA', sealed)).toBeNull();
    expect(createSeal('another secret', { now: () => now }).open('UMIA', sealed)).toBeNull();
    now += 7 * DAY;
    expect(seal.open('UMIA', sealed)).toBe('yes');
    now += 1;
    expect(seal.open('UMIA', sealed)).toBeNull();
  });

  it('has a bound', () => {
    const large = 'x'.repeat(1_900_000);
    expect(seal.open('UMIA', seal.close('UMIA', large))).toBe(large);
    expect(() => seal.close('UMIA', 'x'.repeat(2_000_001))).toThrow(RangeError);
  });

  it('is nothing if it never was sealed', () => {
    fc.assert(fc.property(fc.string(), (text) => seal.open('UMIA', text) === null));
  });
});
