import { wordList } from '#agents/word-list.ts';

/** Phrases in which people say what `claim-words.ts` has as single words; each list is one kind of claim. */

const PEOPLE = 'users|players|customers|visit\\p{L}+|readers|people|shoppers|members|buyers|fans';
const ARM = '(?:the )?(?:control|treatment|old|new|other|former|original|previous|first|variant|baseline)';
const THING =
  '(?:it|this|that|the (?:\\p{L}+ )?(?:page|gate|change|treatment|control|test|experiment|variant|idea|version|feature|form|e-mail|design|layout|button))';

/** How many, without a number. */
export const AMOUNT_PHRASES = wordList(`
every(?:one|body), no(?:body|[ -]one), none of, each and every, every (?:single )?(?:user|player|customer|visit\\p{L}+|reader|person|order|unit|one),
all (?:of )?(?:the |our )?(?:${PEOPLE}|units|orders|traffic), (?:almost|nearly|virtually|practically) (?:all|every\\p{L}*|no|none|nobod\\p{L}*), (?:most|the rest of the|the majority of) (?:of )?(?:the )?(?:${PEOPLE}),
handful, (?:the )?bulk of, lion's share, vast, couple of points, factor of, orders? of magnitude, many times, several times, times (?:as|what|the|more|less|higher|lower), scores? of, every score, in every, out of every,
umpteen, countless, a lot (?:more|less|fewer), (?:far|much|way) (?:more|less|fewer) (?:${PEOPLE}|orders), per ?mille?, permille, a fraction of, (?:tiny|small|large|huge|big) share
`);

/** Roman numerals of two letters and more. */
export const ROMAN = /(?<![\p{L}\p{N}])[IVXLCDM]{2,}(?![\p{L}\p{N}])/u;

/** The effect goes up. */
export const HIGHER_PHRASES = wordList(`
(?:above|over|ahead of|past|better than|more than) ${ARM}, north, northwards?, (?:took|takes|taken|take|taking) off, swell\\p{L}*, swollen, outpac\\p{L}*, overt\\p{L}*k\\p{L}*, (?:tops|topped) ${ARM},
(?:greater|bigger|larger|biggest|largest|greatest) (?:retention|revenue|rates?|share|groups?|numbers?|part|crowds?|audience|conver(?:sions?)|growth), recovered, rebound\\p{L}*, bounc(?:e|es|ed|ing) back, pick(?:s|ed|ing)? (?:\\p{L}+ )?up, strengthen\\p{L}*, stronger, multipli\\p{L}*, mount(?:s|ed|ing), advanc(?:es|ed|ing), accelerat\\p{L}*, balloon\\p{L}*, snowball\\p{L}*, built up, crept up, to the right, record high, all-time high, uptick\\p{L}*, upswing\\p{L}*, upturn\\p{L}*, uplift\\p{L}*, hik(?:e|es|ed), elevated, leap(?:s|t|ed|ing)?, doubl\\p{L}*
`);

/** The effect goes down. */
export const LOWER_PHRASES = wordList(`
(?:below|under|behind|worse than|less than) ${ARM}, lag(?:s|ged|ging)?, trail(?:s|ed|ing) ${ARM}, dwindl\\p{L}*, ebb(?:s|ed|ing)?, wan(?:e|es|ed|ing), erod\\p{L}*, erosion, taper\\p{L}*, evaporat\\p{L}*, melt\\p{L}* away,
(?:smaller|smallest|weaker) (?:retention|revenue|rates?|share|groups?|numbers?|part|crowds?|audience|conver(?:sions?)), weaken\\p{L}*, south, southwards?, faded, fad(?:es|ing) away, thin(?:s|ned|ning) out, bled, bleeding, drain(?:s|ed|ing), reced(?:e|es|ed|ing), retreated, subsid(?:e|es|ed|ing), wither\\p{L}*, dr(?:y|ies|ied) up, crater(?:s|ed|ing), halv\\p{L}*, downturn\\p{L}*, downtick\\p{L}*, bottom(?:s|ed) out, diminish\\p{L}*, lessen\\p{L}*, plung\\p{L}*, tail(?:s|ed) off, drift(?:s|ed)? away, deflat\\p{L}*, drop-?offs?
`);

/** The effect is nothing, which only the statistics may say. */
export const FLAT_PHRASES = wordList(`
(?:stay|stays|stayed|remain|remains|remained|hold|holds|held|is|are|was|were|keeps|kept) (?:\\p{L}+ )?(?:flat|steady|stable|level|unchanged|the same), unchanged, same as (?:before|ever|always|${ARM}), stagnat\\p{L}*, level with, on (?:a )?par, equal to ${ARM}, no different, stalled, standstill, plateau\\p{L}*, nothing (?:changed|happened|moved), indistinguishable
`);

/** The effect is good. */
export const PRAISE = wordList(`
good (?:news|signs?|results?|idea|choice|move|step|thing|outcome|for), (?:a|real|huge|big|smash) hit, triumph\\p{L}*, victor(?:y|ies|ious\\p{L}*), (?:paid|pays?|paying) (?:itself )?off, worth (?:it|the)\\p{L}*, worthwhile, lov(?:e|es|ed|ing) ${THING}, superior, dominat\\p{L}*, delight\\p{L}*, thrill\\p{L}*, brilliant\\p{L}*, wonderful\\p{L}*, amazing\\p{L}*, awesome, terrific, impress\\p{L}*, remarkabl\\p{L}*, outstanding\\p{L}*, perfect(?:ly)?, ideal(?:ly)?, valuable, champion\\p{L}*, breakthrough\\p{L}*, game-?changer\\p{L}*, solid (?:result|win|gain)s?, achieved, effective(?:ly)?, happy with ${THING}, pleased, satisf\\p{L}*
`);

/** The effect is bad. */
export const BLAME = wordList(`
flop\\p{L}*, backfir\\p{L}*, bad (?:news|signs?|results?|idea|choice|move|for), hat(?:e|es|ed|ing) ${THING}, in vain, useless, pointless, worthless, awful\\p{L}*, terribl\\p{L}*, horribl\\p{L}*, dreadful\\p{L}*, miserabl\\p{L}*, dismal\\p{L}*, inferior, mess, wast(?:e|es|ed|ing), blunder\\p{L}*, setback\\p{L}*, regret\\p{L}*, furious, ruin\\p{L}*, wreck\\p{L}*, repel\\p{L}*, put(?:s|ting)? (?:\\p{L}+ )?off, ineffective\\p{L}*, costly
`);

/** What to do with the change or the experiment. */
export const ACT_PHRASES = wordList(`
mak(?:e|es|ing) ${THING} (?:permanent|the default|the standard|official|live), (?:the|our) (?:new )?default for, permanent(?:ly)?, (?:put|push|get|take|bring|give|move|hand|turn|switch)(?:s|ting|ing)? ${THING} (?:live|out|to all|to every\\p{L}*|down|back|on|off|over), pull(?:s|ed|ing)? the plug, scrap(?:s|ped|ping)?, retir(?:e|es|ed|ing), phas(?:e|es|ed|ing) out, sunset\\p{L}*, get(?:s|ting)? rid of, let(?:s|ting)? ${THING} run, run(?:s|ning)? ${THING} (?:again|longer|for|on), re-?run\\p{L}*, repeat ${THING}, go(?:es|ing)? (?:with ${THING}|ahead|all in), all in, undo(?:es|ne|ing)?, leav(?:e|es|ing) ${THING} (?:on|off|as), hold(?:s|ing)? (?:off|back), right (?:call|choice|decision|move|thing), deserv\\p{L}*, no reason (?:to|not to), what are we waiting for, why wait, (?:experiment|test|trial) (?:is|was) (?:over|done|finished|complete\\p{L}*|closed|settled|decided|at an end), over and done, the (?:green|red|big) button, from now on, (?:for|to) every(?:one|body), (?:for|to) all (?:${PEOPLE}|traffic), (?:all|full) (?:of )?(?:the )?traffic, freez(?:e|es|ing) ${THING}, cancel(?:s|led|ling|ed|ing)? ${THING}, call it (?:a day|off), wrap(?:s|ped)? ${THING} up, back to the (?:old|previous|former), implement\\p{L}*, prioriti[sz]e\\p{L}*, double down, action items?, to-?do
`);

/** What people said, wanted or agreed to. */
export const AGREEMENT_PHRASES = wordList(`
sa(?:id|ys?) (?:yes|no), on board, voted (?:for|in|to), leadership, (?:the )?management (?:wants|said|likes|agreed|is), stakeholders?, committees?, the board, lawyers?, counsel, compliance, auditors?, ceo, cto, cfo, executives?, cleared by, pass(?:es|ed) (?:the )?(?:review|audit)\\p{L}*, accepted by, (?:all|are|is|team) aligned, thumbs[- ]up, (?:the )?backing, back(?:s|ed) by, wav(?:e|es|ed) (?:\\p{L}+ )?through, rubber-?stamp\\p{L}*, ratif\\p{L}*, sanction\\p{L}*, nodd?(?:s|ed)?, blessings?, buy-?in, consensus, unanim\\p{L}*, mandated?, (?:checked|reviewed|requested|ordered|verified|validated|vetted|backed) by, (?:team|studio|owner|manager|company|customer|client|boss) (?:wants|likes|loves|agrees|said|says|decided)
`);

/** A name with what its bearer said or wants. */
export const QUOTED_PERSON =
  /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}+ (?:said|says|thinks|believes|likes|loves|wants|told|gave|gives|signed|voted|backs|supports|insists|asked (?:us|for)|is (?:happy|fine|okay|in favou?r|on board))(?![\p{L}\p{N}])/u;

/** How sure a finding is. */
export const CERTAINTY_PHRASES = wordList(`
(?:this|that|effect|result|it|difference) is real, for real, flukes?, beyond (?:question|doubt|dispute|any)\\p{L}*, without question, undeniabl\\p{L}*, indisputabl\\p{L}*, unquestionabl\\p{L}*, we know(?: that)?, (?:a|known|in) fact, fact that, rock[- ]solid, noise, (?:pure|just|plain|good|bad) luck, coinciden\\p{L}*, random (?:chance|noise|variation|error|fluctuation|swing)s?, randomness, (?:goal|target|threshold|bar|mark|objective)s? (?:for \\p{L}+ )?(?:for a \\p{L}+ )?(?:is|are|was|were|has been|have been) (?:met|hit|reached|cleared|missed|passed|beaten), meets? the (?:goal|target|bar|threshold), hit(?:s)? the (?:goal|target|mark), reach(?:es|ed)? the (?:goal|target|threshold), statistic\\p{L}*, due to the (?:change|treatment), thanks to the (?:change|treatment), attribut\\p{L}*, evidence, conclu(?:de|des|ded|sion|sions), verdict, the findings?, reliabl[ey], credibl[ey], convincing\\p{L}*, decisive\\p{L}*, unmistak\\p{L}*
`);

/** Trouble with the data or the system. */
export const TROUBLE_PHRASES = wordList(`
glitch\\p{L}*, (?:numbers|figures|data|counts?|events|groups|logs|charts?) (?:\\p{L}+ )?(?:strange|odd|weird|suspicious|off|wrong|funny|fishy|lost|late|gone), never arrived, unbalanced, imbalanc\\p{L}*, spam\\p{L}*, distort\\p{L}*, incomplete\\p{L}*, hack\\p{L}*, attack\\p{L}*, breach\\p{L}*, faulty?, faults, defect\\p{L}*, malfunction\\p{L}*, pollut\\p{L}*, taint\\p{L}*, garbage, dropped events, double[- ]count\\p{L}*, miscount\\p{L}*, inflated, misfir\\p{L}*, mislabel\\p{L}*, outdated, time-?outs?, downtime, offline, unavailable, (?:tracking|data|technical|logging|measurement|system|server) (?:problem|issue|trouble|failure)s?, inaccura\\p{L}*, incorrect\\p{L}*, anomal\\p{L}*, outliers?, lawsuits?, illegal\\p{L}*, complain\\p{L}*, scandal\\p{L}*, fake[ds]?
`);

/** Names of measured things: a sentence about one of them must say a direction that code can check. */
export const MEASURED = wordList(`
(?:the|this|a|our|its|new) (?:\\p{L}+ )?rates?, retention, revenue, conver(?:sions?), figures, numbers, the figure, trends?, the gap, (?<!search )results?, metrics?, kpis?, the data, the curve
`);
