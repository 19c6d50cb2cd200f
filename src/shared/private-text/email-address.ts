import { matchingParts, type PrivatePart } from './private-part.ts';

/** Endings of addresses beside those of countries, which have two letters. What ends otherwise is code: `this@Outer.path`. */
const ENDINGS = new Set(
  (
    'com org net edu gov mil int info biz name pro mobi jobs travel museum coop aero asia cat tel post app dev page cloud email ' +
    'online store shop site website space web xyz tech technology digital agency design studio blog news media social network ' +
    'systems solutions software services group team company business consulting ventures capital partners international ' +
    'global world life live support works work today host press academy education school university college training institute ' +
    'center community foundation care health clinic dental doctor hospital pharmacy fitness yoga bike run cafe restaurant pizza ' +
    'beer wine bar club dance party events wedding photography photos photo gallery art fashion style clothing shoes jewelry gold ' +
    'house homes property properties estate apartments rentals immo villas holiday vacations tours flights hotel camp city town ' +
    'berlin london paris tokyo nyc amsterdam wien hamburg koeln cologne bayern tirol swiss ruhr saarland nrw quebec scot wales ' +
    'cymru irish bzh corsica eus gal barcelona madrid miami vegas moscow istanbul sydney melbourne africa bank insurance finance ' +
    'financial fund money loan credit tax accountants lawyer legal law attorney engineering engineer construction builders repair ' +
    'tools auto cars taxi energy solar green eco farm garden flowers organic pet dog toys games game play video movie film audio ' +
    'music band show radio chat link click zone plus one vip top best cool fun lol wtf ninja guru rocks expert direct express ' +
    'delivery supply exchange market marketing trade sale deals gift charity church faith ngo ong bio inc llc ltd gmbh sarl srl ' +
    'codes computer download science stream win bid men icu fyi moe wiki ink international kids limited productions'
  ).split(' '),
);

/** Names that belong to no person (RFC 2606, RFC 6761, RFC 6762), and `example` in a country. */
const NOBODYS = /(?:^|\.)(?:example(?:\.[a-z]{2,3}){0,2}|test|invalid|localhost|local)$/i;
/** Before the `@`: words of code, users of machines, and senders that no person answers. */
const NO_PERSON = /^(?:this|super|return|break|continue|git|no-?reply|do-?not-?reply)$/i;

const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;

function isPersons(address: string): boolean {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  const isOneCase = ending === ending.toLowerCase() || ending === ending.toUpperCase();
  const isKnown = ending.length === 2 || /[^a-z]/i.test(ending) || ENDINGS.has(ending.toLowerCase());
  return isOneCase && isKnown && !NOBODYS.test(domain) && !NO_PERSON.test(local);
}

/** E-mail addresses of people; those of RFC 2606 (`ada@example.com`) are left alone. */
export function findEmails(text: string): readonly PrivatePart[] {
  return text.includes('@') ? matchingParts(text, 'email', ADDRESS, isPersons) : [];
}
