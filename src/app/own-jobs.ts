import { KEPT_ANSWERS } from '#api/server/idempotency.ts';
import type { Anchors } from '#app/anchors.ts';
import { auditDaily } from '#app/audit-daily.ts';
import { sweepInbound } from '#app/once-only.ts';
import { pruneObservations } from '#app/own-observations.ts';
import { recordPromptOutcomes } from '#app/own-prompts.ts';
import { createTellAdmins } from '#app/tell-admins.ts';
import { sweepSessions } from '#app/web/sessions.ts';
import { webhookJobs } from '#app/webhook-jobs.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Job } from '#journal/jobs.ts';
import type { Settings } from '#settings/settings.ts';
import { HOUR, systemClock } from '#shared/clock.ts';

/** The jobs of the bot itself, beside those of the slices. The journal is audited every day if there are `anchors`. */
export function ownJobs(
  coPilot: CoPilot,
  anchors: Anchors | undefined,
  roles: () => Settings['roles'],
): readonly Job[] {
  const { store, log } = coPilot;
  const tell = createTellAdmins(coPilot, roles);
  return [
    sweepInbound(coPilot),
    {
      ...{ name: 'sweep-sessions', everyMs: HOUR, backfill: false },
      // Browsers live by the clock of the machine, also in the sandbox.
      run: async () => void (await sweepSessions(store, systemClock)),
    },
    {
      ...{ name: 'sweep-answers', everyMs: HOUR, backfill: false },
      run: async () => void (await store.sweepAnswers(coPilot.clock.now() - KEPT_ANSWERS)),
    },
    ...webhookJobs(coPilot, tell),
    ...pruneObservations(coPilot),
    ...recordPromptOutcomes(coPilot),
    ...(anchors === undefined ? [] : [auditDaily({ store, log, anchors, tell })]),
  ];
}
