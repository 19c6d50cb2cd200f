import { expect, it } from 'vitest';
import { startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { HOUR } from '#shared/clock.ts';
import { SHOP_FILES } from '#test/contracts/describe-code-host.ts';

/** 60 × 90 requests are more than emulate lets one token have in a real hour; an experiment of the demo needs about 43. */
const HOURS = 60;
const PER_HOUR = 90;

it('the sandbox GitHub answers for as long as virtual hours pass', { timeout: 600_000 }, async () => {
  let now = Date.UTC(2026, 0, 1);
  const github = await startGitHub({ files: SHOP_FILES, now: () => now });
  const headers = { authorization: `Bearer ${github.token}` };
  const ask = () => fetch(`${github.url}/repos/${github.repository}`, { headers });
  try {
    for (let hour = 0; hour < HOURS; hour += 1) {
      const answers = await Promise.all(Array.from({ length: PER_HOUR }, ask));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(answers.at(-1)?.headers.get('x-ratelimit-limit')).toBe('5000');
      now += HOUR;
    }
  } finally {
    await github.close();
  }
});
