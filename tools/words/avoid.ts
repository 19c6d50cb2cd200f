import type { SpanKind } from './lex.ts';

/** A word to avoid. docs/glossary.md prints the list: `avoid` and `use` are the cells of its table. */
export interface WordRule {
  readonly avoid: string;
  readonly use: string;
  /** Finds the word in names: identifiers, literals without a space, and paths of files. */
  readonly inNames?: RegExp;
  /** Finds it in texts, comments and documents. */
  readonly inTexts?: RegExp;
  /** Kinds that the rule leaves out. */
  readonly notIn?: readonly SpanKind[];
  /** Uses that are right; each is matched against the line of the word. */
  readonly right?: readonly RightUse[];
}

export interface RightUse {
  readonly line: RegExp;
  /** The files in which the use is right; all if left out. */
  readonly path?: RegExp;
  readonly reason: string;
}

/** A place may be named before the word: `the file where`, `stays where`, `says where`, `from where`. */
const PLACE_BEFORE =
  '(?:place|places|point|line|lines|folder|page|thread|channel|file|disk|row|step|show|shows|say|says|said|know|knows|known|surface:|see|sees|find|finds|ask|asks|asked|look|looks|choose|chooses|remember|remembers|from|to|of|is|stay|stays|stand|stands|leave it|leaves it)';

export const WORD_RULES: readonly WordRule[] = [
  {
    avoid: 'winner, winning',
    use: 'the treatment that is proven better',
    inNames: /winn(?:er|ing)/i,
    inTexts: /\bwinn(?:er|ers|ing)\b/i,
    right: [
      {
        line: /end[-_]without[-_]winner/,
        reason: 'The name of the decision in journals and of its button in Slack.',
      },
      {
        line: /^Ended without a winner$/,
        path: /^src\/domain\/decision\/decide\.ts$/,
        reason: 'The stamp is stored in journals under these words; people read others.',
      },
      { line: /winner['’]s curse/i, reason: "The field's term for the luck in a chosen estimate." },
    ],
  },
  {
    avoid: 'significant (without method and alpha)',
    use: 'proven better, proven worse, not proven',
    inNames: /significan(?:t|ce)/i,
    inTexts: /\b(?:in)?significan(?:t|tly|ce)\b/i,
    notIn: ['comment'],
    right: [
      { line: /significant (?:digits?|figures?)/i, reason: 'Rounding, not proof.' },
      { line: /^firstSignificantLook$/, reason: 'A field of the reference cases, with its alpha.' },
    ],
  },
  {
    avoid: 'A/B test, split test',
    use: 'experiment',
    inTexts: /\b(?:A\/B|split)[- ]tests?\b/i,
  },
  {
    avoid: 'conversion (for any metric)',
    use: "the metric's own name, level",
    inNames: /conversion/i,
    inTexts: /\bconversions?\b/i,
    right: [
      { line: /checkout[ _]conversion/i, reason: 'The own name of a metric in the catalogue.' },
      { line: /^conversion_window(_unit)?$/, reason: 'The names of fields in PostHog.' },
      {
        line: /^conversion revenue retention/,
        reason: 'Words that people use for metrics, to be recognised.',
      },
    ],
  },
  {
    avoid: 'bucket (for a variant)',
    use: 'variant; a bucket is a time slot of a job',
    inNames: /variantBucket|bucketOfUnit|bucketUnit/i,
    inTexts:
      /\b(?:variant|arm|treatment|control|unit)s? buckets?\b|\bbucket(?:ed|s)? (?:a |the )?(?:unit|user|variant)s?\b/i,
  },
  {
    avoid: 'confidence (for 1 − p)',
    use: 'the p-value, or the interval with its level',
    inTexts: /\b\d+(?:\.\d+)? ?% confiden(?:t|ce)\b(?! (?:interval|sequence))|\bconfidence of \d/i,
  },
  {
    avoid: 'visitor',
    use: 'unit',
    inNames: /visitors?/i,
    inTexts: /\bvisitors?\b/i,
  },
  {
    avoid: 'somebody, someone, nobody, no one, whoever, everybody, everyone, anybody, anyone',
    use: 'the role or component',
    inTexts: /\b(?:(?:some|every|any)(?:body|one)|nobody|no one|who(?:m)?ever)(?:['’]s)?\b/i,
    right: [{ line: /^a an and are as at be by/, reason: 'A list of words that a search leaves out.' }],
  },
  {
    avoid: 'where (for a condition)',
    use: 'if, when',
    inTexts: new RegExp(
      `(?<!\\b${PLACE_BEFORE}\\s+)(?<![-\`"'.$])\\bwhere\\b(?! (?:to|from)\\b)(?![.(\`"'])`,
      'i',
    ),
    right: [
      { line: /\bWHERE\b/, reason: 'SQL.' },
      { line: /^\s*\|? ?where \|/i, reason: 'The head of a column.' },
    ],
  },
  {
    avoid: 'door, closed door (for a vendor that is not asked)',
    use: 'circuit, open circuit',
    inNames: /door/i,
    inTexts: /\bdoors?\b/i,
  },
  {
    avoid: 'dead effect, buried',
    use: 'failed effect',
    inNames: /\bdead[- ]?effect|bur(?:y|ied)(?![a-z])|deadEffect/i,
    inTexts: /\bdead effects?\b|\b(?:bury|buries|buried|burying)\b/i,
    right: [
      {
        line: /^buried$|'buried'|`buried`|^commits_buried$/,
        reason: 'The stores keep this state under this name.',
      },
      {
        line: /^deadEffects$/,
        path: /^tools\/journal\/state-facts\.ts$/,
        reason: 'The kept states of stored journals call the field so.',
      },
      { line: /commits_buried/, reason: 'The name of an index in the store.' },
    ],
  },
  {
    avoid: 'wrong clock, far ahead',
    use: 'clock skew',
    inNames: /wrongClock|farAhead|far-ahead|wrong-clock/i,
    inTexts: /\bwrong clocks?\b|\bfar ahead\b/i,
  },
  {
    avoid: 'live (for two different sets)',
    use: 'unfinished (not completed or cancelled); occupies its surface',
    inNames: /^(?:walk|is)Live$|^live(?:List|On|Of|Experiments?)|walk-live/,
    inTexts: /\blive experiments?\b|\bexperiments? (?:that )?(?:is|are) live\b/i,
  },
];
