/** Small words that nearly each English sentence has at least one of. */
const SMALL_WORDS = new Set(
  'a an the and or but of to in on at for from with by as is are was were be been may might could can will would do does did have has had this that these those there their they them it its we our you your he she his her who which what when how why if because so than then not no some many people players after before while about into more less fewer most other another'.split(
    ' ',
  ),
);

/** Letters set apart, such as `S h i p` or `S.h.i.p.`. */
const SPELLED = /(?<!\p{L})\p{L}(?:[\s.\-·*]+\p{L}(?!\p{L})){2,}/u;

/** Letters that English does not have; `café` and the like are words of it. */
const STRANGE = /[^\P{L}A-Za-zéèêïçÉ]/u;

/** Words with which a sentence that tells the reader to do something begins. */
const COMMANDS = new Set(
  'accept act activate add adopt announce apply approve archive ask assign back begin bring build buy call cancel celebrate change check choose click close commit complete confirm consider continue convert copy declare decide default delete deliver deploy discard do double drop end enjoy escalate expand finish fix follow forget freeze get give go grant halt hand hold ignore implement increase inform insert install invest keep kill launch leave let lock lower make mark merge move note notify offer open pause pick plan please prefer prepare press proceed promote publish pull push put raise read recommend reject release remember remove replace report rerun restart restore retire revert roll run save say schedule scrap select send set share ship show shut skip start stay stick stop switch take tell terminate thank throw trust try turn undo unlock update upgrade use vote wait warn wrap write'.split(
    ' ',
  ),
);

const CLAUSES =
  /(?<=[.!?;:])\s+|,\s+(?:so|and|then)\s+|\s+(?:so|then)\s+(?=(?:just|please|do|go|make|give|put)\s)/iu;

/** The words with which a text tells the reader to do something; null if it does not. */
export function commandIn(text: string): string | null {
  for (const clause of text.split(CLAUSES)) {
    const words = clause.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
    const [first = '', second = ''] = words.filter(
      (word) => !/^(?:please|just|now|and|so|then|simply|quickly)$/.test(word),
    );
    if (COMMANDS.has(first)) return `${first} ${second}`.trim();
  }
  return null;
}

/** Why a text is not plainly written in English, by its letters and small words; null if it is. */
export function notPlainEnglish(text: string): string | null {
  const spelled = SPELLED.exec(text)?.[0];
  if (spelled !== undefined) return `"${spelled.trim()}": sets letters apart`;
  const strange = STRANGE.exec(text)?.[0];
  if (strange !== undefined) return `"${strange}": is not in English`;
  const words = text.toLowerCase().match(/[a-zéèêïç'’]+/gu) ?? [];
  return words.some((word) => SMALL_WORDS.has(word)) ? null : 'is not a sentence in English';
}
