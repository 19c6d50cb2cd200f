/** A node of a syntax tree, free of the parser's memory. Offsets are UTF-16 units into the text, rows count from 0. */
export class SyntaxNode {
  readonly type: string;
  /** False for keywords and punctuation. */
  readonly named: boolean;
  /** The role in the parent, by the grammar; null if it has none. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly row: number;
  /** True if the parser found no rule for this text, or put in a token that is not there. */
  readonly broken: boolean;
  readonly parent: SyntaxNode | null;
  readonly children: SyntaxNode[] = [];
  readonly #source: string;

  constructor(
    source: string,
    parent: SyntaxNode | null,
    at: {
      type: string;
      named: boolean;
      field: string | null;
      start: number;
      end: number;
      row: number;
      broken: boolean;
    },
  ) {
    this.#source = source;
    this.parent = parent;
    this.type = at.type;
    this.named = at.named;
    this.field = at.field;
    this.start = at.start;
    this.end = at.end;
    this.row = at.row;
    this.broken = at.broken;
  }

  /** The text that the node covers. */
  get text(): string {
    return this.#source.slice(this.start, this.end);
  }

  /** The children that are no keywords or punctuation. */
  get namedChildren(): readonly SyntaxNode[] {
    return this.children.filter(({ named }) => named);
  }

  /** The first child with this role; null if there is none. */
  child(field: string): SyntaxNode | null {
    return this.children.find((child) => child.field === field) ?? null;
  }

  /** The node and all below it, in the order of the text. */
  *walk(): Generator<SyntaxNode> {
    yield this;
    for (const child of this.children) yield* child.walk();
  }

  /** The nodes above, the nearest first. */
  *ancestors(): Generator<SyntaxNode> {
    for (let above = this.parent; above !== null; above = above.parent) yield above;
  }

  /** Tells whether the other node lies within this one; a node of another text never does. */
  covers(other: SyntaxNode): boolean {
    return this.start <= other.start && other.end <= this.end && this.#source === other.#source;
  }
}
