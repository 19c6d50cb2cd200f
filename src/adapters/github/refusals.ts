import type { GitHubFault } from './fault-kinds.ts';

/** What GitHub answered, as far as it says why it refuses. */
export interface Refused {
  readonly status: number;
  /** Lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** GitHub's own words: the message and those of its errors, a line each. */
  readonly words: string;
}

interface Refusal {
  readonly name: GitHubFault;
  readonly says: RegExp;
  /** What it means and what to do. */
  readonly sentence: (refused: Refused) => string;
}

/** Known by GitHub's words, because the status is the same for all: 403 or 422. The first that fits counts. */
const REFUSALS: readonly Refusal[] = [
  {
    name: 'repository-archived',
    says: /archived so is read-only/i,
    sentence: () =>
      'The repository is archived on GitHub, so nothing in it can change. Unarchive it, or choose another repository',
  },
  {
    name: 'repository-disabled',
    says: /repository access blocked|repository (?:has been|is) (?:disabled|locked)/i,
    sentence: () =>
      'GitHub disabled or locked this repository. Its owner has to settle that with GitHub first',
  },
  {
    name: 'sso-required',
    says: /SAML enforcement|SAML single sign-on/i,
    sentence: ({ headers }) =>
      `The organization asks for single sign-on. Authorize the token for it on GitHub${addressIn(headers)}`,
  },
  {
    name: 'address-not-allowed',
    says: /IP allow list/i,
    sentence: () =>
      'The organization lets only listed IP addresses in, and the bot’s is not among them. Add it to the IP allow list of the organization',
  },
  {
    name: 'token-kind-refused',
    says: /forbids access via/i,
    sentence: ({ words }) => `The organization refuses this kind of token. ${quoted(words)}`,
  },
  {
    name: 'workflow-forbidden',
    says: /create or update workflow/i,
    sentence: () =>
      'GitHub lets the bot change no workflow file. Give its token the scope or permission for workflows, or leave .github/workflows alone',
  },
  {
    name: 'signature-required',
    says: /verified signature|must be signed|signed commits/i,
    sentence: () =>
      'The repository takes signed commits only. Let the bot act as a GitHub App (GITHUB_APP_ID), whose commits GitHub signs, or exempt it from the rule',
  },
  {
    name: 'rule-violation',
    says: /repository rule violation|protected.(?:branch|ref)|not authorized to push|push declined due to/i,
    sentence: ({ words }) =>
      `A rule of the repository stands against this. ${quoted(words)} Let the bot bypass the rule, or limit it to other branches`,
  },
];

/** Why GitHub refuses, in a sentence that says what to do; null if its words are not known. */
export function refusalIn(
  refused: Refused,
): { readonly name: GitHubFault; readonly sentence: string } | null {
  const found = REFUSALS.find(({ says }) => says.test(refused.words));
  return found === undefined ? null : { name: found.name, sentence: found.sentence(refused) };
}

/** GitHub's own words as one quoted line. */
export function quoted(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return `GitHub says: “${line.length > 300 ? `${line.slice(0, 299)}…` : line}”.`;
}

/** The page on which the token is authorized, from `x-github-sso`. */
function addressIn(headers: Readonly<Record<string, unknown>>): string {
  const address = /url=(https:\/\/[^\s;]+)/.exec(String(headers['x-github-sso'] ?? ''))?.[1];
  return address === undefined ? '' : `: ${address}`;
}
