import { afterEach, expect, it } from 'vitest';
import { createDisplayNames } from '#adapters/slack/display-name.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { HOUR } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

let slack: Slack;
afterEach(() => slack.close());

async function start(scopes: readonly string[]) {
  let now = 0;
  slack = await startSlack({ now: () => now, signingSecret, botToken, workspace: { ...workspace, scopes } });
  const nameOf = createDisplayNames(clientOf(slack, botToken), { now: () => now }, silentLogger);
  return {
    nameOf,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

it('is asked for once an hour', async () => {
  const { nameOf, wait } = await start(['users:read']);
  const ada = slack.userId('ada');
  expect(await nameOf(ada)).toBe('ada');
  slack.changeUser(ada, { name: 'countess' });
  expect(await nameOf(ada)).toBe('ada');
  wait(HOUR);
  expect(await nameOf(ada)).toBe('countess');
});

it('is none if Slack does not tell it', async () => {
  const { nameOf } = await start([]);
  expect(await nameOf(slack.userId('ada'))).toBeNull();
  expect(await nameOf('U404404404')).toBeNull();
});
