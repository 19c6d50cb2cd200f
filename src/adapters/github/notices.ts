import type { CodeNotices } from '#ports/code-notices.ts';
import {
  type PullRequestEvent,
  parseChecksEvent,
  parsePullRequestEvent,
  verifyGitHubSignature,
} from './webhook.ts';

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

/** Reads GitHub's webhooks. Without a secret none is signed. */
export function createGitHubNotices(secret: string | null): CodeNotices {
  return {
    looksSigned: (headers) => secret !== null && SIGNATURE.test(headers['x-hub-signature-256'] ?? ''),
    read: async (headers, body) => {
      const text = body.toString('utf8');
      if (!(await verifyGitHubSignature(secret ?? '', text, headers['x-hub-signature-256']))) {
        return { kind: 'unsigned' };
      }
      const json = parseJson(text);
      const checks = parseChecksEvent(json);
      if (checks !== null) return { kind: 'checks', ...checks };
      const event = parsePullRequestEvent(json);
      const state = event === null ? null : stateAfter(event);
      if (event === null || state === null) return { kind: 'other' };
      const { repository, number, mergedBy } = event;
      return { kind: 'pull-request', news: { repository, number, state, mergedBy } };
    },
  };
}

/** How a pull request stands after an event; null if the event says nothing of it. */
function stateAfter({ action, merged }: PullRequestEvent): 'merged' | 'closed' | 'open' | null {
  if (action === 'closed') return merged ? 'merged' : 'closed';
  return action === 'reopened' ? 'open' : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
