import { describe, expect, it } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { bodyHtml } from '../../src/content/body-html.ts';
import { bodyMarkdown } from '../../src/content/body-text.ts';
import type { BlockRecord } from '../../src/content/records.ts';
import { blocksOfHtml } from '../../src/ingest/blocks-of-html.ts';

/** What anybody may have put into a page that is imported, after OWASP's list of ways around filters, and what browsers mend into script (mXSS). */
const VECTORS: Readonly<Record<string, readonly string[]>> = {
  'C01 scripts and handlers': [
    '<script>alert(1)</script>',
    '<SCRIPT SRC=https://evil.example/xss.js></SCRIPT>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<<SCRIPT>alert(1);//\\<</SCRIPT>',
    '<SCRIPT/XSS SRC="https://evil.example/xss.js"></SCRIPT>',
    '<SCRIPT SRC=//evil.example/.j>',
    '<IMG """><SCRIPT>alert(1)</SCRIPT>"\\>',
    '<img src=x onerror=alert(1)>',
    '<img src="https://media.example/a.jpg" onload="alert(1)" alt="x">',
    '<IMG SRC= onmouseover="alert(1)">',
    '<IMG onmouseover="alert(1)">',
    '<IMG SRC=/ onerror="alert(String.fromCharCode(88,83,83))"></img>',
    '<svg/onload=alert(1)>',
    '<svg onload=alert&#x28;1&#x29>',
    '<body onload=alert(1)>words</body>',
    '<BODY ONLOAD=alert(1)>',
    '<BODY onload!#$%&()*~+-_.,:;?@[/|\\]^`=alert(1)>',
    '<details open ontoggle=alert(1)>words</details>',
    '<p onclick="alert(1)" style="background:url(javascript:alert(1))">words</p>',
    '<div style="width: expression(alert(1));">words</div>',
    '<a href="https://ok.example" onmouseover="alert(1)">words</a>',
    '<a href="https://ok.example/&quot;onmouseover=&quot;alert(1)">words</a>',
    "<a href='https://ok.example/\"><img src=x onerror=alert(1)>'>words</a>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<IFRAME SRC="javascript:alert(1);"></IFRAME>',
    '<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>',
    '<EMBED SRC="data:image/svg+xml;base64,PHN2Zz4=" type="image/svg+xml" AllowScriptAccess="always">',
    '<META HTTP-EQUIV="refresh" CONTENT="0;url=javascript:alert(1);">',
    '<LINK REL="stylesheet" HREF="javascript:alert(1);">',
    '<STYLE>@import"https://evil.example/xss.css";</STYLE>',
    '<BASE HREF="javascript:alert(1);//">',
    '<INPUT TYPE="IMAGE" SRC="javascript:alert(1);">',
    '<video><source onerror="alert(1)"></video>',
    '<marquee onstart=alert(1)>words</marquee>',
    '<isindex action=javascript:alert(1) type=image>',
    '<form><button formaction="javascript:alert(1)">words</button></form>',
    '<!--[if gte IE 4]><SCRIPT>alert(1);</SCRIPT><![endif]-->',
    '<? echo("<SCRIPT>alert(1)</SCRIPT>"); ?>',
    '<figure><img src="javascript:alert(1)"><figcaption><script>alert(1)</script>words</figcaption></figure>',
    '<table><tr><td background="javascript:alert(1)">a</td><td onclick=alert(1)>b</td></tr></table>',
    '<blockquote cite="javascript:alert(1)" onclick="alert(1)">words</blockquote>',
  ],
  'C02 frames of strangers': [
    '<iframe src="https://evil.example/frame" onload="alert(1)"></iframe>',
    '<iframe src="https://www.youtube.com/embed/abc&quot;onload=&quot;alert(1)" title="<script>alert(1)</script>"></iframe>',
    '<blockquote class="twitter-tweet"><a href="https://x.com/a/status/1">words</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>',
  ],
  'C03 what a browser mends into script': [
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<template><img src=x onerror=alert(1)></template>',
    '<textarea>&lt;/textarea&gt;&lt;img src=x onerror=alert(1)&gt;</textarea>',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    '<p>&amp;lt;img src=x onerror=alert(1)&amp;gt;</p>',
    '<title><p>&lt;/title&gt;<img src=x onerror=alert(1)>',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  ],
  'C04 addresses that run': [
    '<a href="javascript:alert(1)">words</a>',
    '<a href="JaVaScRiPt:alert(1)">words</a>',
    '<a href="java\tscript:alert(1)">words</a>',
    '<a href="jav&#x09;ascript:alert(1)">words</a>',
    '<a href="jav&#x0A;ascript:alert(1)">words</a>',
    '<a href=" &#14;  javascript:alert(1)">words</a>',
    '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">words</a>',
    '<a href="&#0000106&#0000097&#0000118&#0000097script:alert(1)">words</a>',
    '<a href="data:text/html,<script>alert(1)</script>">words</a>',
    '<a href="vbscript:msgbox(1)">words</a>',
    '<a href="feed:javascript:alert(1)">words</a>',
    '<a href="//evil.example/">words</a>',
    '<a href="\\\\evil.example">words</a>',
    '<a href="file:///etc/passwd">words</a>',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>" alt="x">',
    '<img src="jav&#x0D;ascript:alert(1)" alt="x">',
    '<img srcset="javascript:alert(1) 1x" src="https://media.example/a.jpg" alt="x">',
  ],
};

const ALLOWED = new Set(
  'a article aside blockquote br caption code em figcaption figure footer h2 h3 h4 hr i img li ol p s section strong sub sup table tbody td th thead time tr u ul'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'href rel src alt width height loading datetime cite class data-availability'.split(' '),
);

/** Everything in rendered HTML, parsed again, that isn't on the list of what may be there. */
const strangers = (html: string): string[] => {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return [...document.body.querySelectorAll('*')].flatMap((element) => [
    ...(ALLOWED.has(element.localName) ? [] : [`<${element.localName}>`]),
    ...[...element.attributes].flatMap(({ name, value }) => {
      if (!ATTRIBUTES.has(name)) return [`${element.localName} ${name}`];
      return ['href', 'src', 'cite'].includes(name) && !/^https?:\/\//.test(value)
        ? [`${name}=${value}`]
        : [];
    }),
  ]);
};

const rendered = (vector: string): { html: string; markdown: string } => {
  const blocks = blocksOfHtml(
    `<p>Before.</p>${vector}<p>After.</p>`,
    'https://paper.example/story',
  ).blocks.map((draft, at) =>
    draft.type === 'SocialEmbed'
      ? ({ id: `b${at}`, type: 'SocialEmbed', socialPostId: 'pst_0000000000000000' } as const)
      : ({ ...draft, id: `b${at}` } as BlockRecord),
  );
  const references = { locale: 'en', posts: new Map() };
  return { html: bodyHtml(blocks, references), markdown: bodyMarkdown(blocks, references) };
};

describe.each(Object.entries(VECTORS))('%s', (_, vectors) => {
  it.each(vectors)('leave nothing that runs: %s', (vector) => {
    const { html, markdown } = rendered(vector);
    expect(html).toContain('Before.');
    expect(strangers(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<iframe|javascript:[^<]*"/i);
    // Markdown may hold raw HTML, so it must hold none of a stranger's.
    expect(markdown.replace(/\\./g, '')).not.toMatch(/<(?!\/?(?:u|sub|sup|code)>)[a-z!?/]/i);
    expect(markdown).not.toMatch(/\]\((?!https?:\/\/)/);
  });
});

describe('this suite, shown to fail', () => {
  it('sees an element, a handler and an address', () => {
    expect(strangers('<p onclick="x">a</p><script>b</script><a href="javascript:c">d</a>')).toEqual([
      'p onclick',
      '<script>',
      'href=javascript:c',
    ]);
  });
});
