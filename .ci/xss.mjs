// xss.mjs write DIR writes one article for each attempt; xss.mjs open PUBLIC PROFILE
// opens what was published, and the attempts themselves as a control.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fields, html, markdown, values } from "./xss-cases.mjs";

// Each attempt, with its number for a script: what ran says which it was.
const attempts = [
  ...html.map(a => ({ body: a, raw: a })),
  ...markdown.map(a => ({ body: a })),
  ...values.map(a => ({ text: a })),
  ...fields.flatMap(f => values.map(a => ({ field: f, value: a }))),
].map((a, n) => Object.fromEntries(Object.entries(a).map(([k, v]) => [k, v.replaceAll("X", `fired(${n})`).replaceAll("N", n)])));

const words = "These are the words of the article, and there are enough of them to make a paragraph of prose.";

function write(dir) {
  fs.mkdirSync(dir, { recursive: true });
  attempts.forEach((a, n) => {
    const matter = { title: `Attempt ${n}`, date: "2026-03-01", ...(a.field ? { [a.field]: a.value } : {}) };
    const head = Object.entries(matter).map(([k, v]) => `${k}: ${JSON.stringify(v)}\n`).join("");
    if (a.text) fs.writeFileSync(path.join(dir, `${n}.txt`), `Attempt ${n} ${a.text}\n\nBy Ada ${a.text}\n\n1 March 2026\n\n${words}\n\n${a.text}\n\n${words}\n`);
    else fs.writeFileSync(path.join(dir, `${n}.md`), `---\n${head}---\n${words}\n\n${a.body ?? ""}\n\n${words}\n`);
  });
  console.log(`${attempts.length} attempts`);
}

// What a page is given before it loads, and what is asked of it then: all that a
// visitor might do, and whether an address or attribute is left that could run.
const prepare = () => {
  window.ran = [];
  window.fired = n => { window.ran.push(n); };
  window.alert = () => { window.ran.push(-1); };
};
const provoke = async () => {
  const left = [];
  for (const e of document.querySelectorAll("*")) {
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) left.push(e.outerHTML.slice(0, 120));
      if (/^(href|src|action|formaction|data|xlink:href|poster|to|values|srcdoc)$/i.test(a.name) && /^[\s\x00-\x20]*(j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|vbscript|data\s*:\s*(text|application))/i.test(a.value)) left.push(e.outerHTML.slice(0, 120));
    }
    for (const type of ["click", "mouseover", "mouseenter", "focus", "pointerover", "toggle", "wheel", "keydown", "cut", "paste", "submit"]) {
      if (type === "click" && e.closest("a[href]") && !/^\s*javascript:/i.test(e.closest("a[href]").getAttribute("href"))) continue;
      e.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    }
  }
  await new Promise(r => setTimeout(r, 60));
  return { ran: [...new Set(window.ran)], left };
};

// show has a page parse content as feed readers do: into a document being written,
// and into an element, twice, since a second parse brings mutations to life.
const show = content => {
  const box = document.createElement("div");
  document.body.append(box);
  box.innerHTML = content;
  const again = document.createElement("div");
  document.body.append(again);
  again.innerHTML = box.innerHTML;
};

async function open(dir, profile) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium", headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  await browser.addInitScript(prepare);
  await browser.route("**/*", r => ["document", "stylesheet"].includes(r.request().resourceType()) && r.request().url().startsWith("file:") ? r.continue() : r.abort());
  const blank = path.join(dir, "..", "blank.html");
  fs.writeFileSync(blank, "<!doctype html><title>blank</title><body>");

  // asked loads a page of its own, lets it be filled, and says what ran and what is left.
  async function asked(file, ...fill) {
    const page = await browser.newPage();
    page.on("dialog", d => d.dismiss());
    try {
      await page.goto(pathToFileURL(file).href);
      for (const content of fill) await page.evaluate(show, content);
      return await page.evaluate(provoke);
    } catch (e) {
      return { ran: [], left: [`the page went elsewhere: ${e.message.split("\n")[0]}`] };
    } finally {
      await page.close();
    }
  }

  const raw = attempts.flatMap((a, n) => a.raw ? [{ n, raw: a.raw }] : []);
  const alive = new Set();
  await each(batches(raw, 5), async some => (await asked(blank, ...some.map(a => a.raw))).ran.forEach(n => alive.add(n)));
  console.log(`control: ${alive.size} of ${raw.length} attempts run when nothing is sanitised`);
  if (alive.size < raw.length / 4) throw new Error("the control did not run: the check proves nothing");

  const faults = [];
  const judge = (where, { ran, left }) => {
    if (ran.length) faults.push(`${where}: ran ${ran.map(n => JSON.stringify(attempts[n] ?? n)).join(", ")}`);
    if (left.length) faults.push(`${where}: left ${left.join(", ")}`);
  };
  const items = JSON.parse(fs.readFileSync(path.join(dir, "feed.json"))).items;
  if (items.length < attempts.length * 0.95) throw new Error(`the feed has ${items.length} of ${attempts.length} attempts`);
  await each(batches(items, 20), async some => judge(`content from ${some[0].title}`, await asked(blank, ...some.map(i => i.content_html ?? ""))));
  console.log(`${items.length} contents shown as readers do`);
  const names = fs.readdirSync(dir, { recursive: true }).filter(published);
  await each(names, async name => judge(name, await asked(path.join(dir, name))));
  console.log(`${names.length} documents opened`);
  await browser.close();
  if (faults.length) throw new Error(`${faults.length} faults:\n${faults.slice(0, 40).join("\n")}`);
  console.log("no script ran");
}

const batches = (all, size) => Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(size * i, size * i + size));

// each does something with all, four at a time.
async function each(all, action) {
  const rest = all.values();
  await Promise.all([1, 2, 3, 4].map(async () => { for (const one of rest) await action(one); }));
}

// published are the documents to open: those of the site, and some of the many that
// are of one make, which differ in what was shown as a feed's content before.
const published = (name, i) => /\.(html|xml)$/.test(name) && (/^[^/]*$/.test(name) || i % 6 === 0);

const [what, ...args] = process.argv.slice(2);
await ({ write, open })[what](...args);
