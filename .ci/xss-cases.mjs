// Attempts to have a script run out of an article. X stands for the script; each
// is tried as HTML within Markdown, and those of `markdown` as Markdown itself.
// Grouped by what they hope for.

const events = ["onerror", "onload", "onfocus", "onblur", "onclick", "onmouseover", "onmouseenter", "ontoggle", "onanimationstart",
  "onpointerover", "onscroll", "onwheel", "onbegin", "onend", "onrepeat", "oncut", "onpaste", "onkeydown", "onsubmit", "onreset",
  "onbeforetoggle", "oncontentvisibilityautostatechange", "onsecuritypolicyviolation", "onloadstart", "oncanplay"];

// A script address in the disguises that parsers see through.
const addresses = [
  "javascript:X", "JaVaScRiPt:X", " javascript:X", "\tjavascript:X", "java\tscript:X", "java\nscript:X", "java\rscript:X",
  "\x01javascript:X", "\x1fjavascript:X", "javascript&colon;X", "javascript&#58;X", "javascript&#x3a;X", "javascript&#x0003A;X",
  "&#106;avascript:X", "&#x6a;avascript:X", "&#0000106avascript:X", "java&Tab;script:X", "java&NewLine;script:X", "javascript:/**/X",
  "javascript://%0aX", "javascript://news.example.org/%0AX", "javascript:%58;X", "view-source:javascript:X", "feed:javascript:X",
  "jar:javascript:X", "data:text/html,<script>X</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='X'/>", "data:application/xhtml+xml,<x:script xmlns:x='http://www.w3.org/1999/xhtml'>X</x:script>",
  "vbscript:X", "livescript:X", "mocha:X", "//javascript:X", "\u00a0javascript:X", "\u2028javascript:X", "javascript\u200b:X",
];

// Elements and attributes that hold an address.
const holders = [
  u => `<a href="${u}">a</a>`, u => `<a href='${u}'>a</a>`, u => `<area href="${u}" shape="default">`,
  u => `<iframe src="${u}"></iframe>`, u => `<embed src="${u}">`, u => `<object data="${u}"></object>`,
  u => `<form action="${u}"><input type="submit"></form>`, u => `<button form="f" formaction="${u}">b</button><form id="f"></form>`,
  u => `<svg><a href="${u}"><text y="9">a</text></a></svg>`, u => `<svg><a xlink:href="${u}"><text y="9">a</text></a></svg>`,
  u => `<math href="${u}"><mi>x</mi></math>`, u => `<base href="${u}//"><a href="x">a</a>`, u => `<img src="${u}">`,
  u => `<blockquote cite="${u}">q</blockquote>`, u => `<video poster="${u}" src="${u}"></video>`, u => `<link rel="stylesheet" href="${u}">`,
  u => `<svg><use href="${u}#a"/></svg>`, u => `<svg><image href="${u}"/></svg>`, u => `<img srcset="${u} 2x">`,
  u => `<meta http-equiv="refresh" content="0;url=${u}">`, u => `<svg><animate attributeName="href" values="${u}"/></svg>`,
  u => `<svg><a><set attributeName="href" to="${u}"/><text y="9">a</text></a></svg>`, u => `<applet code="${u}"></applet>`,
];

const carriers = [ // of an event's handler
  e => `<img src="x:" ${e}="X">`, e => `<svg ${e}="X"></svg>`, e => `<p ${e}="X" tabindex="0" autofocus>p</p>`, e => `<details open ${e}="X"><summary>s</summary></details>`,
];

export const html = [
  "<script>X</script>", "<script src=\"data:,X\"></script>", "<SCRIPT>X</SCRIPT>", "<script/x>X</script>", "<script\n>X</script\n>", "<script>X</script bar>",
  "<scr<script>ipt>X</scr</script>ipt>", "<<script>X//<</script>", "<script>X", "<svg><script>X</script></svg>", "<svg><script href=\"data:,X\"/></svg>",
  "<svg><script>X<!--</script>-->", "<math><script>X</script></math>", "<script type=module>X</script>", "<noscript><script>X</script></noscript>",
  "<template><script>X</script></template>", "<template shadowrootmode=open><script>X</script></template>", "<iframe srcdoc=\"<script>parent.X</script>\"></iframe>",
  "<iframe srcdoc=\"&lt;script&gt;parent.X&lt;/script&gt;\"></iframe>", "<img src=x: onerror=X>", "<img src=x: onerror='X'>", "<img/src=\"x:\"/onerror=X>", "<img\nsrc=\"x:\"\nonerror\n=\nX>",
  "<img src=\"x:\" onerror=\"&#102;&#105;red(N)\">", "<img src=\"x:\"\x0conerror=X>", "<img src=`x:` onerror=X>", "<img \"\"\"><script>X</script>\">", "<img src=\"x:\" alt=\"\" title=\"\"onerror=\"X\">",
  "<image src=\"x:\" onerror=\"X\">", "<input autofocus onfocus=X>", "<select autofocus onfocus=X><option>o</select>", "<textarea autofocus onfocus=X>t</textarea>", "<keygen autofocus onfocus=X>",
  "<video><source onerror=\"X\"></video>", "<audio src=\"x:\" onerror=\"X\"></audio>", "<video src=\"x:\" onerror=\"X\"></video>", "<body onload=X>", "<body onpageshow=X>", "<html onfocus=X tabindex=0>", "<frameset onload=X>",
  "<style>@keyframes k{}</style><p style=\"animation:k 1ms\" onanimationstart=\"X\">p</p>", "<marquee onstart=X>m</marquee>", "<svg onload=X>", "<svg><animate onbegin=X attributeName=x dur=1s></svg>",
  "<svg><style><img src=\"x:\" onerror=\"X\"></style></svg>", "<math><style><img src=\"x:\" onerror=\"X\"></style></math>", "<style><img src=\"</style><img src=x: onerror=X>\"></style>",
  // Mutations: what is harmless as parsed once comes alive when it is written and parsed again.
  "<noscript><p title=\"</noscript><img src=x: onerror=X>\"></noscript>", "<title><p title=\"</title><img src=x: onerror=X>\"></title>", "<textarea><p title=\"</textarea><img src=x: onerror=X>\"></textarea>",
  "<xmp><p title=\"</xmp><img src=x: onerror=X>\"></xmp>", "<noembed><p title=\"</noembed><img src=x: onerror=X>\"></noembed>", "<noframes><p title=\"</noframes><img src=x: onerror=X>\"></noframes>",
  "<iframe><p title=\"</iframe><img src=x: onerror=X>\"></iframe>", "<plaintext><img src=x: onerror=X>", "<svg></p><style><a id=\"</style><img src=x: onerror=X>\">", "<svg><p><style><a title=\"</style><img src=x: onerror=X>\">",
  "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x: onerror=X&gt;\">", "<form><math><mtext></form><form><mglyph><style></math><img src=x: onerror=X>",
  "<math><annotation-xml encoding=\"text/html\"><style><img src=x: onerror=X></style></annotation-xml></math>", "<math><annotation-xml><foreignobject><img src=x: onerror=X></foreignobject></annotation-xml></math>",
  "<svg><foreignObject><img src=x: onerror=X></foreignObject></svg>", "<svg><desc><img src=x: onerror=X></desc></svg>", "<svg><title><style><img src=x: onerror=X></style></title></svg>", "<math><mi><style><img src=x: onerror=X></style></mi></math>",
  "<table><td background=\"javascript:X\">c</table>", "<table><caption><svg><style></table><img src=x: onerror=X>", "<select><style><img src=x: onerror=X></style></select>", "<select><iframe></select><img src=x: onerror=X>",
  "<a href=\"x\"><a href=\"y\"><svg><style><!--</style><img src=\"x:\" onerror=X>--></a></a>", "<!--><img src=x: onerror=X>-->", "<!---><img src=x: onerror=X>-->", "<!-- --!><img src=x: onerror=X> -->", "<!--a--!><img src=x: onerror=X>",
  "<![CDATA[><img src=x: onerror=X>]]>", "<svg><![CDATA[<img src=x: onerror=X>]]></svg>", "<svg><![CDATA[>]]><img src=x: onerror=X></svg>", "<?xml-stylesheet ><img src=x: onerror=X>?>", "<!DOCTYPE x [<!ENTITY y \"<img src=x: onerror=X>\">]>&y;",
  "<%<img src=x: onerror=X>%>", "</ <img src=x: onerror=X>>", "</p/><img src=x: onerror=X>", "<img src='x:' alt='>' onerror=X>", "<a title='\"><img src=x: onerror=X>'>a</a>", "<a title=\"'><img src=x: onerror=X>\">a</a>", "<a title=\"`\" x=`><img src=x: onerror=X>`>a</a>",
  "<p style=\"background:url(javascript:X)\">p</p>", "<p style=\"width:expression(X)\">p</p>", "<p style=\"-moz-binding:url(javascript:X)\">p</p>", "<style>@import 'javascript:X';</style>", "<link rel=import href=\"data:text/html,<script>X</script>\">",
  "<object type=\"text/html\" data=\"data:text/html,<script>parent.X</script>\"></object>", "<embed type=\"image/svg+xml\" src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='X'/>\">", "<portal src=\"javascript:X\"></portal>",
  "<isindex action=\"javascript:X\" type=image>", "<menuitem onclick=X>", "<dialog open onclose=X>d</dialog>", "<x onclick=X tabindex=1 id=x>x</x>", "<custom-element onfocus=X tabindex=1 autofocus>c</custom-element>", "<div popover onbeforetoggle=X id=q></div><button popovertarget=q>b</button>",
  "+ADw-script+AD4-X+ADw-/script+AD4-", "\u00bcscript\u00beX\u00bc/script\u00be", "<\u0000script>X</script>", "<scr\u0000ipt>X</script>", "<img src=x:\u0000 onerror=X>", "<img src=x: o\u0000nerror=X>", "\ufeff<script>X</script>", "<ſcript>X</ſcript>", "<ımg src=x: onerror=X>",
  "<form id=\"document\"><input name=\"cookie\"></form>", "<a id=\"defaultView\" href=\"javascript:X\">a</a>", "<img name=\"body\" src=\"x:\" onerror=\"X\">", "<input type=\"image\" src=\"x:\" onerror=\"X\">",
  ...events.flatMap(e => carriers.map(c => c(e))),
  ...addresses.map(u => holders[0](u)),
  ...holders.flatMap(h => [h(addresses[0]), h(addresses[5]), h("data:text/html,<script>parent.X</script>")]),
];

export const markdown = [
  ...addresses.map(u => `[a](${u.replace(/[\n\r]/g, "&NewLine;")})`), ...addresses.slice(0, 12).map(u => `[a](<${u.replace(/[\n\r]/g, "")}>)`),
  "![a](javascript:X)", "![a\"onerror=\"X](x:)", "![a](x:\"onerror=\"X)", "![a](x: \"\" onerror=X \")", "[a](x 'y\"onmouseover=\"X')", "[a]: javascript:X\n\n[a]", "[a]: <javascript:X> \"t\"\n\n[a]",
  "<javascript:X>", "<data:text/html,<script>X</script>>", "[a](javascript\\:X)", "[a](java&#x73;cript:X)", "[<img src=x: onerror=X>](b)", "![<img src=x: onerror=X>](b)", "[a](<b\"><img src=x: onerror=X>>)", "`<img src=x: onerror=X>`",
  "```\"><img src=x: onerror=X>\nc\n```", "```js\" onmouseover=\"X\nc\n```", "# h {onclick=X}", "# h {#i onclick=\"X\"}", "| a |\n|---|\n| <img src=x: onerror=X> |", "a[^1]\n\n[^1]: <img src=x: onerror=X>", "a[^\"><img src=x: onerror=X>]\n\n[^\"><img src=x: onerror=X>]: b",
  "- [x] <img src=x: onerror=X>", "> <script>X</script>", "    <script>X</script>", "\\<script>X\\</script>", "&lt;script>X&lt;/script>", "&#60;img src=x: onerror=X&#62;", "www.x.example/\"onmouseover=\"X", "https://x.example/\"onmouseover=\"X", "a@b.example\"onmouseover=\"X",
  "$<img src=x: onerror=X>$", "$$\n<img src=x: onerror=X>\n$$", "==<img src=x: onerror=X>==", ": <img src=x: onerror=X>", "[[\"><img src=x: onerror=X>]]", "![[x\"onerror=\"X]]", "{{< figure src=\"javascript:X\" >}}", "{{< figure src=\"x:\\\" onerror=\\\"X\" >}}",
  "*a\"><img src=x: onerror=X>*", "[a](b \"c\\\"><img src=x: onerror=X>\")", "<a href=\"x\" title=\"\n\n\"><img src=x: onerror=X>\">", "<div\n\nonclick=X>", "<b\n\n<script>X</script>", "<!--\n\n--><script>X</script>", "<details open ontoggle=\nX>", "<p>\n\n<script>X</script>\n\n</p>",
];

// What is tried in each field of front matter, and in newspaper text.
export const values = ["<script>X</script>", "<img src=x: onerror=X>", "\"><img src=x: onerror=X>", "'><img src=x: onerror=X>", "</title><img src=x: onerror=X>", "]]><img src=x: onerror=X>", "--><img src=x: onerror=X>",
  "&lt;img src=x: onerror=X&gt;", "&amp;lt;img src=x: onerror=X&amp;gt;", "javascript:X", "java\tscript:X", "data:text/html,<script>X</script>", "\"onmouseover=\"X", "`><img src=x: onerror=X>", "<svg onload=X>", "\\u003cimg src=x: onerror=X>"];

export const fields = ["title", "author", "tags", "section", "summary", "link", "image", "banner_image", "external_url", "rights", "source", "via", "replies", "language", "slug", "id"];
