import { address, type Html, html } from '#desk/html/html.ts';
import { percent } from '#domain/figures.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FlagSetting, FlagState } from '#ports/flags.ts';
import { detailOf, toAppError } from '#shared/errors.ts';
import { cardsHtml } from './figure.ts';
import type { Subject } from './subject.ts';

/** A page waits so long for the flag service, milliseconds. */
const PATIENCE = 2_500;

/** What the flag service says of the flag now, or why it says nothing. */
export type LiveFlag =
  | { readonly kind: 'read'; readonly flag: FlagState | null }
  | { readonly kind: 'unread'; readonly why: string };

/** Reads the flag just now; gives up after some seconds, so that a page never waits for a service that is away. Never throws. */
export async function readLiveFlag(
  { flags }: Pick<CoPilot, 'flags'>,
  record: FlagRecord,
  patience = PATIENCE,
): Promise<LiveFlag> {
  const gaveUp = Promise.withResolvers<LiveFlag>();
  const timer = setTimeout(
    () => gaveUp.resolve({ kind: 'unread', why: `${flags.name} did not answer in time.` }),
    patience,
  );
  const read = flags.read(record.key, record.url).then(
    (flag): LiveFlag => ({ kind: 'read', flag }),
    (thrown): LiveFlag => ({ kind: 'unread', why: detailOf(toAppError(thrown)) }),
  );
  try {
    return await Promise.race([read, gaveUp.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The flag as it was read just now, beside what the bot last recorded. */
export function flagHtml(
  { experiment: { flag: record } }: Pick<Subject, 'experiment'>,
  live: LiveFlag | null,
): Html {
  if (record === null || live === null)
    return html`<p>There is no flag: it is made after the approval, and removed with the clean-up.</p>`;
  const where = html`<p><a href="${address(record.url)}" rel="noreferrer"><code>${record.key}</code></a></p>`;
  if (live.kind === 'unread')
    return html`${where}<p class="banner warn">The flag could not be read just now. ${live.why} Below is what the bot recorded last; reload the page to read it again.</p>${settingTable([['recorded', record]])}`;
  // A moment here would make every reload of a page that lives look like news.
  const moment = html`<p class="muted small">Read while this page was made.</p>`;
  if (live.flag === null)
    return html`${where}<p class="banner bad">The flag service has no flag with this key any more. Users get the control.</p>${settingTable([['recorded', record]])}${moment}`;
  const isSame = live.flag.version === record.version;
  const words = isSame
    ? html`<p class="banner good">It stands as the bot left it.</p>`
    : html`<p class="banner warn">It differs from the version that the bot recorded. The bot looks at this by itself, and asks in the thread if it matters.</p>`;
  return html`${where}${words}${settingTable([
    ['now', live.flag],
    ['recorded', record],
  ])}${moment}`;
}

function settingTable(rows: readonly (readonly [string, FlagSetting])[]): Html {
  return cardsHtml(
    'Setting of the flag',
    ['reading', 'state', 'units let in', 'variants'],
    rows.map(([name, { active, rollout, allocation }]) => [
      name,
      active ? 'on' : 'off',
      percent(rollout),
      Object.entries(allocation)
        .map(([variant, share]) => `${variant} ${percent(share)}`)
        .join(', '),
    ]),
  );
}
