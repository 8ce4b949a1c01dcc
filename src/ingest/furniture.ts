/**
 * What pages carry around their stories: forms, counters, invitations. By kind and language, none of it by paper. A line that is *only* such words is
 * furniture; a sentence of a story that happens to have one of them isn't, hence the anchors.
 */
const PATTERNS: readonly RegExp[] = [
  // Search, menus, accounts
  /^(?:search|rechercher|recherche|suche[n]?|buscar|cerca|zoeken|بحث|חיפוש|menu|menü|home|accueil|startseite|inicio|close|fermer|schließen|skip to .*|aller au contenu.*)$/iu,
  /^(?:sign|log)[ -]?(?:in|up|out)\b.{0,60}$/iu,
  /^(?:register|subscribe|join|create an account|forgot|already (?:registered|a (?:member|subscriber))|not a (?:member|subscriber))\b.{0,90}$/iu,
  /^(?:se connecter|connectez|s['’]inscrire|inscrivez|inscription|s['’]abonner|abonnez|déjà (?:inscrit|abonné)|mot de passe|créer un compte|vous (?:êtes|avez) déjà)/iu,
  /^(?:anmelden|einloggen|registrieren|abonnieren|jetzt (?:abonnieren|anmelden|lesen)|passwort)\b/iu,
  /^(?:suscríbete|suscribirse|iniciar sesión|regístrate|accedi|iscriviti|abbonati|inloggen|abonneer|entrar|assine)\b/iu,
  /^(?:تسجيل|سجل|اشترك|اقرأ أيضا|التعليقات)/u,
  // Letters, cookies, advertisements
  /^(?:(?:get|sign up|subscribe).{0,60})?\b(?:newsletter|e-?mail alerts?|daily briefing)\b.{0,80}$/iu,
  /\b(?:consultez vos mails|check your e-?mail|nous vous avons envoyé|we(?:'ve| have) sent|example@|en vous inscrivant|by (?:signing up|subscribing|registering|clicking)|vous acceptez les conditions|terms of (?:use|service)|privacy policy|conditions d['’]utilisation)\b/iu,
  /^(?:advertisement|advertising|publicité|anzeige|werbung|publicidad|pubblicità|sponsored.*|promoted.*|إعلان)$/iu,
  /\b(?:cookies?)\b.{0,80}\b(?:accept|consent|accepter|zustimmen|aceptar)\b/iu,
  // Sharing, comments, further reading
  /^(?:share|partager|teilen|compartir|condividi|delen|tweet|facebook|twitter|x|whatsapp|linkedin|telegram|e-?mail|print|imprimer|copy link|copier le lien|save|follow (?:us|me).{0,60}|suivez[ -]nous.{0,60})(?:\s+(?:this|cet|on|sur|article|story|icon).{0,60})?$/iu,
  /^(?:\d+\s+)?(?:comments?|commentaires?|kommentare?|comentarios?|reacties)(?:\s*\(?\d*\)?)?$/iu,
  /^(?:read (?:more|also|next|on)|more (?:on|from|about|like)|see also|related(?: stories| articles| topics)?|also read|recommended|most (?:read|popular)|trending|editor['’]s picks|up next|don['’]t miss|en savoir plus|lire (?:aussi|également|la suite)|à lire|voir aussi|sur le même sujet|articles? liés?|mehr zum thema|lesen sie auch|auch interessant|leer (?:más|también)|leggi anche|lees ook)\b.{0,140}$/iu,
  /^(?:topics|tags?|mots[ -]clés|sujets|themen|schlagwörter|temas)\s*:?$/iu,
  /^(?:©|copyright|all rights reserved|tous droits réservés|alle rechte vorbehalten)/iu,
  /^(?:image|photo|video|play|loading\.{0,3}|back to top|retour en haut|continue reading|s['’]inscrire pour continuer|et continuez votre lecture|register to continue|log in to continue)$/iu,
  // Between the paragraphs: advertisements, what the page would show if it were allowed to, who corrects it
  /^(?:story|article) continues (?:below|after)\b.{0,40}$/iu,
  /^(?:advertisement )?scroll to continue.{0,40}$/iu,
  /^(?:empfohlener (?:redaktioneller|externer) inhalt|externe[rn]? inhalt(?:e|en)?.{0,60}|inhalte? (?:von .{2,30} )?(?:anzeigen|erlauben|laden)|.{2,30}-inhalte erlauben)$/iu,
  /^(?:an dieser stelle|hier) (?:finden sie|findest du) .{0,40}(?:externe[nr]?|redakteur)\b.{0,200}/iu,
  /^ich bin damit einverstanden, dass .{0,40}inhalt/iu,
  /\bpersonenbezogene daten (?:an|können an) dritt(?:plattformen|anbieter)/iu,
  /^to view this video please enable javascript\b/iu,
  /^(?:fehler (?:gefunden|entdeckt)|fehler auf .{2,30} entdeckt|korrektur vorschlagen|spotted an error|report an? (?:error|typo)|signaler une erreur)\b.{0,80}$/iu,
  /^(?:weitere (?:newsletter|informationen|artikel)|mehr zu diesem thema|schlagwörter zu diesem artikel|alle themen|ende der weiteren informationen|zum artikel:.{0,140})$/iu,
  /^a welcome e-?mail is on its way\b/iu,
  /^the next issue of .{2,60} will soon be in your inbox/iu,
  /^we encountered an issue signing you up/iu,
  /^(?:we|our .{2,30}) (?:may )?(?:earn|receive|independently select).{0,200}\bcommission/iu,
  /^(?:reviews and recommendations are unbiased|we independently select everything we recommend)\b/iu,
  /^(?:mit (?:meiner|der|ihrer) anmeldung|wir freuen uns über eine mail)\b.{0,200}$/iu,
  /^(?:(?:diesen|den) (?:artikel|beitrag|link) .{0,40}(?:teilen|drucken|merken|kopieren)|(?:share|send|print|save) this (?:article|story)|partager (?:l['’]|cet )article|compartir (?:el|este) artículo|condividi (?:l['’]|questo )articolo|(?:link )?(?:copied|kopiert|copié|copiado))\b.{0,40}$/iu,
  /\baffiliate[- ](?:links?|partner)/iu,
  /^(?:be the first to comment|join the (?:conversation|discussion|debate)|leave a (?:comment|reply)|(?:einen )?kommentar (?:schreiben|verfassen|hinterlassen)|laisser un commentaire|deja (?:un|tu) comentario|lascia un commento|plaats een reactie|bitte (?:be)?achten sie .{0,40}kommentar|(?:diskutiere|teile) .{0,60}community)\b.{0,300}$/iu,
  /(?:^|[.!?:]\s+)(?:abonnier|folg|follow|subscribe to|join|suivez|sígu|segui|volg)\S*\s.{0,60}\b(?:whatsapp|telegram|instagram|facebook|twitter|tiktok|youtube|google news)\b/iu,
  /\b(?:our|unserem|im|notre|nuestro|nostro) (?:live[- ]?blog|newsblog|live[- ]?ticker|newsticker|direct)\b.{0,2}$/iu,
  /^(?:this (?:article|story|piece) (?:was )?(?:originally|first) (?:published|appeared)|dieser (?:artikel|text|beitrag) (?:wurde|erschien|ist) (?:im original|zuerst|erstmals))\b.{0,160}$/iu,
  /^(?:ein klick für den datenschutz|einwilligung|um (?:eingebettete|externe|diese[ns]?) inhalte? .{0,300}(?:einwilligung|zustimmung|datenschutz).{0,200})/iu,
  /^(?:table of contents|inhaltsverzeichnis|inhalt|sommaire|índice|indice|inhoud)$/iu,
  // Counters: `Flood - Day 12`
  /^.{0,60}[-–—|:,]?\s*\b(?:day|jour|tag|día|giorno|dia|dag|اليوم)\s+#?\d{1,5}$/iu,
  /^\d{1,2}\s+(?:min|mins|minutes?)\s+(?:read|de lecture|lesezeit)$/iu,
];

/** Whether a line is of the page and not of the story. */
export const isFurniture = (line: string): boolean => {
  const text = line.replace(/\s+/g, ' ').trim();
  return text.length < 400 && PATTERNS.some((pattern) => pattern.test(text));
};
