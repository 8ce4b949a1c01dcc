import {
  entry,
  h,
  image,
  list,
  note,
  p,
  picture,
  post,
  pull,
  quote,
  related,
  type Story,
  table,
} from './story.ts';

/** The sample newsroom's stories in French, two of them in the French of Canada. People, places and papers are invented. */
export const FRENCH: readonly Story[] = [
  {
    slug: 'le-port-rouvre-apres-la-tempete',
    locale: 'fr',
    group: 'harbour-reopens',
    headline: 'À Velmora, le port rouvre, avec une règle nouvelle pour les grands navires',
    standfirst:
      'Les pilotes ont fait entrer le premier cargo avant l’aube. La grue tombée mardi reste où elle est tant qu’on ignore pourquoi.',
    by: '{lena-marsh} à Velmora, traduit par {salma-nouri}',
    roles: [
      ['TRANSLATOR', 'salma-nouri'],
      ['PHOTOGRAPHER', 'pavel-dorn'],
    ],
    section: 'business',
    tags: ['trade', 'velmora', 'harbour-authority', 'transport'],
    hoursAgo: 4,
    image: image(
      'harbour-dawn',
      'Un cargo entre deux remorqueurs sous un ciel rose',
      'Le cargo Saint Aldous entre dans le bassin intérieur aux premières lueurs.',
      'Pavel Dorn',
    ),
    body: [
      p(
        'Le bassin intérieur de Velmora a rouvert ce matin à cinq heures moins vingt, trente et une heures après qu’une rafale eut couché l’une de ses deux plus vieilles grues en travers du chenal.',
      ),
      p(
        '« Nous ne sommes pas fiers de la file d’attente, mais nous sommes fiers de sa tenue », a dit la capitaine du port, Dora Quill, qui a compté dix-neuf navires au mouillage.',
      ),
      post('harbour-open'),
      h('Un par un, et pas au-delà de force six'),
      p(
        'Les navires de plus de quarante mètres de tirant d’air ne passeront plus la barre qu’un par un, et plus du tout au-delà de force six.',
      ),
      note(
        'CORRECTION',
        3,
        'Une première version de cet article comptait vingt-neuf navires. Ils étaient dix-neuf.',
      ),
    ],
  },
  {
    slug: 'un-orchestre-descend-le-fleuve',
    locale: 'fr',
    group: 'orchestra-by-boat',
    headline: 'Un orchestre descend le fleuve, sans le piano',
    standfirst: 'Onze bourgs, une péniche, et un violoncelliste qui ne sait pas nager.',
    by: '{julien-arnaud}',
    section: 'culture',
    tags: ['music', 'meridian-orchestra', 'ashe-delta'],
    hoursAgo: 74,
    body: [
      p(
        'La péniche s’appelle *Patience* et cale quatre-vingt-dix centimètres. Y vivent, onze jours durant, trente-quatre musiciens, une cuisinière et un chef qui tient la barre.',
      ),
      post('orchestra-tour'),
      p(
        'Le piano est resté à Velmora après le deuxième jour. « Il voulait descendre à terre, dit le chef. Nous l’avons laissé faire. »',
      ),
      pull('Il voulait descendre à terre.'),
    ],
  },
  {
    slug: 'un-pont-deux-rives-onze-voix',
    locale: 'fr',
    group: 'bridge-vote',
    headline: 'Un pont, deux rives, onze voix : ce que le conseil décide samedi',
    standfirst:
      'La maire veut fermer le vieux pont tournant aux voitures. Sa majorité tient à un homme, et il possède un garage.',
    by: '{claire-besson}',
    section: 'politics',
    tags: ['velmora', 'ines-valcourt', 'transport', 'elections'],
    hoursAgo: 48,
    body: [
      p(
        'Samedi, le conseil de Velmora vote sur le pont tournant, et par là sur la maire. Inès Valcourt a lié son second mandat à quatre cents mètres de fer.',
      ),
      post('mayor-bridge'),
      p(
        'Fermé aux voitures, le pont pourrait s’ouvrir quarante fois par jour aux bateaux, au lieu de douze. Voilà pour. Contre, il y a le détour : six kilomètres, par l’hôpital.',
      ),
      quote(
        'Je n’ai rien contre la marche. J’ai quelque chose contre la marche sous la pluie avec une machine à laver.',
        'Rolf Tamm, conseiller',
      ),
      post('council-stream'),
      related('le-port-rouvre-apres-la-tempete', 'À Velmora, le port rouvre'),
    ],
  },
  {
    slug: 'le-juge-et-la-maree',
    locale: 'fr',
    headline: 'Le juge, l’éclusier et la marée : un procès à l’heure de l’eau',
    kicker: 'Récit',
    standfirst:
      'Au tribunal du delta, les audiences suivent l’horaire des marées. L’accusé, lui, était en avance.',
    by: '{claire-besson} à Bas-Torve',
    section: 'politics',
    tags: ['justice', 'ashe-delta'],
    hoursAgo: 66,
    access: 'REGISTERED',
    preview: 2,
    image: image(
      'tribunal',
      'Une salle d’audience aux fenêtres ouvertes sur l’eau',
      'La salle d’audience de Bas-Torve à marée haute.',
      'Claire Besson',
    ),
    body: [
      p(
        'On entre au tribunal de Bas-Torve par une passerelle, et l’on y entre vite : la marée n’attend pas la défense.',
      ),
      p(
        'L’homme assis au premier rang est éclusier depuis trente ans. On l’accuse d’avoir ouvert une porte.',
      ),
      p(
        'Il ne le nie pas. Derrière la porte, dit-il, il y avait une maison, et dans la maison une femme qui dormait. L’eau est allée ailleurs, dans un entrepôt plein de vélos.',
      ),
      p(
        'Le juge a demandé combien de vélos. Quatre cents. Il a demandé quel âge avait la femme. Il a noté les deux nombres l’un sous l’autre.',
      ),
      p('Le jugement sera rendu jeudi, *à l’étale*.'),
    ],
  },
  {
    slug: 'les-anguilles-et-le-ministre',
    locale: 'fr',
    headline: 'Les anguilles, le ministre et le menu',
    by: '{lena-marsh}',
    section: 'business',
    tags: ['fisheries', 'oceans', 'tomas-reyd'],
    hoursAgo: 94,
    body: [
      p(
        'Le quota d’anguilles baisse d’un tiers pour trois saisons. Les pêcheurs l’ont appris par la carte d’un restaurant.',
      ),
      post('chef-eel'),
      p(
        '« Il existe un mot pour cela, et je ne le dirai pas à un journal », a dit le président de la coopérative, qui l’a dit au ministre.',
      ),
    ],
  },
  {
    slug: 'carnet-de-crue',
    locale: 'fr',
    headline: 'Carnet de crue : trois nuits à Saltmeadow',
    standfirst: 'On apprend vite à compter en marches d’escalier.',
    by: '{omar-haddad} à Saltmeadow',
    section: 'world',
    tags: ['delta-flood', 'ashe-delta', 'climate'],
    hoursAgo: 16,
    image: image(
      'delta-boats',
      'Trois barques attachées à un arrêt de bus',
      'Des barques à l’arrêt de bus de Saltmeadow.',
      'Omar Haddad',
    ),
    body: [
      p(
        'La première nuit, on compte les marches. La deuxième, les bougies. La troisième, ceux qui reviennent.',
      ),
      post('omar-road'),
      picture(
        image(
          'school-roof',
          'Des enfants sur un toit plat',
          'La classe de CM1, sur le toit de l’école.',
          'Omar Haddad',
        ),
      ),
      p(
        'L’institutrice a fait l’appel sur le toit. Il manquait un élève : il était au bureau de poste, à distribuer le courrier avec son père, en barque.',
      ),
      list(['Première nuit : onze marches', 'Deuxième nuit : six', 'Troisième nuit : huit'], true),
    ],
  },
  {
    slug: 'cinema-flottant',
    locale: 'fr',
    headline: 'Le cinéma flottant de Bas-Torve projette ses films sur une voile',
    by: '{julien-arnaud}',
    section: 'culture',
    tags: ['film', 'ashe-delta', 'sailing'],
    hoursAgo: 140,
    body: [
      p(
        'L’écran a servi quarante ans au cabotage. Il lui reste une couture au milieu, que l’on finit par aimer.',
      ),
      p('Quand le vent se lève, les acteurs gonflent. Le projectionniste, ancien gabier, choque l’écoute.'),
    ],
  },
  {
    slug: 'temperatures-de-la-jetee',
    locale: 'fr',
    headline: 'Quarante ans de températures de la jetée, ouverts à tous',
    by: '{nadia-ferris}',
    section: 'science',
    tags: ['oceans', 'climate'],
    hoursAgo: 38,
    body: [
      p('L’Institut de la mer publie tous ses relevés depuis 1984, erreurs comprises.'),
      post('institute-data'),
      table(
        'Premier jour à 14 °C',
        ['Décennie', 'Jour de l’année'],
        [
          ['1980', '171'],
          ['1990', '169'],
          ['2000', '165'],
          ['2010', '162'],
        ],
      ),
    ],
  },
  {
    slug: 'sante-les-files',
    locale: 'fr',
    headline: 'Hôpital : la file d’attente qui n’apparaît sur aucun écran',
    by: '{nadia-ferris} et {salma-nouri}',
    section: 'science',
    tags: ['health', 'velmora'],
    hoursAgo: 190,
    access: 'SUBSCRIBER',
    preview: 1,
    body: [
      p('L’écran du hall annonce douze jours. La secrétaire, elle, tient un cahier.'),
      p(
        'Dans le cahier, il y a ceux que l’écran ne compte pas : ceux qui ont renoncé à rappeler. Ils sont trois cent quarante.',
      ),
      p(
        'L’hôpital dit qu’il ne connaît pas ce cahier. La secrétaire l’a tendu au directeur ; il l’a lu debout.',
      ),
    ],
  },
  {
    slug: 'la-lumiere-de-la-baie',
    locale: 'fr',
    headline: 'Pourquoi la baie s’éclaire, et plus tôt chaque année',
    by: '{nadia-ferris}, traduit par {salma-nouri}',
    roles: [['TRANSLATOR', 'salma-nouri']],
    section: 'science',
    tags: ['oceans', 'climate', 'velmora'],
    hoursAgo: 17,
    body: [
      p(
        'Un coup de pied dans l’eau, et elle répond. Trois nuits durant, la baie de Velmora s’est éclairée de bleu partout où quelque chose remuait.',
      ),
      post('nadia-plankton'),
      p(
        'La lumière vient de cellules grosses comme un point. Ce qui fixe la date du spectacle, c’est la température de l’eau.',
      ),
    ],
  },
  {
    slug: 'chronique-du-compteur',
    locale: 'fr',
    headline: 'Mon compteur croit que j’ai une piscine',
    kicker: 'Chronique',
    by: 'Par {nadia-ferris}',
    section: 'opinion',
    tags: ['artificial-intelligence', 'energy'],
    hoursAgo: 58,
    body: [
      p(
        'C’est un compteur intelligent : il a appris de onze mille foyers comment se conduit quelqu’un comme moi. Il semble qu’elle nage.',
      ),
      p('Que la machine se trompe, passe encore. Mais plus personne n’est payé pour la relire.'),
    ],
  },
  {
    slug: 'le-budget-du-quai',
    locale: 'fr',
    headline: 'La ville trouve l’argent du quai dans un tiroir marqué « fontaine »',
    by: '{claire-besson}',
    section: 'politics',
    tags: ['velmora', 'ines-valcourt', 'housing'],
    hoursAgo: 166,
    body: [
      p(
        'Quatre millions avaient été mis de côté en 2012 pour une fontaine. La fontaine n’a jamais été bâtie, les quatre millions jamais rendus.',
      ),
    ],
  },
  {
    slug: 'traversier-dans-les-glaces',
    locale: 'fr-CA',
    headline: 'Un traversier pris dans les glaces, et personne ne s’ennuie',
    standfirst: 'Six heures sur le fleuve, un violoneux, et trente-deux tartes destinées à un mariage.',
    by: '{mireille-gagnon} à Québec',
    section: 'world',
    tags: ['transport'],
    hoursAgo: 11,
    body: [
      p('Le traversier a cessé d’avancer à dix heures et quart, à mi-chemin, devant tout le monde.'),
      p(
        'À midi, on avait trouvé le violoneux. À une heure, on a su pour les tartes. La mariée, au téléphone, a dit oui.',
      ),
    ],
  },
  {
    slug: 'barrage-et-courant',
    locale: 'fr-CA',
    headline: 'Vendre le courant ou le garder : l’hiver décide',
    by: '{mireille-gagnon}',
    section: 'business',
    tags: ['energy', 'trade'],
    hoursAgo: 84,
    body: [
      p('À moins vingt-cinq, la question se pose autrement. Les contrats, eux, ont été signés en juillet.'),
      p('Le réservoir est plein aux trois quarts. Il l’était aussi l’an dernier, en mars.'),
    ],
  },
  {
    slug: 'conseil-en-direct',
    locale: 'fr',
    headline: 'Le vote du pont : la séance du conseil, minute par minute',
    kicker: 'En direct',
    by: '{claire-besson}',
    section: 'politics',
    tags: ['velmora', 'ines-valcourt'],
    hoursAgo: 44,
    liveSummary: 'La séance est levée : le vote est reporté à samedi, faute de quorum.',
    body: [
      entry(
        42,
        'La séance est levée',
        [p('Le quorum n’y est plus : deux conseillers sont partis voir le match.')],
        { key: true },
      ),
      entry(44, 'Les débats commencent', [
        p('La maire lit son rapport. La salle compte les pages.'),
        post('council-stream'),
      ]),
    ],
  },
];
