import type { Tape } from './tape.ts';

type Clean = (value: readonly unknown[]) => unknown;

/**
 * A port whose methods of these names go over a tape; all others are as they were. `inArgs` and `inAnswer` say what stands on the tape of
 * what was asked and answered; all of it if they are left out.
 */
export function tapedPort<Port extends object>(
  tape: Tape,
  name: string,
  port: Port,
  methods: readonly (keyof Port & string)[],
  inArgs: Clean = (args) => args,
  inAnswer: (answer: unknown) => unknown = (answer) => answer,
): Port {
  const over = methods.map((method) => {
    const through = (...args: readonly unknown[]) =>
      tape.ask({
        ...{ name: `${name}.${method}`, args: [inArgs(args)] },
        really: async (): Promise<unknown> => called(port, method, args),
        keep: inAnswer,
      });
    return [method, through] as const;
  });
  return { ...port, ...Object.fromEntries(over) };
}

function called(port: object, method: string, args: readonly unknown[]): unknown {
  const found: unknown = Reflect.get(port, method);
  if (typeof found !== 'function') throw new TypeError(`${method} cannot be called`);
  return Reflect.apply(found, port, args);
}
