import { describe, expect, it } from 'vitest';
import type { FlagSetting, Flags } from '#ports/flags.ts';

export type FlagsFault =
  | 'unreachable'
  | 'unavailable'
  | 'rate-limited'
  | 'unauthorised'
  | 'forbidden'
  | 'silence'
  | 'garbled';

/** A fresh flag service, and a look behind it. */
export interface FlagsFixture {
  readonly flags: Flags;
  /** How many flags with this key are there, and how many changes were made to anything. */
  countFlags(key: string): number | Promise<number>;
  countWrites(): number | Promise<number>;
  /** A person puts a condition in front of the others, in the service itself. */
  addCondition(key: string): void | Promise<void>;
  stop(): Promise<void>;
}

/** A flag service of a vendor, which requests go to over a network. */
export interface FarFlagsFixture extends FlagsFixture {
  failNext(kind: FlagsFault): void;
  /** Request number `index` (from 0) is done, but its answer is lost. */
  loseAnswer(index: number): void;
  /** Changes wait for somebody's approval in the service. */
  requireApproval(): void;
}

export const EVEN: FlagSetting = {
  active: false,
  rollout: 0.1,
  allocation: { control: 0.5, treatment: 0.5 },
};
const SHIPPED: FlagSetting = { active: true, rollout: 1, allocation: { control: 0, treatment: 1 } };
const KEY = 'shorter-checkout';

type Test<Fixture> = (title: string, run: (fixture: Fixture) => Promise<void>) => void;

/** The contract of the `Flags` port; `make` gives a fixture of its own to every test. */
export function describeFlags(name: string, make: () => Promise<FlagsFixture>): void {
  const test = testsOn(make);
  describe(`${name}: a flag's life`, () => describeLife(test));
  describe(`${name}: repeated`, () => describeRepetition(test));
}

/** The contract of the `Flags` port over a service that may fail on the way. */
export function describeFarFlags(name: string, make: () => Promise<FarFlagsFixture>): void {
  describeFlags(name, make);
  const test = testsOn(make);
  describe(`${name}: when answers are lost`, () => describeLostAnswers(test));
  describe(`${name}: when the far side fails`, () => describeFaults(test));
}

function testsOn<Fixture extends FlagsFixture>(make: () => Promise<Fixture>): Test<Fixture> {
  return (title, run) =>
    it(title, async () => {
      const fixture = await make();
      try {
        await run(fixture);
      } finally {
        await fixture.stop();
      }
    });
}

function describeLife(test: Test<FlagsFixture>): void {
  test('is made as asked, and read as made', async ({ flags }) => {
    expect(await flags.read(KEY)).toBeNull();
    const made = await flags.ensure(KEY, 'Shorter checkout', EVEN);
    expect(made).toMatchObject({ key: KEY, name: 'Shorter checkout', ...EVEN });
    expect(made.url).toMatch(/^https?:/);
    expect(await flags.read(KEY)).toEqual(made);
  });
  test('takes every setting, and every change gives another version', async ({ flags }) => {
    const seen = [(await flags.ensure(KEY, 'Shorter checkout', EVEN)).version];
    const on = { ...EVEN, active: true };
    for (const setting of [
      on,
      { ...on, rollout: 0.5 },
      { ...on, rollout: 1 },
      SHIPPED,
      { ...SHIPPED, active: false },
    ]) {
      const state = await flags.set(KEY, setting, null);
      expect(state).toMatchObject(setting);
      expect(await flags.read(KEY)).toEqual(state);
      seen.push(state.version);
    }
    expect(new Set(seen).size).toBe(seen.length);
  });
  test('splits between any number of variants', async ({ flags }) => {
    const third = 1 / 3;
    const made = await flags.ensure(KEY, 'Three', {
      ...EVEN,
      allocation: { control: third, b: third, c: third },
    });
    const shares = Object.values(made.allocation);
    expect(Object.keys(made.allocation)).toEqual(['control', 'b', 'c']);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const share of shares) expect(Math.abs(share - third)).toBeLessThan(1e-4);
  });
  test('is not mistaken for one whose key only begins alike', async ({ flags }) => {
    await flags.ensure(`${KEY}-again`, KEY, EVEN);
    expect(await flags.read(KEY)).toBeNull();
    expect(await flags.ensure(KEY, 'Shorter checkout', EVEN)).toMatchObject({ key: KEY });
  });
  test('is changed only in the version that the caller knows', async (fixture) => {
    const { flags } = fixture;
    const made = await flags.ensure(KEY, 'Shorter checkout', EVEN);
    const on = await flags.set(KEY, { ...EVEN, active: true }, made.version);
    await expect(flags.set(KEY, SHIPPED, made.version)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await flags.read(KEY)).toEqual(on);
    expect(await flags.set(KEY, SHIPPED, on.version)).toMatchObject(SHIPPED);
    // The answer to that change may be lost: asked again with the version before it, it is found done.
    expect(await flags.set(KEY, SHIPPED, on.version)).toMatchObject(SHIPPED);
  });
  test('is switched off alone, by its key or by its address', async ({ flags }) => {
    for (const url of [null, (await flags.ensure(KEY, 'Shorter checkout', EVEN)).url]) {
      const on = await flags.set(KEY, { ...SHIPPED, active: true }, null);
      expect(await flags.disable(KEY, url)).toEqual({
        ...{ ...on, active: false },
        version: expect.not.stringMatching(new RegExp(`^${on.version}$`)),
      });
      expect(await flags.disable(KEY, url)).toMatchObject({ active: false });
    }
    await flags.remove(KEY);
    expect(await flags.disable(KEY)).toBeNull();
  });
  test('has one condition of its own, and keeps those of others', async (fixture) => {
    const { flags } = fixture;
    const { conditions } = await flags.ensure(KEY, 'Shorter checkout', EVEN);
    expect(conditions).toEqual([
      { own: true, restrictedTo: [], rollout: 0.1, variant: null, mark: expect.any(String) },
    ]);
    await fixture.addCondition(KEY);
    const [other, own] = (await flags.set(KEY, { ...EVEN, rollout: 0.4 }, null)).conditions;
    expect([other?.own, own?.own, own?.rollout]).toEqual([false, true, 0.4]);
    const restored = await flags.restore(KEY, { ...EVEN, rollout: 0.2 }, null);
    expect(restored.conditions[0]).toEqual(other);
    expect(restored.rollout).toBe(0.2);
  });
  test('is gone once removed, and can be made anew', async ({ flags }) => {
    await flags.ensure(KEY, 'Shorter checkout', EVEN);
    await flags.remove(KEY);
    expect(await flags.read(KEY)).toBeNull();
    await expect(flags.set(KEY, EVEN, null)).rejects.toMatchObject({ name: 'AppError', retryable: false });
    expect(await flags.ensure(KEY, 'Shorter checkout', SHIPPED)).toMatchObject(SHIPPED);
  });
}

function describeRepetition(test: Test<FlagsFixture>): void {
  test('ensure leaves a flag as it is', async (fixture) => {
    const made = await fixture.flags.ensure(KEY, 'Shorter checkout', EVEN);
    expect(await fixture.flags.ensure(KEY, 'Other', SHIPPED)).toEqual(made);
    expect(await fixture.countFlags(KEY)).toBe(1);
  });
  test('set to what it is writes nothing', async (fixture) => {
    await fixture.flags.ensure(KEY, 'Shorter checkout', EVEN);
    const first = await fixture.flags.set(KEY, SHIPPED, null);
    const writes = await fixture.countWrites();
    expect(await fixture.flags.set(KEY, SHIPPED, null)).toEqual(first);
    expect(await fixture.countWrites()).toBe(writes);
  });
  test('remove of what is gone is fine', async (fixture) => {
    await fixture.flags.remove(KEY);
    await fixture.flags.ensure(KEY, 'Shorter checkout', EVEN);
    await fixture.flags.remove(KEY);
    await fixture.flags.remove(KEY);
    expect(await fixture.countFlags(KEY)).toBe(0);
  });
  test('several at once make one flag', async (fixture) => {
    const made = await Promise.all(
      [1, 2, 3, 4].map(() => fixture.flags.ensure(KEY, 'Shorter checkout', EVEN)),
    );
    expect(new Set(made.map((flag) => flag.url)).size).toBe(1);
    expect(await fixture.countFlags(KEY)).toBe(1);
  });
}

function describeLostAnswers(test: Test<FarFlagsFixture>): void {
  test('comes to the same wherever an answer is lost', async (fixture) => {
    const { flags } = fixture;
    // Every act is two requests: it reads, then it writes.
    for (const index of [0, 1]) {
      const key = `${KEY}-${index}`;
      const losing = async (act: () => Promise<unknown>) => {
        fixture.loseAnswer(index);
        await expect(act()).rejects.toMatchObject({ retryable: true });
        await act();
      };
      await losing(() => flags.ensure(key, 'Shorter checkout', EVEN));
      expect(await flags.read(key)).toMatchObject(EVEN);
      expect(await fixture.countFlags(key)).toBe(1);
      await losing(() => flags.set(key, SHIPPED, null));
      expect(await flags.read(key)).toMatchObject(SHIPPED);
      await losing(() => flags.remove(key));
      expect(await fixture.countFlags(key)).toBe(0);
    }
  });
}

function describeFaults(test: Test<FarFlagsFixture>): void {
  for (const kind of ['unreachable', 'unavailable', 'silence', 'garbled'] as const) {
    test(`throws a retryable fault: ${kind}`, async (fixture) => {
      fixture.failNext(kind);
      await expect(fixture.flags.read(KEY)).rejects.toMatchObject({ name: 'AppError', retryable: true });
      expect(await fixture.flags.read(KEY)).toBeNull();
    });
  }
  for (const kind of ['unauthorised', 'forbidden'] as const) {
    test(`does not ask to repeat: ${kind}`, async (fixture) => {
      fixture.failNext(kind);
      await expect(fixture.flags.read(KEY)).rejects.toMatchObject({ name: 'AppError', retryable: false });
    });
  }
  test('passes on how long to wait', async (fixture) => {
    fixture.failNext('rate-limited');
    await expect(fixture.flags.read(KEY)).rejects.toMatchObject({ retryable: true, retryAfterMs: 7_000 });
  });
  test('tells that somebody must approve, and changes nothing', async (fixture) => {
    const made = await fixture.flags.ensure(KEY, 'Shorter checkout', EVEN);
    fixture.requireApproval();
    await expect(fixture.flags.set(KEY, SHIPPED, null)).rejects.toMatchObject({
      retryable: false,
      message: expect.stringMatching(/approve/),
    });
    expect(await fixture.flags.read(KEY)).toEqual(made);
  });
}
