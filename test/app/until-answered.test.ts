import { describe, expect, it } from 'vitest';
import type { Check } from '#adapters/vendor.ts';
import { checkConnections, sentencesOf } from '#app/check-connections.ts';
import { untilAnswered } from '#app/until-answered.ts';
import { AppError } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';
import { readableLog } from '#test/support/experiments-bench.ts';

const fault = (kind: FaultKind, message: string) =>
  new AppError({ code: 'github.unavailable', kind, vendor: 'github' }, message);

/** A check that comes out so at each time it is asked, and so as at the last ever after. */
function check(answers: readonly (AppError | null)[], isNeeded = true): Check {
  let asked = 0;
  const ask = async () => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? null;
    asked += 1;
    if (answer !== null) throw answer;
  };
  return { what: 'GitHub: acme/shop', ask, isNeeded };
}

const DOWN = fault('unavailable', 'GitHub answered 502');
const WRONG = fault('refused', 'GitHub refused the token');

async function wait(checks: readonly Check[], stopping = new AbortController().signal) {
  const { log, lines } = readableLog();
  const found = await checkConnections(checks);
  const problems = await untilAnswered(found, { log, stopping, roundMs: 1 });
  return { problems, told: lines.map(({ fields }) => fields?.['reason']) };
}

describe('what does not answer at the start', () => {
  it('is asked again until it does, and told once', async () => {
    expect(await wait([check([DOWN, DOWN, DOWN, null])])).toEqual({
      problems: [],
      told: ['GitHub answered 502.'],
    });
  });

  it('ends the wait if it turns out to be wrong', async () => {
    expect((await wait([check([DOWN, WRONG]), check([DOWN])])).problems).toEqual([
      'GitHub refused the token.',
    ]);
  });

  it('is left when the bot stops', async () => {
    const stopping = AbortSignal.abort();
    expect((await wait([check([DOWN])], stopping)).problems).toEqual([]);
  });
});

describe('a check', () => {
  it('that is not needed lacks, whatever is wrong with it', async () => {
    const found = await checkConnections([check([WRONG], false), check([DOWN], false)]);
    expect(found.map(({ outcome }) => outcome)).toEqual(['lacking', 'lacking']);
    expect(sentencesOf(found, 'wrong')).toEqual([]);
  });

  it('is told once if it fails for many', async () => {
    const found = await checkConnections([check([WRONG]), check([WRONG]), check([null])]);
    expect(found.map(({ outcome }) => outcome)).toEqual(['wrong', 'wrong', 'fine']);
    expect(sentencesOf(found, 'wrong')).toEqual(['GitHub refused the token.']);
  });
});
