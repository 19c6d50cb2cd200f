import { describe, expect, it } from 'vitest';
import { slackBodyCheck } from '#app/inbound-body.ts';

const command = {
  ...{ command: '/experiment', text: 'list', user_id: 'U0000000ADA', channel_id: 'C000000GROW' },
  trigger_id: '1.2.3',
};
const press = {
  ...{ type: 'block_actions', user: { id: 'U0000000ADA' }, trigger_id: '1.2.3' },
  actions: [{ action_id: 'approve_plan' }],
};

function takes(standIn: string | null, address: unknown): readonly boolean[] {
  const isBody = slackBodyCheck(standIn);
  return [command, press].map((body) => isBody({ ...body, response_url: address }));
}

describe('the address at which a delivery wants its answer', () => {
  it.each(['https://hooks.slack.com/commands/T0/1/abc', 'https://hooks.slack-gov.com/actions/T0/1/abc'])(
    'may be %s',
    (address) => {
      expect(takes(null, address)).toEqual([true, true]);
      expect(takes('https://proxy.example/api/', address)).toEqual([true, true]);
    },
  );

  it.each([
    'https://hooks.slack.com.example.org/actions/T0/1/abc',
    'https://notslack.com/actions',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost:3000/',
    'ftp://hooks.slack.com/actions',
    'javascript:alert(1)//slack.com',
    'hooks.slack.com/actions',
    '',
    null,
    7,
  ])('may not be %s', (address) => {
    expect(takes(null, address)).toEqual([false, false]);
  });

  it('may be a stand-in for Slack, on any port, and no other address', () => {
    expect(takes('http://127.0.0.1:4000/api/', 'http://127.0.0.1:5000/response/1')).toEqual([true, true]);
    expect(takes('http://127.0.0.1:4000/api/', 'http://127.0.0.2:4000/response/1')).toEqual([false, false]);
  });
});
