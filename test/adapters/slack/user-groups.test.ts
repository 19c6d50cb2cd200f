import { afterEach, describe, expect, it } from 'vitest';
import { groupChecks } from '#adapters/slack/checks.ts';
import { createUserGroups } from '#adapters/slack/user-groups.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { type LogFields, silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

const GROUP = 'S0000000001';
let slack: Slack;

async function start(scopes: readonly string[] = ['usergroups:read']) {
  let now = Date.UTC(2026, 8, 1, 9);
  slack = await startSlack({ now: () => now, signingSecret, botToken, workspace: { ...workspace, scopes } });
  const warnings: (LogFields | undefined)[] = [];
  const log = { ...silentLogger, warn: (_text: string, fields?: LogFields) => warnings.push(fields) };
  const client = clientOf(slack, botToken);
  const membersOf = createUserGroups(client, { now: () => now }, log);
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  return { membersOf, wait, warnings, client };
}

afterEach(() => slack.close());

describe('the members of a user group', () => {
  it('are asked for again after five minutes', async () => {
    const { membersOf, wait } = await start();
    expect(await membersOf(GROUP)).toEqual([slack.userId('grace')]);
    slack.changeGroup(GROUP, [slack.userId('ada')]);
    wait(4 * MINUTE);
    expect(await membersOf(GROUP)).toEqual([slack.userId('grace')]);
    wait(MINUTE);
    expect(await membersOf(GROUP)).toEqual([slack.userId('ada')]);
  });

  it('are those of the last answer for an hour if Slack does not tell, and none after that', async () => {
    const { membersOf, wait, warnings } = await start();
    await membersOf(GROUP);
    slack.fail({ method: 'usergroups.users.list', kind: { error: 'invalid_auth' }, times: 100 });
    wait(HOUR - MINUTE);
    expect(await membersOf(GROUP)).toHaveLength(1);
    wait(2 * MINUTE);
    expect(await membersOf(GROUP)).toEqual([]);
    expect(warnings.length).toBeGreaterThan(0);
    slack.clearFaults();
    wait(5 * MINUTE);
    expect(await membersOf(GROUP)).toHaveLength(1);
  });

  it('are none without the scope, and of a group that Slack does not know', async () => {
    const { membersOf, warnings, client } = await start([]);
    expect(await membersOf(GROUP)).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'slack.missing_scope' }]);
    const [check] = groupChecks(client, { approvers: [GROUP, 'U1'], admins: [GROUP] });
    await expect(check?.ask()).rejects.toThrow(`Slack does not tell who is in the user group ${GROUP}`);
  });

  it('are looked at by the start, which names the setting if there is no such group', async () => {
    const { client } = await start();
    expect(groupChecks(client, { approvers: ['U1'], admins: [] })).toEqual([]);
    const [good, bad] = groupChecks(client, { approvers: [GROUP, 'S404'], admins: [] });
    await expect(good?.ask()).resolves.toBeUndefined();
    await expect(bad?.ask()).rejects.toThrow(
      'Slack knows no user group S404: change it in the roles of the settings.',
    );
    expect(bad?.isNeeded).toBe(false);
  });
});
