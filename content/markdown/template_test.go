package markdown

import (
	"strings"
	"testing"
)

func TestCodeOfSiteGenerators(t *testing.T) {
	cases := []struct {
		text, html        string
		dropped, problems int
	}{
		{`{{< figure src="o.png" caption="The <oven>" >}}`, `<figure><img src="o.png" alt="The &lt;oven&gt;"><figcaption>The &lt;oven&gt;</figcaption></figure>`, 0, 0},
		{`See {{< figure src="o.png" alt="oven" >}} there`, `<p>See <img src="o.png" alt="oven"> there</p>`, 0, 0},
		{`{{< youtube aB3-_567890 >}}`, `<p><a href="https://www.youtube.com/watch?v=aB3-_567890"><img src="https://img.youtube.com/vi/aB3-_567890/hqdefault.jpg" alt=""><br>youtube.com/watch?v=aB3-_567890</a></p>`, 0, 0},
		{`{{ youtube(id="aB3-_567890") }}`, `<img src="https://img.youtube.com/vi/aB3-_567890/hqdefault.jpg" alt="">`, 0, 0},
		{`{{ figure(src="o.png", alt="oven") }}`, `<img src="o.png" alt="oven">`, 0, 0},
		{`{{< figure src="o.png" title="The oven" caption="Built in *1911*, see [the plan](p.pdf)" alt="oven" >}}`, `<figure><img src="o.png" alt="oven"><figcaption><strong>The oven</strong> Built in <em>1911</em>, see <a href="p.pdf">the plan</a></figcaption></figure>`, 0, 0},
		{`{% image "./o.png", "The oven" %}`, `<img src="./o.png" alt="The oven">`, 0, 0},
		{`{% img left /o.png 300 200 "The oven" %}`, `<img src="/o.png" alt="The oven">`, 0, 0},
		{`{{ gist(url="https://gist.github.com/mia/4711") }}`, `href="https://gist.github.com/mia/4711"`, 0, 0},
		{`{% include youtube.html id="aB3-_567890" %}`, `<a href="https://www.youtube.com/watch?v=aB3-_567890">`, 0, 0},
		{`{% include embed/youtubePlayer.html id="aB3-_567890" %}`, `<a href="https://www.youtube.com/watch?v=aB3-_567890">`, 0, 0},
		{`{% include video id="aB3-_567890" provider="youtube" %}`, `<a href="https://www.youtube.com/watch?v=aB3-_567890">`, 0, 0},
		{`{% include video id="4711" provider="vimeo" %}`, `<a href="https://vimeo.com/4711">https://vimeo.com/4711</a>`, 0, 0},
		{`{% include figure image_path="/o.png" alt="oven" caption="The oven" %}`, `<figure><img src="/o.png" alt="oven"><figcaption>The oven</figcaption></figure>`, 0, 0},
		{`{% include image-gallery.html folder="/ovens" %}`, "", 1, 1},
		{`{% include video id="4711" provider="bakery" %}`, "", 1, 1},
		{`{{ weather(town="Mill") }}`, `{{ weather(town=&quot;Mill&quot;) }}`, 0, 1},
		{`{{< vimeo 4711 >}}`, `<a href="https://vimeo.com/4711">https://vimeo.com/4711</a>`, 0, 0},
		{`{{< gist mia 4711 >}}`, `href="https://gist.github.com/mia/4711"`, 0, 0},
		{"{% highlight python linenos %}\nx = \"{{ y }}\"\n{% endhighlight %}", "<pre><code class=\"language-python\">x = &quot;{{ y }}&quot;\n</code></pre>", 0, 0},
		{"{{< highlight sh >}}\nls *\n{{< /highlight >}}", "<pre><code class=\"language-sh\">ls *\n</code></pre>", 0, 0},
		{"{{% tip %}}\nWarm *bread*.\n{{% /tip %}}", "<p>Warm <em>bread</em>.</p>", 2, 0},
		{"{{< weather town=\"Mill\" >}}", "", 1, 1},
		{"Warm %%ask Mia%% bread", "<p>Warm  bread</p>", 1, 0},
		{"%%\nask Mia\n%%\nWarm", "<p>Warm</p>", 2, 0},
		{"See ![[old oven.png|300]] here", `<img src="old oven.png" alt="">`, 0, 0},
		{"See ![[oven.png|The oven]] here", `<img src="oven.png" alt="The oven">`, 0, 0},
		{"See ![[Note]] here", "![[Note]]", 0, 0},
		{"%%\nWarm bread", "Warm bread", 0, 0},
		{"{% highlight c %}\nWarm bread", "Warm bread", 1, 1},
		{"{% comment %}\nask\n{% endcomment %}\nWarm", "<p>Warm</p>", 2, 0},
		{"Warm {# ask #}bread", "<p>Warm bread</p>", 1, 0},
		{"Warm {% comment %}ask Mia{% endcomment %}bread", "<p>Warm bread</p>", 1, 0},
		{"Warm %%ask\nMia%% bread", "<p>Warm\nbread</p>", 1, 0},
		{"Warm %%50% of it%% bread", "<p>Warm  bread</p>", 1, 0},
		{"Warm %%bread", "<p>Warm %%bread</p>", 0, 0},
		{"Warm {/* ask Mia */}bread", "<p>Warm bread</p>", 1, 0},
		{"{/*\nask Mia\n*/}\nWarm", "<p>Warm</p>", 2, 0},
		{"{{/* ask Mia */}}\n\n{{!-- ask Tom --}}\n\nWarm", "<p>Warm</p>", 2, 0},
		{"{::comment}\nask Mia\n{:/comment}\n\nWarm", "<p>Warm</p>", 2, 0},
		{"Warm {>>too much?<<}bread", "<p>Warm bread</p>", 1, 0},
		{"Warm <%# ask Mia %>bread", "<p>Warm bread</p>", 1, 0},
		{"Warm <%= bread %>", "<p>Warm &lt;%= bread %&gt;</p>", 0, 1},
		{"{% raw %}{{ x }}{% endraw %}", "<p>{{ x }}</p>", 0, 0},
		{"By {{ page.author }} alone", "<p>By {{ page.author }} alone</p>", 0, 1},
		{"![o]({{ site.baseurl }}/o.png)", `<img src="/o.png" alt="o">`, 0, 0},
		{"[on]({{< relref \"next.md\" >}})", `<a href="article:next.md">on</a>`, 0, 0},
		{"[on]({% link\n_posts/2026-01-02-next.md %}) and on", `<a href="article:_posts/2026-01-02-next.md">on</a>` + "\nand on", 0, 0},
		{"See ([#1]({{ site.repository\n}}/issues/1)).", `See (<a href="%7B%7Bsite.repository%7D%7D/issues/1">#1</a>)`, 0, 1},
		{"`{{ x` and\n}} on", "<code>{{ x</code> and\n}} on", 0, 0},
		{"{% for i in list %}\n[#{{ i }}]: {{ site.x }}/{{ i }}\n{% endfor %}\n\nWarm", "<p>Warm</p>", 2, 1},
		{"{{< figure\n  src=\"o.png\"\n  alt=\"Oven\"\n>}}\n\nWarm", "<img src=\"o.png\" alt=\"Oven\">", 0, 0},
		{"{{ one\ntwo\nWarm", "{{ one\ntwo\nWarm", 0, 0},
		{"[docs]({{ '/docs/#a' | relative_url }})", `<a href="/docs/#a">docs</a>`, 0, 0},
		{"{% include toc.html %}", "", 1, 1},
		{"import Oven from './oven'\n\nWarm", "<p>Warm</p>", 1, 0},
		{"Warm\n{: .lead}", "<p>Warm</p>", 1, 0},
		{"It rose from 5%% to 7%% today", "5%% to 7%%", 0, 0},
		{"Write `{{ x }}` or `{% y %}`", "<code>{{ x }}</code> or <code>{% y %}</code>", 0, 0},
		{"```\n{{< x >}}\n%%a%%\n```", "{{&lt; x &gt;}}\n%%a%%", 0, 0},
		{"Text\n\n    {{< x >}}\n    {{ y }}", "{{&lt; x &gt;}}\n{{ y }}", 0, 0},
		{"- Text\n\n    {{< figure src=o.png >}}", `<img src="o.png" alt="">`, 0, 0},
	}
	for _, c := range cases {
		a := article(t, "---\ntitle: x\nsummary: y\n---\n"+c.text+"\n\nEnd\n")
		if got := a.Body().HTML(); !strings.Contains(got, c.html) || !strings.HasSuffix(got, "<p>End</p>\n") {
			t.Errorf("%q: got %q, want %q in it", c.text, got, c.html)
		}
		if len(a.Dropped()) != c.dropped || len(a.Problems()) != c.problems {
			t.Errorf("%q: got dropped %v, problems %v, want %d and %d", c.text, a.Dropped(), a.Problems(), c.dropped, c.problems)
		}
		for _, p := range a.Problems() {
			if p.Line < 5 {
				t.Errorf("%q: got problem in line %d", c.text, p.Line)
			}
		}
	}
}
