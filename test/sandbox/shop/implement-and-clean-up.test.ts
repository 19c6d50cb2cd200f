import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentDeps } from '#agents/ask.ts';
import { cleanUp } from '#agents/cleaner.ts';
import { implementChange } from '#agents/implementer.ts';
import type { Plan } from '#domain/plan.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { agentsOn, planOf, requestOf } from '#test/agents/examples.ts';
import { memoryView } from '#test/support/memory-view.ts';
import { variants } from '#test/support/runs.ts';
import { copyShop, type ShopCopy } from './shop-copy.ts';

let server: ScriptedModel;
let agents: AgentDeps;
beforeAll(async () => {
  server = await startScriptedModel({ port: 0 });
  agents = agentsOn(server);
});
afterAll(() => server.close());

async function implement(shop: ShopCopy, plan: Plan) {
  const result = await implementChange(agents, { plan, repository: memoryView(shop.files()) });
  if (result.kind === 'refused') throw new Error(result.problem.detail);
  shop.apply(result.value.output.edits);
  return result.value.output;
}

/** `pullRequest` are the paths that the implementation edited. */
async function takeOut(shop: ShopCopy, plan: Plan, kept: string, pullRequest: readonly string[]) {
  const repository = memoryView(shop.files());
  const paths = [...new Set([...(await repository.search(plan.flagKey)), ...pullRequest])];
  const result = await cleanUp(agents, { plan, kept, repository, paths, pullRequest });
  if (result.kind === 'refused') throw new Error(result.problem.detail);
  shop.apply(result.value.output.edits);
}

function planFor(idea: string, surface: string, treatments: readonly string[] = [idea]): Plan {
  const today = `As today: ${surface} without the change.`;
  return planOf(treatments, { title: idea, request: requestOf({ idea, surface }) }, today);
}

const CASES = [
  {
    surface: 'level gate',
    idea: 'Move the first gate from level 30 to 40',
    path: 'src/game/level-gate.ts',
    flagged: ['control: 30,', 'treatment: 40,'],
    shipped: 'const FIRST_GATE_LEVEL = 40;',
  },
  {
    surface: 'e-mail',
    idea: 'Mention free delivery in the subject of the reminder e-mail',
    path: 'src/email/reminder.ts',
    flagged: ["control: 'Your basket is waiting for you',", 'free delivery'],
    shipped: "const REMINDER_SUBJECT = 'Your basket is waiting for you: free delivery';",
  },
  {
    surface: 'e-mail',
    idea: 'Send the reminder after 4 hours instead of 24',
    path: 'src/email/reminder-schedule.ts',
    flagged: ['control: 24,', 'treatment: 4,'],
    shipped: 'const REMINDER_AFTER_HOURS = 4;',
  },
  {
    surface: 'checkout',
    idea: 'Show the delivery cost before the payment step',
    path: 'src/checkout/checkout.ts',
    flagged: ["'delivery-cost', 'payment'"],
    shipped:
      "const CHECKOUT_STEPS = ['basket', 'address', 'delivery', 'delivery-cost', 'payment', 'review'];",
  },
  {
    surface: 'checkout',
    idea: 'Skip the review step of the checkout',
    path: 'src/checkout/checkout.ts',
    flagged: ["treatment: ['basket', 'address', 'delivery', 'payment']"],
    shipped: "const CHECKOUT_STEPS = ['basket', 'address', 'delivery', 'payment'];",
  },
  {
    surface: 'onboarding tour',
    idea: 'Greet newcomers with a short tour',
    path: 'src/experiments/onboarding-tour.ts',
    flagged: ["treatment: 'Greet newcomers with a short tour'"],
    shipped: "const BEHAVIOUR = 'Greet newcomers with a short tour';",
  },
];

describe('the shop', () => {
  it('is green as it is, by the command of its README', () => {
    const shop = copyShop();
    const { green, passed, output } = shop.test([]);
    shop.remove();
    expect(output).not.toContain('not ok');
    expect({ green, passed }).toEqual({ green: true, passed: 14 });
  });
});

describe.each(variants(CASES))('on $surface: $idea', ({ surface, idea, path, flagged, shipped }) => {
  const plan = planFor(idea, surface);
  let shop: ShopCopy;
  beforeAll(() => {
    shop = copyShop();
  });
  afterAll(() => shop.remove());

  it('implements, stays green with a test per arm, and cleans up for either arm', async () => {
    const before = shop.files();
    const { testPaths, edits, facts } = await implement(shop, plan);
    const edited = edits.map(({ path }) => path);
    expect(facts.readAt).toHaveLength(1);
    expect(facts.readAt[0]).toContain(`${path}:`);
    const source = shop.files().find((file) => file.path === path)?.content ?? '';
    for (const line of flagged) expect(source).toContain(line);
    expect(source).toContain("fallback: 'control'");
    const implemented = shop.test();
    expect(implemented).toMatchObject({ green: true });
    expect(implemented.output).toContain('(treatment)');
    expect(implemented.output).toContain('(the flag service fails)');
    expect(testPaths).toHaveLength(1);

    const flaggedFiles = shop.files();
    await takeOut(shop, plan, 'control', edited);
    const isNew = before.every((file) => file.path !== path);
    // A module of the experiment's own goes on saying what people get; all else is as it was.
    expect(shop.test()).toMatchObject({ green: true, passed: isNew ? 15 : 14 });
    const left = shop.files().filter((file) => !before.some((one) => one.path === file.path));
    expect(left.map((file) => file.path)).toEqual(isNew ? [path, testPaths[0]] : []);
    expect(shop.files().filter(({ content }) => content.includes(plan.flagKey))).toEqual([]);
    if (!isNew) expect(shop.files()).toEqual(before);

    shop.apply(flaggedFiles.filter((file) => edits.some((edit) => edit.path === file.path)));
    await takeOut(shop, plan, 'treatment', edited);
    const after = shop.files();
    expect(after.find((file) => file.path === path)?.content).toContain(shipped);
    expect(after.filter(({ content }) => content.includes(plan.flagKey))).toEqual([]);
    expect(shop.test()).toMatchObject({ green: true });
  });
});

describe('several treatments', () => {
  it('get a test each, and the last one standing is shipped', async () => {
    const plan = planFor('Move the first gate from level 30 to 40 or 50', 'level gate', [
      'Move the first gate from level 30 to 40',
      'Move the first gate from level 30 to 50',
    ]);
    const shop = copyShop();
    const { edits } = await implement(shop, plan);
    const { green, output } = shop.test();
    expect(green).toBe(true);
    for (const variant of ['control', 'treatment-1', 'treatment-2']) expect(output).toContain(`(${variant})`);
    await takeOut(
      shop,
      plan,
      'treatment-2',
      edits.map(({ path }) => path),
    );
    const gate = shop.files().find(({ path }) => path.endsWith('level-gate.ts'))?.content;
    expect(gate).toContain('const FIRST_GATE_LEVEL = 50;');
    expect(shop.test()).toMatchObject({ green: true, passed: 14 });
    shop.remove();
  });
});

describe('ideas in hostile words', () => {
  it.each(
    variants([
      [String.raw`Mention 'free' delivery $& \\ */ in the subject of the reminder`, 'e-mail'],
      ['Mention `$' + '{process.exit(1)}` in the subject of the reminder', 'e-mail'],
      [String.raw`Say 'it\'s' // ); }); test( in the subject of the reminder`, 'e-mail'],
      ['Offer `x` */ } ]; gift $1 wrapping', 'checkout'],
      [String.raw`Zeige den Übungsraum «früher» \n 導入`, '新しい画面'],
      ['Move the first gate from 30 to 1e999 or -5 or 0x1F', 'level gate'],
    ]),
  )('still become working code: %s', async (idea, surface) => {
    const shop = copyShop();
    const plan = planFor(idea, surface);
    const { edits } = await implement(shop, plan);
    expect(shop.test()).toMatchObject({ green: true });
    await takeOut(
      shop,
      plan,
      'treatment',
      edits.map(({ path }) => path),
    );
    expect(shop.test()).toMatchObject({ green: true });
    shop.remove();
  });
});
