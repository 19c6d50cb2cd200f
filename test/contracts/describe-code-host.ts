import { describe, expect, it } from 'vitest';
import type { BranchCommit, CodeHost, IssueDraft, PullRequestDraft } from '#ports/code-host.ts';

/** A fresh code host with the repository `acme/shop`, and what a person can do and see there. */
export interface CodeHostFixture {
  readonly host: CodeHost;
  merge(number: number): Promise<void>;
  close(number: number): Promise<void>;
  reopen(number: number): Promise<void>;
  pushToDefaultBranch(path: string, content: string): Promise<void>;
  readBranch(branch: string, path: string): Promise<string | null>;
  commitsOf(branch: string): Promise<readonly string[]>;
  /** Parents of the head of a branch. */
  parentsOf(branch: string): Promise<readonly string[]>;
  countPulls(): Promise<number>;
  /** Issues as people read them, oldest first. */
  readIssues(): Promise<readonly { title: string; body: string; labels: readonly string[] }[]>;
  closeIssue(number: number): Promise<void>;
  /** The next request is answered like this, or not at all. */
  failNext(kind: 'unreachable' | 'unavailable' | 'rate-limited' | 'unauthorised' | 'silence'): void;
  /** Request number `index` (from 0) is done, but its answer is lost. */
  loseAnswer(index: number): void;
  stop(): Promise<void>;
}

/** What the repository holds at the start. */
export const SHOP_FILES = {
  'README.md': '# Shop\n',
  'src/checkout.ts': 'export const steps = 3;\n',
  'src/folder with space/größe#1.ts': 'export const größe = 1;\n',
};

export const DRAFT: Omit<PullRequestDraft, 'base'> = {
  repository: 'acme/shop',
  branch: 'experiment/shorter-checkout',
  title: 'Shorter checkout behind a flag',
  body: 'Why and how.',
  commitMessage: 'feat(checkout): offer two steps',
  edits: [
    { path: 'src/checkout.ts', content: 'export const steps = 2;\n' },
    { path: 'src/variants.ts', content: 'export const variants = [];\n' },
    { path: 'src/folder with space/größe#1.ts', content: null },
  ],
  draft: false,
};

/** Opens the draft as one does: on the head of the default branch. */
export async function openOnHead(host: CodeHost, draft: Omit<PullRequestDraft, 'base'> = DRAFT) {
  return host.openPullRequest({ ...draft, base: await headOf(host, draft.repository) });
}

async function headOf(host: CodeHost, repository = DRAFT.repository): Promise<string> {
  return (await host.pin(repository))?.commit ?? 'none';
}

const ISSUE: IssueDraft = {
  ...{ repository: 'acme/shop', title: 'Roll out: shorter checkout', body: '## What was shipped' },
  ...{ label: 'experiment-handoff', marker: 'shorter-checkout-k7q2' },
};

/** The contract of the `CodeHost` port; `make` gives a fixture of its own to every test. */
export function describeCodeHost(name: string, make: () => Promise<CodeHostFixture>): void {
  const test = (title: string, run: (fixture: CodeHostFixture) => Promise<void>) =>
    it(title, async () => {
      const fixture = await make();
      try {
        await run(fixture);
      } finally {
        await fixture.stop();
      }
    });
  describe(`${name}: reading`, () => describeReading(test));
  describe(`${name}: opening a pull request`, () => describeOpening(test));
  describe(`${name}: one more commit`, () => describeCommits(test));
  describe(`${name}: opening an issue`, () => describeIssues(test));
  describe(`${name}: when the far side fails`, () => describeFaults(test));
}

type Test = (title: string, run: (fixture: CodeHostFixture) => Promise<void>) => void;

function describeReading(test: Test): void {
  test('lists every file of the default branch', async ({ host }) => {
    const pinned = await host.pin('acme/shop');
    expect([...(pinned?.paths ?? [])].sort()).toEqual(Object.keys(SHOP_FILES).sort());
    expect(pinned).toMatchObject({
      ...{ repository: 'acme/shop', defaultBranch: 'main' },
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });
  test('gives a file as it is, whatever its name', async ({ host }) => {
    const pinned = await host.pin('acme/shop');
    for (const [path, content] of Object.entries(SHOP_FILES)) {
      expect(await pinned?.read(path)).toBe(content);
      expect(pinned?.mode(path)).toBe('100644');
    }
  });
  test('names the files that hold a text', async (fixture) => {
    await fixture.pushToDefaultBranch('src/flags.php', "<?php flag('gate-k7q2');\n");
    await fixture.pushToDefaultBranch('src/other.php', "<?php flag('gate');\n");
    const pinned = await fixture.host.pin('acme/shop');
    expect(await pinned?.search('gate-k7q2')).toEqual(['src/flags.php']);
    expect(await pinned?.search('gate-none')).toEqual([]);
    expect(await pinned?.unsearched()).toEqual([]);
  });
  test('stays at its commit, whatever comes to the branch', async (fixture) => {
    const pinned = await fixture.host.pin('acme/shop');
    await fixture.pushToDefaultBranch('README.md', '# Newer\n');
    await fixture.pushToDefaultBranch('src/new.ts', '# Newer\n');
    expect(await pinned?.read('README.md')).toBe('# Shop\n');
    expect(await pinned?.search('# Newer')).toEqual([]);
    expect(await pinned?.read('src/new.ts')).toBeNull();
    expect(await (await fixture.host.pin('acme/shop'))?.read('README.md')).toBe('# Newer\n');
  });
  test('reads another branch if it is named', async (fixture) => {
    await openOnHead(fixture.host);
    const pinned = await fixture.host.pin('acme/shop', DRAFT.branch);
    expect(await pinned?.read('src/checkout.ts')).toBe('export const steps = 2;\n');
    expect(pinned).toMatchObject({ defaultBranch: 'main' });
    expect(await fixture.host.pin('acme/shop', 'none')).toBeNull();
  });
  test('gives null for what is not there', async ({ host }) => {
    expect(await host.pin('acme/nowhere')).toBeNull();
    const pinned = await host.pin('acme/shop');
    expect(await pinned?.read('src/none.ts')).toBeNull();
    expect(await pinned?.read('src')).toBeNull();
    expect(pinned?.mode('src')).toBeNull();
    expect(await host.readPullRequest('acme/shop', 4711)).toBeNull();
  });
}

function describeOpening(test: Test): void {
  test('puts all edits into one commit on a branch of its own', async (fixture) => {
    const pull = await openOnHead(fixture.host);
    expect(pull).toMatchObject({
      repository: 'acme/shop',
      branch: DRAFT.branch,
      state: 'open',
      mergedBy: null,
    });
    expect(await fixture.commitsOf(DRAFT.branch)).toEqual([DRAFT.commitMessage]);
    for (const { path, content } of DRAFT.edits)
      expect(await fixture.readBranch(DRAFT.branch, path)).toBe(content);
    expect(await fixture.readBranch(DRAFT.branch, 'README.md')).toBe(SHOP_FILES['README.md']);
    expect(await fixture.readBranch('main', 'src/checkout.ts')).toBe(SHOP_FILES['src/checkout.ts']);
    expect(await fixture.host.readPullRequest('acme/shop', pull.number)).toEqual(pull);
  });
  test('finds the pull request of the branch when asked again', async (fixture) => {
    const first = await openOnHead(fixture.host);
    expect(await openOnHead(fixture.host)).toEqual(first);
    await fixture.pushToDefaultBranch('src/other.ts', 'x');
    expect(await openOnHead(fixture.host)).toEqual(first);
    expect(await fixture.countPulls()).toBe(1);
    expect(await fixture.commitsOf(DRAFT.branch)).toEqual([DRAFT.commitMessage]);
  });
  test('finds a merged one, and tells who merged', async (fixture) => {
    const { number } = await openOnHead(fixture.host);
    await fixture.merge(number);
    const again = await openOnHead(fixture.host);
    expect(again).toMatchObject({
      number,
      state: 'merged',
      mergedBy: expect.any(String),
    });
    expect(await fixture.readBranch('main', 'src/checkout.ts')).toBe('export const steps = 2;\n');
  });
  test('says what to do about one that was closed without merging, and finds it once it is open again', async (fixture) => {
    const { number } = await openOnHead(fixture.host);
    await fixture.close(number);
    expect(await fixture.host.readPullRequest('acme/shop', number)).toMatchObject({ state: 'closed' });
    await expect(openOnHead(fixture.host)).rejects.toMatchObject({
      retryable: false,
      code: expect.stringContaining('pull-request-closed'),
      message: expect.stringContaining(`#${number}`),
    });
    await fixture.reopen(number);
    expect(await openOnHead(fixture.host)).toMatchObject({ number, state: 'open' });
    expect(await fixture.countPulls()).toBe(1);
  });
  test('takes back nothing that was merged after the files were read', async (fixture) => {
    const base = await headOf(fixture.host);
    await fixture.pushToDefaultBranch('src/security.ts', 'export const fixed = true;\n');
    await fixture.pushToDefaultBranch('README.md', '# Renamed shop\n');
    await fixture.host.openPullRequest({ ...DRAFT, base });
    expect(await fixture.commitsOf(DRAFT.branch)).toEqual([DRAFT.commitMessage]);
    // Its only parent is the commit that was read, so that these are GitHub's to merge.
    expect(await fixture.readBranch(DRAFT.branch, 'src/security.ts')).toBeNull();
    expect(await fixture.parentsOf(DRAFT.branch)).toEqual([base]);
  });
  test('refuses edits that change nothing', async ({ host }) => {
    const edits = [
      { path: 'README.md', content: SHOP_FILES['README.md'] },
      { path: 'gone', content: null },
    ];
    await expect(openOnHead(host, { ...DRAFT, edits })).rejects.toMatchObject({ retryable: false });
  });
  test('says what to do about a repository that is missing', async ({ host }) => {
    const opening = openOnHead(host, { ...DRAFT, repository: 'acme/nowhere' });
    await expect(opening).rejects.toMatchObject({
      retryable: false,
      code: expect.stringContaining('repository-missing'),
    });
  });
}

function describeCommits(test: Test): void {
  const commit = (expectedHead: string): BranchCommit => ({
    ...{ repository: 'acme/shop', branch: DRAFT.branch, expectedHead, message: 'fix: the failing test' },
    edits: [{ path: 'src/variants.ts', content: 'export const variants = [1];\n' }],
  });
  const openedHead = async ({ host }: CodeHostFixture) => {
    await openOnHead(host);
    return (await host.pin('acme/shop', DRAFT.branch))?.commit ?? 'none';
  };
  test('adds one, and finds it if it is asked again', async (fixture) => {
    const head = await openedHead(fixture);
    const made = await fixture.host.commitTo(commit(head));
    expect(await fixture.host.commitTo(commit(head))).toBe(made);
    expect(await fixture.commitsOf(DRAFT.branch)).toEqual(['fix: the failing test', DRAFT.commitMessage]);
    expect(await fixture.readBranch(DRAFT.branch, 'src/variants.ts')).toBe('export const variants = [1];\n');
    expect(await fixture.readBranch(DRAFT.branch, 'src/checkout.ts')).toBe('export const steps = 2;\n');
  });
  test('adds one, whichever answer is lost', async (fixture) => {
    const head = await openedHead(fixture);
    for (let index = 0; ; index += 1) {
      fixture.loseAnswer(index);
      const made = await fixture.host.commitTo(commit(head)).catch(() => null);
      if (made !== null) break;
    }
    expect(await fixture.commitsOf(DRAFT.branch)).toEqual(['fix: the failing test', DRAFT.commitMessage]);
  });
  test('refuses one on a head that is no longer the newest', async (fixture) => {
    const head = await openedHead(fixture);
    await fixture.host.commitTo({ ...commit(head), message: 'fix: by another' });
    await expect(fixture.host.commitTo(commit(head))).rejects.toMatchObject({
      ...{ retryable: true, kind: 'conflict' },
    });
  });
  test('says what to do about a branch that is gone', async (fixture) => {
    await expect(fixture.host.commitTo({ ...commit('none'), branch: 'gone' })).rejects.toMatchObject({
      ...{ retryable: false, code: expect.stringContaining('branch-missing') },
    });
  });
}

function describeIssues(test: Test): void {
  test('opens it with its label, and hides the marker', async (fixture) => {
    const { number, url } = await fixture.host.openIssue(ISSUE);
    expect(url).toContain(`/issues/${number}`);
    const [issue, ...others] = await fixture.readIssues();
    expect(issue).toMatchObject({ title: ISSUE.title, labels: [ISSUE.label] });
    expect(issue?.body.replace(/<!--.*?-->/s, '').trim()).toBe(ISSUE.body);
    expect(others).toEqual([]);
  });
  test('finds the one of the marker, open or closed, and no other', async (fixture) => {
    const first = await fixture.host.openIssue(ISSUE);
    expect(await fixture.host.openIssue({ ...ISSUE, title: 'New words' })).toEqual(first);
    const other = await fixture.host.openIssue({ ...ISSUE, marker: 'shorter-checkout' });
    expect(other.number).not.toBe(first.number);
    await fixture.closeIssue(first.number);
    expect(await fixture.host.openIssue(ISSUE)).toEqual(first);
    expect(await fixture.readIssues()).toHaveLength(2);
  });
  test('lists the open ones of its label by their markers, and closes one for good', async (fixture) => {
    const { host } = fixture;
    const first = await host.openIssue(ISSUE);
    const other = await host.openIssue({ ...ISSUE, marker: 'gate.12.0' });
    await host.openIssue({ ...ISSUE, marker: 'gate.13.0', label: 'another-label' });
    const listed = async () =>
      (await host.listOpenIssues(ISSUE.repository, ISSUE.label)).map(({ number }) => number).toSorted();
    expect(await listed()).toEqual([first.number, other.number].toSorted());
    await host.closeIssue(ISSUE.repository, other.number);
    await host.closeIssue(ISSUE.repository, other.number);
    expect(await host.listOpenIssues(ISSUE.repository, ISSUE.label)).toEqual([
      { number: first.number, marker: ISSUE.marker },
    ]);
    expect(await fixture.readIssues()).toHaveLength(3);
  });
  test('finds it behind a full page of others', async (fixture) => {
    const first = await fixture.host.openIssue(ISSUE);
    for (let other = 0; other < 100; other += 1)
      await fixture.host.openIssue({ ...ISSUE, marker: `other-${other}` });
    expect(await fixture.host.openIssue(ISSUE)).toEqual(first);
  });
  test('opens one, whichever answer is lost', async (fixture) => {
    for (const index of [0, 1]) {
      const draft = { ...ISSUE, marker: `cut-${index}` };
      fixture.loseAnswer(index);
      await expect(fixture.host.openIssue(draft)).rejects.toMatchObject({ retryable: true });
      await fixture.host.openIssue(draft);
      expect(await fixture.readIssues()).toHaveLength(index + 1);
    }
  });
  test('says what to do about a repository that is missing', async ({ host }) => {
    await expect(host.openIssue({ ...ISSUE, repository: 'acme/nowhere' })).rejects.toMatchObject({
      retryable: false,
      code: expect.stringContaining('repository-missing'),
    });
  });
}

function describeFaults(test: Test): void {
  for (const kind of ['unreachable', 'unavailable', 'silence'] as const) {
    test(`throws a retryable fault: ${kind}`, async (fixture) => {
      fixture.failNext(kind);
      await expect(fixture.host.pin('acme/shop')).rejects.toMatchObject({
        name: 'AppError',
        retryable: true,
      });
      expect(await fixture.host.pin('acme/shop')).toMatchObject({ defaultBranch: 'main' });
    });
  }
  test('passes on how long to wait', async (fixture) => {
    fixture.failNext('rate-limited');
    const reading = fixture.host.readPullRequest('acme/shop', 1);
    await expect(reading).rejects.toMatchObject({ retryable: true, retryAfterMs: 7_000 });
  });
  test('does not ask to repeat what the credentials forbid', async (fixture) => {
    fixture.failNext('unauthorised');
    await expect(fixture.host.pin('acme/shop')).rejects.toMatchObject({
      name: 'AppError',
      retryable: false,
    });
  });
  test('makes one branch, one commit and one pull request, wherever an answer is lost', async (fixture) => {
    let lost = 0;
    for (let index = 0; ; index += 1) {
      const base = await headOf(fixture.host);
      const draft = { ...DRAFT, base, branch: `experiment/cut-${index}` };
      fixture.loseAnswer(index);
      const first = await fixture.host.openPullRequest(draft).catch(() => null);
      if (first !== null) break;
      lost += 1;
      const pull = await fixture.host.openPullRequest(draft);
      expect(pull).toMatchObject({ state: 'open', branch: draft.branch });
      expect(await fixture.countPulls()).toBe(index + 1);
      expect(await fixture.commitsOf(draft.branch)).toEqual([DRAFT.commitMessage]);
    }
    expect(lost).toBeGreaterThanOrEqual(5);
  });
  test('settles two that open the same at once', async (fixture) => {
    const draft = { ...DRAFT, base: await headOf(fixture.host) };
    const pulls = await Promise.allSettled([1, 2, 3].map(() => fixture.host.openPullRequest(draft)));
    for (const pull of pulls) {
      // A loser may have to be repeated, and says so.
      if (pull.status === 'rejected') expect(pull.reason).toMatchObject({ retryable: true });
    }
    await openOnHead(fixture.host);
    expect(await fixture.commitsOf(DRAFT.branch)).toEqual([DRAFT.commitMessage]);
  });
}
