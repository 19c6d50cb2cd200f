import type { Commit } from '#domain/commit.ts';
import type { Store } from '#ports/store.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA } from '#test/support/example-plans.ts';
import { APPROVER } from './bench-config.ts';
import type { Shot } from './open-loop.ts';
import { endOf, retold, seed } from './stories.ts';

/** She asked for every experiment and may approve none. */
const ASKER = 'U0000000MIA';
/** Experiments whose buttons are pressed by a person without the role; they do not change. */
const REFUSED = 40;

/** What people do in equal parts. The first two are buttons, then a command, then a form. */
export const ACTS = ['refused press', 'press that commits', 'list', 'form that commits'] as const;
export type Act = (typeof ACTS)[number];

/** Everything that one run of people needs, in the order in which they act. */
export interface Crowd {
  readonly shots: readonly Shot[];
  readonly journals: readonly (readonly Commit[])[];
}

/** `count` acts. Presses and forms that commit have an experiment in review each, so that none is refused. */
export function crowdOf(name: string, count: number, responseUrl: string): Crowd {
  const waiting = Array.from({ length: Math.min(REFUSED, count) }, (_, index) =>
    retold(EXAMPLES.inReview, `${name}-asked-${index}`),
  );
  const journals = [...waiting];
  const shots: Shot[] = [];
  for (let index = 0; index < count; index += 1) {
    const act = ACTS[index % ACTS.length] ?? 'list';
    const own = act === 'press that commits' ? retold(EXAMPLES.highRisk, `${name}-press-${index}`) : null;
    const form = act === 'form that commits' ? retold(EXAMPLES.inReview, `${name}-form-${index}`) : null;
    if (own !== null) journals.push(own);
    if (form !== null) journals.push(form);
    const commits = own ?? form ?? waiting[index % waiting.length] ?? [];
    shots.push({ kind: act, body: bodyOf(act, `${name}.${index}`, commits, responseUrl) });
  }
  return { shots, journals };
}

/** Puts the experiments and the one who asked for them into the store. */
export async function settle(store: Store, { journals }: Crowd): Promise<void> {
  await store.pseudonymOf(ASKER, MARIA.person ?? '');
  await seed(store, journals);
}

function bodyOf(act: Act, id: string, commits: readonly Commit[], responseUrl: string): string {
  switch (act) {
    case 'refused press':
      return payload(pressed(id, ASKER, commits, responseUrl));
    case 'press that commits':
      return payload(pressed(id, APPROVER, commits, responseUrl));
    case 'form that commits':
      return payload(submitted(id, commits));
    case 'list':
      return new URLSearchParams({
        ...{ command: '/experiment', text: 'list', user_id: ASKER, user_name: 'mia', team_id: 'T1' },
        ...{ channel_id: 'C000000GROW', channel_name: 'growth', api_app_id: 'A1' },
        ...{ is_enterprise_install: 'false', response_url: responseUrl, trigger_id: id },
      }).toString();
  }
}

function payload(body: object): string {
  return new URLSearchParams({ payload: JSON.stringify(body) }).toString();
}

function interaction(type: string, id: string, user: string) {
  return {
    ...{ type, api_app_id: 'A1', trigger_id: id, enterprise: null, is_enterprise_install: false },
    ...{ team: { id: 'T1', domain: 'bench' }, user: { id: user, username: user, team_id: 'T1' } },
  };
}

/** The press of "Approve" under the plan that was posted. */
function pressed(id: string, user: string, commits: readonly Commit[], responseUrl: string) {
  const channel = { id: 'C000000GROW', name: 'growth' };
  const button = { type: 'button', action_id: 'approve_plan', block_id: 'b', value: evidenceOf(commits) };
  return {
    ...interaction('block_actions', id, user),
    container: { type: 'message', message_ts: '1767603600.000100', channel_id: channel.id },
    ...{ channel, response_url: responseUrl, message: { type: 'message', ts: '1767603600.000100' } },
    actions: [{ ...button, text: { type: 'plain_text', text: 'Approve' }, action_ts: '1767603600.1' }],
  };
}

/** The submitted form that asks why a plan is rejected. */
function submitted(id: string, commits: readonly Commit[]) {
  const reason = { type: 'plain_text_input', value: 'The gate is rebuilt next month anyway.' };
  const title = { type: 'plain_text', text: 'Reject the plan' };
  return {
    ...interaction('view_submission', id, APPROVER),
    view: {
      ...{ id: 'V1', type: 'modal', callback_id: 'reject_plan', hash: '1.a', title, blocks: [] },
      private_metadata: evidenceOf(commits),
      state: { values: { reason: { reason } } },
    },
  };
}

function evidenceOf(commits: readonly Commit[]): string {
  const {
    key,
    design,
    delivery: { messages },
  } = endOf(commits);
  const planHash = design?.planHash ?? null;
  const [message = null] = Object.entries(messages).findLast(([, { topic }]) => topic === 'plan') ?? [];
  return JSON.stringify({ experiment: key, message, planHash });
}
