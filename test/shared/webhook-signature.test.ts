import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { webhookSecret, webhookSignature } from '#shared/webhook-signature.ts';

describe('a signature, to the library of Standard Webhooks', () => {
  const [older, newer] = [1, 2].map((generation) => webhookSecret('k'.repeat(32), 'w1', generation));
  const body = '{"kind":"experiment.launched","words":"größer — 数"}';
  const timestamp = Math.floor(Date.now() / 1000);
  const headersBy = (...secrets: readonly (string | undefined)[]) => ({
    'webhook-id': 'w1.checkout.7',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': webhookSignature(
      secrets.map((secret) => secret ?? ''),
      { id: 'w1.checkout.7', timestamp, body },
    ),
  });

  it('is one by its secret, and by each of two while a secret is changed', () => {
    expect(new Webhook(older ?? '').verify(body, headersBy(older))).toEqual(JSON.parse(body));
    for (const secret of [older, newer])
      expect(new Webhook(secret ?? '').verify(body, headersBy(newer, older))).toEqual(JSON.parse(body));
  });

  it('is none by another secret, of another body, or of another id', () => {
    const receiver = new Webhook(older ?? '');
    expect(() => receiver.verify(body, headersBy(newer))).toThrow();
    expect(() => receiver.verify(`${body} `, headersBy(older))).toThrow();
    expect(() => receiver.verify(body, { ...headersBy(older), 'webhook-id': 'w1.checkout.8' })).toThrow();
  });
});
