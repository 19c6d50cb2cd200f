import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { type CodeHostFixture, describeCodeHost, SHOP_FILES } from '#test/contracts/describe-code-host.ts';

const FAULTS = {
  unreachable: 'unreachable',
  unavailable: 'http-500',
  'rate-limited': 'ratelimited',
  unauthorised: 'http-401',
  silence: 'timeout',
} as const;

describeCodeHost('GitHub', async (): Promise<CodeHostFixture> => {
  const github = await startGitHub({ files: SHOP_FILES });
  return {
    host: createGitHubCodeHost({ token: github.token, baseUrl: github.url, timeoutMs: 1_500 }),
    merge: async (number) => {
      await github.merge(number, 'ana');
    },
    close: (number) => github.closePull(number, 'ana'),
    reopen: (number) => github.reopenPull(number, 'ana'),
    pushToDefaultBranch: async (path, content) => {
      await github.commitToMain({ [path]: content }, 'chore: something else');
    },
    readBranch: (branch, path) => github.readMain(path, branch),
    commitsOf: github.commitsOf,
    parentsOf: github.parentsOf,
    readIssues: github.listIssues,
    closeIssue: (number) => github.closeIssue(number, 'ana'),
    countPulls: async () => (await github.listPulls()).length,
    failNext: (kind) => github.fail({ kind: FAULTS[kind], times: 1 }),
    loseAnswer: (index) => {
      github.clearFaults();
      github.fail({ kind: 'done-but-no-answer', times: 1, skip: index });
    },
    stop: github.close,
  };
});
