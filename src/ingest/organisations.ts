import { flat } from './flat.ts';

/** News agencies that sign stories under a name that a person might have, or under few letters. */
const AGENCIES =
  /^(?:the |agencia |agence |agentur |agenzia )?(?:associated press|press association|canadian press|european press agency|agence france presse|deutsche presse agentur|thomson reuters|reuters|bloomberg|xinhua|kyodo(?: news)?|yonhap|anadolu(?: ajansı)?|europa press|agencia brasil|agência brasil|ria novosti|united press international|press trust of india|keystone sda|jiji press|notimex|bernama|interfax|ritzau|belga|lusa|ansa|efe|dpa|afp|ap|apa|sda|sid|epd|kna|ntb|pap|mti|čtk|ctk|anp|tt|upi|aap|pti|ani|ians|tass|bbc|cnn)$/u;
/** What staffs and desks call themselves, as whole words. */
const STAFF =
  /(?<!\p{L})(?:news|press|presse|media|staff|team|desk|newsroom|redaktion|redaktionsteam|redaction|rédaction|redazione|redacción|redaccion|redactie|redação|redaksjonen|redaktionen|redakcja|redakce|editorial|editors|agency|agencies|agencia|agencias|agentur|agenturen|agenzia|online|digital|tv|magazin|magazine|zeitung|gmbh|ltd|inc|editor|administrator|admin|webmaster|correspondents|reporters|writers|contributors|institute|university|universität|foundation|association|college|company|services|solutions)(?!\p{L})/iu;
/** What stands where a name should be, and is nobody's: an account's, a placeholder, a link's words. */
const NOBODY =
  /^(?:\w*admin|administrator|webmaster|publisher|root|user|guest|unknown|anonymous|null|undefined|none|n\/a|no author|not specified|date|stand|profile?|artikel|article|zur person|find me|read more|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mo|di|mi|do|fr|sa|so)\.?|\d+|[\w-]+(?:\.[\w-]+)*\.author|[{%<[].*|(?:(?:facebook|twitter|instagram|linkedin|youtube|whatsapp|pinterest|telegram|email|rss|x)(?:\s|$))+|(?:\p{L}+ )?(?:by|von|par|por)|(?:view |see )?(?:all|more|alle|mehr|weitere|tous les|plus d['’]) ?(?:\p{L}+ )?(?:articles?|artikel|beiträge|posts?|stories|news)|(?:about|über) (?:the |den |die )?(?:author|autor|autorin)s?|.*(?<!\p{L})(?:comments?|kommentare?|commentaires?))$/iu;
/** Nothing but words of a page's own buttons: `Text Size`, `Share Article`. */
const BUTTONS =
  /^(?:(?:text|font|share|print|save|listen|follow|size|article|comments?|topics?|related|videos?|photos?|gallery|newsletter|subscribe|sign|log|up|in|read|time|author|copy|link|download|pdf|play|audio|view|all)(?:\s+|$)){2,}$/iu;
/** Whether a name is no name: `admin`, `More posts`. */
export const isNobody = (name: string): boolean => NOBODY.test(name.trim()) || BUTTONS.test(name.trim());
const DOMAIN = /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$/iu;
/** `SDA`, `NTB/AFP`. */
const LETTERS = /^\p{Lu}{2,5}(?:\/\p{Lu}{2,5})*$/u;

/** The names that a paper goes by, flat: as its pages say it, and its address. */
export const paperNames = (...names: readonly (string | null)[]): readonly string[] =>
  names
    .flatMap((name) =>
      name === null ? [] : [flat(name), flat(name).replace(/^(?:www|the|der|die|das|le|la|el|il) /, '')],
    )
    .filter((name) => name.length > 2);

const squeezed = (name: string): string => name.replaceAll(' ', '');
const SHORTEST = 5;

/** Whether a name is the paper's own: `Times of Velmora`, `The Times of Velmora Online`, `velmoratimes.example`. */
export const isPaper = (name: string, paper: readonly string[]): boolean => {
  const said = flat(name);
  const close = squeezed(said);
  return (
    said !== '' &&
    paper.some(
      (own) =>
        said === own ||
        said.startsWith(`${own} `) ||
        said.endsWith(` ${own}`) ||
        ` ${own} `.includes(` ${said} `) ||
        (close.length >= SHORTEST && squeezed(own).startsWith(close)),
    )
  );
};

/** Whether it is one of the agencies by name. */
export const isKnownAgency = (name: string): boolean => AGENCIES.test(flat(name));

/** Whether it is known as an agency, or has an agency's letters. */
export const isAgency = (name: string): boolean => AGENCIES.test(flat(name)) || LETTERS.test(name);

/** Whether a name in a byline is nobody's: an agency, a staff, the paper itself, initials or an address. */
export const isOrganisation = (name: string, paper: readonly string[]): boolean =>
  isAgency(name) || isNobody(name) || STAFF.test(name) || DOMAIN.test(name) || isPaper(name, paper);
