/** States in which GitHub refuses the bot. */
export type ClosedState =
  | 'archived'
  | 'disabled'
  | 'sso'
  | 'ip-allow-list'
  | 'classic-tokens-refused'
  | 'read-only-token'
  | 'workflow-scope-missing'
  | 'branch-protected'
  | 'secondary-limit'
  | 'too-quick';

interface Closed {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: { readonly message: string; readonly errors?: readonly unknown[] };
  /** Whether reading is refused, too. */
  readonly reads: boolean;
}

/** GitHub's answers in its own words. */
export const CLOSED: Readonly<Record<ClosedState, Closed>> = {
  archived: {
    ...{ status: 403, reads: false },
    body: { message: 'Repository was archived so is read-only.' },
  },
  disabled: { status: 403, reads: true, body: { message: 'Repository access blocked' } },
  sso: {
    ...{ status: 403, reads: true },
    headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A1' },
    body: {
      message:
        'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
    },
  },
  'ip-allow-list': {
    ...{ status: 403, reads: true },
    body: {
      message:
        'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    },
  },
  'classic-tokens-refused': {
    ...{ status: 403, reads: true },
    body: {
      message:
        '`acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.',
    },
  },
  'read-only-token': {
    ...{ status: 403, reads: false },
    headers: { 'x-accepted-github-permissions': 'contents=write' },
    body: { message: 'Resource not accessible by personal access token' },
  },
  'workflow-scope-missing': {
    ...{ status: 422, reads: false },
    body: {
      message:
        'refusing to allow a Personal Access Token to create or update workflow `.github/workflows/ci.yml` without `workflow` scope',
    },
  },
  'branch-protected': {
    ...{ status: 403, reads: false },
    body: {
      message:
        "You're not authorized to push to this branch. Visit https://docs.github.com/articles/about-protected-branches/ for more information.",
    },
  },
  'secondary-limit': {
    ...{ status: 403, reads: false },
    body: {
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    },
  },
  'too-quick': {
    ...{ status: 422, reads: false },
    body: {
      message: 'Validation Failed',
      errors: [{ resource: 'PullRequest', code: 'custom', message: 'was submitted too quickly' }],
    },
  },
};
