import { gitHubFault } from './fault-kinds.ts';

/** Owner and name of a repository; throws `github.repository-missing` if it is written otherwise. */
export function split(repository: string): { owner: string; repo: string } {
  const [owner, repo, ...rest] = repository.split('/');
  if (!owner || !repo || rest.length > 0) {
    const message = `a repository is written owner/name, not ${repository}`;
    throw gitHubFault('repository-missing', message);
  }
  return { owner, repo };
}
