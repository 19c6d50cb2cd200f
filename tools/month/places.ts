import type { RepositoryFiles } from '#sandbox/stand-ins/github/seed.ts';

/** Surfaces of a product with room for a quarter: each has an experiment of its own, and a file of its own in the repository. */
export const PLACES: readonly string[] = [
  ...[
    'search',
    'profile',
    'wishlist',
    'reviews',
    'news',
    'returns',
    'stores',
    'sizes',
    'invoices',
    'coupons',
  ],
  ...['referrals', 'chat', 'recommendations', 'filters', 'footer', 'header', 'banner', 'basket', 'delivery'],
  ...['receipts', 'ratings', 'photos', 'videos', 'maps', 'calendar', 'alarms', 'badges', 'friends', 'groups'],
  ...['feed', 'stories', 'polls', 'quizzes', 'lessons', 'tournaments', 'inventory', 'crafting', 'trading'],
  ...['guild', 'seasons', 'rewards', 'tickets', 'library', 'playlists', 'podcasts', 'downloads', 'backups'],
  ...['themes', 'languages', 'shortcuts', 'widgets', 'comments', 'mentions', 'drafts', 'archive', 'tags'],
  ...['folders', 'exports', 'imports', 'trash'],
];

/** The visit at which the help of a place shows today: a number that no other file holds. */
function visitOf(place: string): number {
  return 101 + PLACES.indexOf(place);
}

/** An idea for a place, whose change touches the file of the place alone. */
export function ideaFor(place: string): string {
  return `Move the ${place} help from visit ${visitOf(place)} to visit ${visitOf(place) + 200}`;
}

/** The repository that these places are in: of each its code and the test that pins its value. */
export function placeFiles(shop: RepositoryFiles): RepositoryFiles {
  const files = PLACES.flatMap((place) => [
    [`src/places/${place}.ts`, codeOf(place)],
    [`test/${place}.test.ts`, testOf(place)],
  ]);
  return { ...shop, ...Object.fromEntries(files) };
}

function nameOf(place: string): string {
  return `show${place.charAt(0).toUpperCase()}${place.slice(1)}Help`;
}

function codeOf(place: string): string {
  const constant = `${place.toUpperCase()}_HELP_VISIT`;
  return `import type { Services } from '../services.ts';

/** A unit on the ${place} page. */
export interface Unit {
  readonly id: string;
  readonly visits: number;
}

/** The help as the unit meets it. */
export interface Help {
  readonly visit: number;
  readonly open: boolean;
}

/** The visit at which the ${place} help shows. */
const ${constant} = ${visitOf(place)};

/** Shows the ${place} help and records that it was met. */
export async function ${nameOf(place)}(unit: Unit, services: Services): Promise<Help> {
  const visit = ${constant};
  const open = unit.visits < visit;
  await services.events.track(unit.id, 'help_met', { visit, open });
  return { visit, open };
}
`;
}

function testOf(place: string): string {
  const visit = visitOf(place);
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ${nameOf(place)} } from '../src/places/${place}.ts';
import { fakeServices } from '../testing/fake-services.ts';

test('the ${place} help shows at visit ${visit}', async () => {
  const services = fakeServices();
  const help = await ${nameOf(place)}({ id: 'unit-1', visits: 3 }, services);
  assert.equal(help.visit, ${visit});
  assert.deepEqual(services.tracked, ['help_met']);
});
`;
}
