import { describe, expect, it } from 'vitest';
import { readDesk } from '#app/web/read-desk.ts';

const ALL = {
  DESK_URL: 'https://experiments.acme.test',
  SLACK_CLIENT_ID: '123.456',
  SLACK_CLIENT_SECRET: 'secret-of-the-app',
};

describe('readDesk', () => {
  it('has no desk unless its address is set', () => {
    expect(readDesk({})).toEqual({ kind: 'ok', value: null });
  });

  it('takes an address with the ids of the app', () => {
    expect(readDesk(ALL)).toEqual({
      kind: 'ok',
      value: {
        ...{ kind: 'slack', origin: 'https://experiments.acme.test' },
        ...{ clientId: '123.456', clientSecret: 'secret-of-the-app', issuer: 'https://slack.com' },
      },
    });
    const elsewhere = readDesk({ ...ALL, SLACK_API_URL: 'https://slack-gov.com/api/' });
    expect(elsewhere).toMatchObject({ value: { issuer: 'https://slack-gov.com' } });
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000/', 'http://[::1]:3000', 'https://a.test:8443/'])(
    'takes %s',
    (address) => {
      expect(readDesk({ ...ALL, DESK_URL: address }).kind).toBe('ok');
    },
  );

  it.each([
    ...['experiments.acme.test', 'http://experiments.acme.test', 'https://a.test/desk', 'https://a.test?x=1'],
    ...['https://user:word@a.test', 'ftp://a.test', 'javascript:alert(1)', 'http://127.0.0.1.evil.test'],
  ])('refuses %s', (address) => {
    const read = readDesk({ ...ALL, DESK_URL: address });
    expect(read).toMatchObject({ kind: 'refused', problem: [expect.stringMatching(/^DESK_URL: must be/)] });
  });

  it.each(['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'] as const)('misses %s', (name) => {
    const { [name]: _, ...rest } = ALL;
    expect(readDesk(rest)).toMatchObject({
      kind: 'refused',
      problem: [expect.stringMatching(`^${name} is not set: set it`)],
    });
  });

  it('misses the address if the ids are there, and repeats no secret', () => {
    const { DESK_URL: _, ...rest } = ALL;
    const read = readDesk(rest);
    expect(read).toMatchObject({
      kind: 'refused',
      problem: [expect.stringMatching(/^DESK_URL is not set: SLACK_CLIENT_ID and SLACK_CLIENT_SECRET/)],
    });
    expect(JSON.stringify(read)).not.toContain('secret-of-the-app');
  });
});
