/** Pages of papers that don't exist, as a browser saves their text. The words are ours. */
export const FRENCH = `Le phare en crise - Jour 12

Rechercher

Le port de Velmore rouvre ses quais après la tempête

Les premiers chalutiers sont rentrés mardi, trois jours après le passage de la dépression, et les criées ont repris à l'aube

Inès Valcourt est la correspondante maritime du Courrier de Velmore

Des chalutiers à quai dans le port de Velmore, le 14 mai 2024. (Crédit : Inès Valcourt/Courrier de Velmore)
Des chalutiers à quai dans le port de Velmore, le 14 mai 2024. (Crédit : Inès Valcourt/Courrier de Velmore)

Les quais de Velmore ont retrouvé mardi leur agitation ordinaire, après trois jours de fermeture imposés par la tempête.

« Nous avons eu de la chance », a déclaré la capitaine du port, qui attendait des dégâts bien plus graves.

Quatre pontons ont pourtant été arrachés.

https://twitter.com/PortVelmore/status/1790000000000000001

Réparations et assurances

La municipalité estime le coût des réparations à 40 000 €, une somme que l'assurance ne couvrira qu'en partie.

Les pêcheurs s'abonnent désormais aux bulletins de la station météo, qui publie une newsletter chaque matin.

Elle a fini par partir.

En savoir plus sur :
S'inscrire ou se connecter
Veuillez utiliser le format suivant : nom@domaine.example
Inscrivez-vous gratuitement
et continuez votre lecture
En vous inscrivant, vous acceptez les conditions d'utilisation
Log in to continue
`;

export const ENGLISH = `Skip to main content
Home
News
Sport
Subscribe

Council votes to keep the night ferry

Harbour towns had feared that the last boat would be cancelled

By Tom Okafor and Lena Marsh, transport correspondent

Published 3 May 2024, 18:30 BST

Share
Facebook
X

The night ferry between Velmora and Ash Point will sail for another two years, the council decided on Friday after a debate of five hours.

Advertisement

"Nobody here owns a second car," said Mara Lind, who runs the bakery beside the slipway. "Without the boat we would have closed."

Read also: Why the ferry is always late

The vote was closer than expected:

- nineteen in favour
- seventeen against
- two abstentions

A review is due in the autumn.

Related

A bridge too many
Ten things to do in Ash Point
Sign up for our newsletter
© 2024 The Velmora Post. All rights reserved.
`;

export const GERMAN = `Der Morgenbote
Menü
Suche

Das Moor kehrt zurück

Von Klara Brandt, Redakteurin für Umwelt

12.04.2024, 09:15 Uhr

Ein Kranich über dem Hohen Moor. Foto: Jonas Weil/Morgenbote

Vierzig Jahre lang wurde das Hohe Moor entwässert, nun steht das Wasser wieder bis an die Birken.

Die Gemeinde hat im Winter die letzten Gräben geschlossen, und schon im März kamen die ersten Kraniche.

Nicht alle freuen sich darüber: Zwei Höfe verlieren Weideland und verlangen einen Ausgleich.

Teilen
Kommentare
Mehr zum Thema
Impressum
Datenschutz
`;

export const ARABIC = `بحث
القائمة

بلدية دلتا آش تعيد فتح السوق القديم بعد عامين من الترميم

بقلم: سلمى نوري

٣ مايو ٢٠٢٤

أعلنت بلدية دلتا آش صباح الجمعة إعادة فتح السوق القديم أمام الزوار بعد عامين من أعمال الترميم.

وقال رئيس البلدية إن التجار سيعودون إلى متاجرهم خلال أسبوع واحد، وإن الإيجارات لن ترتفع هذا العام.

وأضاف أن المرحلة الثانية من المشروع ستشمل المرفأ القديم والطرق المؤدية إليه.

اقرأ أيضا
تسجيل الدخول
جميع الحقوق محفوظة
`;
