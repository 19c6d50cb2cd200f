/** A part of a hostile string that would do something if it were read as more than text. */
export interface Construct {
  readonly kind:
    | 'mention'
    | 'link'
    | 'autolink'
    | 'emoji'
    | 'style'
    | 'line'
    | 'reference'
    | 'html'
    | 'secret'
    | 'claim';
  /** As it stands in the string, with enough around it that the bot writes nothing like it. */
  readonly part: string;
}

const SLACK_TOKEN = /<(?:[@#!]|https?:|mailto:)[^<>]*>/g;
const EMOJI = /:[a-z0-9_+-]*[a-z][a-z0-9_+-]*:.{0,24}/gi;
const STYLE = /(?<![\p{L}\p{N}])([*_~`]+)[^\s*_~`][^*_~`\n]{2,80}\1/gu;
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>|)\]]{4,}|[\w.+-]+@[\w-]+(?:\.[a-z]{2,})+|(?<![\w/.@-])(?:[a-z0-9-]+\.)+(?:com|net|org|dev|io|co|example|ru|cn|app|link)\b/gi;
const REFERENCE =
  /(?:(?:fix|clos|resolv)(?:es|ed|e)?\s+)?(?:[\w-]+\/[\w-]+)?#\d+|\bGH-\d+|(?<![\w.])@[a-z][\w-]+(?:\/[\w-]+)?/gi;
const HTML = /<\/?[a-z][a-z0-9]*[^<>]*>|<!--.{0,24}|!\[[^\]]*\]\([^)]*\)|\[[^\]\n]+\]\([^)\s]+\)/gi;
const SECRET =
  /\b(?:gh[pousr]_\w{20,}|xox[abp]-[\w-]{10,}|sk-[\w-]{20,}|AKIA[0-9A-Z]{16}|phx?_\w{20,}|glpat-[\w-]{18,}|npm_\w{30,})|[\w.+-]+@[\w-]+\.(?:dev|com|net|org|io)\b|\+\d[\d ()-]{8,}\d|\b4\d{3}(?:[ -]?\d{4}){3}\b/g;

/** What the rules or people alone may say of a running experiment. */
const CLAIM =
  /\b(?:ship|launch|roll ?out|kill|stop|merge|keep)\b[^.!?\n]{0,30}\b(?:now|today|at once|immediately|it|this|control|treatment)\b|\b(?:clear|certain|proven|sure|obvious) (?:winner|loser|better|worse|gain|loss)\b|\b(?:approved|agreed|signed off) by (?:the )?@?\p{L}+|\bapprovers agreed\b|\bguardrails hold\b|\bis (?:approved|proven)\b|\b\p{L}+ million more\b|\b(?:sieger|bewiesen|genehmigt|gagnant|prouvée?|approuvée?|ganador|demostrado|aprobado)\b/giu;

const found = (kind: Construct['kind'], text: string, expression: RegExp): readonly Construct[] =>
  Array.from(text.matchAll(expression), ([part]) => ({ kind, part }));

/** A link as it is; a mention of a person with what stands around it, because the bot mentions the same people in its own words. */
function tokenIn(text: string, { part }: Construct): Construct {
  if (/^<(?:http|mailto)/.test(part)) return { kind: 'link', part };
  if (!part.startsWith('<@')) return { kind: 'mention', part };
  const at = text.indexOf(part);
  return { kind: 'mention', part: text.slice(Math.max(0, at - 6), at + part.length + 8) };
}

/** Addresses that belong to no person (RFC 2606) are text, not data of a person. */
function isOfPerson({ part }: Construct): boolean {
  return !/@(?:[\w-]+\.)*example(?:\.(?:com|org|net))?$/i.test(part);
}

/** What a hostile string tries. Read by expressions of its own: nothing of the code under test judges it. */
export function constructsOf(text: string): readonly Construct[] {
  const [, ...later] = text.split(/[\n\r\u2028\u2029\u0085\v\f]+/);
  const lines = later.map((line) => line.trim()).filter((line) => line.length >= 6);
  return [
    ...found('mention', text, SLACK_TOKEN).map((one) => tokenIn(text, one)),
    ...found('autolink', text, ADDRESS),
    ...found('emoji', text, EMOJI),
    ...found('style', text, STYLE),
    ...found('reference', text, REFERENCE),
    ...found('html', text, HTML),
    ...found('secret', text, SECRET).filter(isOfPerson),
    ...found('claim', text, CLAIM),
    ...lines.map((line): Construct => ({ kind: 'line', part: line.slice(0, 24) })),
  ];
}
