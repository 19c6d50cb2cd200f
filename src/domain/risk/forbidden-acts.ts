import { folded, wholeWords } from '#domain/risk/folded-text.ts';

/** An act that no plan may hold, also if people would approve it. */
interface ForbiddenRule {
  readonly rule: string;
  /** What it does to people, and what to do instead. */
  readonly message: string;
  /** Sources of regular expressions over folded text. */
  readonly acts: readonly string[];
}

/** A forbidden act that a text names, in its own words. */
export interface ForbiddenAct {
  readonly rule: string;
  readonly message: string;
  readonly words: string;
}

const HIDES =
  '(?:hid(?:e|es|ing)|bur(?:y|ies|ying)|obscur(?:e|es|ing)|conceal(?:s|ing)?|disguis(?:e|es|ing)|remov(?:e|es|ing)|tak(?:e|es|ing) away)';
const FEW = "(?:[a-z'-]+ ){0,3}";
const MINORS = '(?:children|kids|minors|teenagers|teens|kinder|kindern|enfants|ninos|under[- ]1[0-8]s?)';

const RULES: readonly ForbiddenRule[] = [
  {
    rule: 'hidden-exit',
    message:
      'Users must be able to leave, refuse and cancel as easily as they joined. Plan a change that leaves the way out in sight.',
    acts: [
      `${HIDES} ${FEW}(?:unsubscribe|opt-?out|cancellation|cancel (?:subscription|membership)|account deletion|delete[- ]account|reject(?: all)?|decline)`,
      `(?:mak(?:e|es|ing)) ${FEW}(?:harder|difficult|hard|impossible) (?:for ${FEW})?to (?:cancel|unsubscribe|leave|refuse|decline|opt out|delete|find ${FEW}(?:cancel|cancellation|unsubscribe|exit))`,
      `(?:mak(?:e|es|ing)) ${FEW}(?:unsubscribe|opt-?out|cancellation|cancel|decline|reject) ${FEW}(?:harder|difficult|hard|impossible)`,
      `(?:verstecke?n?|verberge?n?) ${FEW}(?:kundigung(?:slink|sbutton)?|abmelde(?:link|button)|ablehnen)`,
      `(?:cache[rz]?|masque[rz]?|dissimule[rz]?) ${FEW}(?:desabonnement|desinscription|resiliation|refus)`,
      `(?:ocultar|esconder|oculta|esconde) ${FEW}(?:baja|cancelacion|rechazo)`,
    ],
  },
  {
    rule: 'hidden-costs',
    message: 'Users must know what they pay before they agree. Plan a change that shows the whole price.',
    acts: [
      `${HIDES} ${FEW}(?:fees?|costs?|charges|surcharges?|taxes) ${FEW}(?:until|till|after|from|before|behind|in the)`,
      `(?:verstecke?n?|verberge?n?) ${FEW}(?:gebuhren|kosten)`,
      `(?:cache[rz]?|masque[rz]?) ${FEW}(?:frais|couts)`,
      `(?:ocultar|esconder) ${FEW}(?:costes|costos|gastos|comisiones)`,
    ],
  },
  {
    rule: 'false-claims',
    message:
      'What users are told must be true. Plan the same change with a real deadline, a real stock or real reviews.',
    acts: [
      '(?:fake|false|pretended?|made-up|invent(?:ed)?|fictitious|phon(?:e)?y|bogus|simulated) (?:[a-z-]+ |[“"][^”"]{1,40}[”"] ){0,2}(?:scarcity|urgency|countdowns?|timers?|stock|reviews?|ratings?|testimonials?|discounts?|deadlines?|demand|viewers|buyers|followers)',
      '(?:falsche[nrsm]?|erfundene[nrsm]?|gefalschte[nrsm]?) (?:[a-z-]+ ){0,2}(?:bewertung(?:en)?|countdowns?|rabatte?|knappheit|vorrate?)',
      '(?:faux|fausses?) (?:avis|compte a rebours|rabais|promotions?|stocks?|rarete|urgence)',
      '(?:resenas|opiniones|cuenta atras|descuentos|urgencia|escasez) (?:falsas?|falsos?)',
    ],
  },
  {
    rule: 'consent-by-default',
    message:
      'Consent is an act of the user. Plan a box that starts empty, and a question that can be refused.',
    acts: [
      `pre-?(?:tick(?:ed|s|ing)?|check(?:ed|s|ing)?|select(?:ed|s|ing)?) ${FEW}(?:consent|newsletters?|marketing|tracking|opt-?in|cookies?|insurance|donations?|data sharing)`,
      `(?:consent|newsletters?|marketing|tracking|opt-?in|cookies?|insurance|donations?|data sharing)(?: (?:box|boxes|checkbox|checkboxes|option|toggle))? ${FEW}pre-?(?:ticked|checked|selected)`,
      `(?:opt|sign|enrol|enroll|subscrib(?:e|ing)) ${FEW}(?:in|up|users|people|customers|them)? ?${FEW}(?:without asking|without (?:their |any )?consent)`,
      '(?:assum(?:e|es|ing)|tak(?:e|es|ing)) consent (?:by default|for granted|from silence)',
      "track(?:s|ing)? (?:[a-z']+ ){0,4}without (?:their |any )?consent",
      '(?:vorausgewahlte?[nrs]?|vorangekreuzte?[nrs]?) (?:[a-z-]+ ){0,2}(?:newsletter|einwilligung|werbung)',
      "(?:newsletter|consentement) pre-?coche[es]*|case pre-?cochee (?:[a-z']+ ){0,3}newsletter",
    ],
  },
  {
    rule: 'deceived-minors',
    message:
      'Minors cannot protect themselves against pressure or tricks. Plan nothing that makes them spend, gamble or share more than they understand.',
    acts: [
      `(?:trick|deceiv|mislead|pressur|manipulat|shame|nudg|push|get|mak)(?:e|es|ing|s)? ${FEW}${MINORS} ${FEW}(?:into )?${FEW}(?:spend(?:ing)?|pay(?:ing)?|buy(?:ing)?|purchas(?:e|ing)|gambl(?:e|ing)|bet(?:ting)?|sharing)`,
      `(?:trick|deceiv|mislead|manipulat)(?:e|es|ing|s)? ${FEW}${MINORS}`,
      `(?:loot ?boxes|gambling|betting|real money) ${FEW}(?:for|to|at) ${FEW}${MINORS}`,
      `${MINORS} ${FEW}without (?:the |their )?(?:parents'?|parental) (?:consent|knowledge|permission)`,
    ],
  },
  {
    rule: 'unequal-treatment',
    message:
      'No user may pay more or get less for their origin, faith, sex, age, disability or orientation. Plan the change for all of them.',
    acts: [
      `(?:higher|lower|different|worse|better|extra) (?:prices?|fees?|rents?|rates?|limits?|premiums?|terms) ${FEW}(?:for|by|based on|depending on) ${FEW}(?:women|men|gender|sex|race|ethnicity|religion|muslims|jews|christians|foreigners|immigrants|disabled|nationality|sexual orientation)`,
      `(?:refus(?:e|es|ing)|den(?:y|ies|ying)|exclud(?:e|es|ing)) ${FEW}(?:women|muslims|jews|christians|foreigners|immigrants|disabled people)`,
    ],
  },
];

/** Words that turn an act around when they stand right before it: "remove the fake countdown". */
const UNDONE =
  /(?:remov(?:e|es|ing)|stop(?:s|ping)?|replac(?:e|es|ing)|get(?:ting)? rid of|drop(?:s|ping)?|delet(?:e|es|ing)|end(?:s|ing)?|eliminat(?:e|es|ing)|avoid(?:s|ing)?|ban(?:s|ning)?|detect(?:s|ing)?|flag(?:s|ging)?|report(?:s|ing)?|fight(?:s|ing)?|filter(?:s|ing)?(?: out)?|instead of|rather than|without|never|no longer|no more|do not|don't|not|entfernen?|statt|ohne|supprime[rz]?|sans|eliminar|sin)(?: (?:the|our|any|all|these|those|showing|using|a|an|to|of|such|den|die|das|der|les|le|la|los|las|el))*\s*$/u;
/** What follows a word of an act when it is found and taken away, not made. */
const FOUGHT = /^ (?:detection|detectors?|filters?|removal|reports?|reporting|warnings?)(?![\p{L}])/u;

const PATTERNS = RULES.map(({ rule, message, acts }) => ({
  ...{ rule, message },
  pattern: wholeWords(acts),
}));

/**
 * The acts that texts of an idea or a treatment name and no plan may hold, one for each rule; none if the text undoes them. Words alone are
 * judged: what is said otherwise is left to the model's review and to approvers.
 */
export function forbiddenActs(texts: readonly string[]): readonly ForbiddenAct[] {
  const said = texts.map(folded);
  return PATTERNS.flatMap(({ rule, message, pattern }) => {
    for (const { folded: plain, original } of said) {
      for (const { index, 0: found } of plain.matchAll(pattern)) {
        if (UNDONE.test(plain.slice(Math.max(0, index - 60), index))) continue;
        if (FOUGHT.test(plain.slice(index + found.length))) continue;
        return [{ rule, message, words: original(index, index + found.length) }];
      }
    }
    return [];
  });
}
