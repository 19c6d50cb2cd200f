import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGitHubProbe } from '#adapters/github/probe.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { SHOP_FILES } from '#test/contracts/describe-code-host.ts';

let github: SandboxGitHub;
beforeAll(async () => {
  github = await startGitHub({ files: SHOP_FILES });
});
afterAll(() => github.close());

const probe = (token: string, ...more: readonly string[]) =>
  createGitHubProbe({ token, baseUrl: github.url }, () => [github.repository, ...more])();

it('looks at every repository, for the token may see some and not others', async () => {
  await expect(probe(github.token)).resolves.toBeUndefined();
  const hidden = { code: 'github.repository-missing', message: expect.stringContaining('acme/hidden') };
  await expect(probe(github.token, 'acme/hidden')).rejects.toMatchObject(hidden);
});

it('passes on that the token is refused', async () => {
  github.fail({ kind: 'http-401', times: 1 });
  await expect(probe('wrong')).rejects.toMatchObject({ code: 'github.unauthorised' });
});
