import { createPublicKey, createVerify, generateKeyPairSync, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';

/** A GitHub App as its owner sees it. */
export interface SandboxApp {
  readonly appId: string;
  /** PEM. */
  readonly privateKey: string;
  readonly installationId: number;
}

/** The App side of GitHub. */
export interface AppServer {
  /** Registers an App and installs it on the repository. */
  register(): SandboxApp;
  /** Whether a token is one of the installation and has not run out. */
  isAlive(token: string): boolean;
  /** Answers what an App asks for itself; null for any other request. */
  answer(request: WireRequest): WireAnswer | null;
}

const INSTALLATION = 4711;
const Claims = z.object({ iss: z.union([z.string(), z.number()]), iat: z.number(), exp: z.number() });

/** GitHub before any App is registered for this `owner/name`. Its tokens live for an hour. */
export function createAppServer(repository: () => string, now: () => number): AppServer {
  let publicKey: string | null = null;
  const tokens = new Map<string, number>();
  return {
    register: () => {
      const pair = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      });
      publicKey = pair.publicKey;
      return { appId: '1234', privateKey: pair.privateKey, installationId: INSTALLATION };
    },
    isAlive: (token) => now() < (tokens.get(token) ?? 0),
    answer: ({ method, path, headers }) => {
      const asksInstallation = /^\/repos\/[^/]+\/[^/]+\/installation$/.test(path);
      const asksToken = method === 'POST' && path === `/app/installations/${INSTALLATION}/access_tokens`;
      if (!asksInstallation && !asksToken) return null;
      const given = /^bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? '';
      if (publicKey === null || !isOfApp(given, publicKey))
        return answer(401, { message: 'A JSON web token could not be decoded' });
      if (asksInstallation && path !== `/repos/${repository()}/installation`)
        return answer(404, { message: 'Not Found' });
      if (asksInstallation) return answer(200, { id: INSTALLATION, app_id: 1234 });
      const token = `ghs_${randomUUID().replaceAll('-', '')}`;
      tokens.set(token, now() + HOUR);
      const permissions = { contents: 'write', pull_requests: 'write', metadata: 'read' };
      return answer(201, { token, expires_at: new Date(now() + HOUR).toISOString(), permissions });
    },
  };
}

/** Whether a JSON web token is signed by the App, and lives for ten minutes at most, by the machine's clock. */
function isOfApp(token: string, publicKey: string): boolean {
  const [head = '', body = '', signature = ''] = token.split('.');
  const verify = createVerify('RSA-SHA256').update(`${head}.${body}`);
  if (!verify.verify(createPublicKey(publicKey), signature, 'base64url')) return false;
  const claims = Claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  if (!claims.success || String(claims.data.iss) !== '1234') return false;
  const { iat, exp } = claims.data;
  return exp * 1_000 > Date.now() && (exp - iat) * 1_000 <= 11 * MINUTE;
}

function answer(status: number, body: unknown): WireAnswer {
  return { status, body: JSON.stringify(body) };
}
