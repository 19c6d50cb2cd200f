import { expect, it } from 'vitest';
import { switchedOffMessage } from '#app/webhook-jobs.ts';
import type { OffReason, Webhook } from '#domain/webhooks/webhook.ts';
import { expectAccepted, readable } from '#test/features/lint.ts';

const webhook = (name: string): Webhook => ({
  ...{ id: 'k3m9x2p7qa', name, address: 'https://example.com/a?token=secret', kinds: [], channels: null },
  ...{ secret: { generation: 1, hash: '' }, person: 'p_ada', madeAt: 0, since: 0, earlier: null, off: null },
});

it.each([
  ['gone', 'Its receiver answered 410'],
  ['failing', 'For a day no notice'],
  ['person-left', 'The person who made it is not in the workspace'],
] as const satisfies readonly (readonly [OffReason, string])[])(
  'the admins read why a webhook was switched off: %s',
  async (why, words) => {
    for (const name of ['Sheet', '*<!channel> & “x”*', 'ع'.repeat(80)]) {
      const told = switchedOffMessage(webhook(name), why);
      expectAccepted(told);
      const text = await readable(told);
      expect(text).toContain(words);
      expect(text).toContain('example.com');
      // What stands behind the host may be a secret.
      expect(text).not.toContain('token=secret');
      expect(JSON.stringify(told)).not.toContain('<!channel>');
    }
  },
);
