/** What a person is by trade, as the last word of a line of a byline that stands under the name, or its first. */
const TRADES =
  'writer|reporter|editor|correspondent|producer|contributor|columnist|critic|journalist|author|analyst|anchor|blogger|photographer|director|manager|founder|co-?founder|officer|ceo|cto|cfo|coo|cmo|president|chair(?:man|woman)?|engineer|developer|architect|designer|scientist|researcher|professor|lecturer|fellow|attorney|lawyer|specialist|strategist|consultant|coach|trainer|dietitian|nutritionist|expert|partner|intern|gardener|chef|teacher|nurse|therapist|psychologist|economist|historian|lead|executive|redakteur(?:in)?|journalist(?:e|in)|korrespondent(?:in)?|reporter(?:in)?|volont[äa]r(?:in)?|chefredakteur(?:in)?|rédact(?:eur|rice)|correspondante?|periodista|redactor[a]?|corresponsal|giornalista|redacteur|verslaggever|reportero|reportera|editora?|writers?';
const IS_TRADE = new RegExp(
  `^(?:(?:senior|staff|chief|deputy|political|managing|associate|assistant|executive|contributing|freelance)\\s.*|(?:${TRADES})(?:\\s(?:at|of|for|in|bei|de|du|chez)\\s.*)?|(?:.*[\\s-])(?:${TRADES})(?:\\s(?:at|of|for|in|bei|de|du|chez)\\s.*)?|(?:research|marketing|sales|product) (?:&|and|team).*)$`,
  'iu',
);

/** Whether a line says what somebody is, and not who: `Senior Cars Reporter`, `Head of Harbours`. */
export const isTrade = (part: string): boolean =>
  IS_TRADE.test(part) || /^(?:vice )?(?:head|chair|director|professor) of\s/iu.test(part);

/** What stands before a name on a page and isn't a sentence's word for it: `Author Ana Ruiz`, `Autorin/Autor Ana Ruiz`. */
const LABEL =
  /^(?:(?:article|story|text|post|posted|written|words|researched|content|guest post)\s+by|authors?|author\(s\)|autor(?:in)?(?:\s?\/\s?autor(?:in)?)?|autor:in|auteurs?|auteur·e|autore|contributors?|投稿者|作者)\s*(?:[:|]\s*|\s+)(?=\p{Lu}|\p{Lo})/iu;
/** Whether a line begins with a label before names. */
export const isLabelled = (line: string): boolean => LABEL.test(line);
export const withoutLabel = (part: string): string => part.replace(LABEL, '');

/** Degrees and memberships behind a name: `Ana Ruiz, MD, PhD`. */
const DEGREE =
  /^(?:M\.?D\.?|Ph\.?\s?D\.?|D\.?O\.?|R\.?N\.?|RDN?|J\.?D\.?|M\.?B\.?A\.?|M\.?S\.?W?\.?|M\.?A\.?|B\.?A\.?|B\.?Sc\.?|M\.?Sc\.?|MPH|LCSW|CFP®?|CFA®?|CPA|CEPF®?|DDS|DVM|Esq\.?|Jr\.?|Sr\.?|FACP|OBE|MBE)$/u;
export const isDegree = (part: string): boolean => DEGREE.test(part);

/** Words that begin headings and no names. */
const NO_NAME =
  /^(?:the|our|your|my|best|top|how|why|what|when|where|who|more|about|all|new|related|key|understanding|is|are|do|does|table|step|part|chapter|add|read|front|der|die|das|ein|eine|alle|mehr|neue|les|une|los|las|una|gli)(?!\p{L})/iu;
export const beginsAsHeading = (text: string): boolean => NO_NAME.test(text);
