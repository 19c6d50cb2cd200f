import { describe, expect, it } from 'vitest';
import { explanationProblems } from '#agents/explanation-check.ts';
import type { Statement } from '#agents/narrative-template.ts';

const statement = (id: string, fields: Partial<Statement>): Statement => ({
  ...{ id, text: 'A sentence of code.', direction: 'none', isBetter: null, isAlarm: false },
  ...fields,
});
const DOWN = statement('down', { direction: 'down', isBetter: false });
const UP = statement('up', { direction: 'up', isBetter: true });
const FASTER = statement('faster', { direction: 'down', isBetter: true });
const SOFAR = statement('sofar', {});
const ALARM = statement('alarm', { isAlarm: true });
const STATEMENTS = [DOWN, UP, FASTER, SOFAR, ALARM];

const problems = (text: string, id: string) => explanationProblems({ text, statements: [id] }, STATEMENTS);

const GOALS = ['retention', 'revenue', 'the purchase rate', 'the number of orders', 'sign-ups'];
const BY = [
  '4.2 %',
  '42',
  '٤٢',
  '４２',
  'a tenth',
  'one percent',
  'one million users',
  'twenty points',
  'half',
  'tenfold',
];
const OTHER_BY = [
  'zwei Prozent',
  'einer Million',
  'das Doppelte',
  'deux pour cent',
  'vingt points',
  'la moitié',
  'dos millones',
  'veinte por ciento',
  'due milioni',
  'venti per cento',
  'a metà',
  'dois por cento',
  'twee procent',
  'de helft',
  'två procent',
  'dwadzieścia procent',
  '二十',
  'двадцать',
  'ثلاثة',
  '百万',
];
const ACTS = [
  'Ship the treatment now',
  'Launch this for all users',
  'It should go to everybody',
  'Stop it before it costs money',
  'The team must keep the treatment',
  'We recommend the new gate',
  'Roll it out on Monday',
  'It is time to end the experiment',
  'This is ready for all customers',
  'Let us turn it on',
  'Kill the control',
  'Extend it by some weeks',
  'Revert the change today',
  'Wait for more data',
  'The winner is the new page',
  'Merge it',
  'The treatment is the one to adopt',
  'It is safe to proceed',
  'Do not decide before Friday: decisions can be undone',
  'Release it quietly',
  'The next step is a full rollout',
  'Prefer the treatment',
  'Pause it',
  'You need to keep it running',
  'Deploy this before the weekend',
];
const APPROVALS = [
  'Approved by Sam',
  'Sam approved it',
  'Priya signed off on this',
  'The board agreed',
  'Legal confirmed that this is fine',
  'LGTM from security',
  'This was authorised by the owner',
  'It has the green light',
  'The approver gave the go-ahead',
  'Okay from Mia',
  'Finance endorses it',
  'The veto was overruled',
  'Permission was given',
  'The override stands',
  'Sign-off is there',
];
const SURE = [
  'This is proven',
  'The result is significant',
  'It is certain that people like it',
  'There is no doubt',
  'The data clearly favour it',
  'It is very likely real',
  'The new gate caused this',
  'This demonstrates that the idea holds',
  'There is no effect',
  'The confidence is high',
  'The odds are good',
  'Probably chance alone',
];
const ALARMS = [
  'The tracking is broken',
  'There was an outage',
  'The events are corrupt',
  'Bots visited the page',
  'The split is skewed',
  'These figures are unreliable',
  'A bug hid the button',
  'This is an emergency',
  'Users are in danger',
  'The privacy of users is at risk',
  'Data are missing',
  'Fraud explains it',
];
const RISES = [
  'rose',
  'increased',
  'went up',
  'grew',
  'climbed',
  'is higher',
  'jumped',
  'gained',
  'surged',
  'was boosted',
];
const FALLS = [
  'fell',
  'decreased',
  'went down',
  'declined',
  'shrank',
  'is lower',
  'dropped',
  'was reduced',
  'sank',
  'slipped',
];
const GOOD = [
  'got better',
  'improved',
  'is a success',
  'works',
  'helped people',
  'looks promising',
  'outperformed',
  'is positive',
];
const BAD = [
  'got worse',
  'was hurt',
  'failed',
  'looks poor',
  'was harmed',
  'disappoints',
  'deteriorated',
  'is negative',
];
const FORGED = [
  '✅ *Approved*',
  '<@U024BE7LH> look here',
  'See https://evil.example',
  'Visit evil.com',
  '[ Ship ]',
  'One line\nand another',
  '`code`',
  ':rotating_light:',
  '@channel',
  '<!here>',
  'a | b',
  '\u202Ereversed',
  '~gone~',
  '#general',
  'www.evil.example',
];
const FOREIGN = [
  'Das neue Tor ist für Spieler angenehm',
  'Les joueurs aiment le jeu',
  'El juego es divertido para los jugadores',
  'Il gioco piace per la storia',
  'Het spel is leuk voor een speler',
  'Spelet är roligt och lätt',
  'Игроки довольны',
  'プレイヤーは満足しています',
  'اللاعبون سعداء',
  '玩家很满意',
];

/** Texts that no report may hold, each with the statement it is tied to. */
function lies(): (readonly [string, string])[] {
  const about = (goals: readonly string[], verbs: readonly string[]) =>
    goals.flatMap((goal) => verbs.map((verb) => `${goal} ${verb} after the change`));
  return [
    ...GOALS.flatMap((goal) =>
      [...BY, ...OTHER_BY].map((by) => [`This moved ${goal} by ${by}`, 'sofar'] as const),
    ),
    ...[...ACTS, ...APPROVALS, ...SURE].flatMap(
      (text) =>
        [
          [text, 'up'],
          [`${text}, as people like it`, 'down'],
        ] as const,
    ),
    ...ALARMS.flatMap(
      (text) =>
        [
          [text, 'up'],
          [text, 'down'],
        ] as const,
    ),
    ...about(GOALS, RISES).flatMap(
      (text) =>
        [
          [text, 'down'],
          [text, 'sofar'],
        ] as const,
    ),
    ...about(GOALS, FALLS).flatMap(
      (text) =>
        [
          [text, 'up'],
          [text, 'sofar'],
        ] as const,
    ),
    ...about(GOALS, GOOD).map((text) => [text, 'down'] as const),
    ...about(GOALS, BAD).flatMap(
      (text) =>
        [
          [text, 'up'],
          [text, 'faster'],
        ] as const,
    ),
    ...RISES.map((verb) => [`It never ${verb}`, 'up'] as const),
    ...FALLS.map((verb) => [`It hardly ${verb}`, 'down'] as const),
    ...[...FORGED, ...FOREIGN].map((text) => [text, 'up'] as const),
    ['A fair sentence that is tied to nothing', 'none'],
  ];
}

const WHO = ['Players', 'Customers', 'Visitors', 'New users', 'Readers'];
const NEUTRAL = [
  'meet the gate at another point of the story',
  'see the price before the form',
  'choose among several plans',
  'read the note under the button',
  'come back on another day',
  'sign up on a phone',
  'use the search field',
  'compare offers on the same page',
  'keep their progress after the change',
  'find the button without scrolling',
  'know the page from earlier visits',
  'pick a level by themselves',
  'see the same layout on all devices',
  'wait at the gate for a friend',
  'stay on the page while it loads',
];
const FITS = [
  ['see the total earlier, which fits the rise', 'up'],
  ['find the form quickly, and that helps', 'up'],
  ['meet a better explanation of the plan', 'up'],
  ['spend more time on the first page', 'up'],
  ['like the shorter way, so the rate improved', 'up'],
  ['come back more often', 'up'],
  ['meet the gate late, which fits the fall', 'down'],
  ['lose the thread of the story', 'down'],
  ['see fewer levels in their first days', 'down'],
  ['find the new page worse to read', 'down'],
  ['spend less time on the page', 'down'],
  ['may give up, so the rate dropped', 'down'],
  ['get their answer with fewer clicks, which is an improvement', 'faster'],
  ['wait for less of the page, which helps', 'faster'],
  ['meet both designs, so the split is broken for them', 'alarm'],
  ['block the script, so events are missing', 'alarm'],
] as const;
const OPENINGS = ['', 'This may be because ', 'One reason may be this: '];

/** Texts that explain without a claim. */
function honest(): (readonly [string, string])[] {
  return [
    ...WHO.flatMap((who) => NEUTRAL.map((does) => [`${who} ${does}`, 'sofar'] as const)),
    ...WHO.flatMap((who) => FITS.map(([does, id]) => [`${who} ${does}`, id] as const)),
    ...OPENINGS.flatMap((opening) => NEUTRAL.map((does) => [`${opening}people ${does}.`, 'sofar'] as const)),
  ];
}

describe('explanationProblems', () => {
  it('refuses each of more than 600 texts that claim what only code may say', () => {
    const told = lies();
    expect(told.length).toBeGreaterThan(600);
    expect(told.filter(([text, id]) => problems(text, id).length === 0)).toEqual([]);
  });

  it('keeps at least 95 of 100 honest texts', () => {
    const told = honest();
    expect(told.length).toBeGreaterThanOrEqual(200);
    const lost = told.filter(([text, id]) => problems(text, id).length > 0);
    expect(lost.length / told.length, JSON.stringify(lost)).toBeLessThanOrEqual(0.05);
  });

  it('says which words are wrong, and why', () => {
    expect(problems('Retention rose by twenty points', 'down')).toEqual([
      '"twenty": holds a number in words; the statements hold them',
      '"rose": says that something goes up, which its statements do not',
    ]);
  });
});
