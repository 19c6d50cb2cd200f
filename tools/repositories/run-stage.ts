import type { Checkout } from './checkout.ts';
import type { FlagAnswer, FlagService } from './flag-service.ts';
import type { MadeUpRepository } from './made-up-repository.ts';

/** What a stage of the repository's life must do. */
export interface Stage {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** What the program prints, by what the flag service does; `unreachable` is a service that does not listen. */
  readonly prints: readonly {
    readonly when: FlagAnswer | 'unreachable';
    readonly text: string;
  }[];
  /** How often the program asks for the experiment's flag. */
  readonly asks: 0 | 1;
}

/** How a stage went. */
export interface StageResult {
  readonly stage: string;
  readonly faults: readonly string[];
}

const NOT_LISTENING = 'http://127.0.0.1:9';

function inWords(when: FlagAnswer | 'unreachable'): string {
  return typeof when === 'string' ? when : `answers ${when.variant}`;
}

/** Runs the repository's own tests, then its program against the real flag service in each of its moods. */
export async function runStage(
  repository: Pick<MadeUpRepository, 'test' | 'build' | 'run' | 'flagKey'>,
  stage: Stage,
  { checkout, flags }: { readonly checkout: Checkout; readonly flags: FlagService },
): Promise<StageResult> {
  await checkout.put(stage.files);
  const faults: string[] = [];
  for (const command of [repository.test, repository.build]) {
    const ran = command == null ? null : await checkout.run(command);
    if (ran !== null && ran.code !== 0) faults.push(`${command?.join(' ')} fails:\n${ran.all}`);
  }
  for (const { when, text } of stage.prints) {
    if (when !== 'unreachable') flags.answer(when);
    flags.takeAsked();
    const ran = await checkout.run(repository.run, {
      FLAGS_URL: when === 'unreachable' ? NOT_LISTENING : flags.url,
    });
    const service = `with a flag service that ${inWords(when)}`;
    if (ran.code !== 0 || ran.out !== text) faults.push(`${service} the program prints:\n${ran.all}`);
    const asked = flags.takeAsked().filter((key) => key === repository.flagKey).length;
    if (when !== 'unreachable' && asked !== stage.asks)
      faults.push(`${service} the program asks for the flag ${asked} times, not ${stage.asks}`);
  }
  return { stage: stage.name, faults };
}
