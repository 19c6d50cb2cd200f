import type { CoPilot } from '#features/co-pilot.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { ALERT_LABEL, isMatterOpen } from './open-issues.ts';

type Needs = Pick<CoPilot, 'load' | 'codeHost' | 'choices' | 'log'>;

/** What names an effect in an issue: `<experiment>.<version>.<index>`. */
const MARKED = /^([a-z0-9-]+)\.(\d+)\.(\d+)$/;

/**
 * Closes the issues of alerts whose matter is over. The code host says which are open, so that nothing is missed after a crash, and also
 * those of finished experiments are closed. A fault in one repository holds up no other.
 */
export async function closeIssues(needs: Needs): Promise<void> {
  const { choices, log } = needs;
  if (choices.routing.issues.length === 0) return;
  for (const repository of choices.repositories) {
    try {
      await closeIn(needs, repository);
    } catch (thrown) {
      log.warn('issues of alerts could not be closed', { repository, ...faultFields(toAppError(thrown)) });
    }
  }
}

async function closeIn({ load, codeHost }: Needs, repository: string): Promise<void> {
  for (const { number, marker } of await codeHost.listOpenIssues(repository, ALERT_LABEL)) {
    const [, key, version, index] = MARKED.exec(marker) ?? [];
    const experiment = key === undefined ? null : await load(key);
    if (experiment === null) continue;
    if (isMatterOpen(experiment, `${key}:${version}:${index}`) === false)
      await codeHost.closeIssue(repository, number);
  }
}
