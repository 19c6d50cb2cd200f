import { createHmac, hkdfSync } from 'node:crypto';

/** Bytes of a secret: what Standard Webhooks recommends lies between 24 and 64. */
const WEBHOOK_SECRET_BYTES = 32;

/** The secret of a webhook as its receiver gets it: `whsec_` and base64. The same key, id and generation always give the same. */
export function webhookSecret(key: string, id: string, generation: number): string {
  const info = `webhook ${id} ${generation}`;
  const bytes = hkdfSync('sha256', key, 'growth-experiment-co-pilot', info, WEBHOOK_SECRET_BYTES);
  return `whsec_${Buffer.from(bytes).toString('base64')}`;
}

/** What is signed: the id of the notice, the moment of the attempt in seconds since the Unix epoch, and the body as it is sent. */
export interface Signed {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The value of the header `webhook-signature`: a signature by each secret, the newest first (Standard Webhooks 1.0, version `v1`: base64 of
 * the HMAC with SHA-256 over `id.timestamp.body`).
 */
export function webhookSignature(secrets: readonly string[], { id, timestamp, body }: Signed): string {
  return secrets
    .map((secret) => {
      const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
