import {
  entry,
  gallery,
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
  rule,
  type Story,
  table,
  unknown,
  video,
} from './story.ts';

/** The sample newsroom's stories in English. People, places and papers are invented. */
export const ENGLISH: readonly Story[] = [
  {
    slug: 'harbour-reopens-after-storm',
    formerSlugs: ['harbour-closed-by-storm'],
    locale: 'en',
    group: 'harbour-reopens',
    headline: 'Velmora’s harbour opens again, with a new rule for tall ships',
    kicker: 'Harbour',
    standfirst:
      'Pilots took the first freighter in before dawn. The crane that fell on Tuesday stays where it lies until engineers know why.',
    by: '{lena-marsh} in Velmora',
    roles: [['PHOTOGRAPHER', 'pavel-dorn']],
    section: 'business',
    tags: ['trade', 'velmora', 'harbour-authority', 'transport'],
    hoursAgo: 5,
    image: image(
      'harbour-dawn',
      'A freighter between two tugs under a pink sky',
      'The freighter Saint Aldous enters the inner basin at first light.',
      'Pavel Dorn',
    ),
    body: [
      p(
        'The inner basin of Velmora opened at twenty to five this morning, thirty-one hours after a gust laid one of its two oldest cranes across the fairway. The freighter *Saint Aldous*, which had waited outside with a cargo of seed potatoes, went first.',
      ),
      p(
        '“We are not proud of the queue, but we are proud of how it behaved,” said the harbour master, Dora Quill, who counted nineteen ships at anchor on Wednesday night.',
      ),
      post('harbour-open'),
      h('One at a time, and not above force six'),
      p(
        'From today ships with more than forty metres of air draught may pass the bar only one at a time, and not at all above force six. The rule was [asked for by pilots](https://harbour.example/rules/bar) three years ago and had been *under study* since.',
      ),
      list([
        'Ships above forty metres wait for the green cone.',
        'Tugs are free of charge until the crane is gone.',
        'Fishing boats keep the south channel to themselves.',
      ]),
      p(
        'Nobody was hurt when the crane fell. Its driver had climbed down to fetch his sandwiches, and means to frame them.',
      ),
      related('crane-inspection-report', 'What the last inspection said about the crane'),
      note(
        'CORRECTION',
        3,
        'An earlier version of this story gave the harbour master’s count as twenty-nine ships. It was nineteen.',
      ),
    ],
  },
  {
    slug: 'crane-inspection-report',
    locale: 'en',
    headline: 'The crane was inspected in March. The inspector wrote one word about its brake',
    standfirst:
      'A report seen by this paper calls the slewing brake “adequate” and asks for it to be looked at again within a month.',
    by: '{lena-marsh} and {claire-besson}',
    section: 'business',
    tags: ['harbour-authority', 'velmora', 'justice'],
    hoursAgo: 28,
    access: 'REGISTERED',
    preview: 2,
    body: [
      p(
        'Eight pages, two photographs, one signature: the last inspection of crane number four took an hour and forty minutes, according to the report that its owner has to keep for ten years.',
      ),
      p('The word that matters stands on page six.'),
      p(
        'It is *adequate*, and it is underlined by hand. The brake that keeps the jib from turning in the wind had worn to within two millimetres of the limit. The report asks for a second look “within thirty days, weather permitting”.',
      ),
      post('harbour-closed'),
      p(
        'There was no second look. The Harbour Authority says that the weather did not permit; its own logbook shows nineteen calm days in April.',
      ),
      quote('Adequate is what you say of a hotel.', 'A retired inspector, asked about the word'),
      p(
        'The public prosecutor has asked for the logbook. A spokesman for the Authority said that it would be handed over *with pleasure*.',
      ),
    ],
  },
  {
    slug: 'delta-flood-live',
    locale: 'en',
    headline: 'Delta flood, hour by hour: pumps reach Saltmeadow',
    kicker: 'Live',
    standfirst:
      'Water in the lower Ashe is falling by a hand’s breadth a tide. Four villages can be reached by boat alone.',
    by: '{omar-haddad} in Saltmeadow and {nadia-ferris}',
    section: 'world',
    tags: ['delta-flood', 'ashe-delta', 'climate'],
    hoursAgo: 1,
    image: image(
      'delta-boats',
      'Three rowing boats tied to a bus stop',
      'Boats at the bus stop of Saltmeadow.',
      'Omar Haddad',
    ),
    liveSummary:
      'The river stands 40 cm below its peak. The road to Saltmeadow stays shut until Friday at the earliest, and schools in the lower delta open again on Monday.',
    body: [
      entry(
        2,
        'Pumps running in Saltmeadow',
        [
          p(
            'Both of the army’s big pumps run now, one for the school and one for the bakery. Asked who decided on the bakery, the captain pointed at his men.',
          ),
          post('omar-pumps'),
        ],
        { key: true, pinned: true },
      ),
      entry(5, null, [
        p(
          'The bus company says that line 14 ends at the chapel until Friday. The chapel has put out chairs.',
        ),
      ]),
      entry(
        9,
        'The road is cut',
        [
          p('Two hundred metres of the coast road are gone between the mill and the ferry.'),
          post('omar-road'),
          picture(
            image(
              'road-cut',
              'Asphalt broken off above brown water',
              'Where the coast road ends today.',
              'Omar Haddad',
            ),
          ),
        ],
        { key: true },
      ),
      entry(14, 'What the gauge says', [
        p('The gauge at Three Elms passed its highest mark since 1968 shortly after ten in the evening.'),
        table(
          'Gauge at Three Elms',
          ['Time', 'Level (cm)'],
          [
            ['18:00', '512'],
            ['20:00', '548'],
            ['22:00', '571'],
            ['24:00', '566'],
          ],
        ),
      ]),
      entry(
        20,
        'Evacuation of the lower farms',
        [p('All twenty-three lower farms are empty. Two dogs went back and were fetched a second time.')],
        { key: true, changedHoursAgo: 3 },
      ),
    ],
  },
  {
    slug: 'crane-hearing-live',
    locale: 'en',
    headline: 'The crane hearing, word for word: the inspector takes the stand',
    kicker: 'Live',
    standfirst: 'The court asks what “adequate” meant in March, and to whom.',
    by: '{claire-besson}',
    section: 'politics',
    tags: ['harbour-authority', 'justice', 'velmora'],
    hoursAgo: 4,
    access: 'REGISTERED',
    preview: 1,
    liveSummary: 'The inspector has asked for a glass of water and for the logbook of April.',
    body: [
      entry(4, 'The inspector is called', [
        p('The room is full. Those who came with folding chairs were asked to leave the chairs outside.'),
      ]),
      entry(
        6,
        'What the brake was for',
        [p('An engineer explains slewing with a teapot. The judge keeps the teapot as an exhibit.')],
        { key: true, pinned: true },
      ),
      entry(7, null, [p('The hearing opens eleven minutes late; the lift had been found merely adequate.')]),
    ],
  },
  {
    slug: 'why-the-bay-glows',
    locale: 'en',
    headline: 'Why the bay glows, and why it glows earlier every year',
    standfirst:
      'A bloom of *Noctiluca* lit the shore for three nights. The Institute of the Sea has forty years of pier temperatures to explain it.',
    by: '{nadia-ferris}',
    section: 'science',
    tags: ['oceans', 'climate', 'velmora'],
    hoursAgo: 18,
    image: image(
      'glowing-bay',
      'Blue light along a breaking wave',
      'Waves break blue at the north mole on Sunday night.',
      'Pavel Dorn',
    ),
    body: [
      p(
        'Kick the water, and it answers. For three nights the bay of Velmora has lit up blue wherever something moved in it: oars, dogs, a brass band that had come for the purpose.',
      ),
      post('nadia-plankton'),
      p(
        'The light is made by single cells the size of a full stop. They flash when they are pushed, which may startle whatever wants to eat them. What sets the date of the show is the water’s temperature.',
      ),
      h('Eleven days in forty years'),
      p(
        'At the pier the sea now reaches fourteen degrees eleven days earlier than it did in the eighties. The bloom follows with a lag of about three weeks, and it has followed every year but two.',
      ),
      post('institute-data'),
      table(
        'First day at 14 °C, by decade',
        ['Decade', 'Day of the year', 'Nights of light'],
        [
          ['1980s', '171', '2.1'],
          ['1990s', '169', '2.4'],
          ['2000s', '165', '3.0'],
          ['2010s', '162', '3.8'],
        ],
      ),
      pull('Kick the water, and it answers.'),
      p(
        'Is it harmful? To bathers, no. To oyster beds a thick bloom can be, since it uses up oxygen at night. The oystermen have moved their racks by a hundred metres, and sell tickets.',
      ),
    ],
  },
  {
    slug: 'orchestra-by-boat',
    locale: 'en',
    group: 'orchestra-by-boat',
    headline: 'An orchestra goes down the river, without the piano',
    standfirst: 'Eleven towns, one barge, and a cellist who cannot swim.',
    by: '{julien-arnaud}, translated by {salma-nouri}',
    roles: [['TRANSLATOR', 'salma-nouri']],
    section: 'culture',
    tags: ['music', 'meridian-orchestra', 'ashe-delta'],
    hoursAgo: 70,
    body: [
      p(
        'The barge is called *Patience* and draws ninety centimetres. On it, for eleven days, live thirty-four musicians, a cook, and a conductor who steers.',
      ),
      post('orchestra-tour'),
      p(
        'They play where there is a quay and sometimes where there is none. In Low Torve the audience stood in the reeds up to the knee, and asked for the slow movement again.',
      ),
      gallery('Eleven days on the Ashe', [
        image('barge-1', 'Musicians on a barge at dusk', 'Tuning at Low Torve.', 'Pavel Dorn'),
        image('barge-2', 'Double basses wrapped in tarpaulin', 'The basses travel dry.', 'Pavel Dorn'),
        image('barge-3', 'A man conducting with one hand on a tiller', 'Ravel, downstream.', 'Pavel Dorn'),
      ]),
      p(
        'The piano stayed in Velmora after the second day. “It wanted to go ashore,” says the conductor. “We let it.”',
      ),
    ],
  },
  {
    slug: 'ninetieth-minute',
    locale: 'en',
    headline: 'Velmora FC win in the ninetieth minute, and nobody leaves',
    by: '{tom-okafor} at the Rope Yard',
    section: 'sport',
    tags: ['football', 'velmora'],
    hoursAgo: 13,
    body: [
      p('There is a kind of match that is over long before it ends. This was the other kind.'),
      post('match-goal'),
      video('https://www.youtube.com/watch?v=velmoraGoa1', 'The goal, and the four minutes after it'),
      p(
        'Velmora had one corner in the second half, in its last minute, and one head in the right place. It belonged to Ida Brandt’s grandson, who is nineteen and had come on to waste time.',
      ),
      list(['Velmora FC 1 (Brandt 90)', 'Carvane United 0', 'At the Rope Yard: 4,112']),
      p('When the whistle went, people stayed. The stand sang until the lights went off, and then went on.'),
    ],
  },
  {
    slug: 'bridge-vote-preview',
    locale: 'en',
    group: 'bridge-vote',
    headline: 'A bridge, two banks and eleven votes: what the council decides on Saturday',
    standfirst:
      'The mayor wants the old swing bridge closed to cars. Her majority is one, and he owns a garage.',
    by: '{claire-besson}',
    section: 'politics',
    tags: ['velmora', 'ines-valcourt', 'transport', 'elections'],
    hoursAgo: 46,
    body: [
      p(
        'On Saturday the council of Velmora votes on the swing bridge, and with it on the mayor. Inès Valcourt has tied her second term to four hundred metres of iron.',
      ),
      post('mayor-bridge'),
      p(
        'Closed to cars, the bridge could open for boats forty times a day instead of twelve. That is the case for it. The case against it is the detour: six kilometres, past the hospital.',
      ),
      quote(
        'I have nothing against walking. I have something against walking in the rain with a washing machine.',
        'Rolf Tamm, councillor',
      ),
      post('council-stream'),
      p(
        'Eleven councillors have said how they will vote. Five are for, five are against, and the eleventh has said it twice, differently.',
      ),
      related('harbour-reopens-after-storm', 'Velmora’s harbour opens again'),
    ],
  },
  {
    slug: 'rent-and-tide',
    locale: 'en',
    headline: 'Rent, and the tide: a winter in the lower town',
    kicker: 'Long read',
    standfirst:
      'Half of the ground floors in the lower town flood twice a year. They are also the only ones that a nurse can pay for.',
    by: '{salma-nouri}',
    section: 'politics',
    tags: ['housing', 'velmora', 'climate'],
    hoursAgo: 120,
    access: 'SUBSCRIBER',
    preview: 3,
    image: image(
      'lower-town',
      'A row of doors with wooden boards at their feet',
      'Flood boards in Tanner’s Row.',
      'Salma Nouri',
    ),
    body: [
      p(
        'In Tanner’s Row people keep their shoes on the third stair. Everything below it belongs, two nights a year, to the harbour.',
      ),
      p(
        'Marit Olsen has lived at number nine for six winters. She is a nurse, works nights, and pays less than half of what the same rooms would cost up the hill.',
      ),
      h('The third stair'),
      p(
        'The stair is a promise. The landlord made it in 2017, when he raised the sockets and the rent. Nothing above it has been wet since, and nothing below it has been dry for long.',
      ),
      p(
        'The city has a plan for the lower town. It is forty pages long, has been ready since spring, and moves nobody. It raises the quay by sixty centimetres, which keeps the water out until about 2045, if the middle line on its chart is right.',
      ),
      pull('The stair is a promise.'),
      p(
        'After that, the plan says, *“a conversation will be needed”*. Marit Olsen would like to have it now. She has put the kettle on.',
      ),
      rule,
      p('The landlord, asked for his view, sent a photograph of the stair.'),
      note(
        'CLARIFICATION',
        100,
        'The plan of the city names 2045 as the middle of a range from 2038 to 2056.',
      ),
    ],
  },
  {
    slug: 'eel-quota-cut',
    locale: 'en',
    headline: 'Eel quota cut by a third; the cooks had been told first',
    by: '{lena-marsh} and news agencies',
    section: 'business',
    tags: ['fisheries', 'oceans', 'trade'],
    hoursAgo: 96,
    body: [
      p(
        'The ministry of ports has cut the eel quota for the Ashe by a third, for three seasons. Fishermen learnt of it from a menu.',
      ),
      post('chef-eel'),
      p(
        '“There is a word for it, and I will not say it to a newspaper,” said the head of the co-operative, who said it to the minister.',
      ),
    ],
  },
  {
    slug: 'barrier-minister-post',
    locale: 'en',
    headline: 'Minister deletes a post about the barrier, and explains it at length',
    by: '{claire-besson} and {omar-haddad}',
    section: 'politics',
    tags: ['tomas-reyd', 'delta-flood', 'ashe-delta'],
    hoursAgo: 72,
    body: [
      p(
        'For eleven minutes on Monday the minister of ports was against a flood barrier. Then the post was gone; its words were not.',
      ),
      post('minister-deleted'),
      p(
        'In a statement of nine hundred words Tomas Reyd said on Tuesday that he had meant *patience* in the engineer’s sense.',
      ),
    ],
  },
  {
    slug: 'crew-names-withheld',
    locale: 'en',
    headline: 'Two sailors missing off the bar; their names are not yet for print',
    by: 'News agencies',
    section: 'world',
    tags: ['velmora', 'transport'],
    hoursAgo: 32,
    body: [
      p(
        'Two sailors of the coaster *Ellen Maud* have been missing since Tuesday night. Their families have asked for a day, and this paper keeps it.',
      ),
      post('leak-withheld'),
      p('The search goes on at first light.'),
    ],
  },
  {
    slug: 'regatta-forty-one',
    locale: 'en',
    headline: 'Forty-one sails, one wind: the Ashe Regatta begins',
    by: '{tom-okafor}',
    section: 'sport',
    tags: ['regatta', 'sailing', 'ashe-delta'],
    hoursAgo: 25,
    body: [
      p('The start was clean, which is what people say when nobody swims.'),
      post('regatta-start'),
      unknown('wind-widget', 'Wind at the line: south-west, 9 knots'),
      p('Three days, four legs, and a shallow that has a boat’s name for every year since 1902.'),
    ],
  },
  {
    slug: 'who-reads-the-meter',
    locale: 'en',
    headline: 'Who reads the meter when the machine reads it wrong?',
    kicker: 'Opinion',
    by: 'By {nadia-ferris}',
    section: 'opinion',
    tags: ['artificial-intelligence', 'energy'],
    hoursAgo: 60,
    body: [
      p(
        'My electricity meter thinks that I keep a swimming pool. It is a clever meter, and it has learnt from eleven thousand households how a person like me behaves; it seems that she swims.',
      ),
      p('I do not mind being misread by a machine. I mind that nobody is paid any more to read it back.'),
      quote('The model is confident.', 'The hotline'),
      p(
        'Confidence is a temperature, not a proof. A thermometer that always says twenty degrees is right for a week in May.',
      ),
    ],
  },
  {
    slug: 'pier-data-opened',
    locale: 'en',
    headline: 'Forty years of pier temperatures are open to everybody',
    by: '{nadia-ferris}',
    section: 'science',
    tags: ['oceans', 'climate'],
    hoursAgo: 39,
    body: [
      p(
        'The Institute of the Sea has published every daily reading from the pier since 1984, mistakes included.',
      ),
      post('institute-data'),
      p(
        'The mistakes are marked. In 1991 a keeper read the air for a fortnight; he had dropped the bucket, and said so.',
      ),
      related('why-the-bay-glows', 'Why the bay glows'),
    ],
  },
  {
    slug: 'night-ferry-timetable',
    locale: 'en',
    headline: 'Night ferry to run all winter',
    by: '{lena-marsh}',
    section: 'business',
    tags: ['transport', 'velmora'],
    hoursAgo: 144,
    body: [
      p(
        'The night ferry to the islands runs through the winter for the first time since 1999. It leaves at a quarter to one, and sells soup.',
      ),
    ],
  },
  {
    slug: 'quay-wall-budget',
    locale: 'en',
    headline: 'City finds money for the quay wall in a drawer marked “fountain”',
    by: '{claire-besson}',
    section: 'politics',
    tags: ['velmora', 'ines-valcourt', 'housing'],
    hoursAgo: 168,
    body: [
      p(
        'Four million were set aside for a fountain in 2012. The fountain was never built; the four million were never unset.',
      ),
      p('They will now raise the quay of the lower town by the first of its sixty centimetres.'),
      note('UPDATE', 150, 'The council approved the transfer on the evening of publication.'),
    ],
  },
  {
    slug: 'merger-of-the-yards',
    locale: 'en',
    headline: 'Velmora’s two shipyards are to merge',
    standfirst: 'Announcement under embargo until the exchanges close.',
    by: '{lena-marsh}',
    section: 'business',
    tags: ['trade', 'velmora'],
    hoursAgo: 2,
    embargoHours: 720,
    body: [
      p(
        'Torve & Sons and the Rope Yard Works will become one company in the new year, both confirmed under embargo.',
      ),
      p('No yard closes. One canteen does.'),
    ],
  },
  {
    slug: 'weekend-in-the-reeds',
    locale: 'en',
    headline: 'A weekend in the reeds: where to hear bitterns',
    by: '{omar-haddad}',
    section: 'culture',
    tags: ['ashe-delta'],
    hoursAgo: -48,
    status: 'SCHEDULED',
    body: [p('Bring boots, and somebody who can keep quiet.')],
  },
  {
    slug: 'hospital-waiting-lists',
    locale: 'en',
    headline: 'Waiting lists: what the hospital counts, and what it does not',
    by: '{nadia-ferris}',
    section: 'science',
    tags: ['health', 'velmora'],
    hoursAgo: -1,
    status: 'DRAFT',
    body: [p('Figures to be checked with the hospital before this goes anywhere.')],
  },
  {
    slug: 'ports-minister-interview',
    locale: 'en',
    headline: '“I count ships to fall asleep”: an interview with the minister of ports',
    by: '{lena-marsh}',
    section: 'politics',
    tags: ['tomas-reyd', 'trade'],
    hoursAgo: -1,
    status: 'SUBMITTED',
    body: [p('Handed in for the weekend; quotations are with the ministry.')],
  },
  {
    slug: 'lighthouse-sold',
    locale: 'en',
    headline: 'Lighthouse sold to a collector',
    by: '{lena-marsh}',
    section: 'business',
    tags: ['velmora', 'harbour-authority'],
    hoursAgo: 200,
    status: 'RETRACTED',
    body: [p('This story was wrong: the lighthouse is not for sale.')],
  },
];
