import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindOfSlackError, slackErrorClass } from '#adapters/slack/error-list.ts';
import { slackFault } from '#adapters/slack/fault-kinds.ts';

interface Documented {
  readonly methods: Readonly<Record<string, readonly string[]>>;
}

const file = new URL('../../fixtures/slack/documented-errors.json', import.meta.url);
const { methods } = JSON.parse(readFileSync(file, 'utf8')) as Documented;

describe('Slack’s errors', () => {
  it.each(Object.keys(methods))('of %s are all classified', (method) => {
    const unknown = (methods[method] ?? []).filter((name) => slackErrorClass(name) === null);
    expect(unknown).toEqual([]);
  });

  it.each([
    ['is_archived', 'closed'],
    ['not_in_channel', 'closed'],
    ['message_not_found', 'gone'],
    ['edit_window_closed', 'gone'],
    ['ratelimited', 'rate-limited'],
    ['internal_error', 'unavailable'],
    ['token_revoked', 'denied'],
    ['invalid_blocks', 'refused'],
    ['user_not_found', 'refused'],
  ])('%s is %s', (name, kind) => {
    expect(kindOfSlackError(name)).toBe(kind);
  });

  it('that no documentation has are tried again, and given up like any other', () => {
    expect(slackFault('brand_new_error', 'x').retryable).toBe(true);
  });

  it.each(['closed', 'gone', 'denied', 'refused'])('of the kind %s are not tried again', (kind) => {
    const names = Object.values(methods).flat();
    const those = names.filter((name) => kindOfSlackError(name) === kind);
    expect(those.length).toBeGreaterThan(2);
    for (const name of those) expect(slackFault(name, 'x').retryable).toBe(false);
  });
});
