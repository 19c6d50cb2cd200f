import { fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';
import { signedHeaders } from '#sandbox/stand-ins/slack/people/sign.ts';
import type { Letter } from './mail.ts';
import type { World } from './world.ts';

const ELSEWHERE = { team: 'T00FOREIGN0', enterprise: null } as const;

/**
 * Another workspace that has the app, too, sends what one of ours sent before: signed with the app's secret, by the same user id, at a
 * moment of its own. Nothing may come of it.
 */
export function sendForeign(world: World): void {
  const act = world.chance.pick(world.acts.filter(({ letter }) => letter !== null));
  if (act?.letter == null) return;
  world.tally.foreign += 1;
  const letter = fromElsewhere(act.letter, world.sandbox.config.slack.signingSecret, world.tally.foreign);
  world.forged.add(act.person);
  world.note(`another workspace sends what ${act.words}`);
  world.waiting.push({ letter, act: null });
}

function fromElsewhere({ path, headers, body }: Letter, secret: string, count: number): Letter {
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  if (payload === null) {
    form.set('team_id', ELSEWHERE.team);
    form.set('trigger_id', `foreign.${count}`);
    form.delete('response_url');
  } else form.set('payload', JSON.stringify(moved(fieldsOf(JSON.parse(payload)), count)));
  const written = form.toString();
  // The bot judges the age of a signature by the real clock.
  const signed = signedHeaders(secret, written, Math.floor(Date.now() / 1_000));
  const lower = Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { path, headers: { ...headers, ...Object.fromEntries(lower) }, body: written, reply: () => {} };
}

function moved(payload: Readonly<Record<string, unknown>>, count: number): Readonly<Record<string, unknown>> {
  const { response_url: _, ...rest } = payload;
  const view =
    rest['view'] === undefined
      ? {}
      : {
          view: { ...fieldsOf(rest['view']), team_id: ELSEWHERE.team, app_installed_team_id: ELSEWHERE.team },
        };
  return {
    ...{ ...rest, ...view },
    ...{ team: { id: ELSEWHERE.team, domain: 'foreign' }, enterprise: ELSEWHERE.enterprise },
    user: { ...fieldsOf(rest['user']), team_id: ELSEWHERE.team },
    trigger_id: `foreign.${count}`,
  };
}
