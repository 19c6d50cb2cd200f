import { z } from 'zod';
import type { SlackIdentity } from '#adapters/slack/identity.ts';

/**
 * From where a delivery comes.
 * - `own`: our workspace, and a person of it.
 * - `external`: our workspace, and a person of another company who shares a channel with it (Slack Connect).
 * - `foreign`: another workspace that has the app, too. Its deliveries carry the same signature.
 */
export type Sender = 'own' | 'external' | 'foreign';

const Id = z.string().nullish().catch(null);
const Workspace = z.looseObject({ id: Id, enterprise_id: Id }).nullish().catch(null);
const Said = z.looseObject({ user: Id, user_team: Id, source_team: Id, team: Id }).nullish().catch(null);
const Delivered = z.looseObject({
  team_id: Id,
  enterprise_id: Id,
  team: Workspace,
  enterprise: Workspace,
  user: z.looseObject({ team_id: Id }).nullish().catch(null),
  view: z.looseObject({ app_installed_team_id: Id }).nullish().catch(null),
  authorizations: z
    .array(z.looseObject({ team_id: Id, enterprise_id: Id }))
    .nullish()
    .catch(null),
  event: Said,
  is_ext_shared_channel: z.boolean().nullish().catch(null),
});
type Delivered = z.infer<typeof Delivered>;

/** The sender of a delivery, by its body as Slack sent it. What names no workspace is foreign. */
export function senderOf(body: object, own: SlackIdentity): Sender {
  const read = Delivered.parse(body);
  const [installed] = read.authorizations ?? [];
  // The team of a form is the person's; the view then says which workspace has the app.
  const app = installed?.team_id ?? read.view?.app_installed_team_id ?? read.team?.id ?? read.team_id;
  const enterprise =
    installed?.enterprise_id ?? read.enterprise?.id ?? read.team?.enterprise_id ?? read.enterprise_id;
  const isOurs =
    app === own.team || (own.isOrgWide && own.enterprise !== null && enterprise === own.enterprise);
  if (!isOurs) return 'foreign';
  const person = personTeam(read);
  const isOwnPerson = person === null || person === app || person === own.team;
  return isOwnPerson || (own.enterprise !== null && person === own.enterprise) ? 'own' : 'external';
}

/** The workspace of the person; null for an event of a channel of ours alone that names none, or that no person brought about. */
function personTeam({ event, ...read }: Delivered): string | null {
  if (event == null) return read.user?.team_id ?? read.team?.id ?? read.team_id ?? '';
  const told = event.user_team ?? event.source_team ?? event.team ?? null;
  return told === null && event.user != null && read.is_ext_shared_channel === true ? '' : told;
}
