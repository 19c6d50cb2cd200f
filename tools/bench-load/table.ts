/** One measured figure: what, how much, and against what it is held. */
export interface Row {
  readonly label: string;
  readonly figure: string;
  readonly note?: string;
}

/** Prints a headline of the table. */
export function printHead(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

/** Prints one line of the table. */
export function printRow({ label, figure, note = '' }: Row): void {
  process.stdout.write(`  ${label.padEnd(56)}${figure.padStart(14)}  ${note}`.trimEnd().concat('\n'));
}
